"""Answers of many people folded into one survey: medians, counts, quotes without names."""

import difflib
import re
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from procdocs.imports.survey import Answer, Answers
from procdocs.locale import Words
from procdocs.model.portal import Portal
from procdocs.source.what_if_values import written_duration

SAME = 0.87
"""Likeness from which two texts say the same."""

Tree = dict[str, Any]


def fold_answers(answers: Answers, portal: Portal, words: Words, invited: int | None) -> Tree:
    """Fold the answers about one process into a survey as a writer would type it.

    Work and waiting are medians over the people who gave them; waiting is each person's elapsed
    time less their work, and where only elapsed times are known, they are the lead time. Texts
    that say the same are one, with votes where they are suggestions. Names of people whom the
    organisation knows are replaced by their roles.

    Args:
        answers: What was read.
        portal: The portal, for calendar and names.
        words: Translates the few words that are put in.
        invited: How many people were asked; None: unknown.

    Returns:
        Keys and values of a survey file.
    """
    hide = _name_hider(portal)
    tree: Tree = {}
    if answers.answered is not None:
        tree["asked"] = answers.answered.isoformat()
    if answers.roles:
        tree["asked_of"] = list(answers.roles)
    if invited is not None:
        tree["invited"] = invited
    tree["responses"] = len(answers.respondents)
    steps: Tree = {}
    for step in answers.process.steps:
        own = [each for each in answers.answers if each.step == step.id and each.says_something]
        if own:
            steps[step.id] = _fold_step(own, portal, words, hide)
    if steps:
        tree["steps"] = steps
    whole = [each for each in answers.answers if each.step is None]
    suggestions = _suggestions(whole, hide)
    if suggestions:
        tree["suggestions"] = suggestions
    return tree


def _fold_step(
    answers: Sequence[Answer], portal: Portal, words: Words, hide: Callable[[str], str]
) -> Tree:
    tree: Tree = {}
    actual = _actual(answers, portal)
    if actual:
        tree["actual"] = actual
    usable = [each.usable for each in answers if each.usable is not None]
    if usable:
        tree["complete_accurate"] = f"{round(statistics.median(usable) * 100, 1):g}%"
    tree["n"] = len(answers)
    differs = _differs(answers, words, hide)
    if differs:
        tree["differs"] = differs
    for key, column in (("barriers", "barriers"), ("resources", "help"), ("record", "record")):
        texts = [text for text, _ in _merge_texts(_texts(answers, column), hide)]
        if texts:
            tree[key] = texts
    suggestions = _suggestions(answers, hide)
    if suggestions:
        tree["suggestions"] = suggestions
    return tree


def _actual(answers: Sequence[Answer], portal: Portal) -> Tree:
    def median(times: Sequence[timedelta]) -> str:
        middle = statistics.median(time.total_seconds() for time in times)
        seconds = round(middle) if middle < 600 else round(middle / 60) * 60
        return written_duration(timedelta(seconds=seconds), portal.calendar)

    work = [each.work for each in answers if each.work is not None]
    waits = [
        each.elapsed - each.work
        for each in answers
        if each.work is not None and each.elapsed is not None and each.elapsed >= each.work
    ]
    elapsed = [each.elapsed for each in answers if each.elapsed is not None]
    tree: Tree = {}
    if work:
        tree["process"] = median(work)
    if waits:
        tree["wait"] = median(waits)
    elif elapsed and not work:
        tree["lead"] = median(elapsed)
    return tree


def _differs(answers: Sequence[Answer], words: Words, hide: Callable[[str], str]) -> str:
    said = [each for each in answers if each.as_written is not None]
    other = sum(each.as_written != "yes" for each in said)
    texts = [(each.respondent, each.differs) for each in answers if each.differs]
    quotes = " / ".join(text for text, _ in _merge_texts(texts, hide))
    if not other:
        return quotes
    count = words("{k} of {n} do it otherwise").format(k=other, n=len(said))
    return f"{count}: {quotes}" if quotes else count


def _suggestions(answers: Sequence[Answer], hide: Callable[[str], str]) -> list[Tree]:
    merged = _merge_texts(_texts(answers, "suggestions"), hide)
    ranked = sorted(merged, key=lambda found: -found[1])
    return [{"text": text, "votes": votes, "status": "open"} for text, votes in ranked]


def _texts(answers: Iterable[Answer], column: str) -> list[tuple[str, str]]:
    return [(each.respondent, text) for each in answers for text in each.texts[column]]


def _merge_texts(
    texts: Iterable[tuple[str, str]], hide: Callable[[str], str]
) -> list[tuple[str, int]]:
    """Bring texts together that say the same; give the first wording and how many people said it.

    Args:
        texts: Pairs of a person and what they wrote.
        hide: Takes names out.
    """
    found: list[tuple[str, str, set[str]]] = []
    for person, text in texts:
        shown = hide(text)
        key = _key(shown)
        for _, known, people in found:
            if same_text(key, known):
                people.add(person)
                break
        else:
            found.append((shown, key, {person}))
    return [(text, len(people)) for text, _, people in found]


def same_text(one: str, other: str) -> bool:
    """Tell whether two texts say the same but for spelling, capitals and points."""
    one, other = _key(one), _key(other)
    if one == other:
        return True
    if min(len(one), len(other)) < 8 or re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    matcher = difflib.SequenceMatcher(None, one[:500], other[:500], autojunk=False)
    return matcher.quick_ratio() >= SAME and matcher.ratio() >= SAME


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _name_hider(portal: Portal) -> Callable[[str], str]:
    """Make the function that puts a role for the name of its holder."""
    names: Mapping[str, str] = {
        person.strip(): role.name.get(portal.language)
        for role in portal.roles.values()
        for person in role.held_by
        if len(person.strip()) > 3
    }
    if not names:
        return lambda text: text
    folded = {name.casefold(): role for name, role in names.items()}
    longest = sorted(names, key=len, reverse=True)
    pattern = re.compile(
        r"(?<!\w)(" + "|".join(re.escape(name) for name in longest) + r")(?!\w)", re.IGNORECASE
    )
    return lambda text: pattern.sub(lambda found: folded.get(found[0].casefold(), "…"), text)
