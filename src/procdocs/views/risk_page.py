"""A risk's page with its controls; the list of risks with likelihood × impact as a matrix."""

from collections.abc import Iterator

from procdocs.model.catalogue import Control, Risk
from procdocs.views.catalogue import (
    OBJECT_BOOST,
    findings_section,
    object_entry,
    process_link,
    role_fact,
    see_also,
    view_crumbs,
    view_object_head,
)
from procdocs.views.context import TextRenderer, ViewContext, text_renderer
from procdocs.views.governed import FactView
from procdocs.views.index_pages import index_page
from procdocs.views.links import RISKS, Links, object_path
from procdocs.views.page import LinkView, SearchEntry
from procdocs.views.steps import found_links
from procdocs.views.table import (
    Cell,
    Column,
    Fact,
    ObjectPageView,
    Row,
    Section,
    TableView,
    linked,
    shown,
)
from procdocs.views.words import AUTOMATION, CONTROL_KIND


def view_risk_page(context: ViewContext, risk: Risk) -> ObjectPageView:
    """Make the page of a risk; each of its controls has an anchor of its own."""
    t = context.words
    path = object_path("risk", risk.id)
    links = context.links(path)
    text = text_renderer(context, links)
    name = context.say(risk.name)
    controls = tuple(
        context.portal.controls[each] for each in risk.controls if each in context.portal.controls
    )
    also = tuple(
        control
        for control in context.portal.controls.values()
        if any(ref.id == risk.id for ref in control.also_covers)
    )
    return ObjectPageView(
        path=path,
        title=name,
        description=t("{name}: rating, controls, where they are carried out").format(name=name),
        source_path=risk.place.span.file,
        crumbs=view_crumbs(context, links, ("Risks and controls", RISKS)),
        search=(
            object_entry(context, text, risk.name, risk.common, context.say(risk.cause)),
            *(_control_entry(context, text, control) for control in controls),
        ),
        head=view_object_head(context, risk.place, name, _facts(context, links, risk)),
        lead=_lead(context, controls),
        text=text.block(risk.common.description),
        note=text.block(risk.common.note),
        sections=shown(
            (
                _about(context, links, risk),
                *(_control(context, links, text, control) for control in controls),
                _also(context, links, also),
                findings_section(
                    context,
                    links,
                    f"risk:{risk.id}",
                    (
                        found
                        for control in controls
                        for found in context.findings.get(f"control:{control.id}", ())
                    ),
                ),
            )
        ),
    )


def _control_entry(context: ViewContext, text: TextRenderer, control: Control) -> SearchEntry:
    return object_entry(
        context,
        text,
        control.name,
        control.common,
        context.say(control.evidence),
        boost=OBJECT_BOOST / 2,
        anchor=control.id,
    )


def rating_text(likelihood: int | None, impact: int | None) -> str:
    """Write a rating as `3 × 4 = 12`; empty where a part is missing."""
    if likelihood is None or impact is None:
        return ""
    return f"{likelihood} × {impact} = {likelihood * impact}"


def rating_state(likelihood: int | None, impact: int | None) -> str | None:
    """Tell how grave a rating is: `bad` from 12, `warn` from 6, `good` below."""
    if likelihood is None or impact is None:
        return None
    product = likelihood * impact
    return "bad" if product >= 12 else "warn" if product >= 6 else "good"


def _facts(context: ViewContext, links: Links, risk: Risk) -> Iterator[FactView | None]:
    t = context.words
    yield role_fact(context, links, "Owner", risk.owner) or FactView(
        label=t("Owner"), text=t("nobody yet"), state="bad"
    )
    before = rating_text(risk.likelihood, risk.impact)
    yield FactView(
        label=t("Before controls"), text=before or t("not rated"), note=t("likelihood × impact")
    )
    after = rating_text(risk.residual_likelihood, risk.residual_impact)
    if after:
        yield FactView(label=t("After controls"), text=after, note=t("likelihood × impact"))


