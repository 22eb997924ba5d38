"""What a role does, decides and hands over, as sections of its page."""

from collections.abc import Iterator

from procdocs.model.organisation import Role
from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.views.catalogue import MOST_STEPS, process_note, processes_table
from procdocs.views.context import ViewContext
from procdocs.views.format import format_money, format_number, format_small
from procdocs.views.links import Links, object_path
from procdocs.views.page import LinkView
from procdocs.views.raci_matrix import LetterView
from procdocs.views.steps import found_links
from procdocs.views.table import Cell, Column, Row, Section, TableView, linked
from procdocs.views.words import VALUE

_VERBS = {
    "R": "does",
    "A": "answers",
    "C": "is asked",
    "I": "is told",
    "S": "supports",
    "V": "verifies",
    "D": "drives",
}


def letters_section(context: ViewContext, links: Links, role: Role) -> Section:
    """Count the letters of a role by process, with its hours of work there."""
    t = context.words
    letters = _schemes(context, role)
    counts: dict[str, dict[str, int]] = {}
    heads: dict[str, LinkView | None] = {}
    for use in context.uses.rows.get(role.id, ()):
        key = use.process.id if use.process else f"table:{use.table.id}" if use.table else ""
        if key not in heads:
            heads[key] = _matrix_link(
                context, links, use.process, use.table.id if use.table else ""
            )
        held = counts.setdefault(key, {})
        for letter in use.row.letters(role.id):
            held[letter] = held.get(letter, 0) + 1
    load = context.analysis.loads.get(role.id)
    hours = {part.process: part.hours for part in load.parts} if load else {}
    most = max(hours.values(), default=0.0)
    rows = [
        Row(
            cells=(
                linked(heads[key]),
                *(Cell(text=str(held.get(each.letter, 0))) for each in letters),
                Cell(text=format_number(hours[key], 0) if hours.get(key) else ""),
                Cell(part=round(1000 * hours[key] / most)) if hours.get(key) and most else Cell(),
            )
        )
        for key, held in counts.items()
        if heads[key]
    ]
    if len(rows) > 1:
        total = [sum(held.get(each.letter, 0) for held in counts.values()) for each in letters]
        whole = format_number(load.hours, 0) if load and load.hours else ""
        cells = (Cell(text=t("All")), *(Cell(text=str(n)) for n in total), Cell(text=whole), Cell())
        rows.append(Row(cells=cells, total=True))
    return Section(
        anchor="mine",
        title=t("What is mine"),
        table=TableView(
            columns=(
                Column(name=t("Process")),
                *(
                    Column(name=t(_VERBS.get(each.letter, each.word)), middle=True, letter=each)
                    for each in letters
                ),
                Column(name=t("Hours / year"), number=True),
                Column(name=t("Share of load")),
            ),
            rows=tuple(rows),
        ),
    )


def _schemes(context: ViewContext, role: Role) -> tuple[LetterView, ...]:
    """Give the letters that the portal uses, and those a table of another scheme gives the role."""
    known = dict(context.portal.scheme.letters)
    for use in context.uses.rows.get(role.id, ()):
        for letter in use.row.letters(role.id):
            known.setdefault(letter, use.matrix.scheme.word(letter) or letter)
    return tuple(
        LetterView(letter=letter, word=context.words(word), title=context.words(word))
        for letter, word in known.items()
    )


def _matrix_link(
    context: ViewContext, links: Links, process: Process | None, table: str
) -> LinkView | None:
    if process is not None:
        link = links.process(process.id)
        if link is None or link.href is None:
            return link
        href = link.href if "#" in link.href else f"{link.href}#raci"
        return LinkView(text=link.text, href=href, id=link.id, note=process_note(context, process))
    found = context.portal.raci_tables[table]
    name = context.say(found.name) or table
    return LinkView(text=name, href=links.page(object_path("raci", table)), id=table)


def steps_section(context: ViewContext, links: Links, role: Role) -> Section:
    """List the steps of a role in order of the flow, with who stands before and after it."""
    t = context.words
    uses = context.uses.by_role.get(role.id, [])
    title = t("Steps I do, in order of the flow")
    if len(uses) > MOST_STEPS:
        table = processes_table(context, links, uses)
        return Section(anchor="steps", title=title, table=table)
    rows = []
    last = None
    for use in uses:
        group = links.process(use.process.id) if use.process.id != last else None
        last = use.process.id
        rows.append(_step_row(context, links, role, use.process, use.step, group))
    return Section(
        anchor="steps",
        title=title,
        table=TableView(
            columns=(
                Column(name=t("Step")),
                Column(name=t("I get it from"), label=t("From")),
                Column(name=t("I hand over to"), label=t("To")),
                Column(name=t("System")),
                Column(name=t("Rule")),
                Column(name=t("Value")),
                Column(name=t("Work"), number=True),
            ),
            rows=tuple(rows),
        ),
    )


