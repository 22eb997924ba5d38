"""Small pieces of SVG as text: escaping and numbers. Colours and sizes of type are the theme's."""

from html import escape as _escape

from procdocs.diagrams.text_width import plain_text


def escaped(text: str) -> str:
    """Write a text for an element or a quoted attribute."""
    return _escape(plain_text(text), quote=True)


def number(value: float) -> str:
    """Write a coordinate: at most two digits after the point, no negative zero."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text
