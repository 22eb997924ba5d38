"""The search for places: likely ways, what they cost each other, changes, what is kept."""

import itertools
import math
import random

import pytest

from procdocs.diagrams.swimlane.changes import Changes
from procdocs.diagrams.swimlane.cycles import find_loops
from procdocs.diagrams.swimlane.field import Field
from procdocs.diagrams.swimlane.lanes import order_lanes
from procdocs.diagrams.swimlane.measure import measure
from procdocs.diagrams.swimlane.patterns import DETOURS, NATURAL, UNUSUAL, side_pairs, ways_between
from procdocs.diagrams.swimlane.ranks import rank
from procdocs.diagrams.swimlane.rows import place_rows
from procdocs.diagrams.swimlane.search import Search
from procdocs.diagrams.swimlane.spec import DOWN, LEFT, RIGHT, UP
from procdocs.views.swimlane import EdgeView, LaneView, NodeView, PoolView, SwimlaneView

TOWARDS = {RIGHT: (1, 0), DOWN: (0, 1), LEFT: (-1, 0), UP: (0, -1)}


def tangle(seed, boxes=16, wires=22, **pins):
    """Draw a random process over three lanes, with messages to a customer."""
    draw = random.Random(seed)
    kinds = ("task", "task", "task", "decision", "fork")
    nodes = tuple(
        NodeView(
            id=f"n{at}",
            lane=f"l{draw.randrange(3)}",
            kind="start" if at == 0 else draw.choice(kinds),
            name="Check the order",
            **pins.get(f"n{at}", {}),
        )
        for at in range(boxes)
    )
    edges = [EdgeView(id=f"e{at}", source=f"n{at}", target=f"n{at + 1}") for at in range(boxes - 1)]
    while len(edges) < wires:
        source, target = draw.sample(range(boxes), 2)
        edges.append(EdgeView(id=f"e{len(edges)}", source=f"n{source}", target=f"n{target}"))
    edges += [
        EdgeView(id="m0", source="n2", target="customer", kind="message"),
        EdgeView(id="m1", source="customer", target="n5", kind="message"),
    ]
    return SwimlaneView(
        id="any",
        title="Any",
        description="",
        lanes=tuple(LaneView(id=f"l{at}", name="Sales", pool="us") for at in range(3)),
        pools=(
            PoolView(id="customer", name="Customer", black_box=True),
            PoolView(id="us", name="Our company"),
        ),
        nodes=nodes,
        edges=tuple(edges),
    )


def placed(view):
    drawing = measure(view, order_lanes(view), False)
    loops = find_loops(drawing)
    return drawing, place_rows(drawing, rank(drawing, loops))


def entered(drawing, placement):
    field = Field(drawing, placement)
    for index in range(len(drawing.wires)):
        _, way = field.choose(index)
        if way is not None:
            field.enter(index, way)
    return field


@pytest.mark.parametrize("effort", [NATURAL, UNUSUAL, DETOURS])
def test_a_likely_way_leaves_and_enters_by_its_sides_and_turns_at_every_corner(effort):
    drawing, _ = placed(tangle(1))
    wire = drawing.wires[0]
    boxes = (drawing.boxes[wire.source], drawing.boxes[wire.target])
    seen = 0
    for goal in itertools.product((1, 3, 7), (1, 3, 5)):
        if goal == (3, 3):
            continue
        for loop in (False, True):
            pairs = side_pairs(wire, boxes, (goal[0] - 3, goal[1] - 3), loop)
            for way in ways_between(pairs, (3, 3), goal, loop, (0, 2, 4, 6), effort):
                seen += 1
                assert (way.corners[0], way.corners[-1]) == ((3, 3), goal)
                assert (len(way.corners) <= 4) is (effort < DETOURS)
                steps = []
                for (ax, ay), (bx, by) in itertools.pairwise(way.corners):
                    assert (ax == bx) != (ay == by)
                    steps.append(((bx > ax) - (bx < ax), (by > ay) - (by < ay)))
                assert steps[0] == TOWARDS[way.out]
                across = [x for x, _ in way.corners]
                assert (way.low, way.high) == (min(across), max(across))
                assert steps[-1] == tuple(-each for each in TOWARDS[way.into])
                assert all(
                    one[0] * two[0] + one[1] * two[1] == 0 for one, two in itertools.pairwise(steps)
                )
    assert seen > 8


@pytest.mark.parametrize("seed", range(4))
def test_no_likely_way_costs_less_than_the_least_that_is_said_of_it(seed):
    """Else changes would be passed over that pay."""
    drawing, placement = placed(tangle(seed))
    field = Field(drawing, placement, placement.width + 2)
    changes = Changes(drawing, field, placement.depths, placement.width + 2, random.Random(seed))
    tight = 0
    for _ in range(200):
        for box, (column, row) in (changes.draw() or {}).items():
            field.put(box, column, row)
        for index in range(len(drawing.wires)):
            ways = [
                way
                for effort in (NATURAL, UNUSUAL, DETOURS)
                for way in field.likely.ways(index, field.ahead(index), effort)
            ]
            worth = min((way.worth for way in ways), default=math.inf)
            assert field.least(index) <= worth + 1e-6
            tight += field.least(index) > worth - 1.0
    assert tight > 0.5 * 200 * len(drawing.wires), "a bound that says nothing spares nothing"


