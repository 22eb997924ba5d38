"""Who holds the duties that a rule of segregation parts."""

import datetime
from dataclasses import dataclass

from procdocs.checks.raci.matrices import IMPLIED
from procdocs.diagnostics import Span
from procdocs.diagnostics.sentence import Sentence, sentence
from procdocs.model.organisation import SegregationRule
from procdocs.model.places import Ref
from procdocs.model.portal import Portal


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldDuty:
    """A role does or decides a step that is a duty."""

    role: str
    """The role."""
    duty: Ref
    """The process and step."""
    letter: str
    """R or A, or what the scheme has for them."""
    span: Span
    """The cell, or the step's role."""
    side: int
    """Which of the rule's lists the duty is in."""


def held_duties(portal: Portal, rule: SegregationRule) -> tuple[HeldDuty, ...]:
    """Find who does or decides the duties of a rule.

    Inherited accountability is left out: an owner answers for the whole process without deciding
    its single steps. Roles of kind `system` hold no duty.
    """
    held: list[HeldDuty] = []
    for side, duties in enumerate(rule.duties):
        for duty in duties:
            process = portal.processes.get(duty.id)
            row = process.raci.row(duty.part) if process and duty.part else None
            if process is None or row is None:
                continue
            scheme = process.raci.scheme
            for cell in row.assignments:
                role = portal.roles.get(cell.role)
                deciding = cell.letter == scheme.accountable and cell.origin not in IMPLIED
                if role is None or role.kind == "system":
                    continue
                if deciding or cell.letter == scheme.responsible:
                    held.append(
                        HeldDuty(
                            role=cell.role,
                            duty=duty,
                            letter=cell.letter,
                            span=cell.span,
                            side=side,
                        )
                    )
    return tuple(held)


def excepted(rule: SegregationRule, role: str, today: datetime.date) -> bool:
    """Tell whether a role may hold two of the duties today."""
    return any(
        exception.role.id == role and (exception.until is None or exception.until >= today)
        for exception in rule.exceptions
    )


def lapsed(rule: SegregationRule, role: str, today: datetime.date) -> Sentence:
    """Give what to add to a message where an exception of a role has run out."""
    for exception in rule.exceptions:
        if exception.role.id == role and exception.until is not None and exception.until < today:
            return sentence("; its exception ended on {day}", day=exception.until)
    return sentence("")
