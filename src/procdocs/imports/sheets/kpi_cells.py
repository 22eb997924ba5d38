"""Edited cells of the list of KPIs, to edits of the catalogue."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from procdocs.imports.sheets.authored import Authored
from procdocs.imports.sheets.cells import Edited, read_number
from procdocs.model.catalogue import Kpi
from procdocs.model.portal import Portal
from procdocs.source.nearest import nearest
from procdocs.source.resolve.actuals import read_period
from procdocs.source.rules import BAD_ACTUALS, BAD_NUMBER, EMPTY_TEXT, MISPLACED_KEY
from procdocs.source.yaml_edit import Remove

_NUMBERS = ("target", "benchmark", "latest")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*\d{0,2}\s*日?)?(?: .*)?")
_YEAR_LAST = re.compile(r"(?:\d{1,2}[-/.])?(\d{1,2})\s*[-/.]\s*(\d{4})")


def take_kpis(edited: Sequence[Edited], portal: Portal, authored: Authored) -> None:
    """Note the edits that cells of the list of KPIs ask for."""
    by_kpi: dict[str, list[Edited]] = {}
    for cell in edited:
        by_kpi.setdefault(cell.key[0], []).append(cell)
    for id_, cells in by_kpi.items():
        _Writer(portal, authored, portal.kpis[id_]).take(cells)


class _Writer:
    def __init__(self, portal: Portal, authored: Authored, kpi: Kpi) -> None:
        self.portal = portal
        self.authored = authored
        self.kpi = kpi
        self.file = kpi.place.span.file
        tree = authored.value(self.file)
        raw = tree.get(kpi.id) if isinstance(tree, dict) else None
        self.raw: Mapping[str, Any] = raw if isinstance(raw, dict) else {}

    def take(self, cells: Sequence[Edited]) -> None:
        for cell in cells:
            if cell.column in ("target", "benchmark"):
                self.number(cell)
            elif cell.column == "name":
                self.name(cell)
            elif cell.column == "owner" and cell.text and cell.text not in self.portal.roles:
                near = nearest(cell.text, self.portal.roles)
                self.authored.unknown(cell, "role", cell.text, near)
            elif cell.column == "better" and cell.text not in ("", "lower", "higher"):
                self.authored.not_allowed(cell, "Write lower or higher.")
            elif cell.column not in ("latest", "period"):
                self.put(cell, cell.column, cell.text or None)
        self.actual({cell.column: cell for cell in cells if cell.column in ("latest", "period")})

    def put(self, cell: Edited, key: str, value: Any) -> None:
        """Set a key of the KPI; None takes it away."""
        if value is not None:
            self.authored.put(self.file, (self.kpi.id, key), value, cell)
        elif key in self.raw:
            self.authored.edit(self.file, Remove(path=(self.kpi.id, key)), cell)

    def name(self, cell: Edited) -> None:
        if not cell.text:
            self.authored.report(EMPTY_TEXT, cell, "a KPI has a name", "Write one.")
        elif isinstance(self.raw.get("name"), dict):
            path = (self.kpi.id, "name", self.portal.language)
            self.authored.put(self.file, path, cell.text, cell)
        else:
            self.put(cell, "name", cell.text)

    def number(self, cell: Edited) -> None:
        value = self._number(cell)
        if value is None and cell.text:
            return
        nested = cell.column == "benchmark" and isinstance(self.raw.get("benchmark"), dict)
        if nested and value is not None:
            path = (self.kpi.id, "benchmark", "value")
            self.authored.put(self.file, path, value, cell)
            return
        self.put(cell, cell.column, value)

    def _number(self, cell: Edited) -> int | float | None:
        number = read_number(cell.text) if cell.text else None
        if cell.text and number is None:
            words = f"`{cell.text[:60]}` is no number"
            self.authored.report(BAD_NUMBER, cell, words, "Write it with digits only.")
        return int(number) if number is not None and number.is_integer() else number

    def actual(self, cells: Mapping[str, Edited]) -> None:
        """Set the latest value, or add one: that of the period which the row names now."""
        if not cells:
            return
        first = next(iter(cells.values()))
        if self.kpi.actuals_file is not None:
            words = f"its values stand in {self.kpi.actuals_file}"
            mend = "Add the value there; the catalogue only names the file."
            self.authored.report(MISPLACED_KEY, first, words, mend)
            return
        latest = self.kpi.latest
        period = latest.period if latest else ""
        if "period" in cells:
            period = meant_period(cells["period"].text, period)
        if not period:
            text = cells["period"].text if "period" in cells else ""
            words = f"`{text[:60]}` is no period" if text else "the value has no period"
            self.authored.report(BAD_ACTUALS, first, words, "Write it as 2026-10.")
            return
        if latest is not None and period < latest.period:
            words = f"the latest value is that of {latest.period}"
            mend = "Correct older values in the YAML."
            self.authored.report(BAD_ACTUALS, first, words, mend)
            return
        value: int | float | None = latest.value if latest else None
        if "latest" in cells:
            value = self._number(cells["latest"])
            if value is None and cells["latest"].text:
                return
        if value is not None:
            path = (self.kpi.id, "actuals", period)
            self.authored.put(self.file, path, value, first)
        elif latest is not None:
            edit = Remove(path=(self.kpi.id, "actuals", latest.period))
            self.authored.edit(self.file, edit, first)


def meant_period(text: str, like: str) -> str:
    """Read a period, which a spreadsheet may have turned into a day.

    Args:
        text: What is in the cell.
        like: A period of the KPI; empty where it has none.

    Returns:
        The period as it is written in YAML; empty where it is none.
    """
    bare = text.strip()
    kind = (read_period(like) or ("", None))[0]
    read = read_period(bare)
    if read is not None and kind in ("", read[0]):
        return bare
    found = _YEAR_FIRST.fullmatch(bare)
    year, month = (found[1], found[2]) if found else ("", "")
    if not found and (turned := _YEAR_LAST.fullmatch(bare)):
        year, month = turned[2], turned[1]
    if kind in ("", "month") and year and 1 <= int(month) <= 12:
        return f"{year}-{int(month):02}"
    return ""
