"""The swimlane engine: a view in, a scene out.

measure → cycles → ranks → rows → route → slots and tracks → coordinates → score. A few variants
are tried and the best picture is kept; if a picture has a fault, its cause is forbidden and the
picture made again.
"""

from dataclasses import dataclass, replace

from procdocs.diagrams.scene import Scene
from procdocs.diagrams.swimlane.books import Costs
from procdocs.diagrams.swimlane.cycles import find_loops
from procdocs.diagrams.swimlane.lanes import order_lanes
from procdocs.diagrams.swimlane.measure import measure
from procdocs.diagrams.swimlane.place import build_scene
from procdocs.diagrams.swimlane.ranks import Ranking, rank
from procdocs.diagrams.swimlane.refine import Refinement
from procdocs.diagrams.swimlane.route import Router, route
from procdocs.diagrams.swimlane.rows import blocked_uprights, place_rows
from procdocs.diagrams.swimlane.score import Flow, Quality, measure_quality
from procdocs.diagrams.swimlane.search import Search
from procdocs.diagrams.swimlane.slots import assign_slots
from procdocs.diagrams.swimlane.spec import Box, Drawing, GridPath, Placement, Routing, Wire
from procdocs.diagrams.swimlane.tracks import assign_tracks
from procdocs.views.swimlane import SwimlaneView

