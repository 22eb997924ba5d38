"""Every kind of page there is, one line each."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from procdocs.locale import numbers_of
from procdocs.model.process import Process
from procdocs.project import ALL_RULES
from procdocs.views.about_pages import view_about, view_rule_page, view_rules_index
from procdocs.views.compare_page import view_compare_page
from procdocs.views.context import ViewContext
from procdocs.views.document_page import view_document_page, view_documents_index
from procdocs.views.glossary_page import view_glossary
from procdocs.views.governance_page import view_governance
from procdocs.views.home_page import view_home_page
from procdocs.views.improve_page import view_improve
from procdocs.views.kpi_page import view_kpi_page, view_kpis_index
from procdocs.views.links import (
    ABOUT,
    DOCUMENTS,
    GLOSSARY,
    GOVERNANCE,
    HOME,
    IMPROVE,
    KPIS,
    PARTIES,
    POLICIES,
    PROCESSES,
    REFERENCE,
    RESPONSIBILITIES,
    RISKS,
    ROLES,
    RULES,
    SYSTEMS,
    UNITS,
    VALUE_STREAMS,
    object_path,
    rule_page,
)
from procdocs.views.page import PageView
from procdocs.views.party_page import view_parties_index, view_party_page
from procdocs.views.policies_index import view_policies_index
from procdocs.views.policy_page import view_policy_page
from procdocs.views.process_page import view_process_page
from procdocs.views.processes_index import view_processes_index
from procdocs.views.raci_table_page import own_tables, view_raci_table
from procdocs.views.reference_page import view_reference
from procdocs.views.responsibilities_page import view_responsibilities
from procdocs.views.risk_page import view_risk_page, view_risks_index
from procdocs.views.role_page import view_role_page, view_roles_index
from procdocs.views.system_page import view_system_page, view_systems_index
from procdocs.views.unit_page import view_unit_page, view_units_index
from procdocs.views.value_stream_page import view_value_stream_page
from procdocs.views.value_streams_index import view_value_streams_index


@dataclass(frozen=True, slots=True, kw_only=True)
class PageKind:
    """A kind of page: which objects have one, where it stands, how it is made."""

    name: str
    """Name of its template, `templates/<name>.md.j2`."""
    objects: Callable[[ViewContext], Iterable[Any]]
    """The objects that have a page of this kind; one `None` for a page without an object."""
    path: Callable[[Any], str]
    """Path of an object's page."""
    view: Callable[[ViewContext, Any], PageView]
    """Makes the view."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPage:
    """A page that can be made: its address is known, its view is made when asked for."""

    kind: str
    """Name of its kind."""
    path: str
    """Path of the Markdown file."""
    object_id: str | None
    """Id of its object."""
    view: Callable[[], PageView]
    """Makes the view."""


def _single(path: str, view: Callable[[ViewContext], PageView], name: str) -> PageKind:
    """A kind with one page."""
    return PageKind(
        name=name,
        objects=lambda context: (None,),
        path=lambda _: path,
        view=lambda context, _: view(context),
    )


def _list(path: str, view: Callable[[ViewContext], PageView], held: str) -> PageKind:
    """A list of objects that is left out where there are none; `held` is a field of the portal."""
    return PageKind(
        name="object",
        objects=lambda context: (None,) if getattr(context.portal, held) else (),
        path=lambda _: path,
        view=lambda context, _: view(context),
    )


def _each(
    name: str,
    folder: str,
    objects: Callable[[ViewContext], Iterable[Any]],
    view: Callable[[ViewContext, Any], PageView],
) -> PageKind:
    """A kind with a page for each object; `folder` is a key of `links.FOLDERS`."""
    return PageKind(
        name=name, objects=objects, path=lambda found: object_path(folder, found.id), view=view
    )


def _processes(context: ViewContext) -> Iterator[Process]:
    """Every process but the embedded ones, which their parents show."""
    for process in context.portal.processes.values():
        if process.part_of is None:
            yield process


def _variants(context: ViewContext) -> Iterator[Process]:
    """Every process that is a variant of another."""
    for process in context.portal.processes.values():
        base = process.variant_of or process.extends
        if base is not None and base.id in context.portal.processes:
            yield process


PAGES: tuple[PageKind, ...] = (
    _single(HOME, view_home_page, "home"),
    _single(PROCESSES, view_processes_index, "processes"),
    _each("process", "process", _processes, view_process_page),
    _each("compare", "compare", _variants, view_compare_page),
    _list(ROLES, view_roles_index, "roles"),
    _each("object", "role", lambda context: context.portal.roles.values(), view_role_page),
    _single(RESPONSIBILITIES, view_responsibilities, "responsibilities"),
    _each("raci_table", "raci", own_tables, view_raci_table),
    _list(POLICIES, view_policies_index, "policies"),
    _each("policy", "policy", lambda context: context.portal.policies.values(), view_policy_page),
    _list(VALUE_STREAMS, view_value_streams_index, "value_streams"),
    _each(
        "object",
        "value-stream",
        lambda context: context.portal.value_streams.values(),
        view_value_stream_page,
    ),
    _single(IMPROVE, view_improve, "improve"),
    _single(GOVERNANCE, view_governance, "object"),
    PageKind(
        name="glossary",
        objects=lambda context: (None,) if context.portal.terms else (),
        path=lambda _: GLOSSARY,
        view=lambda context, _: view_glossary(context),
    ),
    _list(UNITS, view_units_index, "units"),
    _each("object", "unit", lambda context: context.portal.units.values(), view_unit_page),
    _list(SYSTEMS, view_systems_index, "systems"),
    _each("object", "system", lambda context: context.portal.systems.values(), view_system_page),
    _list(DOCUMENTS, view_documents_index, "documents"),
    _each(
        "object", "document", lambda context: context.portal.documents.values(), view_document_page
    ),
    _list(KPIS, view_kpis_index, "kpis"),
    _each("object", "kpi", lambda context: context.portal.kpis.values(), view_kpi_page),
    _list(RISKS, view_risks_index, "risks"),
    _each("object", "risk", lambda context: context.portal.risks.values(), view_risk_page),
    _list(PARTIES, view_parties_index, "parties"),
    _each("object", "party", lambda context: context.portal.parties.values(), view_party_page),
    _single(ABOUT, view_about, "object"),
    _single(REFERENCE, view_reference, "object"),
    _single(RULES, view_rules_index, "object"),
    PageKind(
        name="rule",
        objects=lambda context: ALL_RULES,
        path=lambda rule: rule_page(rule.code),
        view=view_rule_page,
    ),
)
"""All kinds, in the order in which pages are made."""


def plan_pages(context: ViewContext) -> tuple[PlannedPage, ...]:
    """Name every page of the portal without making any."""
    return tuple(
        PlannedPage(
            kind=kind.name,
            path=kind.path(found),
            object_id=getattr(found, "id", None),
            view=partial(_view, kind, context, found),
        )
        for kind in PAGES
        for found in kind.objects(context)
    )


def _view(kind: PageKind, context: ViewContext, found: Any) -> PageView:
    with numbers_of(context.words):
        return kind.view(context, found)
