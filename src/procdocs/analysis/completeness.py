"""How complete the documentation of each process is."""

from procdocs.analysis.figures import ProcessFigures
from procdocs.analysis.portal_figures import Completeness
from procdocs.model.portal import Portal
from procdocs.model.process import Process

PARTS = (
    "owner",
    "customer",
    "need",
    "outcome",
    "satisfaction",
    "trigger",
    "result",
    "volume",
    "kpis",
    "policies",
    "risks",
    "review",
    "roles",
    "times",
    "values",
    "shares",
    "instructions",
)
"""What a process is asked for, in this order. `roles`, `times`, `values` and `instructions` are
there when every activity has them; `satisfaction` when the process names how the customer judges
it; `shares` when every branch that figures need has one."""

OWN_PURPOSE = frozenset(
    {"customer", "need", "outcome", "satisfaction", "trigger", "result", "volume", "kpis", "risks"}
)
"""What an embedded sub-process is not asked for: its parent says it."""


def find_completeness(process: Process, figures: ProcessFigures, portal: Portal) -> Completeness:
    """Find which parts of its documentation a process has.

    Args:
        process: The process.
        figures: Its figures.
        portal: The portal, for roles.
    """
    there = _present(process, figures, portal)
    asked = [part for part in PARTS if process.part_of is None or part not in OWN_PURPOSE]
    return Completeness(
        process=process.id,
        present=tuple(part for part in asked if there[part]),
        missing=tuple(part for part in asked if not there[part]),
        measured=figures.measured_steps,
        judged=figures.judged_steps,
        activities=figures.activities,
    )


def _present(process: Process, figures: ProcessFigures, portal: Portal) -> dict[str, bool]:
    purpose = process.purpose
    tasks = process.activities
    satisfied = purpose is not None and (
        purpose.satisfaction is not None or purpose.satisfaction_text is not None
    )
    return {
        "owner": process.governed.owner is not None,
        "customer": purpose is not None and purpose.customer is not None,
        "need": purpose is not None and purpose.need is not None,
        "outcome": purpose is not None and purpose.outcome is not None,
        "satisfaction": satisfied,
        "trigger": process.trigger is not None or bool(process.trigger_from),
        "result": process.result is not None or bool(process.result_to),
        "volume": process.volume is not None,
        "kpis": bool(process.kpis),
        "policies": bool(process.policies) or any(step.policies for step in process.steps),
        "risks": bool(process.risks) or any(step.controls for step in process.steps),
        "review": process.governed.review_by is not None,
        "roles": bool(tasks) and all(step.lane in portal.roles for step in tasks),
        "times": bool(tasks) and not figures.unmeasured_steps,
        "values": bool(tasks) and not figures.unjudged_steps,
        "shares": not figures.missing_shares and not figures.left_out_events,
        "instructions": bool(tasks)
        and all(step.instructions is not None or step.process is not None for step in tasks),
    }
