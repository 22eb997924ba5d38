"""Figures that no longer fit the flow: another tool took a branch away, or added one."""

from collections.abc import Collection, Sequence
from typing import Any

from procdocs.imports.bpmn.drafts import Log

_EXCLUSIVE = ("decision", "event-choice", "task", "subprocess", "wait")
_TOLERANCE = 1e-6


def drop_stale(
    steps: Sequence[dict[str, Any]], parties: Collection[str], process: str, log: Log
) -> None:
    """Take out shares, combinations and tables that do not fit the branches.

    Args:
        steps: The steps as they are written.
        parties: Ids of the outside parties, whose starts have no shares.
        process: Name of their process, for the report.
        log: Where to say what was taken out.
    """
    starts = [
        step
        for number, step in enumerate(steps)
        if step.get("type") == "start" and _role(steps[number:]) not in parties
    ]
    if not _whole(starts):
        for start in starts:
            start.pop("share", None)
        log.changed("shares", process, "those of its starts no longer fit, and are left out")
    for step in steps:
        branches = step.get("branches", [])
        told = f"{process}, step {step['id']}"
        if step.get("type", "task") in _EXCLUSIVE and not _whole(branches):
            for branch in branches:
                branch.pop("share", None)
            log.changed("shares", told, "they no longer add up to 100 %, and are left out")
        targets = {branch["to"] for branch in branches}
        named = {target for each in step.get("combinations", ()) for target in _as_list(each["of"])}
        if not named <= targets:
            del step["combinations"]
            log.changed("combinations", told, "they name a branch that is gone, and are left out")
        answers = {str(text) for branch in branches for text in _texts(branch.get("when", ""))}
        rows = step["table"]["rows"] if "table" in step else ()
        if any(str(row[-1]) not in answers for row in rows if row):
            del step["table"]
            log.changed("table", told, "a row ends in no branch; the table is left out")


def _role(steps: Sequence[dict[str, Any]]) -> Any:
    return next((step["role"] for step in steps if "role" in step), None)


def _whole(branches: Sequence[dict[str, Any]]) -> bool:
    shares = [_number(branch["share"]) for branch in branches if "share" in branch]
    if not shares:
        return True
    total, missing = sum(shares), len(branches) - len(shares)
    return abs(total - 1) <= _TOLERANCE if missing == 0 else missing == 1 and total <= 1


def _number(share: Any) -> float:
    text = str(share).strip()
    return float(text[:-1]) / 100 if text.endswith("%") else float(text)


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _texts(text: Any) -> list[Any]:
    return list(text.values()) if isinstance(text, dict) else [text]
