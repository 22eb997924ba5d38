"""Events at the border of activities: how large they are drawn, and how ways reach them."""

import math
from itertools import pairwise

from procdocs.diagrams.scene import PlacedEdge, Point, Rect, Scene

SIZE = 28.0
"""Of an event at a border, where there is room."""
_SMALLEST = 14.0
_ASIDE = 6.0
"""How far beside the middle of an event a message ends: its own way leaves in the middle."""
_ABOVE = 10.0
_OVER_NODE, _ON_LINE, _ON_TEXT, _PER_BEND = 5.0, 3.0, 2.0, 0.25


def border_rect(scene: Scene, edge: PlacedEdge) -> Rect:
    """Give the place of the event that a way leaves from; close neighbours are drawn smaller."""
    at = edge.boundary or edge.points[0]
    others = [
        other.boundary
        for other in scene.edges
        if other.boundary and other.boundary != edge.boundary
    ]
    # Modellers know an event by the square around it, so that squares must stand apart.
    room = min((max(abs(at[0] - x), abs(at[1] - y)) for x, y in others), default=SIZE)
    half = max(_SMALLEST, min(SIZE, room - 1)) / 2
    return Rect(x=at[0] - half, y=at[1] - half, width=2 * half, height=2 * half)


def way_from(event: Rect, points: tuple[Point, ...]) -> tuple[Point, ...]:
    """Let a way begin at the rim of its event instead of in the middle."""
    if len(points) < 2 or not event.contains(
        Rect(x=points[0][0], y=points[0][1], width=0, height=0)
    ):
        return points
    x, y = event.x + event.width / 2, event.y + event.height / 2
    (_, _), (to_x, to_y) = points[0], points[1]
    if abs(to_x - x) > abs(to_y - y):
        start = (x + math.copysign(event.width / 2, to_x - x), y)
    else:
        start = (x, y + math.copysign(event.height / 2, to_y - y))
    return (start, *points[1:])


def message_to(scene: Scene, event: Rect, party: str) -> tuple[Point, ...]:
    """Lead a message from a pool to an event, past what stands between them.

    Args:
        scene: Where everything is.
        event: Place of the event.
        party: Id of the outside party.
    """
    band = next((band for band in scene.bands if band.id == f"pool-{party}"), None)
    x, y = event.x + event.width / 2, event.y + event.height / 2
    half = event.height / 2
    above = band is not None and band.rect.bottom <= y
    if band is None:
        return ((x, y + 60.0), (x, y + half))
    pool = band.rect.bottom if above else band.rect.y
    straight = ((x, pool), (x, y - half if above else y + half))
    ways: list[tuple[Point, ...]] = [straight]
    host = next((node.rect for node in scene.nodes if node.rect.overlaps(event)), event)
    rise = min(_ASIDE, half / 2)
    depth = math.sqrt(half**2 - rise**2)
    up = y < host.y + host.height / 2
    turn = y - half - _ABOVE if up else y + half + _ABOVE
    end = y - depth if up else y + depth
    for gap in (8.0, 16.0, 24.0, 40.0):
        for side, at in ((1, host.right + gap), (-1, host.x - gap)):
            into = x + side * rise
            ways.append(((at, pool), (at, turn), (into, turn), (into, end)))
    return min(ways, key=lambda way: _cost(way, scene))


def _cost(way: tuple[Point, ...], scene: Scene) -> float:
    lines = [line for edge in scene.edges for line in pairwise(edge.points)]
    labels = [edge.label for edge in scene.edges] + [node.caption for node in scene.nodes]
    texts = [label.rect for label in labels if label is not None]
    cost = _PER_BEND * len(way)
    for here in pairwise(way):
        box = _box(here)
        cost += _OVER_NODE * sum(node.rect.overlaps(box, 1.0) for node in scene.nodes)
        cost += _ON_TEXT * sum(text.overlaps(box, 1.0) for text in texts)
        cost += _ON_LINE * sum(_shares(here, line) for line in lines)
    return cost


def _box(line: tuple[Point, Point]) -> Rect:
    (a, b), (c, d) = line
    return Rect(
        x=min(a, c) - 1.5, y=min(b, d) - 1.5, width=abs(a - c) + 3.0, height=abs(b - d) + 3.0
    )


def _shares(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Tell whether two lines of one direction lie upon each other."""
    for along, across in ((0, 1), (1, 0)):
        if any(abs(line[0][across] - line[1][across]) > 0.5 for line in (one, other)):
            continue
        if abs(one[0][across] - other[0][across]) > 3.0:
            continue
        low = max(min(one[0][along], one[1][along]), min(other[0][along], other[1][along]))
        high = min(max(one[0][along], one[1][along]), max(other[0][along], other[1][along]))
        if high - low > 3.0:
            return True
    return False
