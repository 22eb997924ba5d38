"""All figures of one process, put together from the parts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procdocs.analysis.escalations import find_escalations
from procdocs.analysis.figures import LikelyPath, Method, ProcessFigures, StepFigures
from procdocs.analysis.flow_solution import Inner, Solution, solve_flow
from procdocs.analysis.handoffs import (
    add_expected,
    count_messages,
    find_handoffs,
    find_ping_pongs,
)
from procdocs.analysis.likely_path import find_likely_route
from procdocs.analysis.links import find_links
from procdocs.analysis.network import Network, read_network
from procdocs.analysis.rework import find_rework_loops
from procdocs.analysis.schedule import find_schedule_slack
from procdocs.analysis.step_times import NOTHING, VisitTime, times_per_visit
from procdocs.analysis.summing import (
    add_by_value,
    add_known,
    cost_per_visit,
    divide,
)
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.quantities import weakest_basis
from procdocs.model.steps import Step, StepType

NO_SLACK = 1e-6
"""Minutes of slack below which a step is critical."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What the figures are made from."""

    process: Process
    portal: Portal
    network: Network
    times: tuple[VisitTime, ...]
    inner: Mapping[int, Inner]
    solution: Solution
    steps: tuple[StepFigures, ...]


def analyse_process(process: Process, portal: Portal, known: Mapping[str, Inner]) -> Inner:
    """Compute the figures of a process.

    Args:
        process: The process.
        portal: The portal, for roles and calendar.
        known: Figures of the processes that its subprocess steps stand for; one that is missing
            leaves its step unmeasured.

    Returns:
        Its figures, and how to draw its time where it stands within another.
    """
    network = read_network(process)
    inner = _find_inner(network, known)
    figures = {name: found.figures for name, found in known.items()}
    times = tuple(
        NOTHING if step is None else times_per_visit(step, figures) for step in network.steps
    )
    solution = solve_flow(process.id, network, times, inner)
    steps = _step_figures(network, portal, times, inner, solution)
    parts = _Parts(
        process=process,
        portal=portal,
        network=network,
        times=times,
        inner=inner,
        solution=solution,
        steps=steps,
    )
    return Inner(figures=_put_together(parts), sampler=solution.sampler)


def _find_inner(network: Network, known: Mapping[str, Inner]) -> dict[int, Inner]:
    return {
        node: known[step.process.id]
        for node, step in enumerate(network.steps)
        if step is not None
        and step.type is StepType.SUBPROCESS
        and step.process is not None
        and step.process.id in known
    }


def _step_figures(
    network: Network,
    portal: Portal,
    times: Sequence[VisitTime],
    inner: Mapping[int, Inner],
    solution: Solution,
) -> tuple[StepFigures, ...]:
    slack = solution.slack
    if solution.method is Method.SIMULATED and solution.scope is None:
        slack = find_schedule_slack(network, times)
    found = []
    for node, step in enumerate(network.steps):
        if step is None:
            continue
        within = inner[node].figures if node in inner else None
        rate = cost_per_visit(step, times[node], within, portal.roles, portal.currency)
        found.append(_one_step(node, step, times[node], rate, solution, slack.get(node)))
    return tuple(found)


def _one_step(
    node: int,
    step: Step,
    time: VisitTime,
    cost: float | None,
    solution: Solution,
    slack: float | None,
) -> StepFigures:
    visits = solution.visits[node] if solution.visits is not None else None
    reached = solution.reached[node] if solution.reached is not None else None
    rework = None if visits is None or reached is None else max(0.0, visits - reached)
    return StepFigures(
        step=step.id,
        visits=visits,
        reached=reached,
        process_minutes=time.labour,
        wait_minutes=time.wait,
        lead_minutes=time.lead,
        measured=time.whole,
        value=step.value,
        basis=time.basis,
        labour_minutes=_times(visits, time.labour),
        total_wait_minutes=_times(visits, time.wait),
        rework_minutes=_times(rework, time.labour),
        cost=_times(visits, cost),
        slack_minutes=slack,
    )


