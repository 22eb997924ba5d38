"""Where the theme is, and which of its files every page loads."""

from pathlib import Path

import procdocs

_PACKAGE = Path(procdocs.__file__).parent


def theme_folder() -> Path:
    """Find the theme: beside the modules in an installed package, else in the checkout."""
    installed = _PACKAGE / "theme"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "theme"


def styles() -> tuple[str, ...]:
    """Give the style sheets in the order in which they build on each other: by their numbers."""
    return _assets("css")


def scripts() -> tuple[str, ...]:
    """Give the scripts that every page loads at its end."""
    return _assets("js")


def _assets(kind: str) -> tuple[str, ...]:
    folder = theme_folder()
    found = sorted((folder / "assets" / kind).glob(f"pd*.{kind}"))
    return tuple(path.relative_to(folder).as_posix() for path in found)
