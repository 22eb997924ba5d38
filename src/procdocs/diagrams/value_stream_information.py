"""The information flows of a value-stream map: where each runs, so that none crosses a row.

Every flow has a track of its own: above the first row, or in the band above a later row. One that
joins two rows goes round the end of the rows, in the gutter, never through a row.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from procdocs.diagrams.markup import element, escaped, number
from procdocs.diagrams.scene import Point
from procdocs.diagrams.text_width import text_width, wrap_text
from procdocs.views.value_stream_map import MapFlow

TRACK = 19.0
"""From one track to the next."""
GUTTER = 11.0
"""From one line of the gutter to the next."""
_NAME_ROOM = 280.0
_OVERHANG = 70.0
_HIT = 1000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Dock:
    """A side of a box at which flows begin and end."""

    level: int
    """Row of the box, counted from 0; customer, supplier and control belong to row 0."""
    left: float
    """From where ends may stand."""
    right: float
    """To where."""
    y: float
    """Where a line ends."""
    hangs: bool = False
    """Whether the tracks are below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracks:
    """Which flow runs on which track."""

    by_level: Mapping[int, tuple[int, ...]]
    """Places of flows, from the upper track to the lower, for each row."""
    gutter: tuple[int, ...]
    """Places of flows that join two rows, from the outer line to the inner."""

    def count(self, level: int) -> int:
        """Tell how many tracks there are above a row."""
        return len(self.by_level.get(level, ()))