_THOROUGH = Costs(crossing=450.0)
_RERANK = 6
_MENDS = 8
_GROWTH = 44.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way of making the picture."""

    spare_rows: int = 0
    """Rows offered beyond what a lane needs."""
    crossing: float = 220.0
    """What the router pays for a crossing."""
    within_lane: bool = False
    """Whether a branch may stand below its decision in the same lane."""
    early: bool = False
    """Whether boxes stand as early as they can, rather than where lines are shortest."""


VARIANTS = (
    Variant(within_lane=True, early=True),
    Variant(crossing=450.0),
)
"""What is tried, in this order, until a picture is good enough."""


_FEW_BENDS = 0.6
_SEARCHES = (True, True, False)
_SEARCHES_LARGE = (True, False)
_LARGE = 45
_MIDDLING = 30
_STEPS = 260
_STEPS_PER_WIRE = 5
_EFFORT_TIDY = 6
_EFFORT_CROSSED = 30
_MANY_WIRES = 60
_DENSE = 1.7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """A picture and what is known of it."""

    drawing: Drawing
    placement: Placement
    routing: Routing
    scene: Scene
    quality: Quality


class _Studio:
    """What all attempts at one view share."""

    def __init__(self, view: SwimlaneView, turned: bool) -> None:
        self.view = view
        self.drawing = measure(view, order_lanes(view), turned)
        self.loops = find_loops(self.drawing)
        self.searching: tuple[Drawing, tuple[bool, ...], Search | None] | None = None
        """What the last search was for: with the mends that earlier ones asked for."""
        shown = {wire.id for wire in self.drawing.wires}
        self.flows = {
            edge.id: Flow(source=edge.source, target=edge.target, message=edge.kind == "message")
            for edge in view.edges
            if edge.id in shown
        }
        self.lanes = {node.id: node.lane for node in view.nodes}
        self.pool_names = {pool.id: pool.name for pool in view.pools}

    def arrange(self, drawing: Drawing, loops: tuple[bool, ...], variant: Variant) -> Placement:
        """Choose columns and rows; columns again while an upright wire is blocked."""
        banned: frozenset[int] = frozenset()
        placement: Placement | None = None
        known: Ranking | None = None
        for _ in range(_RERANK):
            ranking = rank(drawing, loops, banned, variant.within_lane, variant.early)
            if ranking == known:
                break
            known = ranking
            placement = place_rows(drawing, ranking, variant.spare_rows)
            blocked = blocked_uprights(drawing, placement) - banned
            if not blocked:
                break
            banned |= blocked
        assert placement is not None
        return placement

    def draw(
        self,
        drawing: Drawing,
        placement: Placement,
        costs: Costs,
        avoid: frozenset[tuple[int, int, int]] = frozenset(),
    ) -> _Attempt:
        """Route a placement and make the picture."""
        return self.finish(drawing, placement, route(drawing, placement, costs, avoid))

    def finish(self, drawing: Drawing, placement: Placement, routing: Routing) -> _Attempt:
        """Make the picture of a routed placement."""
        slots = assign_slots(drawing, routing)
        tracks = assign_tracks(drawing, placement, routing, slots)
        scene = build_scene(drawing, placement, routing, slots, tracks, self.pool_names)
        return _Attempt(
            drawing=drawing,
            placement=placement,
            routing=routing,
            scene=scene,
            quality=measure_quality(scene, self.flows, self.lanes),
        )

    def attempt(self, variant: Variant) -> _Attempt:
        """Make one picture, and again while it has a fault."""
        drawing, loops = self.drawing, self.loops
        dense = len(drawing.wires) > max(_MANY_WIRES, _DENSE * len(drawing.boxes))
        costs = Costs(crossing=130.0, passes=0) if dense else Costs(crossing=variant.crossing)
        placement = self.arrange(drawing, loops, variant)
        best = tried = self.draw(drawing, placement, costs)
        avoid: frozenset[tuple[int, int, int]] = frozenset()
        for _ in range(_MENDS):
            if tried.quality.faults == 0:
                return tried
            words = _to_lead_through(tried)
            lost = [index for index, path in enumerate(tried.routing.paths) if not path]
            if words:
                drawing, loops = lead_through_labels(drawing, loops, words)
                placement = self.arrange(drawing, loops, variant)
                avoid = frozenset()
            elif lost:
                drawing = _grown(drawing, lost)
            else:
                more = _meeting_turns(tried)
                if more <= avoid:
                    return best
                avoid |= more
            tried = self.draw(drawing, placement, costs, avoid)
            if tried.quality.cost < best.quality.cost:
                best = tried
        return best

    def searched(self, steps: int, seed: int, fresh: bool) -> _Attempt:
        """Place the boxes by search; again, another way, while the picture has a fault."""
        drawing, loops, search = self.searching or (self.drawing, self.loops, None)
        best: _Attempt | None = None
        for _ in range(_MENDS):
            if search is None:
                search = Search(drawing, self.arrange(drawing, loops, VARIANTS[0]))
            tried = self._drawn_along(drawing, *search.run(steps, seed, fresh=fresh))
            if best is None or tried.quality.cost < best.quality.cost:
                best = tried
            words = _to_lead_through(tried)
            lost = [index for index, path in enumerate(tried.routing.paths) if not path]
            if tried.quality.faults == 0 or not (words or lost):
                break
            if words:
                drawing, loops = lead_through_labels(drawing, loops, words)
            else:
                drawing = _grown(drawing, lost)
            search = None
        self.searching = (drawing, loops, search)
        assert best is not None, "there is always a first attempt"
        return best

    def _drawn_along(
        self, drawing: Drawing, placement: Placement, paths: tuple[GridPath, ...]
    ) -> _Attempt:
        """Make the picture of a placement along given ways; what has none is routed."""
        router = Router(drawing, placement, _THOROUGH, frozenset())
        router.follow(paths)
        found = self.finish(drawing, placement, router.routing())
        if found.quality.faults:
            router.mend(1)
            found = min(
                (
                    found,
                    self.finish(drawing, placement, router.routing()),
                    self.draw(drawing, placement, _THOROUGH, _meeting_turns(found)),
                ),
                key=lambda each: each.quality.cost,
            )
        return found

    def refine(self, best: _Attempt, budget: int) -> _Attempt:
        """Move boxes one at a time as long as the picture gets better."""
        if best.quality.faults or not best.drawing.wires or budget == 0:
            return best

        def judge(placement: Placement, routing: Routing) -> Quality | None:
            nonlocal best
            found = self.finish(best.drawing, placement, routing)
            if found.quality.cost >= best.quality.cost - 1e-9:
                return None
            best = found
            return found.quality

        search = Refinement(
            best.drawing,
            best.placement,
            best.routing,
            Costs(crossing=450.0, passes=0),
            budget,
        )
        search.run(best.quality, judge)
        search.polish(judge)
        return best


def _to_lead_through(attempt: _Attempt) -> list[int]:
    """List the wires whose label has no room beside its box, or that found no way."""
    wires = attempt.drawing.wires
    number = {wire.id: index for index, wire in reversed(list(enumerate(wires)))}
    lost = [index for index, path in enumerate(attempt.routing.paths) if not path]
    found = [number[each] for each in attempt.quality.label_hits]
    for index in lost:
        wire = wires[index]
        found.append(index)
        found.extend(
            other
            for other, each in enumerate(wires)
            if each.source == wire.source and not each.boundary
        )
    return [
        index
        for index in dict.fromkeys(found)
        if wires[index].label and max(wires[index].source, wires[index].target) >= 0
    ]


def _grown(drawing: Drawing, lost: list[int]) -> Drawing:
    """Make the boxes larger whose sides have no room for another wire."""
    boxes = list(drawing.boxes)
    for index in lost:
        for end in (drawing.wires[index].source, drawing.wires[index].target):
            if end >= 0 and boxes[end].kind != "tag":
                boxes[end] = replace(boxes[end], width=boxes[end].width + _GROWTH)
    return replace(drawing, boxes=tuple(boxes))


def _meeting_turns(attempt: _Attempt) -> frozenset[tuple[int, int, int]]:
    """List the turns that put two unrelated wires on one line, and steps that slant a wire."""
    halves: dict[str, list[int]] = {}
    for index, wire in enumerate(attempt.drawing.wires):
        halves.setdefault(wire.id, []).append(index)
    wide = attempt.routing.grid.width
    found = set()
    for one, two in attempt.quality.shared_lines:
        points = {point for first in halves[one] for point in attempt.routing.paths[first]}
        for second in halves[two]:
            path = attempt.routing.paths[second]
            for (ax, _), (bx, by), (cx, cy) in zip(path, path[1:], path[2:], strict=False):
                if (bx, by) in points and (ax == bx) != (bx == cx):
                    way = 0 if cx > bx else 2 if cx < bx else 1 if cy > by else 3
                    found.add((second, by * wide + bx, way))
    for edge in attempt.quality.slanted:
        for index in halves[edge]:
            path = attempt.routing.paths[index]
            (ax, ay), (bx, by) = path[0], path[-1]
            if ax == bx and ay != by:
                found.add((index, path[1][1] * wide + path[1][0], 1 if by > ay else 3))
    return frozenset(found)


def lead_through_labels(
    drawing: Drawing, loops: tuple[bool, ...], wires: list[int]
) -> tuple[Drawing, tuple[bool, ...]]:
    """Give the labels of some wires a cell of their own, through which the wire then runs.

    Args:
        drawing: The drawing.
        loops: Which of its wires lead back.
        wires: Labelled wires that start at a box.

    Returns:
        The larger drawing and its loops.
    """
    boxes, parts, back = list(drawing.boxes), list(drawing.wires), list(loops)
    whole = dict(drawing.whole)
    for index in wires:
        wire = parts[index]
        strip = boxes[wire.target if wire.target >= 0 else wire.source].strip
        tag = len(boxes)
        boxes.append(
            Box(
                id=f"\u0000{wire.id}",
                strip=strip,
                kind="tag",
                shape="box",
                width=wire.label_along + 12.0,
                height=2 * (wire.label_across + 4.0),
                lines=wire.label,
            )
        )
        whole[index] = len(parts)
        parts.append(Wire(id=wire.id, source=tag, target=wire.target, message=wire.message))
        back.append(back[index])
        back[index] = False
        parts[index] = replace(wire, target=tag, label=(), label_along=0.0, label_across=0.0)
    return (
        replace(drawing, boxes=tuple(boxes), wires=tuple(parts), whole=whole),
        tuple(back),
    )


def layout_swimlane(view: SwimlaneView, direction: str | None = None) -> Scene:
    """Lay out a swimlane picture.

    Args:
        view: What to draw. Edges whose ends do not exist are left out.
        direction: `lr` or `tb`; the view's own if none.

    Returns:
        The geometry. The same view gives the same scene, on every machine.
    """
    return best_attempt(view, direction).scene


def best_attempt(view: SwimlaneView, direction: str | None = None) -> _Attempt:
    """Make a picture; search for a better one unless it is tidy; return it with its quality.

    The effort is counted in moves, not in time, so that it is the same on every machine.
    """
    studio = _Studio(view, (direction or view.direction) == "tb")
    best = studio.attempt(VARIANTS[0])
    wires = len(best.drawing.wires)
    if not best.quality.tidy(_FEW_BENDS * wires):
        steps = _STEPS + _STEPS_PER_WIRE * min(wires, _MANY_WIRES)
        for seed, fresh in enumerate(_SEARCHES if wires < _LARGE else _SEARCHES_LARGE, 1):
            found = studio.searched(steps, seed, fresh)
            if found.quality.cost < best.quality.cost:
                best = found
            if best.quality.faults == best.quality.crossings == 0:
                break
    if best.quality.faults:
        found = studio.attempt(VARIANTS[1])
        if found.quality.cost < best.quality.cost:
            best = found
    return studio.refine(best, _effort(best))


def _effort(attempt: _Attempt) -> int:
    """Say how many moves a picture is worth: few for its bends, more for its crossings."""
    wires = len(attempt.drawing.wires)
    if attempt.quality.crossings:
        return _EFFORT_CROSSED if wires < _MIDDLING else _EFFORT_CROSSED // 2
    return 0 if attempt.quality.tidy(_FEW_BENDS * wires) else _EFFORT_TIDY
