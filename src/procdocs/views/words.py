"""Fixed words of the views: what a code of the model is called on a page.

Keys are the codes of the model, values are English and pass through `context.words`.
"""

from dataclasses import dataclass

from procdocs.model.steps import ValueClass

STATUS = {
    "draft": "Draft",
    "in-review": "In review",
    "effective": "Effective",
    "retired": "Retired",
}
"""Status of a governed object."""

WASTE = {
    "transport": "Transport",
    "inventory": "Inventory",
    "motion": "Motion",
    "waiting": "Waiting",
    "overproduction": "Over-production",
    "overprocessing": "Over-processing",
    "defects": "Defects",
    "skills": "Unused skills",
    "coordination": "Coordination",
}
"""Kinds of waste."""

STRAIN = {"dirty": "dirty", "dangerous": "dangerous", "dull": "dull"}
"""What makes work hard on people."""

BASIS = {"measured": "measured", "survey": "survey", "estimate": "estimate"}
"""How a figure was come by."""

AUTOMATION = {"manual": "manual", "assisted": "assisted", "automated": "automated"}
"""How much of a step a machine does."""

SUGGESTION = {"open": "open", "accepted": "accepted", "done": "done", "declined": "declined"}
"""State of a suggestion."""

BOUNDARY = {
    "timeout": "After",
    "error": "On error",
    "message": "On message",
    "escalation": "On escalation",
}
"""Events at the border of a step."""

STEP_TYPE = {
    "task": "Task",
    "start": "Start",
    "end": "End",
    "decision": "Decision",
    "fork": "In parallel",
    "join": "Together again",
    "inclusive": "One or more",
    "event-choice": "Whichever comes first",
    "wait": "Wait",
    "subprocess": "Sub-process",
    "milestone": "Milestone",
}
"""Types of steps; also the name of a gateway that has none."""

ROLLOUT = {
    "planned": "Planned",
    "live": "Live",
    "leaving": "Leaving",
    "retired": "Retired",
}
"""Where a system stands."""

DOCUMENT_KIND = {
    "form": "Form",
    "record": "Record",
    "template": "Template",
    "instruction": "Instruction",
    "training": "Training",
    "law": "Law",
    "data": "Data",
}
"""Kinds of documents."""

CONTROL_KIND = {
    "preventive": "preventive",
    "detective": "detective",
    "corrective": "corrective",
}
"""What a control does about a risk."""

PARTY_KIND = {
    "customer": "Customer",
    "supplier": "Supplier",
    "authority": "Authority",
    "partner": "Partner",
}
"""Kinds of outside parties."""

PART = {
    "owner": "owner",
    "customer": "customer",
    "need": "need",
    "outcome": "outcome",
    "satisfaction": "satisfaction",
    "trigger": "trigger",
    "result": "result",
    "volume": "volume",
    "kpis": "KPIs",
    "policies": "policies",
    "risks": "risks",
    "review": "review date",
    "roles": "roles of steps",
    "times": "times of steps",
    "values": "value classes of steps",
    "shares": "shares of branches",
    "instructions": "instructions of steps",
}
"""Parts of a process's documentation; see `procdocs.analysis.completeness.PARTS`."""

STREAM_FLOW = {
    "push": "push",
    "pull": "pull",
    "fifo": "first in, first out",
    "supermarket": "supermarket",
    "continuous": "continuous flow",
}
"""How a stage of a value stream hands on."""

ROLE_KIND = {"person": "Person", "committee": "Committee", "system": "System"}
"""Who holds a role."""

TASK_KIND = {
    "user": "by a person with a system",
    "manual": "by hand",
    "service": "by a system",
    "script": "by a script",
    "rule": "by a rule",
    "send": "sends a message",
    "receive": "receives a message",
}
"""Kinds of tasks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueWords:
    """How a value class is told."""

    code: str
    """`va`, `bva` or `nva`; becomes the CSS class."""
    short: str
    """The letters."""
    word: str
    """For keys."""
    title: str
    """For tooltips."""


VALUE = {
    ValueClass.VA: ValueWords(
        code="va",
        short="VA",
        word="value-adding",
        title="Value-adding: the customer would pay for it",
    ),
    ValueClass.BVA: ValueWords(
        code="bva",
        short="BVA",
        word="business value",
        title="Business value: needed by the business or the law",
    ),
    ValueClass.NVA: ValueWords(code="nva", short="NVA", word="no value", title="No value: waste"),
}
"""Value classes."""
