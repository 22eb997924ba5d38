"""Hand-written pages: taken over as they are, but for links by kind and id."""

import html
import re
from collections.abc import Callable

from procdocs.model.portal import Page
from procdocs.views.catalogue import view_crumbs
from procdocs.views.context import ViewContext
from procdocs.views.links import ABOUT, HOME, Links

KINDS = (
    "process",
    "policy",
    "role",
    "unit",
    "party",
    "system",
    "document",
    "kpi",
    "risk",
    "control",
    "term",
    "value-stream",
)

_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_LINK = re.compile(rf"\]\(\s*<?((?:{'|'.join(KINDS)}):[^\s)>]+)>?")


def view_written_page(context: ViewContext, page: Page) -> str:
    """Give a page's Markdown with links such as `process:credit-check` turned into addresses.

    A link to what is not shown loses its address and keeps its words. Code is left alone. The
    pages above stand over the text, as on every other page.
    """
    links = context.links(page.path)
    front = _FRONT.match(page.text)
    text = page.text[front.end() :] if front else page.text

    def address(found: re.Match[str]) -> str:
        return f"]({links.resolve(found.group(1)) or ''}"

    body = outside_code(text, lambda piece: _LINK.sub(address, piece))
    return f"{front[0] if front else ''}{_path(context, links, page)}{body}"


def _path(context: ViewContext, links: Links, page: Page) -> str:
    """Write the way to a page: what is written by hand is listed under About."""
    if page.path in (HOME, ABOUT):
        return ""
    items = "".join(
        f'<li class="md-path__item"><a class="md-path__link" href="{html.escape(link.href or "")}">'
        f'<span class="md-ellipsis">{html.escape(link.text)}</span></a></li>'
        for link in view_crumbs(context, links, ("About", ABOUT))
    )
    label = html.escape(context.words("You are here"))
    return (
        f'<nav class="md-path pd-path" aria-label="{label}"><ol class="md-path__list">{items}</ol>'
        "</nav>\n\n"
    )


def outside_code(markdown: str, change: Callable[[str], str]) -> str:
    """Change the text of a Markdown document, but no code block and no code span in it."""
    lines: list[str] = []
    fence = ""
    for line in markdown.split("\n"):
        opened = _FENCE.match(line)
        if fence:
            if opened and opened.group(1).startswith(fence):
                fence = ""
            lines.append(line)
        elif opened:
            fence = opened.group(1)
            lines.append(line)
        else:
            lines.append(_outside_spans(line, change))
    return "\n".join(lines)


def _outside_spans(line: str, change: Callable[[str], str]) -> str:
    pieces: list[str] = []
    end = 0
    for code in _CODE.finditer(line):
        pieces += [change(line[end : code.start()]), code.group()]
        end = code.end()
    return "".join([*pieces, change(line[end:])])
