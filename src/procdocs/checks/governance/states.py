"""Words about the state of what others link to."""

from procdocs.checks.context import CheckContext
from procdocs.checks.holders import KIND_WORDS, Holder, label_of
from procdocs.checks.references import Reference
from procdocs.diagnostics.sentence import Sentence, sentence

HISTORY = ("supersedes", "variant_of", "extends", "changes", "survey", "replaces")
"""Ways of naming something that speak of the past or of another state of the same thing."""


def readers(context: CheckContext, holder: Holder) -> tuple[Reference, ...]:
    """Give the references by which a reader is sent to an object today.

    Left out are those of the object itself, of what is retired, and of its history.
    """
    found = []
    for reference in context.used(holder.kind, holder.id):
        own = reference.holder_kind == holder.kind and reference.holder_id == holder.id
        if not own and reference.status != "retired" and reference.way not in HISTORY:
            found.append(reference)
    return tuple(found)


def holder_label(reference: Reference) -> Sentence:
    """Name who refers, in a message."""
    kind, _, rest = reference.subject.partition(":")
    object_id, _, step = rest.partition("#")
    if step:
        return label_of("step", step)
    return label_of(kind, object_id) if object_id else sentence(KIND_WORDS.get(kind, kind))
