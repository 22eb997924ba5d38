"""Whatever the flow, the analysis answers, and never with a number that is none."""

import dataclasses
import math
from collections.abc import Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.models import portal_of, process_from, role
from tests.support.portals import TODAY

from procdocs.analysis.analysis import analyse_portal
from procdocs.analysis.figures import ProcessFigures

ROLES = [
    role("boss", rate=90, unit="u"),
    role("clerk", above="boss", rate=40, unit="u", capacity=1),
    role("robot", kind="system"),
    role("other", above="boss", unit="v"),
]
NAMES = [f"s{number}" for number in range(8)]
TARGETS = st.sampled_from(NAMES)
SHARE = st.sampled_from([None, 0.0, 0.2, 0.5, 0.8, 1.0])


@st.composite
def steps(draw) -> dict[str, Any]:
    kind = draw(
        st.sampled_from(
            [
                "task",
                "task",
                "task",
                "decision",
                "fork",
                "join",
                "inclusive",
                "wait",
                "end",
                "subprocess",
                "milestone",
                "event-choice",
            ]
        )
    )
    step: dict[str, Any] = {"type": kind, "role": draw(st.sampled_from([r.id for r in ROLES]))}
    if kind in ("task", "decision"):
        step["process"] = draw(st.sampled_from([None, 0, 5, 30]))
        step["wait"] = draw(st.sampled_from([None, 0, 60, (0, 60), (0, 60, 10)]))
        step["value"] = draw(st.sampled_from([None, "VA", "BVA", "NVA"]))
        step["quality"] = draw(st.sampled_from([None, 0.0, 0.9, 1.0]))
        step["repeat"] = draw(st.sampled_from([None, None, 2.5]))
    if kind == "subprocess":
        step["calls"] = draw(st.sampled_from(["p", "q", "nowhere"]))
    ways = draw(st.lists(TARGETS, max_size=3, unique=True))
    if kind in ("decision", "inclusive", "event-choice"):
        even = draw(st.booleans())
        step["branches"] = {
            to: 1 / len(ways) if even and kind != "inclusive" else draw(SHARE) for to in ways
        }
    elif kind != "end":
        step["next"] = ways
    if kind == "task" and draw(st.booleans()):
        step["events"] = [
            {
                "to": draw(TARGETS),
                "share": draw(SHARE),
                "after": draw(st.sampled_from([None, 0, 40])),
                "interrupting": draw(st.booleans()),
            }
        ]
    return step


def flow(found: list[dict[str, Any]], name: str, volume: tuple[float, str] | None) -> Any:
    named = [{**step, "id": NAMES[number]} for number, step in enumerate(found)]
    known = set(NAMES[: len(named)])
    for step in named:
        if "branches" in step:
            step["branches"] = {to: s for to, s in step["branches"].items() if to in known}
        if "next" in step:
            step["next"] = [to for to in step["next"] if to in known]
        step["events"] = [event for event in step.get("events", ()) if event["to"] in known]
    return process_from(named, id=name, volume=volume)


def numbers(value: Any) -> Iterator[float]:
    if isinstance(value, float):
        yield value
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from numbers(getattr(value, field.name))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from numbers(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from numbers(inner)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(steps(), min_size=1, max_size=8),
    st.lists(steps(), min_size=1, max_size=4),
    st.sampled_from([None, (0.0, "month"), (100.0, "week")]),
)
def test_any_flow_has_figures_or_a_reason(one, other, volume):
    portal = portal_of(flow(one, "p", volume), flow(other, "q", None), roles=ROLES)
    analysis = analyse_portal(portal, TODAY)
    for figures in analysis.processes.values():
        assert all(math.isfinite(number) for number in numbers(figures))
        check(figures)


def check(figures: ProcessFigures) -> None:
    if figures.method is None:
        assert figures.reason
        assert figures.cycle_time_minutes is None
    else:
        assert figures.cycle_time_minutes is not None
        assert figures.reason is None
        assert not figures.missing_shares
    for step in figures.steps.values():
        assert step.visits is None or step.visits >= 0
        if step.visits is not None:
            assert step.reached <= min(1.0, step.visits) + 1e-9
    for ratio in (
        figures.cycle_time_efficiency,
        figures.activity_ratio,
        figures.process_cycle_efficiency,
    ):
        assert ratio is None or -1e-9 <= ratio <= 1 + 1e-9
    if figures.labour_minutes is not None:
        parts = (
            figures.va_minutes
            + figures.bva_minutes
            + figures.nva_minutes
            + figures.unjudged_minutes
        )
        assert abs(parts - figures.labour_minutes) <= 1e-6 * max(1.0, figures.labour_minutes)
