"""Maps without lanes: who feeds whom, what a system carries, which processes a policy binds.

Processes too many to follow are drawn by group; the tables beside the maps name each.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from procdocs.model.catalogue import System
from procdocs.model.policy import Policy
from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.views.context import ViewContext
from procdocs.views.graph import GraphArrow, GraphNode, GraphView
from procdocs.views.links import PROCESSES, Links
from procdocs.views.page import LinkView, Picture
from procdocs.views.table import Column, Row, Section, TableView, linked
from procdocs.views.where_used import StepUse

MOST_NODES = 40
"""A map with more boxes is left out."""
MOST_PROCESSES = 9
"""More processes around a system are shown by group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Work goes from a step in one system to a step in another."""

    process: Process
    """The process."""
    source: str
    """Id of the system that is left."""
    target: str
    """Id of the system that is gone to."""
    before: Step
    """The last step in the one."""
    after: Step
    """The first step in the other."""


def fed_processes(context: ViewContext) -> tuple[tuple[str, str], ...]:
    """Give every pair of current processes of which the first feeds the second, by id."""
    current = {
        process.id: process
        for process in context.portal.current_processes()
        if process.part_of is None
    }
    pairs: dict[tuple[str, str], None] = {}
    for process in current.values():
        for ref in process.trigger_from:
            pairs[ref.id, process.id] = None
        for ref in process.result_to:
            pairs[process.id, ref.id] = None
    return tuple((a, b) for a, b in pairs if a in current and b in current and a != b)


def interaction_section(context: ViewContext, links: Links) -> Section | None:
    """Show how the processes feed one another, as a map and as a table; None if none does."""
    t = context.words
    pairs = fed_processes(context)
    named = {
        each: link
        for each in context.portal.processes
        if any(each in pair for pair in pairs) and (link := links.process(each))
    }
    pairs = tuple((a, b) for a, b in pairs if a in named and b in named)
    if not pairs:
        return None
    nodes, arrows = _process_graph(context, links, named, pairs)
    rows = tuple(
        Row(
            cells=(
                linked(link),
                linked(*(named[a] for a, b in pairs if b == each)),
                linked(*(named[b] for a, b in pairs if a == each)),
            )
        )
        for each, link in named.items()
    )
    return Section(
        anchor="who-feeds-whom",
        title=t("Who feeds whom"),
        picture=_picture(
            "map-processes",
            t("Who feeds whom"),
            t("Map of {n} processes and what they hand on. The table below says the same.").format(
                n=len(named)
            ),
            nodes,
            arrows,
            "tb",
        ),
        table=TableView(
            columns=(
                Column(name=t("Process")),
                Column(name=t("Gets from"), wide=True),
                Column(name=t("Hands on to"), wide=True),
            ),
            rows=rows,
        ),
    )


def _process_graph(
    context: ViewContext,
    links: Links,
    named: Mapping[str, LinkView],
    pairs: tuple[tuple[str, str], ...],
) -> tuple[tuple[GraphNode, ...], tuple[GraphArrow, ...]]:
    """Make boxes and arrows of processes; of their groups where there are too many."""
    t = context.words
    groups = {group.id: context.say(group.name) for group in context.portal.groups}
    group_of = {each: context.portal.processes[each].group or "" for each in named}
    if len(named) <= MOST_NODES:
        nodes = tuple(
            GraphNode(
                id=each,
                name=link.text,
                note=groups.get(group_of[each], ""),
                href=link.href,
                kind="process",
            )
            for each, link in named.items()
        )
        return nodes, tuple(GraphArrow(source=a, target=b) for a, b in pairs)
    counts: dict[str, int] = {}
    for group in group_of.values():
        counts[group] = counts.get(group, 0) + 1
    nodes = tuple(
        GraphNode(
            id=f"group:{group}",
            name=groups.get(group, t("Without a group")),
            note=t("{n} {n:process|processes}").format(n=count),
            href=links.page(PROCESSES, group if group in groups else "no-group"),
            kind="process",
        )
        for group, count in counts.items()
    )
    between: dict[tuple[str, str], int] = {}
    for a, b in pairs:
        ends = (group_of[a], group_of[b])
        if ends[0] != ends[1]:
            between[ends] = between.get(ends, 0) + 1
    return nodes, tuple(
        GraphArrow(source=f"group:{a}", target=f"group:{b}", label=str(count) if count > 1 else "")
        for (a, b), count in between.items()
    )


def system_section(context: ViewContext, links: Links, system: System) -> Section | None:
    """Show which processes a system carries, and where work passes to and from other systems."""
    t = context.words
    uses = context.uses.by_system.get(system.id, ())
    passes = [
        each
        for process in {use.process.id: use.process for use in uses}.values()
        for each in hand_overs(process)
        if system.id in (each.source, each.target)
    ]
    carried = _carried(context, links, uses)
    if not carried:
        return None
    nodes = [node for node, _ in carried]
    arrows = [
        GraphArrow(
            source=node.id,
            target=system.id,
            label=t("{n} {n:step|steps}").format(n=count),
            kind="use",
        )
        for node, count in carried
    ]
    nodes.append(GraphNode(id=system.id, name=context.say(system.name), kind="here"))
    together: dict[tuple[str, str], dict[str, None]] = {}
    for each in passes:
        name = context.say(each.process.name)
        together.setdefault((each.source, each.target), {})[name] = None
    others = dict.fromkeys(end for pair in together for end in pair if end != system.id)
    for other in others:
        found = links.system(other)
        name = found.text if found else other
        href = found.href if found else None
        # Where work goes and comes back, one box is enough: the arrows say the way.
        nodes.append(GraphNode(id=other, name=name, href=href, kind="system"))
    arrows += [
        GraphArrow(source=a, target=b, label=_few(tuple(names)), kind="data")
        for (a, b), names in together.items()
    ]
    return Section(
        anchor="map",
        title=t("What it carries"),
        picture=_picture(
            "map-system",
            context.say(system.name),
            t(
                "Map of {name}: {n} {n:process|processes} use it, and {m} other "
                "{m:system|systems} get work from it or hand work to it. "
                "The tables below say the same."
            ).format(
                name=context.say(system.name),
                n=len({use.process.id for use in uses}),
                m=len(others),
            ),
            tuple(nodes),
            arrows,
        ),
        table=_hand_over_table(context, links, passes),
    )


def _carried(
    context: ViewContext, links: Links, uses: Sequence[StepUse]
) -> list[tuple[GraphNode, int]]:
    """Give the processes that use a system, with the count of steps; by group where too many."""
    t = context.words
    counts: dict[str, int] = {}
    for use in uses:
        counts[use.process.id] = counts.get(use.process.id, 0) + 1
    if len(counts) <= MOST_PROCESSES:
        return [
            (GraphNode(id=f"process:{each}", name=link.text, href=link.href, kind="process"), count)
            for each, count in counts.items()
            if (link := links.process(each))
        ]
    groups = {group.id: context.say(group.name) for group in context.portal.groups}
    members: dict[str, list[str]] = {}
    for each in counts:
        members.setdefault(context.portal.processes[each].group or "", []).append(each)
    return [
        (
            GraphNode(
                id=f"group:{group}",
                name=groups.get(group, t("Without a group")),
                note=t("{n} {n:process|processes}").format(n=len(found)),
                href=links.page(PROCESSES, group if group in groups else "no-group"),
                kind="process",
            ),
            sum(counts[each] for each in found),
        )
        for group, found in members.items()
    ]


def _few(names: tuple[str, ...]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}"


def _hand_over_table(context: ViewContext, links: Links, passes: list[HandOver]) -> TableView:
    t = context.words
    return TableView(
        columns=(
            Column(name=t("Hand-over")),
            Column(name=t("To system")),
            Column(name=t("Process")),
            Column(name=t("After step")),
            Column(name=t("To step")),
        ),
        first=10,
        rows=tuple(
            Row(
                cells=(
                    linked(links.system(each.source), chips="system"),
                    linked(links.system(each.target), chips="system"),
                    linked(links.process(each.process.id)),
                    linked(links.step(each.process.id, each.before.id)),
                    linked(links.step(each.process.id, each.after.id)),
                )
            )
            for each in passes
        ),
    )


def hand_overs(process: Process) -> Iterator[HandOver]:
    """Give every place of a process where work leaves one system for another.

    Steps without a system, such as decisions and waits, are looked through. A step that uses both
    systems hands nothing over: it is done in both.
    """
    steps = {step.id: step for step in process.flow.steps}
    following: dict[str, list[str]] = {}
    for edge in process.flow.edges:
        following.setdefault(edge.source, []).append(edge.target)
    for step in process.flow.steps:
        own = [ref.id for ref in step.systems]
        if not own:
            continue
        seen: set[str] = set()
        queue = list(following.get(step.id, ()))
        while queue:
            each = queue.pop(0)
            if each in seen or each not in steps:
                continue
            seen.add(each)
            after = [ref.id for ref in steps[each].systems]
            if not after:
                queue += following.get(each, ())
            elif not set(own) & set(after):
                for source in own:
                    for target in after:
                        yield HandOver(
                            process=process,
                            source=source,
                            target=target,
                            before=step,
                            after=steps[each],
                        )


def policy_picture(context: ViewContext, links: Links, policy: Policy) -> Picture | None:
    """Show which processes a policy binds, clause by clause; None where it binds none."""
    bound: dict[tuple[str, str], None] = {}
    for process, part in context.uses.processes_by_policy.get(policy.id, ()):
        bound[part, process.id] = None
    for use in context.uses.by_policy.get(policy.id, ()):
        bound[use.how, use.process.id] = None
    clauses = {clause.id for clause in policy.clauses}
    by_clause = {each for clause_id, each in bound if clause_id in clauses}
    named: dict[str, LinkView] = {each: link for _, each in bound if (link := links.process(each))}
    if not named:
        return None
    here = f"policy:{policy.id}"
    nodes = [GraphNode(id=here, name=context.say(policy.title), kind="here")]
    arrows = []
    for clause in policy.clauses:
        if any(each == clause.id for each, _ in bound):
            nodes.append(
                GraphNode(
                    id=f"clause:{clause.id}",
                    name=f"{clause.number} {context.say(clause.title)}",
                    href=f"#{clause.id}",
                    kind="clause",
                )
            )
            arrows.append(GraphArrow(source=here, target=f"clause:{clause.id}"))
    for each, link in named.items():
        nodes.append(
            GraphNode(id=f"process:{each}", name=link.text, href=link.href, kind="process")
        )
    for clause_id, each in bound:
        source = f"clause:{clause_id}" if clause_id in clauses else here
        # A process that names clauses is not led from the policy as a whole, too.
        if each in named and (source != here or each not in by_clause):
            arrows.append(GraphArrow(source=source, target=f"process:{each}"))
    t = context.words
    return _picture(
        "map-policy",
        context.say(policy.title),
        t(
            "Map of {name}: its clauses bind {n} {n:process|processes}. "
            "Beside each clause above stands what carries it."
        ).format(name=context.say(policy.title), n=len(named)),
        tuple(nodes),
        arrows,
    )


def _picture(
    key: str,
    title: str,
    description: str,
    nodes: tuple[GraphNode, ...],
    arrows: Iterable[GraphArrow],
    direction: Literal["lr", "tb"] = "lr",
) -> Picture | None:
    if len(nodes) > MOST_NODES:
        return None
    view = GraphView(
        id=key,
        title=title,
        description=description,
        nodes=nodes,
        arrows=tuple(arrows),
        direction=direction,
    )
    return Picture(key=key, view=view)
