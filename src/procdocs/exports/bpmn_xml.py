"""XML as text: elements with attributes in the order given, nothing that XML forbids."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True, kw_only=True)
class Tag:
    """An element."""

    name: str
    """With its prefix."""
    attributes: dict[str, str] = field(default_factory=dict)
    """In order."""
    children: list["Tag"] = field(default_factory=list)
    """In order."""
    text: str | None = None
    """Instead of children."""

    def add(self, name: str, text: str | None = None, /, **attributes: str | None) -> "Tag":
        """Add an element in it; an attribute that is None is left out."""
        made = tag(name, text, **attributes)
        self.children.append(made)
        return made


def tag(name: str, text: str | None = None, /, **attributes: str | None) -> Tag:
    """Make an element; `procdocs__type` is the attribute `procdocs:type`."""
    named = {
        key.rstrip("_").replace("__", ":"): value
        for key, value in attributes.items()
        if value is not None
    }
    return Tag(name=name, attributes=named, text=text)


def write_xml(root: Tag) -> str:
    """Write a document, two spaces a level."""
    return "".join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', *_lines(root, 0)),
    )


def _lines(element: Tag, level: int) -> Iterable[str]:
    indent = "  " * level
    written = "".join(f" {key}={_quoted(value)}" for key, value in element.attributes.items())
    head = f"{indent}<{element.name}{written}"
    if element.text is not None:
        yield f"{head}>{escape(_clean(element.text))}</{element.name}>\n"
    elif not element.children:
        yield f"{head} />\n"
    else:
        yield f"{head}>\n"
        for child in element.children:
            yield from _lines(child, level + 1)
        yield f"{indent}</{element.name}>\n"


def _quoted(value: str) -> str:
    return quoteattr(_clean(value), {"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
