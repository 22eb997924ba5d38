"""Which paper a picture is printed on, and where one too large for any is cut.

Lengths are px of the picture; a px of paper is 1/96 inch, so that 12 px are 9 pt. A picture is
never printed so small that the words of its steps are below 8 pt.
"""

import string
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from procdocs.diagrams.scene import PlacedText, Rect, Scene
from procdocs.diagrams.text_width import text_width

Paper = Literal["text", "a4-wide", "a3-wide", "a3-tall"]
"""`text` is the page of the text, A4 upright."""

Axis = Literal["x", "y"]
"""The axis along which a picture is cut into parts."""

LEAST_SCALE = 8 / 9
"""At this scale 12 px are 8 pt."""
ROOM: dict[Paper, tuple[float, float]] = {
    "text": (680.0, 860.0),
    "a4-wide": (1031.0, 640.0),
    "a3-wide": (1496.0, 968.0),
    "a3-tall": (1031.0, 1430.0),
}
"""Room for a picture within the margins of each paper, in px of paper."""
MARGIN = 44.0
"""Room at a cut for the marks of lines that go on."""

_AXES: dict[str, tuple[Axis, Axis]] = {"lr": ("y", "x"), "tb": ("x", "y")}
"""Across the lanes and along the flow."""
_STEP = 8.0
_NODE_CUT, _TEXT_CUT, _ALONG, _CROSSING, _WITHIN_LANE = 400.0, 60.0, 40.0, 3.0, 30.0
_SHEET, _UNEVEN = 1000.0, 150.0
_NEAR = 7.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place where a line goes on on another sheet."""

    letter: str
    """The same on both sheets."""
    edge: str
    """Id of the line, or of one of those that run there as one."""
    x: float
    """Where it is cut."""
    y: float
    """Where it is cut."""
    side: Literal["left", "right", "top", "bottom"]
    """Edge of the sheet's part at which it is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A part of a picture, for a sheet of its own."""

    part: Rect
    """What it shows, without repeated heads."""
    heads: float
    """Extent of the heads repeated beside or above the part; 0 where it has them itself."""
    marks: tuple[Mark, ...]
    """Lines that go on elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """How a picture is printed."""

    paper: Paper
    """The paper."""
    sheets: tuple[Sheet, ...]
    """Its parts in reading order; none where it is printed whole."""


@dataclass(frozen=True, slots=True)
class _Cost:
    """What cutting at a place along one axis costs."""

    at: float
    cost: float


def plan_sheets(scene: Scene) -> SheetPlan:
    """Choose the smallest paper that holds a picture, or cut it into sheets of A3.

    Cuts run between steps and words where they can, through few lines, and along the borders of
    lanes; parts are of about even length.
    """
    whole = _whole_paper(scene.width, scene.height)
    if whole is not None:
        return SheetPlan(paper=whole, sheets=())
    papers: tuple[Paper, ...] = ("a3-wide", "a3-tall")
    paper, parts = min(
        ((paper, _parts(scene, paper)) for paper in papers), key=lambda each: len(each[1])
    )
    return SheetPlan(paper=paper, sheets=tuple(_sheets(scene, parts)))


def paper_of(width: float, height: float) -> Paper:
    """Choose the smallest paper for a picture that is never cut; A3 where none is large enough."""
    return _whole_paper(width, height) or ("a3-wide" if width > height else "a3-tall")


def _whole_paper(width: float, height: float) -> Paper | None:
    papers: tuple[Paper, ...] = ("text", "a4-wide", "a3-wide", "a3-tall")
    for paper in papers:
        across, down = _capacity(paper)
        if width <= across and height <= down:
            return paper
    return None


def _capacity(paper: Paper) -> tuple[float, float]:
    across, down = ROOM[paper]
    return across / LEAST_SCALE, down / LEAST_SCALE


def heads_extent(scene: Scene) -> float:
    """Give how far the heads of lanes and pools reach into the picture."""
    level = scene.direction == "lr"
    ends = [
        band.head.right if level else band.head.bottom
        for band in scene.bands
        if band.kind != "black-box"
    ]
    return max(ends, default=0.0)


def _parts(scene: Scene, paper: Paper) -> list[Rect]:
    """Cut between lanes first, where all of them are too many, then each band along the flow."""
    across, down = _capacity(paper)
    heads = heads_extent(scene)
    whole = Rect(x=0.0, y=0.0, width=scene.width, height=scene.height)
    cross, along = _AXES[scene.direction]
    room = {"x": across, "y": down}
    parts = []
    for band in _cut(whole, cross, _cuts(scene, whole, cross, room[cross], 0.0)):
        parts += _cut(band, along, _cuts(scene, band, along, room[along], heads))
    return parts


def _cut(part: Rect, axis: Axis, borders: list[float]) -> list[Rect]:
    pairs = pairwise(borders)
    if axis == "x":
        return [replace(part, x=low, width=high - low) for low, high in pairs]
    return [replace(part, y=low, height=high - low) for low, high in pairs]


def _cuts(scene: Scene, band: Rect, axis: Axis, room: float, heads: float) -> list[float]:
    """Cut a part of the picture along one axis where it costs least; give all borders.

    Args:
        scene: The picture.
        band: The part; it reaches from one end of the picture to the other along the axis.
        axis: Which axis is cut.
        room: Extent of paper.
        heads: Extent that repeated heads take of it.
    """
    extent = scene.width if axis == "x" else scene.height
    if extent <= room:
        return [0.0, extent]
    places = [_Cost(0.0, 0.0)]
    at = heads + _STEP
    while at < extent:
        places.append(_Cost(at, _cut_cost(scene, band, axis, at)))
        at += _STEP
    places.append(_Cost(extent, 0.0))
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end, place in enumerate(places[1:], start=1):
        last = end == len(places) - 1
        found = (float("inf"), end - 1)
        for start in range(end - 1, -1, -1):
            length = place.at - places[start].at
            taken = length + (heads + MARGIN if start else 0.0) + (0.0 if last else MARGIN)
            if taken > room and start < end - 1:
                break
            cost = best[start][0] + _SHEET + place.cost + _UNEVEN * (length / room) ** 2
            found = min(found, (cost, start))
        best.append(found)
    borders = [extent]
    at_place = len(places) - 1
    while at_place:
        at_place = best[at_place][1]
        borders.append(places[at_place].at)
    return borders[::-1]


def _cut_cost(scene: Scene, band: Rect, axis: Axis, at: float) -> float:
    cost = 0.0
    for rect, price in _obstacles(scene):
        low, high = (rect.x, rect.right) if axis == "x" else (rect.y, rect.bottom)
        if low - _NEAR < at < high + _NEAR and rect.overlaps(band):
            cost += price
    for edge in scene.edges:
        for (x1, y1), (x2, y2) in pairwise(edge.points):
            low, high = sorted((x1, x2) if axis == "x" else (y1, y2))
            start, end = sorted((y1, y2) if axis == "x" else (x1, x2))
            if end < _low(band, axis) or start > _high(band, axis):
                continue
            if low == high:
                cost += _ALONG if abs(at - low) < _NEAR else 0.0
            elif low < at < high:
                cost += _CROSSING
    lanes_along = (axis == "y") == (scene.direction == "lr")
    if lanes_along and not any(_is_border(each.rect, axis, at) for each in scene.bands):
        cost += _WITHIN_LANE
    return cost


def _low(band: Rect, axis: Axis) -> float:
    """Give where a part begins beside the axis that is cut."""
    return band.y if axis == "x" else band.x


def _high(band: Rect, axis: Axis) -> float:
    """Give where a part ends beside the axis that is cut."""
    return band.bottom if axis == "x" else band.right


def _is_border(rect: Rect, axis: Axis, at: float) -> bool:
    low, high = (rect.x, rect.right) if axis == "x" else (rect.y, rect.bottom)
    return min(abs(at - low), abs(at - high)) <= _STEP / 2


def _obstacles(scene: Scene) -> Iterator[tuple[Rect, float]]:
    for node in scene.nodes:
        yield node.rect, _NODE_CUT
        for text in (node.caption, node.wait):
            if text is not None:
                yield text.rect, _TEXT_CUT
    for edge in scene.edges:
        if edge.label is not None:
            yield _text_rect(edge.label), _TEXT_CUT


def _text_rect(text: PlacedText) -> Rect:
    width = max((text_width(line, text.size) for line in text.lines), default=0.0)
    return Rect(x=text.rect.x, y=text.rect.y, width=width, height=text.rect.height)


def _sheets(scene: Scene, parts: list[Rect]) -> Iterator[Sheet]:
    level = scene.direction == "lr"
    heads = heads_extent(scene)
    letters = _Letters()
    for part in parts:
        yield Sheet(
            part=part,
            heads=heads if (part.x if level else part.y) > 0 else 0.0,
            marks=tuple(_marks(scene, part, letters)),
        )


class _Letters:
    """Gives each cut of a line a letter of its own: A to Z, then A2 and so on."""

    def __init__(self) -> None:
        self._given: dict[tuple[float, float], str] = {}

    def of(self, x: float, y: float) -> str:
        """Give the letter of a place, the same each time."""
        count = len(self._given)
        again = str(count // 26 + 1) if count >= 26 else ""
        return self._given.setdefault((x, y), string.ascii_uppercase[count % 26] + again)


def _marks(scene: Scene, part: Rect, letters: _Letters) -> Iterator[Mark]:
    """Find the lines that leave a part; lines that leave it at one place share a mark."""
    seen: set[tuple[float, float]] = set()
    sides: tuple[tuple[Literal["left", "right", "top", "bottom"], float, float], ...] = (
        ("left", part.x, 0.0),
        ("right", part.right, scene.width),
        ("top", part.y, 0.0),
        ("bottom", part.bottom, scene.height),
    )
    for side, at, border in sides:
        if at == border:
            continue
        found: list[tuple[float, float, str]] = []
        for edge in scene.edges:
            for (x1, y1), (x2, y2) in pairwise(edge.points):
                if side in ("left", "right"):
                    if min(x1, x2) < at < max(x1, x2) and part.y <= y1 <= part.bottom:
                        found.append((at, y1, edge.id))
                elif min(y1, y2) < at < max(y1, y2) and part.x <= x1 <= part.right:
                    found.append((x1, at, edge.id))
        for x, y, edge_id in sorted(found):
            if (x, y) not in seen:
                seen.add((x, y))
                yield Mark(letter=letters.of(x, y), edge=edge_id, x=x, y=y, side=side)
