"""Where the words of the glossary stand: the processes and policies that use them."""

import re
from collections.abc import Mapping

from procdocs.checks.texts import written_texts
from procdocs.model.policy import Policy
from procdocs.model.process import Process
from procdocs.views.context import ViewContext
from procdocs.views.markdown_text import TermMarker

_TARGET = re.compile(r"\]\([^)]*\)")
"""Where a link leads; an id in it is no use of a word."""


def find_term_uses(context: ViewContext) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Find every process and policy in whose texts a word stands, in any language.

    Returns:
        Kind and id of each by the id of the term, in order of the portal. What is retired is left
        out.
    """
    portal = context.portal
    words: dict[str, tuple[str, str]] = {}
    for term in portal.terms.values():
        names = (*(name for _, name in term.name.values), term.abbreviation or "", *term.synonyms)
        for word in names:
            if len(word) > 1:
                words.setdefault(word, (term.id, ""))
    marker = TermMarker(words)
    governed: Mapping[str, Mapping[str, Process | Policy]] = {
        "process": portal.processes,
        "policy": portal.policies,
    }
    found: dict[str, dict[tuple[str, str], None]] = {}
    for written in written_texts(portal):
        kind, _, rest = written.subject.partition(":")
        holder = governed.get(kind, {}).get(rest.partition("#")[0])
        if holder is None or holder.governed.status == "retired":
            continue
        text = " ".join(value for _, value in written.text.values)
        for term_id in marker.terms_in(_TARGET.sub("]", text)):
            found.setdefault(term_id, {})[kind, holder.id] = None
    return {term_id: tuple(held) for term_id, held in found.items()}