def plan_tracks(flows: tuple[MapFlow, ...], levels: Mapping[str, int]) -> Tracks:
    """Give every flow its tracks: as written in the first row, the other way round below.

    So lines that come out of the gutter stand in each other, and none crosses another there.

    Args:
        flows: The flows.
        levels: Row by the name of an end.
    """
    found: dict[int, list[int]] = {}
    gutter = []
    for at, flow in enumerate(flows):
        if flow.source not in levels or flow.target not in levels:
            continue
        ends = {levels[flow.source], levels[flow.target]}
        for level in sorted(ends):
            found.setdefault(level, []).append(at)
        if len(ends) > 1:
            gutter.append(at)
    return Tracks(
        by_level={
            level: tuple(members if level == 0 else reversed(members))
            for level, members in found.items()
        },
        gutter=tuple(gutter),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """A flow where it runs."""

    flow: MapFlow
    points: tuple[Point, ...]


def draw_information(
    flows: tuple[MapFlow, ...],
    docks: Mapping[str, Dock],
    tracks: Tracks,
    tops: Mapping[int, float],
    gutter_x: float,
) -> Iterator[str]:
    """Draw the flows, and their names above all lines.

    Args:
        flows: The flows.
        docks: Where each end stands.
        tracks: As planned.
        tops: Height of the uppermost track of each row.
        gutter_x: Where the outermost line of the gutter runs.
    """
    heights = {
        (level, at): tops[level] + place * TRACK
        for level, members in tracks.by_level.items()
        for place, at in enumerate(members)
    }
    places = _end_places(flows, docks, tracks, heights)
    runs = []
    for at, flow in enumerate(flows):
        if (at, flow.source) not in places or (at, flow.target) not in places:
            continue
        start, end = docks[flow.source], docks[flow.target]
        x1, x2 = places[at, flow.source], places[at, flow.target]
        y1, y2 = heights[start.level, at], heights[end.level, at]
        points = [(x1, start.y), (x1, y1)]
        if start.level != end.level:
            aside = gutter_x - tracks.gutter.index(at) * GUTTER
            points += [(aside, y1), (aside, y2)]
        points += [(x2, y2), (x2, end.y)]
        runs.append(_Run(flow=flow, points=tuple(points)))
    for run in runs:
        yield _line(run)
    for run in runs:
        yield _name(run, runs)


def _end_places(
    flows: tuple[MapFlow, ...],
    docks: Mapping[str, Dock],
    tracks: Tracks,
    heights: Mapping[tuple[int, int], float],
) -> dict[tuple[int, str], float]:
    """Order the ends at each box so that lines which turn the same way do not cross."""
    met: dict[str, list[tuple[tuple[int, float], int]]] = {}
    for members in tracks.by_level.values():
        for at in members:
            flow = flows[at]
            for name, other in ((flow.source, flow.target), (flow.target, flow.source)):
                dock, far = docks[name], docks[other]
                if any(each == at for _, each in met.get(name, ())):
                    continue
                right = dock.level != far.level or far.left > dock.left
                high = heights[dock.level, at]
                rank = high if right != dock.hangs else -high
                met.setdefault(name, []).append(((int(right), rank), at))
    found = {}
    for name, ends in met.items():
        dock = docks[name]
        for place, (_, at) in enumerate(sorted(ends), start=1):
            found[at, name] = dock.left + (dock.right - dock.left) * place / (len(ends) + 1)
    return found


def _line(run: _Run) -> str:
    points = run.points
    path = f"M{number(points[0][0])} {number(points[0][1])}"
    bolt = max(
        (abs(here[0] - before[0]) for before, here in pairwise(points) if before[1] == here[1]),
        default=0.0,
    )
    for before, here in pairwise(points):
        long = before[1] == here[1] and abs(here[0] - before[0]) == bolt > 60
        if run.flow.by == "electronic" and long:
            path += _zigzag(before, here)
            bolt = -1.0
        path += f"L{number(here[0])} {number(here[1])}"
    line = element("path", class_=f"pd-vsm__info pd-vsm__info--{run.flow.by}", d=path)
    return line + arrow_tip(points[-2], points[-1])


def _zigzag(before: Point, here: Point) -> str:
    """Mark a line as electronic: a bolt at its first sixth."""
    way = 1 if here[0] > before[0] else -1
    x, y = before[0] + way * max(18.0, abs(here[0] - before[0]) / 6), before[1]
    return (
        f"L{number(x)} {number(y)}L{number(x + way * 14)} {number(y - 7)}"
        f"L{number(x + way * 8)} {number(y + 7)}L{number(x + way * 22)} {number(y)}"
    )


def arrow_tip(before: Point, end: Point) -> str:
    """Draw the tip of an upright line."""
    way = 1 if end[1] > before[1] else -1
    x, y = end
    path = f"M{number(x)} {number(y)}l-4 {number(-8 * way)}h8z"
    return element("path", class_="pd-vsm__tip", d=path)


def _name(run: _Run, runs: list[_Run]) -> str:
    """Write a flow's name above the longest level part of its line, clear of upright lines."""
    if not run.flow.name:
        return ""
    text = wrap_text(run.flow.name, _NAME_ROOM, 11, 1)[0]
    wide = text_width(text, 11)
    level = [(one, two) for one, two in pairwise(run.points) if one[1] == two[1]]
    one, two = max(level, key=lambda part: abs(part[1][0] - part[0][0]))
    low, high = sorted((one[0], two[0]))
    y = one[1]
    upright = [
        a[0]
        for each in runs
        for a, b in pairwise(each.points)
        if a[0] == b[0] and min(a[1], b[1]) < y - 1 and max(a[1], b[1]) > y - 13
    ]
    middle = (low + high) / 2
    steps = int((high - low) / 8 + _OVERHANG / 4)
    places = [middle + step * 4.0 for step in range(-steps, steps + 1)]

    def cost(place: float) -> float:
        left, right = place - wide / 2 - 4, place + wide / 2 + 4
        hits = sum(left < x < right for x in upright)
        over = max(0.0, low - left) + max(0.0, right - high)
        return hits * _HIT + abs(place - middle) + 3 * over + (_HIT if left < 8 else 0.0)

    best = min(places, key=cost)
    return element(
        "text",
        escaped(text),
        class_="pd-vsm__t pd-vsm__t--mid pd-vsm__t--ground",
        x=best,
        y=y - 5.5,
    )
