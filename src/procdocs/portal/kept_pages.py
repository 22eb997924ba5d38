"""Finished pages and workbooks of former builds, by the hash of all that they are made from.

A view is made anew in every build, as it may show anything of the portal; from the view on, equal
means equal, so that what was made from an equal one is taken. `repr` of a view holds all it shows.
"""

import json
from pathlib import Path

from procdocs.exports.sheet import Sheet
from procdocs.exports.xlsx import write_workbook
from procdocs.locale import Words
from procdocs.pages.render import RenderedPage, render_page
from procdocs.portal.inputs import program_digest
from procdocs.source.kept import KeptFiles, key_of
from procdocs.views.page import PageView

_ADDRESS = " at 0x"
"""In the `repr` of an object that does not say what it holds."""


class KeptPages:
    """Results of one portal."""

    def __init__(self, folder: Path | None) -> None:
        """Use a folder; None keeps nothing."""
        self._files = KeptFiles(folder)
        self._program = program_digest() if folder else ""

    def render(self, kind: str, view: PageView, words: Words, language: str) -> RenderedPage:
        """Print a view with the template of its kind; see `render_page`."""
        shown = repr(view)
        key = self._key("page", kind, language, shown)
        held = self._files.read(key) if key else None
        if held is not None:
            found = json.loads(held)
            return RenderedPage(path=view.path, markdown=found["markdown"], parts=found["parts"])
        made = render_page(kind, view, words, language)
        if key:
            values = {"markdown": made.markdown, "parts": dict(made.parts)}
            self._files.write(key, _bytes(values))
        return made

    def workbook(self, sheets: tuple[Sheet, ...], title: str) -> bytes:
        """Write sheets as a workbook; see `write_workbook`."""
        key = self._key("workbook", title, repr(sheets))
        held = self._files.read(key) if key else None
        if held is None:
            held = write_workbook(sheets, title)
            if key:
                self._files.write(key, held)
        return held

    def tidy(self) -> None:
        """Remove what was not used for longest."""
        self._files.tidy()

    def _key(self, *parts: str) -> str | None:
        if self._files.folder is None or any(_ADDRESS in part for part in parts):
            return None
        return key_of(self._program, *parts)


def _bytes(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "surrogatepass")
