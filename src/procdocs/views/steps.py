"""The steps of a process as a list: one row each, everything that is known of it behind the row."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.analysis.figures import ProcessFigures, StepFigures
from procdocs.model.places import Ref
from procdocs.model.process import Process
from procdocs.model.steps import Boundary, Item, Message, Step, StepType
from procdocs.views.context import TextRenderer, ViewContext
from procdocs.views.format import format_money, format_number, format_share
from procdocs.views.links import Links, step_anchor
from procdocs.views.page import Html, LinkView
from procdocs.views.process_flow import boundary_words
from procdocs.views.raci_matrix import LetterView, view_letters
from procdocs.views.words import (
    AUTOMATION,
    BASIS,
    STEP_TYPE,
    STRAIN,
    TASK_KIND,
    VALUE,
    WASTE,
    ValueWords,
)

_QUIET = {StepType.FORK, StepType.JOIN, StepType.START, StepType.END, StepType.MILESTONE}
"""Types of which nothing is done; their row is dim."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFact:
    """Something that is known of a step."""

    label: str
    """What it is."""
    items: tuple[LinkView, ...]
    """The facts, as links or words; the note of each is dim."""
    basis: str | None = None
    """Basis code, where the fact is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A decision table."""

    inputs: tuple[str, ...]
    """Heads of the conditions."""
    rows: tuple[tuple[str, ...], ...]
    """Cells; the last is the branch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step."""

    id: str
    """Its id; becomes `data-step`."""
    anchor: str
    """Its anchor."""
    number: str
    """Its place among the steps."""
    name: str
    """What it is called."""
    kind: str | None
    """Its type in words, where it is no task."""
    limit: str
    """Up to which amount its role decides, and who decides above; empty where nothing is said."""
    quiet: bool
    """Whether nothing is done in it: a start, an end, a gateway."""
    role: LinkView | None
    """Who does it."""
    systems: tuple[LinkView, ...]
    """Systems used."""
    clauses: tuple[LinkView, ...]
    """Policies and clauses."""
    value: ValueWords | None
    """Its value class."""
    wait: str
    """Waiting before it; empty if unknown."""
    work: str
    """Work; empty if unknown."""
    description: Html
    """What it is for."""
    instructions: Html
    """How it is done."""
    note: Html
    """A remark."""
    facts: tuple[StepFact, ...]
    """Everything else."""
    table: TableView | None
    """Its decision table."""
    raci: tuple[tuple[LetterView, tuple[LinkView, ...]], ...]
    """Letters and who holds them."""
    suggest: str | None
    """Address at which a change of this step can be suggested."""
    edit: str | None
    """Address of its lines in the source."""


def view_steps(
    context: ViewContext, links: Links, text: TextRenderer, process: Process
) -> tuple[StepView, ...]:
    """Make the list of steps in authored order.

    Args:
        context: Words, figures.
        links: Links of the page.
        text: Renderer of writers' texts.
        process: Whose steps.
    """
    figures = context.analysis.processes.get(process.id)
    return tuple(_step(context, links, text, process, step, figures) for step in process.steps)


def _step(
    context: ViewContext,
    links: Links,
    text: TextRenderer,
    process: Process,
    step: Step,
    figures: ProcessFigures | None,
) -> StepView:
    t = context.words
    name = context.say(step.name) or t(STEP_TYPE[step.type.value])
    wait = step.time.wait if step.time else None
    work = step.time.process if step.time else None
    version = process.governed.version
    about = f"{context.say(process.name)}, {t('step')} {step.number} {name}"
    if version:
        about += f", {t('version')} {version}"
    return StepView(
        id=step.id,
        anchor=step_anchor(process, step.id),
        number=str(step.number),
        name=name,
        kind=t(STEP_TYPE[step.type.value]) if step.type is not StepType.TASK else None,
        limit=t(", ").join(link.text for link in _authority(context, links, step)),
        quiet=step.type in _QUIET,
        role=_actor(context, links, process, step),
        systems=found_links(links.system(ref.id) for ref in step.systems),
        clauses=found_links(links.policy(ref) for ref in step.policies),
        value=VALUE[step.value] if step.value else None,
        wait=context.wait(wait) if wait else "",
        work=context.duration(work) if work is not None else "",
        description=text.block(step.common.description),
        instructions=text.block(step.instructions),
        note=text.block(step.common.note),
        facts=tuple(
            _facts(context, links, process, step, figures.steps.get(step.id) if figures else None)
        ),
        table=TableView(inputs=step.table.inputs, rows=step.table.rows) if step.table else None,
        raci=_raci(context, links, process, step),
        suggest=context.feedback_url(about, f"{step.place.span.file}#L{step.place.span.line}\n"),
        edit=context.edit_url(step.place.span),
    )


