"""Policies: front matter and clauses, one language beside the other."""

from dataclasses import dataclass

from procdocs.diagnostics import Related
from procdocs.model.places import Text
from procdocs.model.policy import Clause, Policy
from procdocs.source.cursor import Cursor
from procdocs.source.documents.policy import PolicyDocument
from procdocs.source.findings import Findings
from procdocs.source.markdown_policy import PolicyText, Section
from procdocs.source.origins import TextOrigin
from procdocs.source.resolve.context import Context
from procdocs.source.rules import LANGUAGES_DIFFER, NOT_RETIRED, UNKNOWN_PART


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySource:
    """A policy as read: its front matter, its text, and its text in other languages."""

    id: str
    """The file's stem."""
    document: PolicyDocument
    """The front matter."""
    cursor: Cursor
    """Its tree."""
    text: PolicyText
    """The text in the portal's language."""
    others: tuple[tuple[str, PolicyText], ...]
    """Language and text of each translation."""


def clause_parts(source: PolicySource, findings: Findings) -> dict[str, str]:
    """List what may stand behind `#` in a reference: clause ids and former ones."""
    parts = {section.id: section.id for section in source.text.sections}
    for old, new in (source.document.clause_aliases or {}).items():
        if new not in parts or old in parts:
            findings.add(
                UNKNOWN_PART,
                f"the policy has no clause `{new}`"
                if new not in parts
                else f"`{old}` is the id of a clause, so it cannot be a former id",
                source.cursor.at("clause_aliases", old).span
                if new not in parts
                else source.cursor.at("clause_aliases", old).key_span,
                help="Write the former id first, then the one of today: `{old-id: new-id}`.",
                subject=f"policy:{source.id}",
            )
        else:
            parts[old] = new
    return parts


def resolve_policy(source: PolicySource, context: Context) -> Policy:
    """Resolve a policy."""
    subject = f"policy:{source.id}"
    document, cursor, text = source.document, source.cursor, source.text
    _compare_languages(source, context.findings, subject)
    clauses = tuple(_clause(section, source, context, subject) for section in text.sections)
    sections = {section.id for section in text.sections}
    return Policy(
        id=source.id,
        title=context.need_text(document.title, cursor.at("title")),
        preamble=_preamble(source, context, subject),
        clauses=clauses,
        supersedes=context.refs("policy", document.supersedes, cursor.at("supersedes"), subject),
        applies_to=context.refs("role", document.applies_to, cursor.at("applies_to"), subject),
        clause_aliases=tuple(
            (old, new)
            for old, new in (document.clause_aliases or {}).items()
            if new in sections and old not in sections
        ),
        governed=context.governed(document, cursor, subject),
        common=context.common(document, cursor, subject),
        place=cursor.place("title"),
    )


def check_superseded(policies: dict[str, Policy], context: Context) -> None:
    """Report policies that are superseded and not retired."""
    for policy in policies.values():
        for ref in policy.supersedes:
            old = policies.get(ref.id)
            if old is None or old.governed.status == "retired":
                continue
            context.findings.add(
                NOT_RETIRED,
                "the policy supersedes itself"
                if old is policy
                else f"`{policy.id}` supersedes `{old.id}`, which is not retired",
                ref.span,
                help=f"Write `status: retired` in `{old.id}`."
                if old is not policy
                else "Name the policy that it replaces.",
                related=(Related(span=old.place.at("status"), message=f"status of `{old.id}`"),),
                subject=f"policy:{policy.id}",
            )


def _versions(source: PolicySource, context: Context) -> list[tuple[str, PolicyText]]:
    return [(context.settings.language, source.text), *source.others]


def _preamble(source: PolicySource, context: Context, subject: str) -> Text | None:
    values = []
    for language, text in _versions(source, context):
        words = text.text(text.body, text.preamble_end)
        if words.strip():
            values.append((language, words))
            _hook(words, text, text.body, text.preamble_end, context, subject)
    if not values:
        return None
    start = source.text.body
    span = source.text.places.span(start, source.text.preamble_end)
    return Text(values=tuple(values), span=span)


def _clause(section: Section, source: PolicySource, context: Context, subject: str) -> Clause:
    titles, texts = [], []
    for language, text in _versions(source, context):
        found = next((other for other in text.sections if other.id == section.id), None)
        if found is not None:
            words = text.text(found.start, found.end)
            titles.append((language, found.title))
            texts.append((language, words))
            _hook(words, text, found.start, found.end, context, f"{subject}#{section.id}")
    places = source.text.places
    return Clause(
        id=section.id,
        title=Text(values=tuple(titles), span=section.heading),
        level=section.level,
        number=section.number,
        text=Text(values=tuple(texts), span=places.span(section.start, section.end)),
        span=section.heading,
    )


def _hook(
    words: str, text: PolicyText, start: int, end: int, context: Context, subject: str
) -> None:
    cursor = Cursor(TextOrigin(text.places, start, end), (), words)
    made = Text(values=((context.settings.language, words),), span=cursor.span)
    context.markdown.append((made, cursor, subject))


def _compare_languages(source: PolicySource, findings: Findings, subject: str) -> None:
    known = {section.id: section for section in source.text.sections}
    for language, text in source.others:
        there = {section.id for section in text.sections}
        for section in text.sections:
            if section.id not in known:
                findings.add(
                    LANGUAGES_DIFFER,
                    f"the clause `{section.id}` is not in `{source.id}.md`",
                    section.heading,
                    help="Give both headings the same id: `## Title {#id}`.",
                    subject=subject,
                )
        for section in source.text.sections:
            if section.id not in there:
                findings.add(
                    LANGUAGES_DIFFER,
                    f"the clause `{section.id}` is missing in {language}",
                    section.heading,
                    help=f"Translate it in `{source.id}.{language}.md`, with the same id.",
                    related=(Related(span=text.places.span(0, 0), message="the translation"),),
                    subject=subject,
                )
