"""Long processes are cut into parts that one step can stand for."""

import random

import pytest
from tests.support.portals import portal_from

from procdocs.analysis.cuts import FEWEST, MOST, propose_cuts

HEAD = "name: Long\nowner: cfo\ngroup: order-to-cash\nsteps:\n"


def process_of(folder, lines):
    loaded = portal_from(folder, {"processes/long.yml": HEAD + "".join(lines)})
    assert loaded.portal is not None, loaded.diagnostics
    return loaded.portal.processes["long"]


def task(name, after=None):
    end = f", next: {after}" if after else ""
    return f"  - {{id: {name}, name: Do {name}, role: cfo{end}}}\n"


def phase(at, rng):
    """A phase of a process: a decision with rework, or work side by side, then a few steps."""
    lines = [task(f"p{at}-a"), task(f"p{at}-b")]
    if rng.random() < 0.5:
        lines += [
            f"  - {{id: p{at}-ok, type: decision, name: Good?, role: cfo, branches: "
            f"[{{to: p{at}-go, when: good, share: 90%}}, {{to: p{at}-mend, when: bad, share: 10%}}]}}\n",
            task(f"p{at}-mend", f"p{at}-a"),
            task(f"p{at}-go"),
        ]
    else:
        lines += [
            f"  - {{id: p{at}-both, type: fork, next: [p{at}-x, p{at}-y]}}\n",
            task(f"p{at}-x", f"p{at}-all"),
            task(f"p{at}-y", f"p{at}-all"),
            f"  - {{id: p{at}-all, type: join}}\n",
            task(f"p{at}-go"),
        ]
    return lines + [task(f"p{at}-c{each}") for each in range(rng.randrange(4))]


@pytest.mark.parametrize("seed", range(10))
def test_parts_have_one_way_in_and_one_out_and_share_no_step(tmp_path, seed):
    rng = random.Random(seed)
    process = process_of(tmp_path, [line for at in range(5 + seed) for line in phase(at, rng)])
    cuts = propose_cuts(process.flow, process.steps, 30)
    assert bool(cuts) == (len(process.steps) > 30)
    moved = [step.id for cut in cuts for step in cut.steps]
    assert len(moved) == len(set(moved))
    for cut in cuts:
        inside = {step.id for step in cut.steps}
        assert FEWEST <= len(inside) <= MOST
        entered = {
            edge.target
            for each in inside
            for edge in process.flow.in_edges(each)
            if edge.source not in inside
        }
        left = {
            edge.target
            for each in inside
            for edge in process.flow.out_edges(each)
            if edge.target not in inside
        }
        assert entered == {cut.first.id}
        assert len(left) == 1
        # No phase is torn: its rework and its branches are in one part.
        for step in cut.steps:
            if step.id.endswith(("-mend", "-x", "-y")):
                name = step.id.split("-")[0]
                assert f"{name}-b" in inside or f"{name}-both" in inside


def test_a_process_within_the_limit_is_left_alone(tmp_path):
    process = process_of(tmp_path, [task(f"s{at}") for at in range(12)])
    assert propose_cuts(process.flow, process.steps, 30) == ()


def test_where_all_is_tangled_the_thinnest_place_is_named(tmp_path):
    lines = []
    for at in range(36):
        back = (at * 7 + 11) % 36
        other = (at * 5 + 3) % 36
        onward = min(at + 1, 35)
        ends = list(dict.fromkeys((f"s{onward}", f"s{back}", f"s{other}")))
        branches = ", ".join(f"{{to: {each}, when: w{each}}}" for each in ends if each != f"s{at}")
        lines.append(
            f"  - {{id: s{at}, type: decision, name: Which {at}?, role: cfo, "
            f"branches: [{branches}]}}\n"
        )
    process = process_of(tmp_path, lines)
    (cut,) = propose_cuts(process.flow, process.steps, 30)
    assert FEWEST <= len(cut.steps) <= MOST
    assert cut.ways_in + cut.ways_out > 2
