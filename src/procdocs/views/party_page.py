"""An outside party's page: in which processes it takes part, what it sends and gets."""

from collections.abc import Iterator

from procdocs.model.organisation import Party
from procdocs.model.process import Process
from procdocs.model.steps import Message, Step
from procdocs.views.catalogue import (
    MOST_STEPS,
    findings_section,
    object_entry,
    process_link,
    see_also,
    view_crumbs,
    view_object_head,
)
from procdocs.views.context import ViewContext, text_renderer
from procdocs.views.governed import FactView
from procdocs.views.index_pages import index_page
from procdocs.views.links import PARTIES, Links, object_path
from procdocs.views.table import (
    Cell,
    Column,
    ObjectPageView,
    Row,
    Section,
    TableView,
    linked,
    shown,
)
from procdocs.views.words import PARTY_KIND


def view_party_page(context: ViewContext, party: Party) -> ObjectPageView:
    """Make the page of an outside party."""
    t = context.words
    path = object_path("party", party.id)
    links = context.links(path)
    text = text_renderer(context, links)
    name = context.say(party.name)
    processes = context.uses.processes_by_party.get(party.id, [])
    rows = tuple(_messages(context, links, party.id, processes))
    shown_rows = rows if len(rows) <= MOST_STEPS else ()
    facts = [FactView(label=t("Kind"), text=t(PARTY_KIND[party.kind]))] if party.kind else []
    more = tuple(see_also(context, links, party.common))
    return ObjectPageView(
        path=path,
        title=name,
        description=t("{name}: what it sends to us and gets from us").format(name=name),
        source_path=party.place.span.file,
        crumbs=view_crumbs(context, links, ("Outside parties", PARTIES)),
        search=(object_entry(context, text, party.name, party.common),),
        head=view_object_head(context, party.place, name, facts),
        lead=t("Takes part in {a} {a:process|processes}, with {b} {b:message|messages}.").format(
            a=len(processes), b=len(rows)
        ),
        text=text.block(party.common.description),
        note=text.block(party.common.note),
        sections=shown(
            (
                Section(
                    anchor="processes",
                    title=t("Processes"),
                    table=TableView(
                        columns=(
                            Column(name=t("Process")),
                            Column(name=t("Purpose"), wide=True),
                            Column(name=t("Messages"), number=True),
                        ),
                        rows=tuple(_process(context, links, party.id, each) for each in processes),
                    ),
                ),
                Section(
                    anchor="messages",
                    title=t("Messages"),
                    table=TableView(
                        columns=(
                            Column(name=t("Message")),
                            Column(name=t("Way")),
                            Column(name=t("Step")),
                            Column(name=t("Our role")),
                        ),
                        rows=shown_rows,
                    ),
                ),
                Section(anchor="more", title=t("References"), facts=more),
                findings_section(context, links, f"party:{party.id}"),
            )
        ),
    )


def _process(context: ViewContext, links: Links, party: str, process: Process) -> Row:
    outcome = context.say(process.purpose.outcome) if process.purpose else ""
    count = sum(1 for _ in _messages_of(process, party))
    return Row(
        cells=(
            linked(process_link(context, links, process)),
            Cell(text=outcome),
            Cell(text=str(count)),
        )
    )


def _messages_of(process: Process, party: str) -> Iterator[tuple[Step, Message, bool]]:
    """Give the messages between the company and a party: step, message, whether we send it."""
    own = {step.id for step in process.steps if step.party == party}
    seen: set[tuple[str, str, bool]] = set()
    for step in process.steps:
        for message in step.messages:
            if step.party is None and (message.party == party or message.step in own):
                sends = message.direction == "sends"
                key = (step.id, str(message.name or ""), sends)
            elif step.party == party and message.step and message.step not in own:
                sends = message.direction == "receives"
                key = (message.step, str(message.name or ""), sends)
            else:
                continue
            if key in seen:
                continue
            seen.add(key)
            yield process.flow.step(key[0]), message, sends


def _messages(
    context: ViewContext, links: Links, party: str, processes: list[Process]
) -> Iterator[Row]:
    t = context.words
    for process in processes:
        group = process_link(context, links, process)
        for step, message, sends in _messages_of(process, party):
            yield Row(
                group=group,
                cells=(
                    Cell(text=context.say(message.name) or t("Message")),
                    Cell(text=t("gets it from us") if sends else t("sends it to us")),
                    linked(links.step(process.id, step.id)),
                    linked(links.role(step.role.id) if step.role else None, chips="role"),
                ),
            )
            group = None


def view_parties_index(context: ViewContext) -> ObjectPageView:
    """Make the list of all outside parties."""
    t = context.words
    links = context.links(PARTIES)
    rows = tuple(
        Row(
            cells=(
                linked(links.party(party.id)),
                Cell(text=t(PARTY_KIND[party.kind]) if party.kind else ""),
                linked(
                    *(
                        process_link(context, links, each)
                        for each in context.uses.processes_by_party.get(party.id, ())
                    )
                ),
            )
        )
        for party in context.portal.parties.values()
    )
    return index_page(
        context,
        PARTIES,
        "Outside parties",
        TableView(
            columns=(
                Column(name=t("Party")),
                Column(name=t("Kind")),
                Column(name=t("Processes"), wide=True),
            ),
            rows=rows,
        ),
    )
