"""The portal as a whole: every object resolved, then what only the whole can tell."""

from dataclasses import replace

from procdocs.model.catalogue import Control, Risk
from procdocs.model.places import Ref, Text
from procdocs.model.portal import Area, Portal
from procdocs.model.process import Process
from procdocs.model.quantities import Period
from procdocs.model.raci import SCHEMES
from procdocs.source.gather import Gathered
from procdocs.source.links import check_links
from procdocs.source.resolve import catalogue, organisation, portal
from procdocs.source.resolve.context import Context
from procdocs.source.resolve.glossary import check_synonyms
from procdocs.source.resolve.nesting import check_nesting
from procdocs.source.resolve.page import resolve_page
from procdocs.source.resolve.policy import check_superseded, resolve_policy
from procdocs.source.resolve.process import resolve_process
from procdocs.source.resolve.raci import TableSource, read_rows, resolve_table
from procdocs.source.resolve.survey import resolve_survey
from procdocs.source.resolve.value_stream import resolve_value_stream
from procdocs.source.rules import NO_PROCESS, NO_ROLE, NOT_TRAINING

_WARN = Period(count=30, unit="day")


def resolve_portal(gathered: Gathered) -> Portal:
    """Resolve everything that was read.

    Args:
        gathered: All documents; their ids are entered.
    """
    context = gathered.context
    document, cursor = gathered.document, gathered.cursor
    name, company = portal.portal_names(document, cursor, context)
    context.common(document, cursor, None)
    areas = portal.resolve_areas(document, cursor, context, gathered.groups)
    units = {
        id_: organisation.resolve_unit(id_, unit, at, context) for id_, unit, at in gathered.units
    }
    roles = {
        id_: organisation.resolve_role(id_, role, at, context) for id_, role, at in gathered.roles
    }
    organisation.check_unit_root(units, context)
    for id_ in organisation.check_cycle(units, lambda id_: units[id_].parent, "unit", context):
        units[id_] = replace(units[id_], parent=None)
    for id_ in organisation.check_cycle(roles, lambda id_: roles[id_].reports_to, "role", context):
        roles[id_] = replace(roles[id_], reports_to=None)
    risks, controls = _risks(gathered, context)
    documents = {
        id_: catalogue.resolve_document(id_, one, at, context)
        for id_, one, at in gathered.documents
    }
    for role in roles.values():
        for ref in (*role.training, *(ref for ref, _ in role.trained)):
            if documents[ref.id].kind != "training":
                context.findings.add(
                    NOT_TRAINING,
                    f"the document `{ref.id}` is no training"
                    + (f" but of kind {documents[ref.id].kind}" if documents[ref.id].kind else ""),
                    ref.span,
                    help=f"Write `kind: training` in `{ref.id}`, or name another document.",
                    subject=f"role:{role.id}",
                )
    tables = _tables(gathered, context)
    processes = _processes(gathered, tables, areas, context)
    check_nesting(processes, context)
    policies = {id_: resolve_policy(source, context) for id_, source in gathered.policies.items()}
    check_superseded(policies, context)
    terms = {
        id_: catalogue.resolve_term(id_, term, at, context) for id_, term, at in gathered.terms
    }
    check_synonyms(gathered.terms, context)
    surveys = {}
    for id_, survey, at in gathered.surveys:
        process_id = context.registry.find("process", id_)
        found = resolve_survey(
            id_, survey, at, processes[process_id] if process_id else None, context
        )
        if found is not None:
            surveys[found.process.id] = found
    _check_enough(gathered, context)
    made = Portal(
        name=name,
        company=company,
        language=context.settings.language,
        languages=context.settings.languages,
        currency=context.settings.currency,
        calendar=context.settings.calendar,
        accent=document.accent,
        logo=context.asset(document.logo, cursor.at("logo"), None),
        areas=areas,
        success_factors=portal.resolve_factors(document, cursor, context),
        priority=portal.resolve_priority(document),
        scheme=SCHEMES[context.settings.scheme],
        review_cycle=context.settings.review_cycle,
        review_warn=(document.review and document.review.warn) or _WARN,
        rules=portal.resolve_rules(document, cursor, context.findings),
        audiences=context.settings.audiences,
        default_audience=context.settings.default_audience,
        repository=portal.resolve_repository(document),
        feedback_url=document.feedback.url if document.feedback else None,
        units=units,
        roles=roles,
        parties={
            id_: organisation.resolve_party(id_, party, at, context)
            for id_, party, at in gathered.parties
        },
        segregation=tuple(
            organisation.resolve_segregation(rule, at, context) for rule, at in gathered.segregation
        ),
        systems={
            id_: catalogue.resolve_system(id_, system, at, context)
            for id_, system, at in gathered.systems
        },
        documents=documents,
        kpis={id_: catalogue.resolve_kpi(id_, kpi, at, context) for id_, kpi, at in gathered.kpis},
        risks=risks,
        controls=controls,
        terms=terms,
        processes=processes,
        raci_tables={
            table.id: resolve_table(
                table,
                _step_names(table, processes),
                processes[table.process.id].common.audience if table.process else None,
                context,
            )
            for table in tables
        },
        policies=policies,
        value_streams={
            id_: resolve_value_stream(id_, stream, at, context)
            for id_, stream, at in gathered.streams
        },
        surveys=surveys,
        pages=tuple(resolve_page(page, context) for page in gathered.pages),
        assets=tuple(context.assets_sorted()),
        place=cursor.place("name"),
    )
    check_links(gathered)
    return made


