"""A folder of finished pictures, so that an unchanged process is not laid out again.

An entry is found by a hash of all that it is made from: the view, and the code that draws. A lost
or spoilt entry is only a miss, and what is read back is text that was drawn here, never code.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import procdocs

MOST_ENTRIES = 20_000
"""Above this the oldest are removed."""


class PictureCache:
    """Finished pictures by a hash of what they show."""

    def __init__(self, folder: Path | None) -> None:
        """Use a folder.

        Args:
            folder: Where entries are kept; None keeps none.
        """
        self.folder = folder

    def key(self, view: object, prefix: str) -> str:
        """Give the name of an entry.

        Args:
            view: A view dataclass; its `repr` holds all it shows.
            prefix: What makes the ids in the picture unique.
        """
        shown = f"{_drawing_code()}\n{prefix}\n{view!r}"
        return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()

    def read(self, key: str) -> Mapping[str, str] | None:
        """Give an entry's texts by name; None where there is none that can be read."""
        if self.folder is None:
            return None
        try:
            found = json.loads((self.folder / f"{key}.json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        whole = isinstance(found, dict) and all(isinstance(text, str) for text in found.values())
        return found if whole else None

    def write(self, key: str, texts: Mapping[str, str]) -> None:
        """Keep an entry; a folder that cannot be written keeps none."""
        if self.folder is None:
            return
        part = self.folder / f"{key}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_text(json.dumps(dict(texts), ensure_ascii=False), "utf-8")
            part.replace(self.folder / f"{key}.json")
        except OSError:
            self.folder = None

    def tidy(self) -> None:
        """Remove the oldest entries above `MOST_ENTRIES`."""
        if self.folder is None or not self.folder.is_dir():
            return
        entries = sorted(
            self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True
        )
        for entry in entries[MOST_ENTRIES:]:
            entry.unlink(missing_ok=True)


@lru_cache(maxsize=1)
def _drawing_code() -> str:
    """Hash the code and tables that draw, so that a new version draws anew."""
    digest = hashlib.sha256(procdocs.__version__.encode())
    folder = Path(procdocs.__file__).parent / "diagrams"
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".py", ".json", ".css"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