def _actor(context: ViewContext, links: Links, process: Process, step: Step) -> LinkView | None:
    if step.role:
        return links.role(step.role.id)
    if step.party:
        named = {party.id: party for party in process.participants}.get(step.party)
        return links.party(step.party) or (
            LinkView(text=context.say(named.name), id=step.party) if named else None
        )
    return None


def found_links(links: "Iterator[LinkView | None]") -> tuple[LinkView, ...]:
    """Keep the links to what is shown in this build."""
    return tuple(link for link in links if link is not None)


def _raci(
    context: ViewContext, links: Links, process: Process, step: Step
) -> tuple[tuple[LetterView, tuple[LinkView, ...]], ...]:
    row = process.raci.row(step.id)
    if row is None:
        return ()
    held: dict[str, list[LinkView]] = {}
    words: dict[str, LetterView] = {}
    for role in process.raci.roles:
        link = links.role(role)
        for letter in view_letters(context, process.raci.scheme, row, role) if link else ():
            words.setdefault(letter.letter, letter)
            if link:
                held.setdefault(letter.letter, []).append(link)
    order = [letter for letter, _ in process.raci.scheme.letters if letter in held]
    return tuple((words[letter], tuple(held[letter])) for letter in order)


def _facts(
    context: ViewContext,
    links: Links,
    process: Process,
    step: Step,
    figures: StepFigures | None,
) -> Iterator[StepFact]:
    t = context.words
    yield from _material(context, links, process, step)
    yield from _rules(context, links, step)
    yield from _ways(context, links, process, step)
    yield from _times(context, step, figures)
    if step.waste:
        yield StepFact(label=t("Waste"), items=_words(t(WASTE[kind]) for kind in step.waste))
    if step.strain:
        yield StepFact(label=t("Strain"), items=_words(t(STRAIN[kind]) for kind in step.strain))
    how = [t(TASK_KIND[step.kind])] if step.kind else []
    how += [t(AUTOMATION[step.automation])] if step.automation else []
    if how:
        yield StepFact(label=t("How"), items=_words(iter(how)))
    if step.replaces:
        base = process.variant_of.id if process.variant_of else process.id
        yield StepFact(
            label=t("Takes the place of"),
            items=tuple(links.step(base, each) or LinkView(text=each) for each in step.replaces),
        )
    if step.common.links:
        yield StepFact(
            label=t("See also"),
            items=tuple(
                LinkView(text=context.say(link.title), href=links.resolve(link.url))
                for link in step.common.links
            ),
        )


def _words(words: "Iterator[str]") -> tuple[LinkView, ...]:
    return tuple(LinkView(text=word) for word in words)


def _material(
    context: ViewContext, links: Links, process: Process, step: Step
) -> Iterator[StepFact]:
    t = context.words
    for label, items in ((t("Input"), step.inputs), (t("Output"), step.outputs)):
        found = found_links(_item(links, each) for each in items)
        if found:
            yield StepFact(label=label, items=found)
    for direction, label in (("receives", t("Receives")), ("sends", t("Sends"))):
        messages = tuple(
            _message(context, links, process, each)
            for each in step.messages
            if each.direction == direction
        )
        if messages:
            yield StepFact(label=label, items=messages)
    if step.process:
        link = links.process(step.process.id)
        if link:
            yield StepFact(label=t("Sub-process"), items=(link,))


def _item(links: Links, item: Item) -> LinkView | None:
    if item.document is None:
        return LinkView(text=item.text or "", note=item.state)
    link = links.document(item.document.id)
    return LinkView(text=link.text, href=link.href, id=link.id, note=item.state) if link else None


def _message(context: ViewContext, links: Links, process: Process, message: Message) -> LinkView:
    t = context.words
    other = None
    if message.elsewhere:
        other = links.step(message.elsewhere.id, message.elsewhere.part or "", with_process=True)
        other = other or links.process(message.elsewhere.id)
    elif message.party:
        named = {party.id: party for party in process.participants}.get(message.party)
        other = links.party(message.party) or (
            LinkView(text=context.say(named.name)) if named else None
        )
    elif message.step:
        other = links.step(process.id, message.step)
    name = context.say(message.name) or t("Message")
    way = t("to") if message.direction == "sends" else t("from")
    return LinkView(
        text=name,
        href=other.href if other else None,
        note=f"{way} {other.text}" if other else None,
    )


