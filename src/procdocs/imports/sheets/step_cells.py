"""Edited cells of the list of steps, to edits of process files."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from procdocs.imports.sheets.authored import Authored
from procdocs.imports.sheets.cells import Edited, read_number
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.source.nearest import nearest
from procdocs.source.quantities import read_duration
from procdocs.source.rules import BAD_DURATION, BAD_SHARE, EMPTY_TEXT, MISPLACED_KEY
from procdocs.source.scalars import ScalarError
from procdocs.source.what_if_values import written_duration
from procdocs.source.yaml_edit import Remove
from procdocs.source.yaml_marks import Path

_CHOICES = {
    "value": ("VA", "BVA", "NVA"),
    "automation": ("manual", "assisted", "automated"),
    "basis": ("measured", "survey", "estimate"),
}
_TIMES = {"process_minutes": "process", "wait_minutes": "wait", "lead_minutes": "lead"}
_PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")


def step_path(authored: Authored, process: Process, step: Step) -> tuple[Path, Any] | None:
    """Find where a step is written in the file of its process.

    Returns:
        The path and what stands there; of a step that a local variant takes from its base, its
        place under `override`. None where it is written nowhere.
    """
    tree = authored.value(authored.process_file(process.id))
    if not isinstance(tree, dict) or step.implied:
        return None
    for number, entry in enumerate(tree.get("steps") or ()):
        if isinstance(entry, dict) and entry.get("id") == step.id:
            return ("steps", number), entry
    if "extends" in tree:
        overrides = tree.get("override")
        entry = overrides.get(step.id) if isinstance(overrides, dict) else None
        return ("override", step.id), entry if isinstance(entry, dict) else {}
    return None


def take_steps(edited: Sequence[Edited], portal: Portal, authored: Authored) -> None:
    """Note the edits that cells of the list of steps ask for."""
    by_step: dict[tuple[str, ...], list[Edited]] = {}
    for cell in edited:
        by_step.setdefault(cell.key, []).append(cell)
    for (process_id, step_id), cells in by_step.items():
        process = portal.processes[process_id]
        step = process.step(step_id)
        place = step_path(authored, process, step) if step else None
        if step is None or place is None:
            for cell in cells:
                words = "the step is not written; it follows from `trigger` or `result`"
                authored.report(MISPLACED_KEY, cell, words, "Change those in the process.")
            continue
        _Writer(portal, authored, process, step, *place).take(cells)


class _Writer:
    def __init__(
        self,
        portal: Portal,
        authored: Authored,
        process: Process,
        step: Step,
        path: Path,
        raw: Mapping[str, Any],
    ) -> None:
        self.portal = portal
        self.authored = authored
        self.process = process
        self.step = step
        self.path = path
        self.raw = raw
        self.file = authored.process_file(process.id)
        self.timed = False

    def take(self, cells: Sequence[Edited]) -> None:
        """Write cells of one row."""
        self.timed = any(cell.column in _TIMES and cell.text for cell in cells)
        for cell in cells:
            if cell.column == "name":
                self.name(cell)
            elif cell.column == "role":
                self.role(cell)
            elif cell.column == "systems":
                self.systems(cell)
            elif cell.column in _CHOICES:
                self.choice(cell)
            elif cell.column == "complete_accurate":
                self.share(cell)
        self.times([cell for cell in cells if cell.column in _TIMES])

    def put(self, cell: Edited, key: str, value: Any) -> None:
        """Set a key of the step; None takes it away."""
        if value is not None:
            self.authored.put(self.file, (*self.path, key), value, cell)
        elif key in self.raw:
            self.authored.edit(self.file, Remove(path=(*self.path, key)), cell)
        elif self.path[0] == "override":
            self.authored.put(self.file, (*self.path, key), None, cell)

    def name(self, cell: Edited) -> None:
        if not cell.text:
            self.authored.report(EMPTY_TEXT, cell, "a step has a name", "Write one.")
            return
        if isinstance(self.raw.get("name"), dict):
            path = (*self.path, "name", self.portal.language)
            self.authored.put(self.file, path, cell.text, cell)
        else:
            self.put(cell, "name", cell.text)

    def role(self, cell: Edited) -> None:
        known = [*self.portal.roles, *(party.id for party in self.process.participants)]
        if cell.text and cell.text not in known:
            self.authored.unknown(cell, "role", cell.text, nearest(cell.text, known))
            return
        self.put(cell, "role", cell.text or None)

    def systems(self, cell: Edited) -> None:
        ids = [part.strip() for part in re.split(r"[,;、，\n]", cell.text) if part.strip()]
        wrong = [id_ for id_ in ids if id_ not in self.portal.systems]
        for id_ in wrong:
            self.authored.unknown(cell, "system", id_, nearest(id_, self.portal.systems))
        if not wrong:
            self.put(cell, "system", None if not ids else ids[0] if len(ids) == 1 else ids)

    def choice(self, cell: Edited) -> None:
        allowed = _CHOICES[cell.column]
        meant = next((each for each in allowed if each.casefold() == cell.text.casefold()), None)
        if cell.text and meant is None:
            self.authored.not_allowed(cell, f"Write {', '.join(allowed)} or nothing.")
        elif cell.column != "basis":
            self.put(cell, cell.column, meant)
        elif self.step.time is None and not self.timed:
            words = "without a time there is no basis"
            self.authored.report(MISPLACED_KEY, cell, words, "Give the step a time as well.")
        elif meant is not None:
            self.authored.put(self.file, (*self.path, "time", "basis"), meant, cell)
        elif "basis" in self._raw_time():
            self.authored.edit(self.file, Remove(path=(*self.path, "time", "basis")), cell)

    def share(self, cell: Edited) -> None:
        if not cell.text:
            self.put(cell, "complete_accurate", None)
            return
        percent = _PERCENT.fullmatch(cell.text.strip())
        number = read_number(percent[1]) if percent else read_number(cell.text)
        share = None if number is None else number / 100 if percent else number
        if share is None or not 0 <= share <= 1:
            mend = "Write 0.92 or 92%."
            self.authored.report(BAD_SHARE, cell, f"`{cell.text[:60]}` is no share", mend)
            return
        self.put(cell, "complete_accurate", f"{round(share * 100, 6):g}%")

    def _raw_time(self) -> Mapping[str, Any]:
        raw = self.raw.get("time")
        return raw if isinstance(raw, dict) else {}

    def times(self, cells: Sequence[Edited]) -> None:
        """Set or take away times; of process, wait and lead at most two are written."""
        written = dict(self.step.time.written) if self.step.time else {}
        have = {key for key in _TIMES.values() if key in written}
        ranged = "from" in written
        raw = self._raw_time()
        gone: dict[str, Edited] = {}
        for cell in cells:
            key = _TIMES[cell.column]
            if not cell.text and key in raw:
                gone[key] = cell
            elif not cell.text:
                self._follows(cell, have, ranged)
        have -= gone.keys()
        kept = False
        for cell in (cell for cell in cells if cell.text):
            key = _TIMES[cell.column]
            if (key == "wait" and ranged) or (key not in have and len(have) + ranged >= 2):
                self._follows(cell, have, ranged)
                continue
            duration = self._duration(cell)
            if duration is not None:
                have.add(key)
                kept = True
                self.authored.put(self.file, (*self.path, "time", key), duration, cell)
        if gone and not kept and not raw.keys() - gone.keys() - {"basis"}:
            self.put(next(iter(gone.values())), "time", None)
            return
        for key, cell in gone.items():
            self.authored.edit(self.file, Remove(path=(*self.path, "time", key)), cell)

    def _follows(self, cell: Edited, have: set[str], ranged: bool) -> None:
        if cell.column == "wait_minutes" and ranged:
            words, mend = "the wait is written as a range", "Change the range in the YAML."
        else:
            others = " and ".join(sorted({*have, *(["wait"] if ranged else [])}))
            words = f"the time follows from {others}" if others else "no time is written here"
            mend = f"Change {others}." if others else "It is that of the process."
        self.authored.report(MISPLACED_KEY, cell, words, mend)

    def _duration(self, cell: Edited) -> str | None:
        """Read minutes, or a duration as it is written in YAML."""
        minutes = read_number(cell.text)
        if minutes is not None and minutes >= 0:
            return written_duration(timedelta(minutes=minutes), self.portal.calendar)
        try:
            read_duration(cell.text.strip())
        except ScalarError:
            mend = "Write minutes of work, such as 12, or 12m, 2h, 1d."
            self.authored.report(BAD_DURATION, cell, f"`{cell.text[:60]}` is no time", mend)
            return None
        return cell.text.strip()
