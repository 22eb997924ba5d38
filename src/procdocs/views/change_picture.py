"""Two states of a process in one picture: what is new, what goes and what changes is marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from procdocs.analysis.compare_steps import StepChange
from procdocs.analysis.facts import SAME, Renames
from procdocs.views.context import ViewContext
from procdocs.views.swimlane import Change, EdgeView, LaneView, NodeView, PoolView, SwimlaneView

MARKS: Mapping[str, Change] = {
    "changed": "changed",
    "replaced": "changed",
    "added": "added",
    "removed": "removed",
}
"""Mark of a step by what became of it; one that stays has none."""

MOST_NODES = 90
"""Steps up to which a change is drawn: more take long to lay out and cannot be read."""

_COMPANY = "company-pool"
_Key = tuple[str, str, str, str | None]


def view_change_picture(
    context: ViewContext,
    before: SwimlaneView,
    after: SwimlaneView,
    steps: Sequence[StepChange],
    renames: Renames = SAME,
) -> SwimlaneView:
    """Draw the newer state, and in it what the older one had besides.

    Args:
        context: Words.
        before: Picture of the older state.
        after: Picture of the newer one.
        steps: What became of each step.
        renames: Roles whose ids were changed, for their lanes.

    Returns:
        A picture without links. A step that goes stands behind the one behind which it stood, in
        its own lane; its flows, and flows that were led another way, are marked as removed.
    """
    return _Merger(context, before, after, steps, renames).view()


def without_links(view: SwimlaneView) -> SwimlaneView:
    """Give a picture for a page that stands alone: nothing in it leads anywhere."""
    return replace(
        view,
        lanes=tuple(replace(lane, href=None) for lane in view.lanes),
        nodes=tuple(replace(node, href=None) for node in view.nodes),
        pools=tuple(replace(pool, href=None) for pool in view.pools),
    )


@dataclass(slots=True)
class _Merger:
    context: ViewContext
    before: SwimlaneView
    after: SwimlaneView
    steps: Sequence[StepChange]
    renames: Renames

    def view(self) -> SwimlaneView:
        ids = self._ids()
        nodes = self._nodes(ids)
        pools = self._pools()
        lanes = self._lanes({node.lane for node in nodes}, bool(pools))
        ends = {node.id for node in nodes} | {pool.id for pool in pools}
        edges = tuple(
            edge for edge in self._edges(ids) if edge.source in ends and edge.target in ends
        )
        return SwimlaneView(
            id=self.after.id,
            title=self.context.words("{name}: what changes").format(name=self.after.title),
            description=self.context.words(
                "Swimlane diagram of the newer state; new, changed and removed steps and flows "
                "are marked. The table of steps says the same."
            ),
            lanes=lanes,
            nodes=nodes,
            edges=edges,
            pools=pools,
            lanes_ordered=self.after.lanes_ordered,
            direction=self.after.direction,
        )

    def _ids(self) -> dict[str, str]:
        """Give the node in the picture for each node of the older state."""
        taken = {node.id for node in self.after.nodes} | {pool.id for pool in self.after.pools}
        found = {
            source: change.after
            for change in self.steps
            if change.after is not None
            for source in change.before
        }
        gone = {source for change in self.steps if change.after is None for source in change.before}
        for node in self.before.nodes:
            if node.id in found:
                continue
            name = node.id
            if node.id in gone or node.id not in taken:
                while name in taken:
                    name = f"was-{name}"
            taken.add(name)
            found[node.id] = name
        return found

    def _nodes(self, ids: Mapping[str, str]) -> tuple[NodeView, ...]:
        marks = {
            change.after: MARKS[change.kind]
            for change in self.steps
            if change.after is not None and change.kind in MARKS
        }
        nodes = [replace(node, href=None, change=marks.get(node.id)) for node in self.after.nodes]
        for at, node in enumerate(self.before.nodes):
            if any(each.id == ids[node.id] for each in nodes):
                continue
            gone = replace(
                node,
                id=ids[node.id],
                lane=self._lane(node.lane),
                href=None,
                number=None,
                change="removed",
                column=None,
                row=None,
            )
            earlier = {ids[each.id] for each in self.before.nodes[:at]}
            behind = [place for place, each in enumerate(nodes) if each.id in earlier]
            nodes.insert(behind[-1] + 1 if behind else 0, gone)
        return tuple(nodes)

    def _lane(self, lane: str) -> str:
        return self.renames.of("role", lane).id

    def _pools(self) -> tuple[PoolView, ...]:
        known = {pool.id for pool in self.after.pools}
        pools = [replace(pool, href=None) for pool in self.after.pools]
        pools += [replace(pool, href=None) for pool in self.before.pools if pool.id not in known]
        if pools and all(pool.id != _COMPANY for pool in pools):
            name = self.context.say(self.context.portal.company)
            pools.append(PoolView(id=_COMPANY, name=name))
        return tuple(pools)

    def _lanes(self, used: set[str], pooled: bool) -> tuple[LaneView, ...]:
        lanes = [replace(lane, href=None) for lane in self.after.lanes]
        known = {lane.id for lane in lanes}
        for lane in self.before.lanes:
            name = self._lane(lane.id)
            if name in used and name not in known:
                known.add(name)
                lanes.append(replace(lane, id=name, href=None))
        if not pooled:
            return tuple(lanes)
        lanes = [replace(lane, pool=lane.pool or _COMPANY) for lane in lanes]
        order = list(dict.fromkeys(lane.pool for lane in lanes))
        return tuple(sorted(lanes, key=lambda lane: order.index(lane.pool)))

    def _edges(self, ids: Mapping[str, str]) -> Iterator[EdgeView]:
        old: dict[_Key, list[EdgeView]] = {}
        for edge in self.before.edges:
            source, target = ids.get(edge.source, edge.source), ids.get(edge.target, edge.target)
            if source == target and edge.source != edge.target:
                continue
            moved = replace(edge, source=source, target=target, id=f"was-{edge.id}")
            old.setdefault(_key(moved), []).append(moved)
        for edge in self.after.edges:
            twins = old.get(_key(edge), [])
            same = [twin for twin in twins if _words(twin) == _words(edge)]
            if same:
                twins.remove(same[0])
                yield edge
            elif twins:
                twins.pop(0)
                yield replace(edge, change="changed")
            else:
                yield replace(edge, change="added")
        for twins in old.values():
            for twin in twins:
                yield replace(twin, change="removed", back=None)


def _key(edge: EdgeView) -> _Key:
    return (edge.source, edge.target, edge.kind, edge.boundary)


def _words(edge: EdgeView) -> tuple[str | None, str | None, bool]:
    return (edge.label, edge.share_text, edge.interrupting)
