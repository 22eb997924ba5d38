"""portal.yml: settings, landscape, success factors and rules of the portal."""

from collections.abc import Mapping

from procdocs.diagnostics import Severity
from procdocs.model.places import Text
from procdocs.model.portal import (
    Area,
    Group,
    Priority,
    Repository,
    RuleSetting,
    SuccessFactor,
)
from procdocs.model.quantities import Calendar
from procdocs.source.cursor import Cursor
from procdocs.source.documents.portal import PortalDocument
from procdocs.source.findings import Findings
from procdocs.source.nearest import nearest
from procdocs.source.resolve.context import Context, Settings
from procdocs.source.rules import NOT_ALLOWED, UNREASONED_RULE

_AUDIENCES = ("public", "internal", "restricted")
_EDIT = "{url}/-/edit/{branch}/{path}#L{line}"
_LEVELS = {
    "off": Severity.OFF,
    "info": Severity.INFO,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}


def read_settings(document: PortalDocument, cursor: Cursor, findings: Findings) -> Settings:
    """Take from portal.yml what every other file depends on."""
    language = document.language or "en"
    listed = tuple(dict.fromkeys((language, *(document.languages or ()))))
    calendar = document.calendar
    audiences = tuple(dict.fromkeys(document.audiences or _AUDIENCES))
    for index, name in enumerate(document.audiences or ()):
        if name in (document.audiences or ())[:index]:
            findings.add(
                NOT_ALLOWED,
                f"audience `{name}` is named twice",
                cursor.at("audiences", index).span,
                help="Name each once, the widest first.",
            )
    default = document.defaults.audience if document.defaults else None
    if default is not None and default not in audiences:
        meant = nearest(default, audiences)
        findings.add(
            NOT_ALLOWED,
            f"unknown audience `{default}`" + (f", did you mean `{meant}`?" if meant else ""),
            cursor.at("defaults", "audience").span,
            help="`audiences` names " + ", ".join(f"`{name}`" for name in audiences) + ".",
        )
        default = None
    if default is None:
        default = "internal" if "internal" in audiences else audiences[0]
    return Settings(
        language=language,
        languages=listed,
        languages_written=document.languages is not None,
        currency=document.currency or "EUR",
        calendar=Calendar(
            hours_per_day=(calendar and calendar.hours_per_day) or 8.0,
            days_per_week=(calendar and calendar.days_per_week) or 5.0,
        ),
        review_cycle=document.review.cycle if document.review else None,
        audiences=audiences,
        default_audience=default,
        scheme=(document.raci and document.raci.scheme) or "RACI",
    )


def resolve_areas(
    document: PortalDocument, cursor: Cursor, context: Context, groups: frozenset[tuple[int, int]]
) -> tuple[Area, ...]:
    """Resolve the landscape.

    Args:
        document: portal.yml.
        cursor: Its tree.
        context: What to resolve with.
        groups: Positions of area and group whose ids were given first; others are left out.
    """
    areas = []
    for i, area in enumerate(document.landscape):
        at_area = cursor.at("landscape", i)
        made = tuple(
            Group(
                id=group.id,
                name=context.need_text(group.name, at_area.at("groups", j, "name")),
                description=context.prose(
                    group.description, at_area.at("groups", j, "description"), None
                ),
                area=area.id,
                place=at_area.at("groups", j).place("id"),
            )
            for j, group in enumerate(area.groups or ())
            if (i, j) in groups
        )
        name = context.need_text(area.name, at_area.at("name"))
        areas.append(Area(id=area.id, name=name, chain=bool(area.chain), groups=made))
    return tuple(areas)


def resolve_factors(
    document: PortalDocument, cursor: Cursor, context: Context
) -> Mapping[str, SuccessFactor]:
    """Resolve the success factors."""
    return {
        id_: SuccessFactor(
            id=id_,
            name=context.need_text(factor.name, cursor.at("success_factors", id_, "name")),
            weight=1.0 if factor.weight is None else factor.weight,
        )
        for id_, factor in (document.success_factors or {}).items()
    }


def resolve_rules(
    document: PortalDocument, cursor: Cursor, findings: Findings
) -> Mapping[str, RuleSetting]:
    """Resolve what the portal says of single rules; whether they exist is for the project to say.

    A rule that is off without a reason stays off, and that is reported.
    """
    made = {}
    for code, rule in (document.rules or {}).items():
        here = cursor.at("rules", code)
        if rule.level == "off" and not rule.reason:
            findings.add(
                UNREASONED_RULE,
                f"the rule {code} is off without a reason",
                here.at("level").span,
                help="Write `reason:` beside it, for those who ask later.",
            )
        made[code] = RuleSetting(
            code=code,
            level=None if rule.level is None else _LEVELS[rule.level],
            reason=rule.reason,
            options=tuple((rule.model_extra or {}).items()),
            place=here.place(),
        )
    return made


def resolve_priority(document: PortalDocument) -> Priority:
    """Resolve the limits of key processes."""
    given = document.priority
    usual = Priority()
    if given is None:
        return usual
    return Priority(
        importance=usual.importance if given.importance is None else given.importance,
        performance=usual.performance if given.performance is None else given.performance,
        cost_weight=usual.cost_weight if given.cost_weight is None else given.cost_weight,
    )


def resolve_repository(document: PortalDocument) -> Repository | None:
    """Resolve where the sources are."""
    given = document.repository
    if given is None:
        return None
    return Repository(
        url=given.url.rstrip("/"), branch=given.branch or "main", edit=given.edit or _EDIT
    )


def portal_names(document: PortalDocument, cursor: Cursor, context: Context) -> tuple[Text, Text]:
    """Give the names of the portal and the company."""
    return (
        context.need_text(document.name, cursor.at("name")),
        context.need_text(document.company, cursor.at("company")),
    )