def _risks(gathered: Gathered, context: Context) -> tuple[dict[str, Risk], dict[str, Control]]:
    risks: dict[str, Risk] = {}
    controls: dict[str, Control] = {}
    for id_, risk, at in gathered.risks:
        ids = tuple(gathered.controls[id_])
        risks[id_] = catalogue.resolve_risk(id_, risk, at, context, ids)
        for control in ids:
            assert risk.controls is not None
            controls[control] = catalogue.resolve_control(
                control, risk.controls[control], at.at("controls", control), context, risks[id_]
            )
    return risks, controls


def _tables(gathered: Gathered, context: Context) -> list[TableSource]:
    made = []
    for id_, document, cursor in gathered.tables:
        process: Ref | None = context.ref(
            "process", document.process, cursor.at("process"), f"raci:{id_}"
        )
        subject = f"process:{process.id}" if process else f"raci:{id_}"
        rows = read_rows(document, cursor, context, subject)
        made.append(
            TableSource(id=id_, document=document, cursor=cursor, process=process, rows=rows)
        )
    return made


def _processes(
    gathered: Gathered, tables: list[TableSource], areas: tuple[Area, ...], context: Context
) -> dict[str, Process]:
    """Resolve all processes, in order of the landscape, then of the id."""
    by_process: dict[str, list[TableSource]] = {}
    for table in tables:
        if table.process is not None:
            by_process.setdefault(table.process.id, []).append(table)
    made = [
        resolve_process(source, by_process.get(id_, ()), gathered.processes, context)
        for id_, source in gathered.processes.items()
    ]
    order = {
        group.id: number
        for number, group in enumerate(group for area in areas for group in area.groups)
    }
    made.sort(key=lambda process: (order.get(process.group or "", len(order)), process.id))
    return {process.id: process for process in made}


def _step_names(table: TableSource, processes: dict[str, Process]) -> dict[str, Text]:
    if table.process is None:
        return {}
    steps = processes[table.process.id].steps
    return {step.id: step.name for step in steps if step.name is not None}


def _check_enough(gathered: Gathered, context: Context) -> None:
    if not gathered.processes:
        context.findings.add(
            NO_PROCESS,
            "the portal has no process",
            gathered.cursor.at("landscape").key_span,
            help="Write one as processes/<id>.yml, or run `procdocs new process ID`.",
        )
    if not gathered.roles:
        context.findings.add(
            NO_ROLE,
            "the portal has no role",
            gathered.cursor.at("name").span,
            help="Write one under `roles:` in organisation.yml.",
        )