def _lead(context: ViewContext, controls: tuple[Control, ...]) -> str:
    t = context.words
    if not controls:
        return t("No control keeps it from coming true.")
    failed = sum(control.result == "failed" for control in controls)
    carried = sum(bool(context.uses.by_control.get(control.id)) for control in controls)
    text = t("{a} {a:control|controls}, {b} carried out in a process.").format(
        a=len(controls), b=carried
    )
    return f"{text}{t(' ')}{t('{n} failed the last test.').format(n=failed)}" if failed else text


def _policies(links: Links, risk: Risk) -> Iterator[LinkView]:
    """Give the clauses that speak of a risk, the name of a policy before its first clause only."""
    policy = None
    for link in found_links(links.policy(ref) for ref in risk.policies):
        named = link.note is not None and link.note != policy
        yield LinkView(text=f"{link.note} {link.text}" if named else link.text, href=link.href)
        policy = link.note


def _about(context: ViewContext, links: Links, risk: Risk) -> Section:
    t = context.words
    processes = context.uses.processes_by_risk.get(risk.id, ())
    entries = (
        ("Cause", Cell(text=context.say(risk.cause))),
        ("Effect", Cell(text=context.say(risk.effect))),
        ("Policies", linked(*_policies(links, risk))),
        ("Processes", linked(*(process_link(context, links, each) for each in processes))),
    )
    return Section(
        anchor="about",
        title=t("What may happen"),
        facts=(
            *(Fact(label=t(label), cells=(cell,)) for label, cell in entries if not cell.empty),
            *see_also(context, links, risk.common),
        ),
    )


def _control(context: ViewContext, links: Links, text: TextRenderer, control: Control) -> Section:
    t = context.words
    steps = context.uses.by_control.get(control.id, ())
    entries: tuple[tuple[str, Cell], ...] = (
        ("Owner", linked(links.role(control.owner.id) if control.owner else None)),
        (
            "Kind",
            Cell(
                text=", ".join(
                    word
                    for word in (
                        t(CONTROL_KIND[control.kind]) if control.kind else "",
                        t(AUTOMATION[control.automation]) if control.automation else "",
                        t("key control") if control.key else "",
                    )
                    if word
                )
            ),
        ),
        ("Frequency", Cell(text=context.say(control.frequency))),
        ("Evidence", Cell(text=context.say(control.evidence))),
        ("Also covers", linked(*(links.risk(ref.id) for ref in control.also_covers))),
        ("Last test", state_of_test(context, control)),
        (
            "Carried out in",
            linked(*(links.step(use.process.id, use.step.id, with_process=True) for use in steps))
            if steps
            else Cell(text=t("no process"), flag="warn"),
        ),
    )
    return Section(
        anchor=control.id,
        title=context.say(control.name),
        html=text.block(control.common.description),
        facts=tuple(
            Fact(label=t(label), cells=(cell,)) for label, cell in entries if not cell.empty
        ),
    )


def state_of_test(context: ViewContext, control: Control) -> Cell:
    """Say when a control was tested and how it went."""
    t = context.words
    if control.tested is None and control.result is None:
        return Cell(text=t("never tested"), flag="warn") if control.key else Cell(text=t("never"))
    day = context.date(control.tested) if control.tested else ""
    if control.result is None:
        return Cell(text=day)
    passed = control.result == "passed"
    return Cell(
        text=t("passed") if passed else t("failed"), state="good" if passed else "bad", note=day
    )


def _also(context: ViewContext, links: Links, controls: tuple[Control, ...]) -> Section | None:
    t = context.words
    return Section(
        anchor="also",
        title=t("Controls of other risks that cover it"),
        facts=tuple(
            Fact(label=context.say(context.portal.risks[control.risk].name), cells=(linked(link),))
            for control in controls
            if control.risk in context.portal.risks and (link := links.control(control.id))
        ),
    )


