"""What a role must know and is judged by, as sections of its page."""

from collections.abc import Iterator

from procdocs.model.organisation import Role
from procdocs.model.places import Ref
from procdocs.views.catalogue import policy_link
from procdocs.views.context import ViewContext
from procdocs.views.links import Links
from procdocs.views.page import LinkView, Picture
from procdocs.views.sparkline import format_kpi, kpi_state, view_sparkline
from procdocs.views.table import Cell, Column, Fact, Row, Section, TableView, linked


def goals_section(context: ViewContext, links: Links, role: Role) -> Section:
    """List the KPIs that are goals of a role."""
    t = context.words
    rows = []
    for ref in role.goals:
        kpi = context.portal.kpis.get(ref.id)
        if kpi is None:
            continue
        spark = view_sparkline(context, kpi)
        rows.append(
            Row(
                cells=(
                    linked(links.kpi(kpi.id)),
                    Cell(
                        text=format_kpi(kpi.latest.value, kpi) if kpi.latest else "",
                        state=kpi_state(kpi),
                    ),
                    Cell(text=format_kpi(kpi.target, kpi) if kpi.target is not None else ""),
                    Cell(picture=Picture(key=f"goal-{kpi.id}", view=spark)) if spark else Cell(),
                )
            )
        )
    return Section(
        anchor="goals",
        title=t("Goals"),
        side="left",
        table=TableView(
            columns=(
                Column(name=t("KPI")),
                Column(name=t("Actual"), number=True),
                Column(name=t("Target"), number=True),
                Column(name=t("Course")),
            ),
            rows=tuple(rows),
        ),
    )


def know_section(context: ViewContext, links: Links, role: Role) -> Section:
    """Name the policies, documents, systems and trainings of a role, and what it must not do."""
    t = context.words
    uses = context.uses.by_role.get(role.id, ())
    documents = linked(
        *(
            links.document(each)
            for each in dict.fromkeys(
                item.document.id
                for use in uses
                for item in (*use.step.inputs, *use.step.outputs)
                if item.document
            )
        )
    )
    systems = linked(
        *(
            links.system(each)
            for each in dict.fromkeys(ref.id for use in uses for ref in use.step.systems)
        ),
        chips="system",
    )
    facts = [
        Fact(label=t("Policies"), cells=tuple(_policies(context, links, role))),
        Fact(label=t("Documents"), cells=(documents,) if not documents.empty else ()),
        Fact(label=t("Systems"), cells=(systems,) if not systems.empty else ()),
        Fact(label=t("Training"), cells=tuple(_training(context, links, role))),
        Fact(label=t("Must not also"), cells=tuple(_segregation(context, links, role))),
    ]
    return Section(
        anchor="know",
        title=t("What I must know"),
        side="right",
        facts=tuple(fact for fact in facts if fact.cells),
    )


def _policies(context: ViewContext, links: Links, role: Role) -> Iterator[Cell]:
    """Give each policy that a step of the role cites, or that applies to it, with its clauses."""
    cited: dict[str, dict[str, LinkView]] = {}
    for use in context.uses.by_role.get(role.id, ()):
        refs: tuple[Ref, ...] = (*use.step.policies, *use.process.policies)
        for ref in refs:
            clauses = cited.setdefault(ref.id, {})
            link = links.policy(ref) if ref.part else None
            if link:
                clauses[str(ref)] = LinkView(text=link.text, href=link.href, id=link.id)
    for policy in context.portal.policies.values():
        if any(ref.id == role.id for ref in policy.applies_to):
            cited.setdefault(policy.id, {})
    for policy_id, clauses in cited.items():
        link = policy_link(context, links, policy_id)
        if link:
            yield Cell(links=(link, *clauses.values()))


def _training(context: ViewContext, links: Links, role: Role) -> Iterator[Cell]:
    t = context.words
    held = {ref.id: day for ref, day in role.trained}
    for training in dict.fromkeys((*(ref.id for ref in role.training), *held)):
        link = links.document(training)
        if link is None:
            continue
        day = held.get(training)
        if day:
            yield linked(link, note=t("on {date}").format(date=context.date(day, short=True)))
        else:
            yield linked(link)
            yield Cell(text=t("not yet"), flag="warn")


def _segregation(context: ViewContext, links: Links, role: Role) -> Iterator[Cell]:
    """Give the duties that a role may not have because it has others of the same rule."""
    own = {(use.process.id, use.step.id) for use in context.uses.by_role.get(role.id, ())}
    accountable = {
        (use.process.id, use.row.id)
        for use in context.uses.rows.get(role.id, ())
        if use.process and use.matrix.scheme.accountable in use.row.letters(role.id)
    }
    for rule in context.portal.segregation:
        lists = [{(ref.id, ref.part or "") for ref in duties} for duties in rule.duties]
        held = [index for index, duties in enumerate(lists) if duties & (own | accountable)]
        if not held:
            continue
        steps = [
            links.step(ref.id, ref.part or "", with_process=True)
            for index, duties in enumerate(rule.duties)
            if index not in held
            for ref in duties
        ]
        if any(steps):
            yield linked(*steps, note=context.say(rule.name))
