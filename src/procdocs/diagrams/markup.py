"""Writing XML that cannot be broken out of: every name is ours, every value is escaped."""

import re
from urllib.parse import urljoin, urlsplit

from procdocs.diagrams.text_width import plain_text

_SAFE_SCHEMES = ("", "http", "https", "mailto")
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"}


def escaped(text: str) -> str:
    """Escape a text for element content and attributes; what XML forbids is dropped."""
    return "".join(_ESCAPES.get(each, each) for each in plain_text(text))


def number(value: float) -> str:
    """Write a number with one decimal at most: `12`, `12.5`."""
    text = f"{value:.1f}"
    text = text.removesuffix(".0")
    return "0" if text == "-0" else text


def attributes(**values: str | float | None) -> str:
    """Write attributes, each led by a blank; None leaves one out.

    A trailing underscore is dropped (`class_`) and other underscores become hyphens.
    """
    parts = []
    for name, value in values.items():
        if value is None:
            continue
        text = escaped(value) if isinstance(value, str) else number(value)
        parts.append(f' {name.rstrip("_").replace("_", "-")}="{text}"')
    return "".join(parts)


def element(name: str, content: str = "", **values: str | float | None) -> str:
    """Write an element; `content` is markup already."""
    head = f"<{name}{attributes(**values)}"
    return f"{head}>{content}</{name}>" if content else f"{head}/>"


def identifier(text: str) -> str:
    """Make a text fit for an XML id."""
    return re.sub(r"[^A-Za-z0-9_-]", "-", text) or "x"


def safe_link(href: str | None, base_url: str | None, standalone: bool) -> str | None:
    """Return a link that may be written, or None.

    Args:
        href: Link as the view gives it, relative to the page or absolute.
        base_url: Address of the page, to make links absolute with.
        standalone: Whether the picture is a file of its own, where a relative link leads nowhere.

    Returns:
        The link; None for a script, an unknown scheme, or a relative link in a file of its own.
    """
    if not href:
        return None
    clean = href.strip(" ")
    if any(each < " " for each in clean):
        return None
    clean = plain_text(clean).replace(" ", "%20")
    try:
        if urlsplit(clean).scheme.lower() not in _SAFE_SCHEMES:
            return None
        if standalone:
            clean = urljoin(base_url, clean) if base_url else clean
            if urlsplit(clean).scheme.lower() not in _SAFE_SCHEMES[1:]:
                return None
    except ValueError:
        return None
    return clean
