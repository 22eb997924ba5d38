"""Processes and portals for tests, built from a few words and without any file.

Times are minutes. A step is a mapping with the keys of a process file: `id`, `type`, `role`,
`process`, `wait`, `lead` (minutes; `wait` may be a pair of shortest and longest), `value`,
`quality` (%C&A), `branches` ({to: share}), `combinations`, `next`, `timeout`, `repeat`, ….
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from procdocs.diagnostics import Span
from procdocs.model.flow import Edge, Flow
from procdocs.model.organisation import Role, Unit
from procdocs.model.places import Common, Governed, Place, Ref, Text
from procdocs.model.portal import Portal, Priority
from procdocs.model.process import Participant, Process
from procdocs.model.quantities import Basis, Calendar, Money, Period, Rate, Share, Volume, Wait
from procdocs.model.raci import RACI, RaciMatrix
from procdocs.model.steps import (
    Authority,
    Boundary,
    Branch,
    Combination,
    Repeat,
    Split,
    Step,
    StepTime,
    StepType,
    ValueClass,
)

SPAN = Span(file="test.yml")
PLACE = Place(span=SPAN)
COMMON = Common(audience="internal")


def text(value: str | None) -> Text | None:
    return None if value is None else Text(values=(("en", value),), span=SPAN)


def ref(value: str | None) -> Ref | None:
    if value is None:
        return None
    name, _, part = value.partition("#")
    return Ref(id=name, part=part or None, span=SPAN)


def minutes(value: float) -> timedelta:
    return timedelta(minutes=value)


def wait_of(value: Any) -> Wait | None:
    if value is None:
        return None
    if isinstance(value, tuple):
        low, high, *mean = value
        middle = mean[0] if mean else (low + high) / 2
        shape = "beta" if mean else "uniform"
        return Wait(mean=minutes(middle), low=minutes(low), high=minutes(high), shape=shape)
    return Wait(mean=minutes(value), low=minutes(value), high=minutes(value))


def time_of(step: Mapping[str, Any]) -> StepTime | None:
    process, lead = step.get("process"), step.get("lead")
    wait = wait_of(step.get("wait"))
    if process is None and wait is None and lead is None:
        return None
    if wait is None and process is not None and lead is not None:
        wait = wait_of(lead - process)
    if process is None and wait is not None and lead is not None:
        process = lead - wait.mean.total_seconds() / 60
    if lead is None and process is not None and wait is not None:
        lead = process + wait.mean.total_seconds() / 60
    return StepTime(
        process=None if process is None else minutes(process),
        wait=wait,
        lead=None if lead is None else minutes(lead),
        basis=Basis(step.get("basis", "estimate")),
    )


def boundaries_of(step: Mapping[str, Any]) -> tuple[Boundary, ...]:
    found = []
    for event in step.get("events", ()):
        after = event.get("after")
        found.append(
            Boundary(
                kind="timeout" if after is not None else "error",
                to=event["to"],
                after=None if after is None else minutes(after),
                every=None,
                when=None,
                name=None,
                party=None,
                share=None if event.get("share") is None else Share(event["share"]),
                interrupting=event.get("interrupting", True),
                place=PLACE,
            )
        )
    return tuple(found)


def branches_of(step: Mapping[str, Any]) -> tuple[Branch, ...]:
    written = step.get("branches", {})
    pairs = (
        list(written.items()) if isinstance(written, Mapping) else [(to, None) for to in written]
    )
    return tuple(
        Branch(
            to=to,
            when=text(to),
            share=None if share is None else Share(share),
            share_written=share is not None,
            place=PLACE,
        )
        for to, share in pairs
    )


def step_from(step: Mapping[str, Any], number: int) -> Step:
    kind = StepType(step.get("type", "task"))
    time = time_of(step)
    timed = time is not None and kind in (StepType.DECISION, StepType.WAIT)
    party = step.get("party")
    following = step.get("next", ())
    following = (following,) if isinstance(following, str) else following
    repeat = step.get("repeat")
    return Step(
        id=step["id"],
        number=number,
        name=text(step.get("name", step["id"])),
        type=kind,
        kind=None,
        event=step.get("event"),
        role=ref(step.get("role")),
        party=party,
        lane=step.get("role") or party or step.get("lane"),
        is_activity=party is None and (kind in (StepType.TASK, StepType.SUBPROCESS) or timed),
        implied=number == 0,
        instructions=None,
        systems=tuple(r for name in step.get("systems", ()) if (r := ref(name))),
        inputs=tuple(step.get("inputs", ())),
        outputs=tuple(step.get("outputs", ())),
        messages=tuple(step.get("messages", ())),
        time=time,
        complete_accurate=None if step.get("quality") is None else Share(step["quality"]),
        value=None if step.get("value") is None else ValueClass(step["value"]),
        waste=tuple(step.get("waste", ())),
        strain=tuple(step.get("strain", ())),
        automation=step.get("automation"),
        authority=(
            Authority(limit=Money(amount=step["limit"], currency="EUR"), escalate_to=None)
            if "limit" in step
            else None
        ),
        policies=tuple(r for name in step.get("policies", ()) if (r := ref(name))),
        controls=tuple(r for name in step.get("controls", ()) if (r := ref(name))),
        branches=branches_of(step),
        combinations=tuple(
            Combination(of=tuple(of), share=Share(share))
            for of, share in step.get("combinations", ())
        ),
        next=tuple(r for name in following if (r := ref(name))),
        boundaries=boundaries_of(step),
        table=None,
        repeat=(
            None
            if repeat is None
            else Repeat(per=None, times=repeat, parallel=step.get("parallel", False))
        ),
        process=ref(step.get("calls")),
        outcome=None,
        share=None if step.get("share") is None else Share(step["share"]),
        replaces=tuple(step.get("replaces", ())),
        layout=None,
        common=COMMON,
        place=PLACE,
    )


def flow_of(steps: Sequence[Step]) -> Flow:
    """Fill in implicit ways, an implied start and an implied end."""
    whole = list(steps)
    edges: list[dict[str, Any]] = []

    def lead(source: str, target: str, share: float | None = 1.0, **more: Any) -> None:
        edges.append({"source": source, "target": target, "share": share, **more})

    for party in dict.fromkeys(step.party for step in steps):
        pool = [step for step in steps if step.party == party]
        if not any(step.type is StepType.START for step in pool):
            first = pool[0]
            name = "start" if party is None else f"start-{party}"
            implied = {"id": name, "type": "start", "lane": first.lane, "party": party}
            whole.insert(whole.index(first), step_from(implied, 0))
            lead(name, first.id)
    loose = []
    for place, step in enumerate(steps):
        for branch in step.branches:
            share = 1.0 if step.split is Split.PARALLEL else branch.share
            lead(step.id, branch.to, share, branch=branch)
        if not step.branches:
            for target in step.next:
                lead(step.id, target.id)
        if not step.branches and not step.next and step.type is not StepType.END:
            later = [
                other
                for other in steps[place + 1 :]
                if other.party == step.party and other.type is not StepType.START
            ]
            if later:
                lead(step.id, later[0].id)
            else:
                loose.append(step.id)
        for event in step.boundaries:
            lead(step.id, event.to, event.share, boundary=event)
    if loose:
        whole.append(step_from({"id": "end", "type": "end", "lane": steps[-1].lane}, 0))
        for source in loose:
            lead(source, "end")
    order = {step.id: place for place, step in enumerate(whole)}
    edges.sort(key=lambda edge: order[edge["source"]])
    return Flow(
        steps=tuple(whole),
        edges=tuple(Edge(index=n, span=SPAN, **edge) for n, edge in enumerate(edges)),
    )


def process_from(
    steps: Sequence[Mapping[str, Any]],
    *,
    id: str = "p",  # noqa: A002 - as in the model
    volume: tuple[float, str] | None = None,
    **more: Any,
) -> Process:
    made = tuple(step_from(step, number) for number, step in enumerate(steps, 1))
    parties = dict.fromkeys(step.party for step in made if step.party)
    fields: dict[str, Any] = {
        "id": id,
        "name": text(id),
        "group": None,
        "part_of": None,
        "variant_of": None,
        "extends": None,
        "state": "as-is",
        "purpose": None,
        "trigger": None,
        "trigger_from": (),
        "result": None,
        "result_to": (),
        "volume": None if volume is None else Volume(count=volume[0], per=volume[1]),
        "success_factors": (),
        "cost_impact": None,
        "performance": None,
        "kpis": (),
        "policies": (),
        "risks": (),
        "lanes": (),
        "lanes_written": False,
        "participants": tuple(
            Participant(
                id=party,
                name=text(party) or Text(values=(), span=SPAN),
                party=None,
                open=True,
                place=PLACE,
            )
            for party in parties
        ),
        "steps": made,
        "flow": flow_of(made),
        "raci": RaciMatrix(scheme=RACI, roles=(), rows=()),
        "layout": None,
        "governed": Governed(),
        "common": COMMON,
        "place": PLACE,
    }
    return Process(**{**fields, **more})


def role(
    id: str,  # noqa: A002 - as in the model
    *,
    above: str | None = None,
    unit: str | None = None,
    kind: str = "person",
    rate: float | None = None,
    capacity: float | None = None,
) -> Role:
    return Role(
        id=id,
        name=text(id) or Text(values=(), span=SPAN),
        unit=ref(unit),
        reports_to=ref(above),
        kind=kind,
        cost_rate=None if rate is None else Rate(amount=rate, currency="EUR"),
        capacity=capacity,
        held_by=(),
        goals=(),
        training=(),
        trained=(),
        private_audience="restricted",
        common=COMMON,
        place=PLACE,
    )


def portal_of(
    *processes: Process, roles: Sequence[Role] = (), calendar: Calendar | None = None, **more: Any
) -> Portal:
    units = dict.fromkeys(found.unit.id for found in roles if found.unit)
    fields: dict[str, Any] = {
        "name": text("Portal"),
        "company": text("Company"),
        "language": "en",
        "languages": ("en",),
        "currency": "EUR",
        "calendar": calendar or Calendar(),
        "accent": None,
        "logo": None,
        "areas": (),
        "success_factors": {},
        "priority": Priority(),
        "scheme": RACI,
        "review_cycle": None,
        "review_warn": Period(count=30, unit="day"),
        "rules": {},
        "audiences": ("public", "internal", "restricted"),
        "default_audience": "internal",
        "repository": None,
        "feedback_url": None,
        "units": {
            unit: Unit(
                id=unit,
                name=text(unit) or Text(values=(), span=SPAN),
                parent=None,
                head=None,
                common=COMMON,
                place=PLACE,
            )
            for unit in units
        },
        "roles": {found.id: found for found in roles},
        "parties": {},
        "segregation": (),
        "systems": {},
        "documents": {},
        "kpis": {},
        "risks": {},
        "controls": {},
        "terms": {},
        "processes": {process.id: process for process in processes},
        "raci_tables": {},
        "policies": {},
        "value_streams": {},
        "surveys": {},
        "pages": (),
        "assets": (),
        "place": PLACE,
    }
    return Portal(**{**fields, **more})