def _step_row(
    context: ViewContext,
    links: Links,
    role: Role,
    process: Process,
    step: Step,
    group: LinkView | None,
) -> Row:
    work = step.time.process if step.time else None
    return Row(
        group=group,
        number=str(step.number) if step.number else "",
        cells=(
            linked(links.step(process.id, step.id)),
            Cell(links=tuple(_partners(context, links, role, process, step, before=True))),
            Cell(links=tuple(_partners(context, links, role, process, step, before=False))),
            Cell(links=found_links(links.system(ref.id) for ref in step.systems), chips="system"),
            Cell(links=found_links(links.policy(ref) for ref in step.policies), chips="clause"),
            Cell(value=VALUE[step.value]) if step.value else Cell(),
            Cell(text=context.duration(work) if work is not None else ""),
        ),
    )


def _partners(
    context: ViewContext,
    links: Links,
    role: Role,
    process: Process,
    step: Step,
    *,
    before: bool,
) -> Iterator[LinkView]:
    """Give who stands next to a step, gateways and events looked through, and outside parties."""
    t = context.words
    seen: set[str] = set()
    for other in _neighbours(process, step, before=before):
        if other == role.id:
            if "" not in seen:
                seen.add("")
                yield LinkView(text=t("myself"))
            continue
        link = links.role(other)
        if link and other not in seen:
            seen.add(other)
            yield link
    direction = "receives" if before else "sends"
    named = {party.id: party for party in process.participants}
    for message in step.messages:
        party = message.party
        if message.direction != direction or party is None or party in seen:
            continue
        seen.add(party)
        yield links.party(party) or LinkView(
            text=context.say(named[party].name) if party in named else party
        )


def _neighbours(process: Process, step: Step, *, before: bool) -> Iterator[str]:
    """Give the roles of the next activities in one direction, in order of the flow."""
    flow = process.flow
    seen = {step.id}
    queue = [step.id]
    while queue:
        current = queue.pop(0)
        edges = flow.in_edges(current) if before else flow.out_edges(current)
        for edge in edges:
            reached = edge.source if before else edge.target
            if reached in seen:
                continue
            seen.add(reached)
            other = flow.step(reached)
            if other.is_activity and other.role:
                yield other.role.id
            else:
                queue.append(reached)


def decisions_section(context: ViewContext, links: Links, role: Role) -> Section:
    """List what a role decides, up to which limit, and who decides beyond it."""
    t = context.words
    rows = []
    last = None
    for use in context.uses.by_role.get(role.id, ()):
        step = use.step
        if not step.branches and step.authority is None:
            continue
        authority = step.authority
        limit = (
            format_money(authority.limit)
            if authority and authority.limit
            else t("no limit written")
        )
        above = authority.escalate_to if authority else None
        group = links.process(use.process.id) if use.process.id != last else None
        last = use.process.id
        rows.append(
            Row(
                group=group,
                cells=(
                    linked(links.step(use.process.id, step.id), note=_ways(context, step)),
                    Cell(text=limit),
                    linked(links.role(above.id) if above else None),
                ),
            )
        )
    return Section(
        anchor="decide",
        title=t("What I decide"),
        side="left",
        table=TableView(
            columns=(
                Column(name=t("Decision")),
                Column(name=t("Up to"), number=True),
                Column(name=t("Beyond")),
            ),
            rows=tuple(rows),
        ),
    )


def _ways(context: ViewContext, step: Step) -> str:
    return " / ".join(word for branch in step.branches if (word := context.say(branch.when)))


def handovers_section(context: ViewContext, links: Links, role: Role) -> Section:
    """Count what a role gets from and gives to each other role in a month."""
    t = context.words
    counts: dict[str, list[float]] = {}
    unknown = False
    for process_id in dict.fromkeys(
        use.process.id for use in context.uses.by_role.get(role.id, ())
    ):
        figures = context.analysis.processes.get(process_id)
        for handoff in figures.handoffs if figures else ():
            if role.id not in (handoff.source_role, handoff.target_role):
                continue
            gives = handoff.source_role == role.id
            pair = counts.setdefault(
                handoff.target_role if gives else handoff.source_role, [0.0, 0.0]
            )
            if handoff.expected is None or figures is None or figures.items_per_year is None:
                unknown = True
                continue
            pair[1 if gives else 0] += handoff.expected * figures.items_per_year / 12
    ranked = sorted(counts.items(), key=lambda each: -sum(each[1]))
    rows = tuple(
        Row(cells=(linked(link, chips="role"), _count(gets), _count(gives)))
        for other, (gets, gives) in ranked
        if other != role.id and (link := links.role(other))
    )
    note = t(
        "Expected per month, from the volumes of the processes and the shares of their branches."
    )
    if unknown:
        note += t(" ") + t("What has no volume or share is left out.")
    return Section(
        anchor="handovers",
        title=t("Hand-overs"),
        side="right",
        table=TableView(
            columns=(
                Column(name=t("Role")),
                Column(name=t("I get / month"), number=True),
                Column(name=t("I give / month"), number=True),
            ),
            rows=rows,
        ),
        note=note if rows else "",
    )


def _count(number: float) -> Cell:
    return Cell(text=format_small(number))
