"""What became of one object in a change, in words."""

from typing import Any

from procdocs.analysis.compare_portals import ObjectChange
from procdocs.analysis.facts import Named
from procdocs.analysis.renames import object_id
from procdocs.model.process import Process
from procdocs.views.change_values import Teller
from procdocs.views.change_words import KINDS
from procdocs.views.context import ViewContext
from procdocs.views.review_flow import FlowReviewer
from procdocs.views.review_parts import CHANGE_WORDS, ObjectReview

_FIRST_FACTS = ("owner", "group", "purpose.customer", "purpose.need", "volume", "definition")


def review_object(change: ObjectChange, teller: Teller, earlier: ViewContext) -> ObjectReview:
    """Tell what became of an object.

    Args:
        change: What became of it.
        teller: Names and words of the newer state.
        earlier: The older state, for its picture.
    """
    t = teller.context.words
    shown = change.after if change.after is not None else change.before
    before_id = None if change.before is None else object_id(change.before)
    after_id = None if change.after is None else object_id(change.after)
    facts = change.facts
    if change.change == "added":
        facts = tuple(fact for fact in facts if fact.key in _FIRST_FACTS)
    flow = FlowReviewer(change, teller, earlier)
    return ObjectReview(
        kind=change.kind,
        kind_word=t(KINDS[change.kind][0]),
        change=change.change,
        word=t(CHANGE_WORDS[change.change]),
        name=_name(change.kind, shown, teller),
        before_id=before_id,
        after_id=after_id,
        note=_note(change, teller, before_id, after_id),
        differences=teller.differences(facts, shown),
        steps=flow.steps(),
        letters=flow.letters(),
        metrics=flow.metrics(),
        steady=flow.steady(),
        gain=flow.gain(),
        picture=flow.picture(),
        picture_note=flow.picture_note(),
    )


def _name(kind: str, thing: Any, teller: Teller) -> str:
    """Give the name of an object; of a survey that of its process, else the id."""
    text = getattr(thing, "name", None) or getattr(thing, "title", None)
    if kind == "survey":
        return teller.name(Named(kind="process", id=object_id(thing)))
    return teller.context.say(text) or object_id(thing)


def _note(change: ObjectChange, teller: Teller, before_id: str | None, after_id: str | None) -> str:
    t = teller.context.words
    if change.against is not None:
        name = teller.context.say(change.against.name)
        return t("Compared with {name}, of which it is the to-be.").format(name=name)
    if change.change == "moved":
        return t("Its id {before} becomes {after}.").format(before=before_id, after=after_id)
    if isinstance(change.after, Process) and change.before is None:
        return t("{n} {n:step|steps}").format(n=len(change.after.steps))
    if isinstance(change.before, Process) and change.after is None:
        return t("It had {n} {n:step|steps}").format(n=len(change.before.steps))
    return ""