def _rules(context: ViewContext, links: Links, step: Step) -> Iterator[StepFact]:
    t = context.words
    clauses = found_links(links.policy(ref) for ref in step.policies)
    if clauses:
        yield StepFact(label=t("Rule"), items=clauses)
    controls = found_links(links.control(ref.id) for ref in step.controls)
    if controls:
        yield StepFact(label=t("Control"), items=controls)
    authority = tuple(_authority(context, links, step))
    if authority:
        yield StepFact(label=t("Authority"), items=authority)


def _authority(context: ViewContext, links: Links, step: Step) -> Iterator[LinkView]:
    """Say up to which amount the role of a step decides, then who decides above."""
    t = context.words
    if step.authority is None:
        return
    limit = step.authority.limit
    first = t("up to {amount}").format(amount=format_money(limit)) if limit else t("decides")
    above = links.role(step.authority.escalate_to.id) if step.authority.escalate_to else None
    yield LinkView(text=first)
    if above:
        yield LinkView(text=t("then {role}").format(role=above.text), href=above.href)


def _target(context: ViewContext, links: Links, process: Process, step_id: str) -> LinkView:
    step = process.step(step_id)
    link = links.step(process.id, step_id) or LinkView(text=step_id)
    if step is None or step.implied:
        return LinkView(text=context.say(step.name) if step and step.name else context.words("End"))
    number = f"{step.number} " if step.number else ""
    return LinkView(text=f"→ {number}{link.text}", href=link.href)


def _ways(context: ViewContext, links: Links, process: Process, step: Step) -> Iterator[StepFact]:
    """Say where the flow goes from here: the picture in words."""
    t = context.words
    branches, plain, events = [], [], []
    for edge in process.flow.out_edges(step.id):
        target = _target(context, links, process, edge.target)
        share = format_share(edge.share) if edge.share is not None else t("share unknown")
        if edge.boundary:
            events.append(_boundary(context, edge.boundary, target))
        elif edge.branch:
            when = context.say(edge.when)
            text = f"{when} {target.text}" if when else target.text
            branches.append(LinkView(text=text, href=target.href, note=share))
        else:
            plain.append(target)
    if branches:
        yield StepFact(label=t("Branches"), items=tuple(branches))
    if plain:
        label = t("Next") if len(plain) == 1 else t("Next, all of")
        yield StepFact(label=label, items=tuple(plain))
    if events:
        yield StepFact(label=t("If it happens"), items=tuple(events))
    if step.repeat:
        per = context.say(step.repeat.per)
        times = t("{n} times").format(n=format_number(step.repeat.times, 1))
        text = t("for {what}, {times}").format(what=per, times=times) if per else times
        note = t("side by side") if step.repeat.parallel else None
        yield StepFact(label=t("Repeated"), items=(LinkView(text=text, note=note),))


def _boundary(context: ViewContext, boundary: Boundary, target: LinkView) -> LinkView:
    t = context.words
    notes = []
    if boundary.share is not None:
        notes.append(format_share(boundary.share))
    if boundary.every is not None:
        notes.append(t("again every {time}").format(time=context.duration(boundary.every)))
    notes.append(t("ends the step") if boundary.interrupting else t("the step goes on"))
    when = boundary_words(context, boundary)
    return LinkView(text=f"{when} {target.text}", href=target.href, note=", ".join(notes))


def _times(context: ViewContext, step: Step, figures: StepFigures | None) -> Iterator[StepFact]:
    t = context.words
    if not step.is_activity:
        return
    accurate = step.complete_accurate
    yield StepFact(
        label=t("Complete, accurate"),
        items=(LinkView(text=format_share(accurate) if accurate is not None else t("unknown")),),
    )
    if step.time is not None:
        if step.time.lead is not None:
            yield StepFact(
                label=t("Lead time"), items=(LinkView(text=context.duration(step.time.lead)),)
            )
        basis = step.time.basis.value
        yield StepFact(
            label=t("Basis of times"), items=(LinkView(text=t(BASIS[basis])),), basis=basis
        )
    else:
        yield StepFact(label=t("Times"), items=(LinkView(text=t("unknown")),))
    if figures and figures.visits is not None and abs(figures.visits - 1) > 0.0005:
        visits = format_number(figures.visits, 2)
        again = figures.rework_visits or 0.0
        if again > 0.0005:
            visits = t("{n}, of these {again} again").format(
                n=visits, again=format_number(again, 2)
            )
        yield StepFact(label=t("Visits per item"), items=(LinkView(text=visits),))


def policy_refs(process: Process) -> tuple[Ref, ...]:
    """Give every policy and clause that a process or one of its steps names, each once."""
    refs = [*process.policies, *(ref for step in process.steps for ref in step.policies)]
    return tuple({str(ref): ref for ref in refs}.values())
