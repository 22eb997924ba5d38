"""The signs of BPMN 2.0 as paths around the origin, or from the top left for signs of tasks.

Object Management Group, "Business Process Model and Notation", version 2.0.2, 2014: events in
chapter 10.5, gateways in 10.6, tasks in 10.3.
"""

_ENVELOPE = "M-7-5H7V5H-7ZL0 1L7-5"

EVENTS: dict[str, str] = {
    "timer": "M0-7.5A7.5 7.5 0 1 1 0 7.5A7.5 7.5 0 1 1 0-7.5ZM0-4.8V0L3.2 1.8",
    "message": _ENVELOPE,
    "signal": "M0-7L7 5H-7Z",
    "error": "M-7 6L-3-6L2 1L7-6L3 6L-2-1Z",
    "escalation": "M0-7.5L5.5 7L0 1L-5.5 7Z",
    "conditional": "M-5.5-7H5.5V7H-5.5ZM-3.5-4H3.5M-3.5-1.3H3.5M-3.5 1.3H3.5M-3.5 4H3.5",
    "terminate": "M0-8A8 8 0 1 1 0 8A8 8 0 1 1 0-8Z",
    "link": "M-7-2.5H1V-6L7.5 0L1 6V2.5H-7Z",
    "compensation": "M0-5L-7 0L0 5ZM7-5L0 0L7 5Z",
    "cancel": (
        "M-4.5-6.5L0-2L4.5-6.5L6.5-4.5L2 0L6.5 4.5L4.5 6.5L0 2L-4.5 6.5L-6.5 4.5L-2 0L-6.5-4.5Z"
    ),
    "multiple": "M0-7L7-1.5L4.2 6.5H-4.2L-7-1.5Z",
}
"""Sign inside an event, by kind."""

ALWAYS_FILLED = frozenset({"terminate"})
"""Signs that are filled whether the event catches or throws."""

GATEWAYS: dict[str, str] = {
    "decision": "M-5.5-6.5L5.5 6.5M5.5-6.5L-5.5 6.5",
    "fork": "M-9 0H9M0-9V9",
    "join": "M-9 0H9M0-9V9",
    "inclusive": "M0-8A8 8 0 1 1 0 8A8 8 0 1 1 0-8Z",
    "event-choice": (
        "M0-10.5A10.5 10.5 0 1 1 0 10.5A10.5 10.5 0 1 1 0-10.5ZM0-8A8 8 0 1 1 0 8A8 8 0 1 1 0-8Z"
        "M0-4.8L4.8-1L3 4.4H-3L-4.8-1Z"
    ),
}
"""Sign inside a gateway, by kind."""

BOLD_GATEWAYS = frozenset({"decision", "fork", "join", "inclusive"})
"""Gateways whose sign is drawn with a thick line."""

TASKS: dict[str, str] = {
    "user": "M5.5 1a2.4 2.4 0 1 0 .01 0ZM1 10.8c0-3 2-4.4 4.5-4.4s4.5 1.4 4.5 4.4Z",
    "manual": "M1.5 9.8V5L4.6 2.2H8.5M4.4 4.6H10M5 6.4H10M5 8.1H9.6M1.5 9.8H8.8",
    "service": (
        "M5.5 2.2a3.3 3.3 0 1 0 .01 0ZM5.5 4.3a1.2 1.2 0 1 0 .01 0ZM5.5 .4V2.2M5.5 8.8V10.6"
        "M.4 5.5H2.2M8.8 5.5H10.6M1.9 1.9L3.2 3.2M7.8 7.8L9.1 9.1M9.1 1.9L7.8 3.2M3.2 7.8L1.9 9.1"
    ),
    "script": "M2 .8H9V10.2H2ZM3.6 3.2H7.4M3.6 5.5H7.4M3.6 7.8H7.4",
    "rule": "M.8 1.8H10.2V9.6H.8ZM.8 4.4H10.2M4 4.4V9.6M.8 7H10.2",
    "send": "M.8 2.2H10.2V9H.8ZL5.5 6L10.2 2.2",
    "receive": "M.8 2.2H10.2V9H.8ZL5.5 6L10.2 2.2",
}
"""Sign in the corner of a task, by kind; 11 px square."""

AUTOMATION: dict[str, str] = {"manual": "manual", "assisted": "user", "automated": "service"}
"""Sign of a task that has no kind, by how much of it a machine does."""

COLLAPSED = "M-5.5-5.5H5.5V5.5H-5.5ZM-3.2 0H3.2M0-3.2V3.2"
"""A sub-process that is drawn elsewhere."""

REPEATED = "M-4-5V5M0-5V5M4-5V5"
"""Done for each of several things."""

CLOCK = "M0-4.2A4.2 4.2 0 1 1 0 4.2A4.2 4.2 0 1 1 0-4.2ZM0-2.4V0L1.8 1.1"
"""Before a waiting time."""

DOCUMENT = "M-6.5-8H3L6.5-4.5V8H-6.5ZM3-8V-4.5H6.5"
"""A sheet with a folded corner; the count stands in it."""

CHANGES: dict[str, str] = {
    "added": "M-3.5 0H3.5M0-3.5V3.5",
    "removed": "M-3.5 0H3.5",
    "changed": "M-3.8 1.2C-2.5-2.2-.8-1.6 0 0S2.5 2.2 3.8-1.2",
}
"""Mark of a difference: plus, minus, tilde."""