def view_risks_index(context: ViewContext) -> ObjectPageView:
    """Make the list of all risks, with the matrix and every control."""
    t = context.words
    links = context.links(RISKS)
    return index_page(
        context,
        RISKS,
        "Risks and controls",
        TableView(
            sortable=True,
            columns=(
                Column(name=t("Risk")),
                Column(name=t("Before controls"), number=True, title=t("likelihood × impact")),
                Column(name=t("After controls"), number=True, title=t("likelihood × impact")),
                Column(name=t("Owner")),
                Column(name=t("Controls"), wide=True),
                Column(name=t("Processes"), wide=True),
            ),
            rows=tuple(_rows(context, links)),
        ),
        sections=(
            _matrix(context, links, residual=False),
            _matrix(context, links, residual=True),
            _controls(context, links),
        ),
    )


def _rows(context: ViewContext, links: Links) -> Iterator[Row]:
    risks = sorted(
        context.portal.risks.values(),
        key=lambda risk: -((risk.likelihood or 0) * (risk.impact or 0)),
    )
    for risk in risks:
        yield Row(
            cells=(
                linked(links.risk(risk.id)),
                Cell(
                    text=rating_text(risk.likelihood, risk.impact),
                    state=rating_state(risk.likelihood, risk.impact),
                ),
                Cell(
                    text=rating_text(risk.residual_likelihood, risk.residual_impact),
                    state=rating_state(risk.residual_likelihood, risk.residual_impact),
                ),
                linked(links.role(risk.owner.id) if risk.owner else None),
                linked(*(links.control(each) for each in risk.controls)),
                linked(
                    *(
                        process_link(context, links, each)
                        for each in context.uses.processes_by_risk.get(risk.id, ())
                    )
                ),
            )
        )


def _matrix(context: ViewContext, links: Links, *, residual: bool) -> Section:
    t = context.words
    placed: dict[tuple[int, int], list[str]] = {}
    for risk in context.portal.risks.values():
        likelihood = risk.residual_likelihood if residual else risk.likelihood
        impact = risk.residual_impact if residual else risk.impact
        if likelihood is not None and impact is not None:
            placed.setdefault((likelihood, impact), []).append(risk.id)
    heat = {"bad": 3, "warn": 1, "good": 0, None: 0}
    rows = tuple(
        Row(
            cells=(
                Cell(text=str(likelihood)),
                *(
                    Cell(
                        links=tuple(
                            link
                            for each in placed.get((likelihood, impact), ())
                            if (link := links.risk(each))
                        ),
                        heat=heat[rating_state(likelihood, impact)],
                    )
                    for impact in range(1, 6)
                ),
            )
        )
        for likelihood in range(5, 0, -1)
    )
    return Section(
        anchor="matrix-after" if residual else "matrix",
        title=t("After controls") if residual else t("Before controls"),
        table=TableView(
            columns=(
                Column(name=t("Likelihood")),
                *(Column(name=t("Impact {n}").format(n=impact)) for impact in range(1, 6)),
            ),
            rows=rows if placed else (),
        ),
    )


def _controls(context: ViewContext, links: Links) -> Section:
    t = context.words
    rows = tuple(
        Row(
            cells=(
                linked(link),
                Cell(text=t("key") if control.key else ""),
                Cell(text=t(CONTROL_KIND[control.kind]) if control.kind else ""),
                linked(links.role(control.owner.id) if control.owner else None),
                state_of_test(context, control),
                linked(
                    *(
                        links.step(use.process.id, use.step.id, with_process=True)
                        for use in context.uses.by_control.get(control.id, ())
                    )
                ),
            )
        )
        for control in context.portal.controls.values()
        if (link := links.control(control.id))
    )
    return Section(
        anchor="controls",
        title=t("Controls"),
        table=TableView(
            sortable=True,
            columns=(
                Column(name=t("Control")),
                Column(name=t("Key")),
                Column(name=t("Kind")),
                Column(name=t("Owner")),
                Column(name=t("Last test")),
                Column(name=t("Carried out in"), wide=True),
            ),
            rows=rows,
        ),
    )