def _times(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first * second


def _put_together(parts: _Parts) -> ProcessFigures:
    """Add up the figures of the steps and look at the ways between them."""
    network, solution, portal = parts.network, parts.solution, parts.portal
    solved = solution.total is not None
    activities = [step for step in network.steps if step is not None and step.is_activity]
    by_id = {step.step: step for step in parts.steps}
    counted = [by_id[step.id] for step in activities]
    inner = {network.ids[node]: found.figures for node, found in parts.inner.items()}
    value = add_by_value(counted, inner) if solved else None
    labour = add_known(step.labour_minutes for step in counted)
    wait = add_known(step.total_wait_minutes for step in counted)
    any_time = any(step.lead_minutes is not None for step in counted)
    any_whole = any(step.measured for step in counted)
    any_work = labour is not None
    unjudged = tuple(step.id for step in activities if not _is_judged(step, inner))
    total = solution.total
    cycle = total.lead if total is not None and any_time else None
    theoretical = total.work if total is not None and any_work else None
    judged = len(unjudged) < len(activities) or any(
        found.va_time_minutes is not None for found in inner.values()
    )
    va_time = total.va if total is not None and any_work and judged else None
    visits = solution.visits
    links = find_links(network)
    handoffs = find_handoffs(network, links, visits, portal.roles)
    ratio_lead = _sum_visits(visits, [time.ratio_lead for time in parts.times])
    ratio_work = _sum_visits(visits, [time.ratio_work for time in parts.times])
    items = parts.process.volume.per_year(portal.calendar) if parts.process.volume else None
    cost = add_known(step.cost for step in counted)
    return ProcessFigures(
        process=parts.process.id,
        method=solution.method if any_time else None,
        reason=solution.reason or (None if any_time else "No step has a time"),
        missing_shares=network.missing_shares,
        left_out_events=network.left_out_events,
        steps=by_id,
        activities=len(activities),
        unmeasured_steps=tuple(step.step for step in counted if not step.measured),
        unjudged_steps=unjudged,
        uncosted_steps=tuple(
            step.step for step in counted if step.process_minutes and step.cost is None and solved
        ),
        basis=weakest_basis(tuple(step.basis for step in counted if step.basis is not None)),
        labour_minutes=labour,
        va_minutes=value.va if value else None,
        bva_minutes=value.bva if value else None,
        nva_minutes=value.nva if value else None,
        unjudged_minutes=value.unjudged if value else None,
        rework_minutes=add_known(step.rework_minutes for step in counted),
        wait_minutes=wait,
        lead_sum_minutes=ratio_lead if any_whole else None,
        cycle_time_minutes=cycle,
        cycle_time_simulated=solution.simulated if any_time else None,
        theoretical_cycle_time_minutes=theoretical,
        va_time_minutes=va_time,
        cycle_time_efficiency=divide(theoretical, cycle) if any_whole else None,
        activity_ratio=divide(ratio_work, ratio_lead) if any_whole else None,
        process_cycle_efficiency=divide(va_time, cycle) if any_whole else None,
        cost_per_item=cost,
        likely_path=_likely_path(parts, inner),
        handoffs=handoffs,
        handoffs_expected=_if(solved, add_expected(handoffs, units=False, systems=False)),
        unit_handoffs_expected=_if(solved, add_expected(handoffs, units=True, systems=False)),
        system_contacts_expected=_if(solved, add_expected(handoffs, units=False, systems=True)),
        outside_contacts_expected=(
            None if visits is None else count_messages(parts.process, network, visits)
        ),
        ping_pongs=find_ping_pongs(network, links, visits, portal.roles),
        escalations=find_escalations(network, links, visits, parts.times, portal.roles),
        rework_loops=find_rework_loops(network, visits),
        critical_path=tuple(
            step.step
            for step in counted
            if step.slack_minutes is not None and step.slack_minutes < NO_SLACK and step.visits
        ),
        items_per_year=items,
        volume_derived=False,
        annual_labour_hours=_annual(labour, items, 60.0),
        annual_wait_hours=_annual(wait, items, 60.0),
        annual_cost=_annual(cost, items, 1.0),
        takt_minutes=divide(60.0 * portal.calendar.hours_per_year, items),
        items_inside=_annual(cycle, items, 60.0 * portal.calendar.hours_per_year),
    )


def _annual(per_item: float | None, items: float | None, unit: float) -> float | None:
    return None if per_item is None or items is None else per_item * items / unit


def _if(known: bool, value: float | None) -> float | None:
    return value if known else None


def _is_judged(step: Step, inner: Mapping[str, ProcessFigures]) -> bool:
    if step.value is not None:
        return True
    within = inner.get(step.id)
    return within is not None and within.activities > 0 and not within.unjudged_steps


def _sum_visits(visits: Sequence[float] | None, values: Sequence[float]) -> float | None:
    if visits is None:
        return None
    return sum(count * value for count, value in zip(visits, values, strict=True))


def _likely_path(parts: _Parts, inner: Mapping[str, ProcessFigures]) -> LikelyPath | None:
    network, roles = parts.network, parts.portal.roles
    if parts.solution.total is None:
        return None
    route = find_likely_route(network, parts.solution.scope)
    if route is None:
        return None
    nodes = [node for node in route.nodes if network.steps[node] is not None]
    steps = [step for node in nodes if (step := network.steps[node]) is not None]
    rolled, known = 1.0, 0
    for step in steps:
        quality = _quality(step, inner) if step.is_activity else None
        if quality is not None:
            rolled *= quality
            known += 1
    handoffs = find_handoffs(network, find_links(network, route.arcs), None, roles)
    passed = [handoff for handoff in handoffs if not handoff.with_system]
    return LikelyPath(
        steps=tuple(network.ids[node] for node in nodes),
        activities=tuple(step.id for step in steps if step.is_activity),
        probability=min(1.0, route.probability),
        rolled_complete_accurate=rolled if known else None,
        complete_accurate_steps=known,
        handoffs=len(passed),
        unit_handoffs=sum(handoff.crosses_units for handoff in passed),
    )


def _quality(step: Step, inner: Mapping[str, ProcessFigures]) -> float | None:
    """Give the %C&A of a step; of a subprocess without one that of its process, if whole."""
    if step.complete_accurate is not None:
        return float(step.complete_accurate)
    within = inner.get(step.id)
    path = within.likely_path if within is not None else None
    if path is None or path.complete_accurate_steps < len(path.activities):
        return None
    return path.rolled_complete_accurate
