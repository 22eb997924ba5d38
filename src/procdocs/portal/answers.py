"""What a command found, kept with a hash of all it was found from: asked again, it is known.

`procdocs check` keeps its findings as they are printed. `procdocs build` keeps the hash of the seal
of the site that it built, so that a site which is still whole need not be built again.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from procdocs.portal.inputs import find_inputs
from procdocs.portal.seal import SEAL_FILE, SealBroken, check_seal, read_seal
from procdocs.source.kept import CACHE_FOLDER, KeptFiles
from procdocs.source.site_config import read_site_config


class Answer:
    """The answer to one question about a portal."""

    def __init__(
        self,
        config_file: Path,
        *options: str,
        audience: str | None = None,
        site: bool = False,
    ) -> None:
        """Ask, and note what the answer will be made from; see `find_inputs`."""
        self._config_file = config_file
        self._options = options
        self._audience = audience
        self._site = site
        self._files = KeptFiles(config_file.resolve().parent / CACHE_FOLDER / "answers", 1 << 26)
        self._inputs = find_inputs(config_file, *options, audience=audience, site=site)

    def kept(self) -> Mapping[str, object] | None:
        """Give the answer that was found before; None where none is kept."""
        held = None if self._inputs is None else self._files.read(self._inputs.digest)
        found = None if held is None else json.loads(held)
        return found if isinstance(found, dict) else None

    def keep(self, values: Mapping[str, object]) -> None:
        """Keep an answer, unless anything was saved while it was being found."""
        again = find_inputs(
            self._config_file, *self._options, audience=self._audience, site=self._site
        )
        if self._inputs is None or again != self._inputs:
            return
        held = json.dumps(dict(values), ensure_ascii=False).encode("utf-8", "surrogatepass")
        self._files.write(self._inputs.digest, held)
        self._files.tidy()


class KnownSite:
    """A site that may be there already, whole and as a build would make it."""

    def __init__(
        self, config_file: Path, site: Path, *, strict: bool, audience: str | None
    ) -> None:
        """Look for a site.

        Args:
            config_file: The portal's mkdocs.yml.
            site: Where the build goes.
            strict: Whether warnings stop the build.
            audience: The audience to show.
        """
        self.site = site
        self._answer = Answer(config_file, "site", str(strict), audience=audience, site=True)

    def is_there(self) -> bool:
        """Tell whether the site is what these inputs gave before, to the last byte of each file."""
        kept = self._answer.kept()
        if kept is None or kept.get("seal") != _seal_hash(self.site):
            return False
        try:
            check_seal(self.site, read_seal(self.site))
        except (SealBroken, OSError):
            return False
        return True

    def keep(self) -> None:
        """Note that the site was just built, without a warning."""
        self._answer.keep({"seal": _seal_hash(self.site)})


def site_folder(config_file: Path, site_dir: Path | None) -> Path:
    """Give where a build goes: where it is told to, else as mkdocs.yml says."""
    return site_dir or config_file.parent / read_site_config(config_file).site_dir


def _seal_hash(site: Path) -> str:
    try:
        return hashlib.sha256((site / SEAL_FILE).read_bytes()).hexdigest()
    except OSError:
        return ""
