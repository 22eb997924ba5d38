"""Words of the glossary: none belongs to two terms."""

from collections.abc import Sequence

from procdocs.diagnostics import Related, Span
from procdocs.source.cursor import Cursor
from procdocs.source.documents.catalogue import TermDocument
from procdocs.source.resolve.context import Context
from procdocs.source.rules import SYNONYM_TWICE


def check_synonyms(terms: Sequence[tuple[str, TermDocument, Cursor]], context: Context) -> None:
    """Report a name, synonym or abbreviation that two terms have."""
    first: dict[str, tuple[str, Span]] = {}
    for id_, term, cursor in terms:
        for word, at in _words(term, cursor):
            folded = " ".join(word.casefold().split())
            owner, place = first.setdefault(folded, (id_, at))
            if owner == id_:
                continue
            context.findings.add(
                SYNONYM_TWICE,
                f"`{word}` is a word for `{owner}` and for `{id_}`",
                at,
                help="Keep it in one of the two terms.",
                related=(Related(span=place, message=f"in `{owner}`"),),
                subject=f"term:{id_}",
            )


def _words(term: TermDocument, cursor: Cursor) -> list[tuple[str, Span]]:
    words = [(text, cursor.at("name").span) for _, text in term.name]
    for number, synonym in enumerate(term.synonyms or ()):
        words.append((synonym, cursor.at("synonyms", number).span))
    return words
