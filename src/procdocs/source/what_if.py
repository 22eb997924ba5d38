"""Changes tried out on authored trees before they are resolved: nothing is written.

A setting is typed as `step.key=value`. It is put into the tree of the process as if its writer
had typed it, so that everything that holds for a file holds for it; a fault of it has its place
in the settings themselves, which count as a file of their own with one setting a line.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from procdocs.model.portal import Portal
from procdocs.source.cursor import Cursor
from procdocs.source.findings import Findings
from procdocs.source.what_if_edit import ProcessEdit, Setting

Change = Callable[[str, str, Cursor, Findings], Cursor]
"""Gives the tree of an object (kind, id) as it is to be read."""

_ID = r"[a-z0-9][a-z0-9-]*"
_SETTING = re.compile(
    rf"(?:(?P<process>{_ID})#)?(?:(?P<step>{_ID})\.)?(?P<key>remove|[a-z_]+(?:\.[^=\s.]+)*)"
    r"(?:=(?P<value>.*))?",
    re.DOTALL,
)


class SettingError(ValueError):
    """A setting that says nothing that could be tried."""


def read_settings(process: str, texts: Iterable[str]) -> tuple[Setting, ...]:
    """Read settings as typed behind `--set`.

    Args:
        process: The process that is meant where a setting names none.
        texts: `step.wait=1h`, `step.remove`, `step.share.<to>=90%`, `volume=900/month`, or with
            another process before it: `other-process#step.wait=1h`.

    Raises:
        SettingError: One of them has another form.
    """
    made = []
    for line, text in enumerate(texts, 1):
        found = _SETTING.fullmatch(text.strip())
        if (
            not found
            or not text.isprintable()
            or (found["value"] is None and found["key"] != "remove")
        ):
            raise SettingError(
                f"{text!r} is no change; write it as STEP.wait=1h, STEP.process=5m, "
                "STEP.role=ROLE, STEP.share.NEXT-STEP=90%, STEP.remove or volume=900/month"
            )
        if found["key"] == "remove" and found["step"] is None:
            raise SettingError(f"{text!r}: name the step to remove, as in STEP.remove")
        made.append(
            Setting(
                line=line,
                text=text.strip(),
                process=found["process"] or process,
                step=found["step"],
                key=tuple(found["key"].split(".")),
                value=found["value"],
            )
        )
    return tuple(made)


def settings_text(settings: Sequence[Setting]) -> str:
    """Write the settings as the file to which their spans point."""
    return "".join(f"{setting.text}\n" for setting in settings)


def make_change(settings: Sequence[Setting], portal: Portal) -> Change:
    """Make the change that puts settings into the trees of a portal.

    Args:
        settings: What to change.
        portal: The portal as it is, for the times that are derived.
    """
    removed = {(s.process, s.step) for s in settings if s.key[0] == "remove"}

    def change(kind: str, id_: str, cursor: Cursor, findings: Findings) -> Cursor:
        if kind == "process":
            own = [setting for setting in settings if setting.process == id_]
            return ProcessEdit(id_, cursor, findings, portal).apply(own) if own else cursor
        if kind == "raci":
            return _without_rows(cursor, removed)
        return cursor

    return change


def _without_rows(cursor: Cursor, removed: set[tuple[str, str | None]]) -> Cursor:
    """Take the rows of removed steps out of a RACI table."""
    rows, process = cursor.raw.get("activities"), cursor.raw.get("process")
    if not isinstance(rows, dict):
        return cursor
    kept = {key: row for key, row in rows.items() if (process, key) not in removed}
    raw = cursor.raw if len(kept) == len(rows) else {**cursor.raw, "activities": kept}
    return Cursor(cursor.origin, cursor.path, raw)
