"""A policy's page: the rule, clause by clause, and beside each what carries it out."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.model.places import Ref, Text
from procdocs.model.policy import Clause, Policy
from procdocs.views.catalogue import (
    OBJECT_BOOST,
    policy_link,
    process_link,
    see_also,
    view_crumbs,
)
from procdocs.views.context import TextRenderer, ViewContext, text_renderer
from procdocs.views.findings import FindingView, view_findings
from procdocs.views.governed import (
    FactView,
    HeadView,
    HistoryRow,
    view_head,
    view_history,
)
from procdocs.views.graph_maps import policy_picture
from procdocs.views.links import POLICIES, Links, object_path
from procdocs.views.markdown_text import plain_markdown, render_markdown
from procdocs.views.page import Html, LinkView, Picture, SearchEntry
from procdocs.views.table import Fact, linked

POLICY_BOOST = 3.0
"""A policy comes before its clauses and the steps that carry them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """What carries a clause."""

    link: LinkView
    """A step, or a process as a whole."""
    role: LinkView | None
    """Who does the step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherText:
    """A clause in another language."""

    language: str
    """Its code."""
    title: str
    """The heading."""
    text: Html
    """The text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseView:
    """A clause."""

    id: str
    """Its anchor."""
    number: str
    """Its number by position."""
    title: str
    """Its heading."""
    hashes: str
    """`##` or deeper."""
    text: Html
    """What it says."""
    others: tuple[OtherText, ...]
    """The same in other languages."""
    carriers: tuple[Carrier, ...]
    """Steps and processes that carry it."""
    also: tuple[LinkView, ...]
    """Risks and terms that rest on it."""
    former: tuple[str, ...]
    """Former ids, whose links keep working."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPageView:
    """The whole page."""

    path: str
    """Path of the page."""
    title: str
    """Its title."""
    description: str
    """One sentence."""
    source_path: str
    """File behind it."""
    crumbs: tuple[LinkView, ...]
    """Pages above."""
    hide: tuple[str, ...]
    """What the theme leaves out."""
    search: tuple[SearchEntry, ...]
    """The policy and every clause."""
    map: Picture | None
    """Which processes its clauses bind."""
    head: HeadView
    """Facts and actions."""
    notices: tuple[tuple[str, tuple[LinkView, ...]], ...]
    """What a reader must know first: retired, replaced by."""
    lead: str
    """How many clauses are carried."""
    preamble: Html
    """The text before the first clause."""
    preambles: tuple[OtherText, ...]
    """The same in other languages."""
    clauses: tuple[ClauseView, ...]
    """In order."""
    facts: tuple[Fact, ...]
    """Who must know it, what carries it as a whole, what it replaces."""
    findings: tuple[FindingView, ...]
    """What to improve."""
    history: tuple[HistoryRow, ...]
    """What changed, when, why."""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The map, where there is one."""
        return (self.map,) if self.map else ()


def view_policy_page(context: ViewContext, policy: Policy) -> PolicyPageView:
    """Make the page of a policy."""
    path = object_path("policy", policy.id)
    links = context.links(path)
    text = text_renderer(context, links)
    title = context.say(policy.title)
    clauses = tuple(_clauses(context, links, text, policy))
    return PolicyPageView(
        path=path,
        title=title,
        description=text.plain(policy.preamble)[:200] or title,
        source_path=policy.place.span.file,
        crumbs=view_crumbs(context, links, ("Policies", POLICIES)),
        hide=("navigation",),
        search=tuple(_search(context, text, policy)),
        map=policy_picture(context, links, policy),
        head=_head(context, links, policy, title),
        notices=tuple(_notices(context, links, policy)),
        lead=_lead(context, policy, clauses),
        preamble=text.block(policy.preamble),
        preambles=tuple(_others(context, links, None, policy.preamble)),
        clauses=clauses,
        facts=tuple(_facts(context, links, policy)),
        findings=view_findings(context, links, context.findings.get(f"policy:{policy.id}", ())),
        history=view_history(context, links, policy.governed),
    )


def _head(context: ViewContext, links: Links, policy: Policy, title: str) -> HeadView:
    t = context.words
    head = view_head(context, links, policy.governed, policy.place, title)
    more = []
    approver = policy.governed.approved_by
    link = links.role(approver.id) if approver else None
    if link:
        more.append(FactView(label=t("Approved by"), links=(link,)))
    more.append(FactView(label=t("Audience"), text=t(policy.common.audience.capitalize())))
    return HeadView(facts=(*head.facts, *more), actions=head.actions, document=head.document)


def _notices(
    context: ViewContext, links: Links, policy: Policy
) -> Iterator[tuple[str, tuple[LinkView, ...]]]:
    t = context.words
    successors = tuple(
        link
        for other in context.portal.policies.values()
        if any(ref.id == policy.id for ref in other.supersedes)
        and (link := policy_link(context, links, other.id))
    )
    if policy.governed.status == "retired":
        words = t("This policy is retired.")
        yield (f"{words} {t('It was replaced by')}" if successors else words), successors
    elif successors:
        yield t("This policy is replaced by"), successors
    if policy.governed.status in ("draft", "in-review"):
        yield t("This text is not in force yet."), ()
    effective = policy.governed.effective
    if effective and effective > context.today and policy.governed.status == "effective":
        yield t("In force from {date}.").format(date=context.date(effective)), ()


