"""Room for a gateway beside a step."""

from itertools import pairwise

import pytest

from procdocs.diagrams.scene import Rect
from procdocs.exports.bpmn_merge_places import place_merge, place_split

STEP = Rect(x=200, y=180, width=100, height=40)
LEFT = ((20.0, 200.0), (200.0, 200.0))
RIGHT = ((400.0, 200.0), (300.0, 200.0))
ABOVE = ((250.0, 20.0), (250.0, 180.0))
BELOW = ((400.0, 300.0), (250.0, 300.0), (250.0, 220.0))


def at_border(rect, point):
    """Tell whether a point is one of the four tips of a gateway."""
    x, y = rect.center
    return point in ((rect.x, y), (rect.right, y), (x, rect.y), (x, rect.bottom))


@pytest.mark.parametrize(
    ("ways", "side"),
    [
        ((LEFT, ABOVE), "left"),
        ((LEFT, BELOW), "left"),
        ((LEFT, RIGHT), "left"),
        ((RIGHT, ABOVE), "right"),
        ((ABOVE, ABOVE, LEFT), "top"),
        ((BELOW, BELOW, RIGHT), "bottom"),
    ],
)
@pytest.mark.parametrize("place", [place_merge, place_split])
def test_the_gateway_stands_where_most_ways_end_and_all_reach_it(ways, side, place):
    back = -1 if place is place_split else 1
    found = place(STEP, [way[::back] for way in ways], ())
    x, y = found.rect.center
    there = {"left": x < 200, "right": x > 300, "top": y < 180, "bottom": y > 220}
    assert [name for name, true in there.items() if true] == [side]
    assert not found.rect.overlaps(STEP)
    for way, before in zip(found.ways, ways, strict=True):
        run = way[::back]
        assert run[0] == before[0]
        assert at_border(found.rect, run[-1])
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(run))
    assert at_border(found.rect, found.between[::back][0])
    assert STEP.contains(Rect(x=found.between[::back][1][0], y=y, width=0, height=0)) or (
        side in ("top", "bottom")
    )


def test_what_stands_beside_makes_the_gateway_smaller():
    near = Rect(x=100, y=180, width=78, height=40)
    found = place_merge(STEP, [((178.0, 200.0), (200.0, 200.0)), ABOVE], [near])
    assert not found.rect.overlaps(near)
    assert 0 < found.rect.width < 28
