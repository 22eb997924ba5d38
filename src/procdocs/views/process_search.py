"""What a search finds of a process: the process itself first, then each step at its place."""

from collections.abc import Iterator

from procdocs.model.places import Text
from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.views.context import TextRenderer, ViewContext
from procdocs.views.links import process_anchor, step_anchor
from procdocs.views.page import SearchEntry

PROCESS_BOOST = 4.0
"""A process comes before everything that only mentions it."""
STEP_BOOST = 1.5
"""A step comes before lists of things."""


def process_entries(
    context: ViewContext, text: TextRenderer, processes: tuple[Process, ...]
) -> tuple[SearchEntry, ...]:
    """Make the entries of a process page.

    Args:
        context: Words in every language.
        text: Renderer of writers' texts.
        processes: The process, then its embedded ones.
    """
    entries = []
    for process in processes:
        entries.append(_entry(context, text, process))
    for process in processes:
        entries.extend(_step_entries(context, text, process))
    return tuple(entries)


def _entry(context: ViewContext, text: TextRenderer, process: Process) -> SearchEntry:
    purpose = process.purpose
    parts = [
        context.all_languages(process.name),
        process.id.replace("-", " "),
        *(alias.replace("-", " ") for alias in process.common.aliases),
        text.plain(process.common.description),
        *((context.say(purpose.outcome), context.say(purpose.need)) if purpose else ()),
        context.say(process.trigger),
        context.say(process.result),
    ]
    names = " ".join([*parts, *(context.say(step.name) for step in process.steps)])
    parts += text.terms.synonyms_in(names)
    lesser = (
        process.governed.status == "retired"
        or process.state == "to-be"
        or process.extends is not None
        or process.part_of is not None
    )
    return SearchEntry(
        anchor=process_anchor(process),
        title=context.say(process.name),
        text=_joined(parts),
        boost=PROCESS_BOOST / 2 if lesser else PROCESS_BOOST,
        names=_names(context, text, process.name),
    )


def _step_entries(
    context: ViewContext, text: TextRenderer, process: Process
) -> Iterator[SearchEntry]:
    name = context.say(process.name)
    for step in process.steps:
        if not (step.name or step.instructions):
            continue
        yield SearchEntry(
            anchor=step_anchor(process, step.id),
            title=f"{context.say(step.name)} – {name}",
            text=_joined(_step_words(context, text, step)),
            boost=STEP_BOOST if step.is_activity else 1.0,
            names=_names(context, text, step.name),
        )


def _step_words(context: ViewContext, text: TextRenderer, step: Step) -> list[str]:
    portal = context.portal
    words = [context.all_languages(step.name)] if step.name and len(step.name.values) > 1 else []
    words.append(text.plain(step.instructions))
    words.append(text.plain(step.common.description))
    for item in (*step.inputs, *step.outputs):
        document = portal.documents.get(item.document.id) if item.document else None
        words.append(context.say(document.name) if document else item.text or "")
    words += [
        context.say(portal.systems[ref.id].name) for ref in step.systems if ref.id in portal.systems
    ]
    return words


def _names(context: ViewContext, text: TextRenderer, name: Text | None) -> str:
    """Give a name in the other languages, and the synonyms of the glossary's words in it."""
    said = context.say(name)
    synonyms = [
        word for word in text.terms.synonyms_in(said) if word.casefold() not in said.casefold()
    ]
    return _joined([context.other_languages(name), *synonyms])


def _joined(parts: list[str]) -> str:
    """Join texts, each once."""
    return " ".join(dict.fromkeys(part for part in parts if part))