def _lead(context: ViewContext, policy: Policy, clauses: tuple[ClauseView, ...]) -> str:
    t = context.words
    if not clauses or policy.governed.status == "retired":
        return ""
    loose = [clause.number for clause in clauses if not clause.carriers]
    if not loose:
        return t("Every one of the {n} clauses is carried by a process.").format(n=len(clauses))
    if len(loose) == len(clauses):
        return t("No process carries any of the {n} clauses.").format(n=len(clauses))
    text = t("{a} of {n} clauses are carried by a process.").format(
        a=len(clauses) - len(loose), n=len(clauses)
    )
    numbers = t(", ").join(loose)
    return f"{text}{t(' ')}{t('Carried by none: clause {numbers}.').format(numbers=numbers)}"


def _clauses(
    context: ViewContext, links: Links, text: TextRenderer, policy: Policy
) -> Iterator[ClauseView]:
    for clause in policy.clauses:
        yield ClauseView(
            id=clause.id,
            number=clause.number,
            title=context.say(clause.title),
            hashes="#" * min(6, max(2, clause.level)),
            text=text.block(clause.text),
            others=tuple(_others(context, links, clause.title, clause.text)),
            carriers=tuple(_carriers(context, links, policy, clause)),
            also=tuple(_also(context, links, policy, clause)),
            former=tuple(old for old, new in policy.clause_aliases if new == clause.id),
        )


def _others(
    context: ViewContext, links: Links, title: Text | None, text: Text | None
) -> Iterator[OtherText]:
    """Give a text in the portal's other languages, where it was written in them."""
    shown = context.language
    if text is not None and not text.has(shown):
        shown = context.portal.language
    for language, words in text.values if text else ():
        if language != shown and words.strip():
            yield OtherText(
                language=language,
                title=title.get(language) if title and title.has(language) else "",
                text=render_markdown(words, links.resolve),
            )


def _carriers(
    context: ViewContext, links: Links, policy: Policy, clause: Clause
) -> Iterator[Carrier]:
    t = context.words
    for process, part in context.uses.processes_by_policy.get(policy.id, ()):
        link = process_link(context, links, process)
        if part == clause.id and link:
            whole = t("{name}, whole process").format(name=link.text)
            yield Carrier(
                link=LinkView(text=whole, href=link.href, id=link.id, note=link.note), role=None
            )
    for use in context.uses.by_policy.get(policy.id, ()):
        link = links.step(use.process.id, use.step.id)
        if use.how != clause.id or link is None:
            continue
        name = context.say(use.process.name)
        number = str(use.step.number)
        yield Carrier(
            link=LinkView(
                text=t("{name}, step {number}").format(name=name, number=number),
                href=link.href,
                id=use.step.id,
                note=link.text,
            ),
            role=links.role(use.step.role.id) if use.step.role else None,
        )


def _also(context: ViewContext, links: Links, policy: Policy, clause: Clause) -> Iterator[LinkView]:
    def rests(ref: Ref | None) -> bool:
        return ref is not None and ref.id == policy.id and ref.part == clause.id

    for risk in context.portal.risks.values():
        if any(rests(ref) for ref in risk.policies) and (link := links.risk(risk.id)):
            yield link
    for term in context.portal.terms.values():
        if rests(term.source) and (link := links.term(term.id)):
            yield link


def _facts(context: ViewContext, links: Links, policy: Policy) -> Iterator[Fact]:
    t = context.words
    must_know = dict.fromkeys(ref.id for ref in policy.applies_to)
    for use in context.uses.by_policy.get(policy.id, ()):
        if use.step.role:
            must_know.setdefault(use.step.role.id)
    processes = {
        process.id: process
        for process, part in context.uses.processes_by_policy.get(policy.id, ())
        if not part
    }
    whole = [
        links.step(use.process.id, use.step.id, with_process=True)
        for use in context.uses.by_policy.get(policy.id, ())
        if not use.how
    ]
    risks = (
        links.risk(risk.id)
        for risk in context.portal.risks.values()
        if any(ref.id == policy.id and ref.part is None for ref in risk.policies)
    )
    replaced = (policy_link(context, links, ref.id) for ref in policy.supersedes)
    entries = (
        ("Who must know it", linked(*(links.role(each) for each in must_know), chips="role")),
        (
            "Processes under it",
            linked(*(process_link(context, links, each) for each in processes.values())),
        ),
        ("Steps under it", linked(*whole)),
        ("Risks", linked(*risks)),
        ("Takes the place of", linked(*replaced)),
    )
    for label, cell in entries:
        if not cell.empty:
            yield Fact(label=t(label), cells=(cell,))
    yield from see_also(context, links, policy.common)


def _search(context: ViewContext, text: TextRenderer, policy: Policy) -> Iterator[SearchEntry]:
    title = context.say(policy.title)
    retired = policy.governed.status == "retired"
    yield SearchEntry(
        anchor=None,
        title=title,
        text=" ".join(
            word
            for word in (
                context.all_languages(policy.title) if len(policy.title.values) > 1 else "",
                *(alias.replace("-", " ") for alias in policy.common.aliases),
                *(_plain_all(text, policy.preamble)),
            )
            if word
        ),
        boost=POLICY_BOOST / 3 if retired else POLICY_BOOST,
        names=context.other_languages(policy.title),
    )
    for clause in policy.clauses:
        yield SearchEntry(
            anchor=clause.id,
            title=f"{context.say(clause.title)} – {title}",
            text=" ".join(
                word
                for word in (
                    context.all_languages(clause.title) if len(clause.title.values) > 1 else "",
                    *(_plain_all(text, clause.text)),
                )
                if word
            ),
            boost=OBJECT_BOOST / (4 if retired else 1),
            names=context.other_languages(clause.title),
        )


def _plain_all(text: TextRenderer, written: Text | None) -> Iterator[str]:
    """Give a text's words in every language it was written in."""
    for _, words in written.values if written else ():
        yield plain_markdown(words)
