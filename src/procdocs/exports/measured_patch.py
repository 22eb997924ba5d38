"""What was measured as YAML that a writer can paste into the process file."""

from datetime import timedelta

from procdocs.analysis.log_measures import LogMeasures, Spread, StepMeasures
from procdocs.analysis.log_shares import ChoiceShares
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.steps import StepType
from procdocs.source.what_if_values import written_duration
from procdocs.source.yaml_tree import write_yaml

FEW = 5
"""Below so many measurements a line says that they are few."""


def write_patch(
    portal: Portal, process: Process, measures: LogMeasures, *, statistic: str = "mean"
) -> str:
    """Write what was measured as fragments of a process file.

    Args:
        portal: The portal, for its calendar.
        process: The process.
        measures: What was measured.
        statistic: `mean` or `median`. A total of the portal is visits × time, which is right
            with means; medians leave out what few long cases add.

    Returns:
        YAML with comments: the volume, and for each step that was seen its time with the basis
        `measured` and its branches with their shares. Number of measurements and the period are
        in the comments.
    """
    period = f"{measures.first:%Y-%m-%d} to {measures.last:%Y-%m-%d}"
    other = "median" if statistic == "mean" else "mean"
    lines = [
        f"# {process.id}: measured from {_comment(measures.log.name)}, "
        f"{len(measures.log.cases)} cases, {period}.",
        f"# Times are {statistic}s in working time ({other}s in the comments). They replace the",
        "# `time` and the shares of the steps with these ids.",
    ]
    if measures.per_year:
        lines.append(f"volume: {_volume(measures.per_year)}")
    choices = {choice.step: choice for choice in measures.choices}
    steps = {step.step: step for step in measures.steps}
    entries = []
    for step in process.steps:
        entry = _entry(portal, step.type, steps.get(step.id), statistic)
        if step.id in choices:
            entry += _branches(process, choices[step.id])
        if entry:
            entries += [f"  - id: {step.id}", *entry]
    return "\n".join([*lines, *(["steps:"] if entries else []), *entries, ""])


def _entry(portal: Portal, type_: StepType, step: StepMeasures | None, statistic: str) -> list[str]:
    """Write the time of a step, as far as steps of its type have one of their own."""
    if step is None:
        return []
    if type_ is StepType.WAIT and step.elapsed is not None:
        parts = {"wait": step.elapsed}
    elif type_ not in (StepType.TASK, StepType.DECISION):
        return []
    elif step.work is not None:
        parts = {"process": step.work} | ({"wait": step.wait} if step.wait else {})
    elif step.elapsed is not None:
        parts = {"lead": step.elapsed}
    else:
        return []

    def write(spread: Spread, which: str) -> str:
        return _duration(portal, spread.median if which == "median" else spread.mean)

    time = ", ".join(f"{key}: {write(spread, statistic)}" for key, spread in parts.items())
    other = "median" if statistic == "mean" else "mean"
    n = min(spread.n for spread in parts.values())
    said = ", ".join(f"{other} {key} {write(spread, other)}" for key, spread in parts.items())
    few = "; few" if n < FEW else ""
    return [f"    time: {{{time}, basis: measured}}  # n = {n}{few}; {said}"]


def _branches(process: Process, choice: ChoiceShares) -> list[str]:
    step = process.step(choice.step)
    assert step is not None
    few = "; few" if choice.n < FEW else ""
    lines = [f"    branches:  # n = {choice.n}{few}; {choice.undecided} not to be told"]
    shares = _percentages([count for _, count in choice.branches])
    for branch, (to, count), share in zip(step.branches, choice.branches, shares, strict=False):
        entry: dict[str, object] = {}
        if branch.when is not None:
            texts = dict(branch.when.values)
            entry["when"] = next(iter(texts.values())) if len(texts) == 1 else texts
        entry |= {"to": to, "share": share}
        written = write_yaml(entry).rstrip("\n").split("\n")
        lines += [f"      - {written[0]}", *(f"        {line}" for line in written[1:])]
        lines[-1] += f"  # {count} times"
    return lines


def _percentages(counts: list[int]) -> list[str]:
    """Write shares to a tenth of a percent so that they add up to 100 % (largest remainder)."""
    total = sum(counts)
    exact = [1000 * count / total for count in counts]
    tenths = [int(value) for value in exact]
    order = sorted(range(len(counts)), key=lambda i: (tenths[i] - exact[i], i))
    for i in order[: 1000 - sum(tenths)]:
        tenths[i] += 1
    return [f"{value / 10:g}%" for value in tenths]


def _duration(portal: Portal, minutes: float) -> str:
    """Write a time: to the second below ten minutes, else to the minute."""
    seconds = minutes * 60
    rounded = round(seconds) if seconds < 600 else round(minutes) * 60
    return written_duration(timedelta(seconds=rounded), portal.calendar)


def _volume(per_year: float) -> str:
    monthly = per_year / 12
    if monthly >= 10:
        return f"{round(monthly)}/month"
    if per_year >= 10:
        return f"{round(per_year)}/year"
    return f"{per_year:.1f}/year"


def _comment(text: str) -> str:
    return " ".join(text.split())[:120]
