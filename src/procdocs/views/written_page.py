"""Hand-written pages: taken over as they are, but for links by kind and id."""

import re
from collections.abc import Callable

from procdocs.model.portal import Page
from procdocs.views.context import ViewContext

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

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
_LINK = re.compile(rf"\]\(\s*<?((?:{'|'.join(KINDS)}):[^\s)>]+)>?")


def view_written_page(context: ViewContext, page: Page) -> str:
    """Give a page's Markdown with links such as `process:credit-check` turned into addresses.

    A link to what is not shown loses its address and keeps its words. Code is left alone.
    """
    links = context.links(page.path)

    def address(found: re.Match[str]) -> str:
        return f"]({links.resolve(found.group(1)) or ''}"

    return outside_code(page.text, lambda text: _LINK.sub(address, text))


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
