"""What an event log says of a process, as a report and as JSON."""

import json
from collections.abc import Sequence
from typing import Any

from procdocs.analysis.log_departures import BEGUN, ENDED, SKIPPED, Departure
from procdocs.analysis.log_measures import LogMeasures, Spread, StepMeasures
from procdocs.exports.text_table import text_table
from procdocs.exports.values import number
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.views.format import NBSP, format_number, format_share, minutes_text

MOST_LINES = 15
"""Departures and unknown activities are listed up to this number."""


def render_report(portal: Portal, process: Process, measures: LogMeasures, assumption: str) -> str:
    """Write the report for a terminal.

    Args:
        portal: The portal.
        process: The process.
        measures: What was measured.
        assumption: How working time was counted, in one sentence.
    """
    lines = [*_head(portal, process, measures), f"Working time: {assumption}", ""]
    lines += [*text_table(_step_rows(portal, process, measures)), ""]
    lines += _shares(process, measures)
    lines += _departures(process, measures)
    text = "\n".join(_plain(line) for line in lines)
    return text.replace(NBSP, " ") + "\n"


def render_json(
    portal: Portal, process: Process, measures: LogMeasures, assumption: str, patch: str
) -> str:
    """Write everything that was measured as JSON; times are minutes."""
    values: dict[str, Any] = {
        "process": process.id,
        "log": measures.log.name,
        "basis": "measured",
        "cases": len(measures.log.cases),
        "events": measures.log.events,
        "first": measures.first.isoformat(),
        "last": measures.last.isoformat(),
        "per_year": number(measures.per_year),
        "working_time": assumption,
        "cycle_minutes": _spread(measures.cycle),
        "cycle_clock_minutes": _spread(measures.cycle_clock),
        "steps": [_step(step) for step in measures.steps],
        "branches": [
            {
                "step": choice.step,
                "n": choice.n,
                "undecided": choice.undecided,
                "shares": [
                    {"to": to, "count": count, "share": number(choice.share(count))}
                    for to, count in choice.branches
                ],
            }
            for choice in measures.choices
        ],
        "conforming_cases": measures.conforming,
        "departures": [_departure(each) for each in measures.departures],
        "unknown_activities": dict(measures.unknown),
        "ignored_activities": dict(measures.ignored),
        "unseen_steps": list(measures.unseen),
        "unfinished": measures.unfinished,
        "repeated_events": measures.log.repeated,
        "patch": patch,
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _head(portal: Portal, process: Process, measures: LogMeasures) -> list[str]:
    cases = len(measures.log.cases)
    many = "case" if cases == 1 else "cases"
    lines = [
        f"{process.name.get(portal.language)}: {format_number(cases)} {many}, "
        f"{format_number(measures.log.events)} events, "
        f"{measures.first:%Y-%m-%d} to {measures.last:%Y-%m-%d} (basis: measured)",
    ]
    if measures.per_year:
        lines.append(f"Volume: {format_number(measures.per_year, 1)} cases a year")
    if measures.cycle:
        lines.append(
            f"Lead time: median {_time(portal, measures.cycle.median)}, "
            f"mean {_time(portal, measures.cycle.mean)}, "
            f"nine of ten within {_time(portal, measures.cycle.p90)}"
        )
    if measures.log.ignored:
        kinds = ", ".join(f"{kind} {count}" for kind, count in measures.log.ignored.items())
        lines.append(f"Neither start nor completion, left out: {kinds}")
    if measures.log.repeated:
        lines.append(f"Events that stood twice and were taken once: {measures.log.repeated}")
    if measures.unfinished:
        lines.append(f"Begun and never completed: {measures.unfinished}")
    return lines


def _step_rows(portal: Portal, process: Process, measures: LogMeasures) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [
        (
            "Step",
            "n",
            "Cases",
            "Work median",
            "mean",
            "Wait median",
            "mean",
            "Elapsed median",
            "mean",
            "Rework",
        )
    ]
    for step in measures.steps:
        cells = [step.step, str(step.visits), str(step.cases)]
        for spread in (step.work, step.wait, step.elapsed):
            cells += [
                "–" if spread is None else _time(portal, spread.median),
                "–" if spread is None else _time(portal, spread.mean),
            ]
        rows.append((*cells, format_share(step.rework_share) if step.visits else "–"))
    return rows


def _shares(process: Process, measures: LogMeasures) -> list[str]:
    lines = []
    for choice in measures.choices:
        step = process.step(choice.step)
        documented = {branch.to: branch.share for branch in step.branches} if step else {}
        lines.append(
            f"Branches of {choice.step} (n = {choice.n}, {choice.undecided} not to be told)"
        )
        for to, count in choice.branches:
            share = documented.get(to)
            said = "" if share is None else f", documented {format_share(share)}"
            lines.append(f"  {to}: {format_share(choice.share(count))} ({count}){said}")
    return [*lines, ""] if lines else []


def _departures(process: Process, measures: LogMeasures) -> list[str]:
    cases = len(measures.log.cases)
    lines = [
        f"{measures.conforming} of {cases} cases "
        f"({format_share(measures.conforming / cases)}) follow the flow from start to end"
    ]
    lines += _listed([f"  {_sentence(each)}" for each in measures.departures])
    if measures.unknown:
        lines.append("Activities of the log that are no step:")
        lines += _listed([f"  {name}: {count} times" for name, count in measures.unknown])
    if measures.ignored:
        names = ", ".join(name for name, _ in measures.ignored)
        lines.append(f"Left out by the mapping: {names}")
    if measures.unseen:
        lines.append(f"Steps that the log never has: {', '.join(measures.unseen)}")
    return lines


def _sentence(departure: Departure) -> str:
    passed = ", ".join(departure.steps)
    times = "once" if departure.count == 1 else f"{departure.count} times"
    where = f"{times}, in {departure.cases} cases, such as {departure.example}"
    if departure.cases == 1:
        where = f"{times}, in the case {departure.example}"
    if departure.kind == BEGUN:
        return (
            f"begins at {departure.target}"
            + (f", {passed} skipped" if passed else "")
            + f": {where}"
        )
    if departure.kind == ENDED:
        left = f", without {passed}" if passed else ""
        return f"ends at {departure.source}{left} (or goes on still): {where}"
    if departure.kind == SKIPPED:
        return f"{departure.source} → {departure.target}, {passed} skipped: {where}"
    if departure.source == departure.target:
        return f"{departure.source} done again at once: {where}"
    if passed:
        return f"{departure.source} → {departure.target}, {passed} only later: {where}"
    return f"{departure.source} → {departure.target}, against the order of the flow: {where}"


def _listed(lines: Sequence[str]) -> list[str]:
    if len(lines) <= MOST_LINES:
        return list(lines)
    return [*lines[:MOST_LINES], f"  and {len(lines) - MOST_LINES} more (all in --format json)"]


def _time(portal: Portal, minutes: float) -> str:
    return minutes_text(minutes, portal.calendar)


def _plain(line: str) -> str:
    """Keep control characters of a log from the terminal."""
    return "".join(sign if sign.isprintable() or sign == NBSP else "?" for sign in line)


def _spread(spread: Spread | None) -> dict[str, Any] | None:
    if spread is None:
        return None
    return {
        "n": spread.n,
        "mean": number(spread.mean),
        "median": number(spread.median),
        "p90": number(spread.p90),
        "min": number(spread.low),
        "max": number(spread.high),
    }


def _step(step: StepMeasures) -> dict[str, Any]:
    return {
        "step": step.step,
        "activities": list(step.activities),
        "visits": step.visits,
        "cases": step.cases,
        "rework_cases": step.rework_cases,
        "rework_share": number(step.rework_share),
        "resources": step.resources,
        "work_minutes": _spread(step.work),
        "wait_minutes": _spread(step.wait),
        "elapsed_minutes": _spread(step.elapsed),
        "elapsed_clock_minutes": _spread(step.elapsed_clock),
    }


def _departure(departure: Departure) -> dict[str, Any]:
    return {
        "kind": departure.kind,
        "from": departure.source,
        "to": departure.target,
        "steps": list(departure.steps),
        "count": departure.count,
        "cases": departure.cases,
        "example": departure.example,
    }
