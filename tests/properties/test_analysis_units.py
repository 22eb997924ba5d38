"""No figure mixes units, and two ways to the cycle time agree: blocks and tokens."""

import dataclasses
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.properties.test_analysis_laws import TREES
from tests.support.models import portal_of, process_from, role
from tests.support.trees import has_choice_in_parallel, steps_of

from procdocs.analysis.figures import ProcessFigures
from procdocs.analysis.network import read_network
from procdocs.analysis.process_order import analyse_processes
from procdocs.analysis.sampling import describe, node_programs, node_time
from procdocs.analysis.simulation import simulate_tokens
from procdocs.analysis.step_times import NOTHING, times_per_visit
from procdocs.analysis.tokens import TokenSampler, find_feeds

FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CLASSES = ("VA", "BVA", "NVA", None)


def figures_of(
    steps: list[dict[str, Any]], *, time: float = 1, rate: float = 1, volume: float = 1
) -> ProcessFigures:
    """Give the figures where times, rates and volume are so many times as large."""
    scaled = [
        {
            "role": ("clerk", "boss")[number % 2],
            "value": CLASSES[number % 4] if "process" in step else None,
            **step,
            **({key: step[key] * time for key in ("process", "wait") if key in step}),
        }
        for number, step in enumerate(steps)
    ]
    roles = [role("clerk", rate=40 * rate), role("boss", rate=90 * rate)]
    process = process_from(scaled, volume=(120 * volume, "month"))
    return analyse_processes(portal_of(process, roles=roles))["p"]


def measures(figures: Any) -> dict[str, float]:
    """Give every number of a process or step by its name; those of steps too."""
    found: dict[str, float] = {}
    for field in dataclasses.fields(figures):
        value = getattr(figures, field.name)
        if isinstance(value, float):
            found[field.name] = value
        elif field.name == "steps":
            for step in value.values():
                found |= {f"{name} of {step.step}": n for name, n in measures(step).items()}
    return found


def unit_of(name: str) -> tuple[int, int, int]:
    """Tell by its name how a figure grows: with times, rates, volume."""
    bare = name.partition(" of ")[0]
    annual = 1 if bare.startswith("annual") else 0
    if bare == "takt_minutes":
        return 0, 0, -1
    if bare == "items_inside":
        return 1, 0, 1
    if bare == "items_per_year":
        return 0, 0, 1
    if "cost" in bare:
        return 1, 1, annual
    if bare.endswith(("_minutes", "_hours")):
        return 1, 0, annual
    return 0, 0, 0


@FEW
@given(TREES, st.sampled_from([(3, 1, 1), (1, 7, 1), (1, 1, 11), (2, 5, 3)]))
def test_every_figure_grows_with_what_its_unit_says_and_nothing_else(tree, factors):
    steps = steps_of(tree)
    before = measures(figures_of(steps))
    time, rate, volume = factors
    after = measures(figures_of(steps, time=time, rate=rate, volume=volume))
    assert set(before) == set(after)
    assert "annual_cost" in before or "cost_per_item" not in before
    for name, value in before.items():
        with_time, with_rate, with_volume = unit_of(name)
        grown = time**with_time * rate**with_rate * volume**with_volume
        assert after[name] == pytest.approx(value * grown, abs=1e-6), name


@FEW
@given(TREES)
def test_tokens_and_blocks_agree_where_no_parallel_branch_holds_a_choice(tree):
    process = process_from([{"role": "clerk", **step} for step in steps_of(tree)])
    figures = analyse_processes(portal_of(process, roles=[role("clerk")]))["p"]
    network = read_network(process)
    times = [NOTHING if step is None else times_per_visit(step, {}) for step in network.steps]
    nodes = tuple(node_time(each, None, 0.0) for each in times)
    sampler = TokenSampler(
        network=network,
        programs=node_programs("p", network, nodes),
        works=tuple((each.path_work, each.path_va) for each in times),
        feeds=find_feeds(network),
        text=describe(network, nodes).text,
        cost=1.0,
    )
    found = simulate_tokens(sampler, varies=True)
    # Four half widths: a wrong model is far off, chance is not.
    room = 2 * (found.time.high - found.time.low) + 1e-6
    expected = figures.cycle_time_minutes
    assert found.time.mean >= expected - room
    if not has_choice_in_parallel(tree):
        assert found.time.mean == pytest.approx(expected, abs=room)
    visits = dict(found.visits)
    for node, name in enumerate(network.ids):
        most = figures.steps[name].visits
        assert visits.get(node, 0.0) == pytest.approx(most, rel=0.25, abs=0.25)
