"""Findings of the checks as rows of a table: what is wrong, where, and what it costs a year."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from procdocs.diagnostics import Diagnostic, Severity
from procdocs.model.value_stream import Stage
from procdocs.views.context import ViewContext
from procdocs.views.format import NBSP, format_hours, format_number
from procdocs.views.improvement_kinds import KINDS, improvement_kind
from procdocs.views.links import Links, rule_page
from procdocs.views.page import LinkView
from procdocs.views.sentences import said, say_sentence

_QUOTED = re.compile(r"`([^`]+)`")
_UNIT = re.compile(r"(?<=\d) (?=(?:%|s|min|h|d|EUR)(?!\w))")
"""The space between a number and its unit."""
_STATES = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.INFO: "info"}
_WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Hint"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """One finding."""

    message: str
    """What is wrong."""
    help: str | None
    """The mend."""
    foreign: bool
    """Whether the two are English on a page in another language, as nobody translated them."""
    where: LinkView | None
    """The object it is about."""
    rule: LinkView
    """The rule, linked to its page."""
    severity: str
    """In words."""
    state: str
    """`bad`, `warn` or `info`."""
    kind: str
    """Code of the kind of improvement; empty for a finding that asks for no change of the work."""
    kind_text: str
    """The kind in words."""
    work: str
    """Hours of work at stake a year; empty where unknown."""
    waiting: str
    """Hours of waiting at stake a year; empty where unknown."""
    cost: str
    """Cost at stake a year; empty where unknown, and where rates are hidden."""
    basis: str
    """How the three were computed, to be recomputed by hand."""
    terms: tuple[str, ...]
    """The steps of a sum that is too long for `basis`, per item."""
    part: int
    """The cost in thousandths of the dearest of the table; of the work where none has a cost."""


def view_findings(
    context: ViewContext, links: Links, diagnostics: Iterable[Diagnostic]
) -> tuple[FindingView, ...]:
    """Rank findings: by cost at stake, then work, then waiting, then severity, then place.

    Those that ask to find something out come last: what they carry is no saving.

    Args:
        context: Words.
        links: Links of the page.
        diagnostics: The findings to show.
    """
    ranked = sorted(
        (found for found in diagnostics if found.severity in _STATES),
        key=lambda found: (improvement_kind(found) == "learn", found.rank_key),
    )
    costs = [found.annual_cost or 0.0 for found in ranked]
    works = [found.annual_work_hours or 0.0 for found in ranked]
    lengths = costs if any(costs) else works
    most = max(lengths, default=0.0)
    return tuple(
        _finding(context, links, found, round(1000 * length / most) if most else 0)
        for found, length in zip(ranked, lengths, strict=True)
    )


def _finding(context: ViewContext, links: Links, found: Diagnostic, part: int) -> FindingView:
    t = context.words
    kind = improvement_kind(found) or ""
    work, waiting, cost = found.annual_work_hours, found.annual_wait_hours, found.annual_cost
    currency = context.portal.currency
    message, mend = say_sentence(context, found.message), say_sentence(context, found.help or "")
    return FindingView(
        message=readable(context, message or found.message, found.subject),
        help=readable(context, (mend or found.help), found.subject) if found.help else None,
        foreign=message is None or (mend is None and found.help is not None),
        where=subject_link(links, found.subject),
        rule=LinkView(
            text=t(found.rule.name.replace("-", " ")),
            href=links.page(rule_page(found.code)),
            id=found.code,
        ),
        severity=t(_WORDS[found.severity]),
        state=_STATES[found.severity],
        kind=kind,
        kind_text=t(KINDS[kind]) if kind else "",
        work="" if work is None else format_hours(work),
        waiting="" if waiting is None else format_hours(waiting),
        cost="" if cost is None else f"{format_number(cost)}{NBSP}{currency}",
        basis=_basis(context, found.price_basis or "", found.subject),
        terms=tuple(
            _basis(context, term, found.subject)
            for term in (found.price.terms if found.price else ())
        ),
        part=part,
    )


def _basis(context: ViewContext, text: str, subject: str | None) -> str:
    return named(context, said(context, text), subject)


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
    said = _UNIT.sub(NBSP, named(context, text, subject))
    return said[:1].upper() + said[1:]


def named(context: ViewContext, text: str, subject: str | None) -> str:
    """Replace ids between backticks by names."""
    process_id = (subject or "").partition(":")[2].partition("#")[0]
    return _QUOTED.sub(lambda found: _named(context, found.group(1), process_id), text)


def _named(context: ViewContext, written: str, process_id: str) -> str:
    portal = context.portal
    process = portal.processes.get(process_id)
    step = process.step(written) if process else None
    if step is not None and step.name:
        return _quoted(context, context.say(step.name))
    stream = portal.value_streams.get(process_id)
    stage = _stage(stream.stages, written) if stream else None
    if stage is not None and stage.name:
        return _quoted(context, context.say(stage.name))
    for held in (portal.roles, portal.processes, portal.systems, portal.documents, portal.kpis):
        found = held.get(written)
        if found is not None:
            return _quoted(context, context.say(found.name))
    policy = portal.policies.get(written)
    return _quoted(context, context.say(policy.title) if policy else written)


def _quoted(context: ViewContext, name: str) -> str:
    return context.words("“{name}”").format(name=name)


def _stage(stages: tuple[Stage, ...], wanted: str) -> Stage | None:
    """Find a stage of a value stream, those of parallel chains too."""
    for stage in stages:
        if stage.id == wanted:
            return stage
        for chain in stage.parallel:
            if found := _stage(chain, wanted):
                return found
    return None
