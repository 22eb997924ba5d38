"""A change tried out on the numbers: each figure before, after, and what it gives a year."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from procdocs.analysis.compare import Comparison, compare_processes
from procdocs.analysis.compare_metrics import MetricChange
from procdocs.diagnostics import Diagnostic
from procdocs.exports.text_table import escape_markdown, markdown_table, text_table
from procdocs.exports.values import number
from procdocs.model.portal import Portal
from procdocs.project import Project
from procdocs.source.what_if_edit import Setting
from procdocs.views.format import NBSP, format_number
from procdocs.views.metric_changes import tell_metric

_HEADS = ("Per item", "Before", "After", "Difference", "A year")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """A process as it is and with a change."""

    process: str
    """Id of the process."""
    settings: tuple[Setting, ...]
    """What was changed."""
    comparison: Comparison
    """Steps and figures of both."""
    portal: Portal
    """The portal as it is."""
    items_per_year: float | None
    """Items a year, by which changes a year are counted; None: unknown."""
    gone: tuple[Diagnostic, ...]
    """Findings about the process that the change ends."""
    new: tuple[Diagnostic, ...]
    """Findings about the process that the change brings."""


def compare_projects(
    process: str, settings: Sequence[Setting], before: Project, after: Project
) -> WhatIf:
    """Compare a process of a portal with the same process of the changed portal.

    Raises:
        ValueError: One of the projects lacks the process.
    """
    parts = []
    for project in (before, after):
        if project.portal is None or project.analysis is None:
            raise ValueError("a portal that cannot be read cannot be compared")
        if process not in project.portal.processes:
            raise ValueError(f"there is no process {process!r}")
        parts.append((project.portal, project.analysis.processes[process]))
    (old, figures_before), (new, figures_after) = parts
    items = figures_after.items_per_year
    return WhatIf(
        process=process,
        settings=tuple(settings),
        comparison=compare_processes(
            old.processes[process], new.processes[process], figures_before, figures_after
        ),
        portal=old,
        items_per_year=figures_before.items_per_year if items is None else items,
        gone=_only_in(before, after, process),
        new=_only_in(after, before, process),
    )


def _only_in(one: Project, other: Project, process: str) -> tuple[Diagnostic, ...]:
    known = {(found.code, found.subject) for found in other.diagnostics}
    return tuple(
        found
        for found in one.diagnostics
        if found.subject is not None
        and found.subject.removeprefix("process:").split("#")[0] == process
        and found.subject.startswith("process:")
        and (found.code, found.subject) not in known
    )


def render_text(what_if: WhatIf) -> str:
    """Write the comparison for a terminal."""
    rows = [_HEADS, *_rows(what_if)]
    lines = [_title(what_if), "", *text_table(rows), "", _basis(what_if)]
    lines += [f"{sign} {found.code} {found.message}" for sign, found in _findings(what_if)]
    return "\n".join(lines).replace(NBSP, " ") + "\n"


def render_markdown(what_if: WhatIf) -> str:
    """Write the comparison as Markdown; what writers typed is shown as it is."""
    lines = [f"## {escape_markdown(_name(what_if))}: what if", ""]
    lines += [f"- {escape_markdown(setting.text)}" for setting in what_if.settings]
    lines += ["", *markdown_table([_HEADS, *_rows(what_if)]), "", _basis(what_if)]
    found = [
        f"- {sign} {each.code} {escape_markdown(each.message)}" for sign, each in _findings(what_if)
    ]
    return "\n".join([*lines, *([""] if found else []), *found]).replace(NBSP, " ") + "\n"


def render_json(what_if: WhatIf) -> str:
    """Write the comparison as JSON; times are minutes, changes a year hours or money."""
    values: dict[str, Any] = {
        "process": what_if.process,
        "settings": [setting.text for setting in what_if.settings],
        "currency": what_if.portal.currency,
        "items_per_year": number(what_if.items_per_year),
        "metrics": [_metric(metric) for metric in what_if.comparison.metrics],
        "changed_steps": [
            step.after or step.before[0] for step in what_if.comparison.changed_steps
        ],
        "findings_gone": [_finding(found) for found in what_if.gone],
        "findings_new": [_finding(found) for found in what_if.new],
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


RENDERERS = {"text": render_text, "markdown": render_markdown, "json": render_json}
"""How a comparison is written, by the name that `whatif --format` takes."""


def _metric(metric: MetricChange) -> dict[str, Any]:
    annual_unit = {"minutes": "hours", "money": "money"}.get(metric.unit)
    return {
        "name": metric.name,
        "unit": metric.unit,
        "better": metric.better,
        "before": number(metric.before),
        "after": number(metric.after),
        "difference": number(metric.difference),
        "annual": number(metric.annual),
        "annual_unit": annual_unit if metric.annual is not None else None,
        "improves": metric.improves,
    }


def _finding(found: Diagnostic) -> dict[str, Any]:
    return {"code": found.code, "severity": found.severity.label, "message": found.message}


def _name(what_if: WhatIf) -> str:
    return what_if.portal.processes[what_if.process].name.get(what_if.portal.language)


def _title(what_if: WhatIf) -> str:
    return f"{_name(what_if)} with " + ", ".join(setting.text for setting in what_if.settings)


def _basis(what_if: WhatIf) -> str:
    day = format_number(what_if.portal.calendar.hours_per_day, 2)
    if what_if.items_per_year is None:
        return f"Working time, {day} h a day. The volume is unknown, so a year cannot be counted."
    items = format_number(what_if.items_per_year, 1)
    return f"Working time, {day} h a day; a year has {items} items. Nothing was written."


def _findings(what_if: WhatIf) -> list[tuple[str, Diagnostic]]:
    return [
        *(("no longer:", found) for found in what_if.gone),
        *(("new:", found) for found in what_if.new),
    ]


def _rows(what_if: WhatIf) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for metric in what_if.comparison.metrics:
        mark = {True: " (better)", False: " (worse)", None: ""}[metric.improves]
        told = tell_metric(what_if.portal, metric)
        change = told.change + mark if told.change else ""
        rows.append((told.label, told.before, told.after, change, told.annual))
    return rows
