"""Findings of the checks as rows of a table: what is wrong, where, and what it costs a year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from procdocs.diagnostics import Diagnostic, Severity
from procdocs.views.context import ViewContext
from procdocs.views.format import format_hours
from procdocs.views.links import Links, rule_page
from procdocs.views.page import LinkView

_QUOTED = re.compile(r"`([^`]+)`")
_STATES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "info"}
_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Hint"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding."""

    message: str
    """What is wrong."""
    help: str | None
    """The mend."""
    where: LinkView | None
    """The object it is about."""
    rule: LinkView
    """The rule, linked to its page."""
    severity: str
    """In words."""
    state: str
    """`bad`, `warn` or `info`."""
    hours: str | None
    """Hours at stake a year; None where it has no price."""
    part: int
    """The same in thousandths of the dearest finding of the table."""


def view_findings(
    context: ViewContext, links: Links, diagnostics: Iterable[Diagnostic]
) -> tuple[FindingView, ...]:
    """Rank findings: by hours at stake, then by severity, then by place.

    Args:
        context: Words.
        links: Links of the page.
        diagnostics: The findings to show.
    """
    ranked = sorted(
        (found for found in diagnostics if found.severity in _STATES),
        key=lambda found: (-(found.annual_hours or 0), -found.severity, found.sort_key),
    )
    most = max((found.annual_hours or 0 for found in ranked), default=0)
    return tuple(
        FindingView(
            message=readable(context, found.message, found.subject),
            help=readable(context, found.help, found.subject) if found.help else None,
            where=subject_link(links, found.subject),
            rule=LinkView(
                text=context.words(found.rule.name.replace("-", " ")),
                href=links.page(rule_page(found.code)),
                id=found.code,
            ),
            severity=context.words(_WORDS[found.severity]),
            state=_STATES[found.severity],
            hours=format_hours(found.annual_hours) if found.annual_hours else None,
            part=round(1000 * found.annual_hours / most) if most and found.annual_hours else 0,
        )
        for found in ranked
    )


def subject_link(links: Links, subject: str | None) -> LinkView | None:
    """Link what a finding is about: `process:credit-check#register`, `policy:…`, `role:…`."""
    if not subject:
        return None
    kind, _, rest = subject.partition(":")
    object_id, _, part = rest.partition("#")
    if kind == "process" and part:
        return links.step(object_id, part) or links.process(object_id)
    href = links.resolve(subject)
    found = getattr(links, kind.replace("-", "_"), None)
    named = found(object_id) if kind != "policy" and callable(found) else None
    if isinstance(named, LinkView):
        return named
    policy = links.portal.policies.get(object_id) if kind == "policy" else None
    text = policy.title.get(links.language) if policy else rest
    return LinkView(text=text, href=href)


def readable(context: ViewContext, text: str, subject: str | None) -> str:
    """Say a finding to a reader, who knows names: ids between backticks become names."""
    process_id = (subject or "").partition(":")[2].partition("#")[0]
    said = _QUOTED.sub(lambda found: _named(context, found.group(1), process_id), text)
    return said[:1].upper() + said[1:]


def _named(context: ViewContext, written: str, process_id: str) -> str:
    portal = context.portal
    process = portal.processes.get(process_id)
    step = process.step(written) if process else None
    if step is not None and step.name:
        return f"“{context.say(step.name)}”"
    for held in (portal.roles, portal.processes, portal.systems, portal.documents, portal.kpis):
        found = held.get(written)
        if found is not None:
            return f"“{context.say(found.name)}”"
    policy = portal.policies.get(written)
    return f"“{context.say(policy.title)}”" if policy else f"“{written}”"
