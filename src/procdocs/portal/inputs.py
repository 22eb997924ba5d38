"""Everything that a portal is made from, as one hash: equal hashes mean equal results.

Content, mkdocs.yml, theme, this program with all that is installed beside it, the day and the
options. What cannot be known from outside (a hook, a plugin or an extension that may read other
files, a link, a tag of MkDocs in the configuration) gives no hash, and the work is done.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from procdocs.checks.manual import manual_folder
from procdocs.portal.theme import theme_folder
from procdocs.project import build_date
from procdocs.source.kept import code_digest, key_of
from procdocs.source.site_config import read_site_config
from procdocs.source.yaml_tree import read_yaml

KNOWN_PLUGINS = frozenset({"search", "material/search", "procdocs"})
"""Plugins that read nothing but what they are given."""
KNOWN_EXTENSIONS = frozenset(
    {
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists"),
        *("smarty", "tables", "toc", "wikilinks", "pymdownx.betterem", "pymdownx.caret"),
        *("pymdownx.critic", "pymdownx.details", "pymdownx.highlight", "pymdownx.inlinehilite"),
        *("pymdownx.keys", "pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences"),
        *("pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde"),
    }
)
"""Markdown extensions that read nothing but the page."""
_READING_KEYS = ("INHERIT", "hooks")
"""Keys of mkdocs.yml that name files to read or to run."""

_DICTIONARY = "jieba_dict"
"""Begins the options of the search that name a file of Chinese words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What something is made from."""

    digest: str
    """Hash of all of it."""
    moments: str
    """When each file was written: a file that was changed and changed back is told by it."""


@dataclass(slots=True)
class _Collected:
    """Hashes of files, taken one after the other."""

    content: "hashlib._Hash"
    moments: "hashlib._Hash"

    def add(self, name: str, path: Path) -> None:
        held = path.read_bytes()
        status = path.stat()
        self.content.update(key_of(name, held).encode())
        self.moments.update(f"{name}\0{status.st_mtime_ns}\0{status.st_ino}\0".encode())


def find_inputs(
    config_file: Path, *options: str, audience: str | None = None, site: bool = False
) -> Inputs | None:
    """Hash everything that findings, or a whole site, are made from.

    Args:
        config_file: The portal's mkdocs.yml.
        options: What else the result depends on, such as a format.
        audience: The audience to show.
        site: Whether a site is made: the theme counts, and MkDocs must have nothing of its own.

    Returns:
        The hash; None where the inputs cannot be read, or may be more than these.
    """
    collected = _Collected(hashlib.sha256(), hashlib.sha256())
    try:
        config = read_site_config(config_file)
        root = config_file.resolve().parent
        collected.add(config_file.name, config_file)
        _add_folder(collected, "content", root / config.content)
        _add_folder(collected, "cases", manual_folder())
        if site:
            theme = _theme_of(config.text)
            if theme is None:
                return None
            for number, folder in enumerate((theme_folder(), *(root / each for each in theme))):
                _add_folder(collected, f"theme-{number}", folder)
    except (OSError, ValueError):
        return None
    day = (build_date().isoformat(), os.environ.get("SOURCE_DATE_EPOCH", ""))
    parts = (*day, *options, str(audience), str(site), program_digest())
    return Inputs(
        digest=key_of(collected.content.digest(), *parts), moments=collected.moments.hexdigest()
    )


def program_digest() -> str:
    """Hash this program, the interpreter, and the names and versions of all that is installed."""
    return key_of(code_digest(), sys.version, "\n".join(sorted(set(_installed()))))


def _installed() -> Iterator[str]:
    for place in sys.path:
        try:
            with os.scandir(place or ".") as entries:
                names = [entry.name for entry in entries]
        except OSError:
            continue
        yield from (name for name in names if name.endswith((".dist-info", ".egg-info")))


def _add_folder(collected: _Collected, name: str, folder: Path) -> None:
    """Add every file of a folder.

    Raises:
        ValueError: It holds a link; where that leads may change without it.
    """
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            raise ValueError(f"{path} is a link")
        if path.is_file():
            collected.add(f"{name}/{path.relative_to(folder).as_posix()}", path)
        elif not path.is_dir():
            raise ValueError(f"{path} is no file")
        else:
            collected.content.update(f"{name}/{path.relative_to(folder).as_posix()}/\0".encode())


def _theme_of(text: str) -> tuple[str, ...] | None:
    """Give the theme folders that mkdocs.yml names; None where it names what may read more."""
    read = read_yaml("mkdocs.yml", text)
    tree = read.value
    if read.diagnostics or not isinstance(tree, dict) or any(key in tree for key in _READING_KEYS):
        return None
    plugins = _names(tree.get("plugins", ()))
    extensions = _names(tree.get("markdown_extensions", ()))
    if plugins is None or not KNOWN_PLUGINS.issuperset(plugins):
        return None
    if extensions is None or not is_plain(extensions) or _DICTIONARY in text:
        return None
    theme = tree.get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    return (folder,) if isinstance(folder, str) else ()


def is_plain(extensions: Iterable[str]) -> bool:
    """Tell whether no Markdown extension reads anything but its page."""
    return all(name.removeprefix("markdown.extensions.") in KNOWN_EXTENSIONS for name in extensions)


def _names(listed: object) -> tuple[str, ...] | None:
    """Give the names in a list of names and of mappings with one name; None of another shape."""
    if isinstance(listed, dict):
        return tuple(str(name) for name in listed)
    if not isinstance(listed, (list, tuple)):
        return None
    names: list[str] = []
    for entry in listed:
        names += [str(key) for key in entry] if isinstance(entry, dict) else [str(entry)]
    return tuple(names)