@pytest.mark.parametrize("seed", range(6))
def test_what_ways_cost_each_other_does_not_depend_on_who_was_first(seed):
    """Else the search would count gains that are none."""
    drawing, placement = placed(tangle(seed))
    whole = entered(drawing, placement)
    ways = whole.ways
    totals = set()
    for turn in range(4):
        order = list(range(len(ways)))
        random.Random(turn).shuffle(order)
        field, total = Field(drawing, placement), 0.0
        field.origin = list(whole.origin)
        for index in order:
            way = ways[index]
            if way is not None:
                total += field.cost(index, way)
                field.enter(index, way)
        totals.add(round(total, 3))
    assert len(totals) == 1


def test_a_way_that_is_taken_up_leaves_nothing_behind():
    drawing, placement = placed(tangle(3))
    field, fresh = entered(drawing, placement), Field(drawing, placement)
    for index in range(len(drawing.wires)):
        field.take_up(index)
    for name in ("across", "down", "level", "upright", "turns", "turns_in_row", "turns_in_column"):
        assert getattr(field, name) == getattr(fresh, name), name
    assert not any(field.company.values())


def test_a_change_puts_no_two_boxes_into_one_cell_and_turns_no_wire_back():
    drawing, placement = placed(tangle(4))
    field = Field(drawing, placement, placement.width + 2)
    changes = Changes(drawing, field, placement.depths, placement.width + 2, random.Random(5))
    moved = set()
    for _ in range(600):
        change = changes.draw()
        if not change:
            continue
        for box in change:
            field.lift(box)
        for box, (column, row) in change.items():
            field.put(box, column, row)
        moved.update(change)
        assert len(set(field.spot)) == len(drawing.boxes)
        assert sorted(field.cell.values()) == list(range(len(drawing.boxes)))
        for index, wire in enumerate(drawing.wires):
            if wire.source >= 0 and wire.target >= 0 and not placement.loops[index]:
                assert field.columns[wire.source] <= field.columns[wire.target]
    assert len(moved) == len(drawing.boxes)


def test_searches_find_better_places_and_the_same_ones_again():
    def price(drawing, places):
        field, total = Field(drawing, places), 0.0
        for index in range(len(drawing.wires)):
            cost, way = field.choose(index)
            total += cost
            if way is not None:
                field.enter(index, way)
        return total

    before = after = 0.0
    for tangled in range(4, 9):
        drawing, placement = placed(tangle(tangled))
        search = Search(drawing, placement)
        before += price(drawing, placement)
        found = [search.run(400, seed) for seed in (1, 2, 3)]
        assert found[0] == Search(drawing, placement).run(400, 1)
        after += min(price(drawing, places) for places, _ in found)
    assert after < 0.85 * before


def test_a_search_that_goes_on_is_no_worse_than_what_it_goes_on_from():
    gains = []
    for seed in (9, 10, 11):
        drawing, placement = placed(tangle(seed))
        totals = []
        for _ in range(2):
            search = Search(drawing, placement)
            search.run(100, 1)
            first = search.best.total
            search.run(300, 2, fresh=False)
            totals.append((first, search.best))
        assert totals[0] == totals[1]
        gains.append(first - search.best.total)
    assert min(gains) >= 0 < max(gains)


def test_what_the_author_pinned_stays():
    pins = {"n3": {"column": 9, "row": 2}, "n7": {"row": 3}}
    drawing, placement = placed(tangle(7, **pins))
    found, _ = Search(drawing, placement).run(400, 1)
    assert found.columns == placement.columns, "one pinned column holds all of them"
    assert (found.columns[3], found.rows[3], found.rows[7]) == (8, 1, 2)
    assert found.rows != placement.rows


def test_rows_and_columns_without_a_box_are_gone():
    drawing, placement = placed(tangle(8))
    found, paths = Search(drawing, placement).run(300, 2)
    assert sorted(set(found.columns)) == list(range(found.width))
    for strip, depth in enumerate(found.depths):
        inside = {found.rows[i] for i, box in enumerate(drawing.boxes) if box.strip == strip}
        assert drawing.strips[strip].black_box or inside == set(range(depth))
    cells = Field(drawing, found).spot
    for wire, path in zip(drawing.wires, paths, strict=True):
        for end, at in ((wire.source, 0), (wire.target, -1)):
            assert not path or end < 0 or path[at] == cells[end]
        for (ax, ay), (bx, by) in itertools.pairwise(path):
            assert abs(ax - bx) + abs(ay - by) == 1
