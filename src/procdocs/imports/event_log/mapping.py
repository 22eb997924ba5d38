"""Which activity of a log is which step: a file that is proposed once and kept by its writer."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from procdocs.diagnostics import Diagnostic, finding
from procdocs.model.process import Process
from procdocs.model.steps import Step, StepType
from procdocs.source.nearest import nearest
from procdocs.source.rules import UNKNOWN_KEY, UNKNOWN_PART, WRONG_SHAPE
from procdocs.source.text_files import read_text
from procdocs.source.yaml_tree import read_yaml, write_yaml

SURE = 0.6
"""Likeness from which a guess is taken."""
PERHAPS = 0.4
"""Likeness from which a guess is mentioned."""

_NO_WORK = (StepType.FORK, StepType.JOIN, StepType.INCLUSIVE, StepType.EVENT_CHOICE)
_NOTHING = "nothing"
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"[a-z]{0,2}\d+")
_SMALL = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with", "within"})


@dataclass(frozen=True, slots=True)
class Guess:
    """What an activity of the log may be."""

    activity: str
    """As the log calls it."""
    count: int
    """How often it is there."""
    step: str | None
    """The step that is most like it and no other activity's; None where none is."""
    likeness: float
    """0..1; 1 for the same id or name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMapping:
    """A mapping as read."""

    steps: Mapping[str, str | None]
    """Step of each activity; None: left out."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with it."""
    text: str
    """The file."""


def guess_mapping(process: Process, activities: Mapping[str, int]) -> tuple[Guess, ...]:
    """Guess which activity is which step, by the likeness of their names.

    A step is given to the activity that is most like it, and to others only where their name is
    the same. Ids, names in every language and former ids count.

    Args:
        process: The process.
        activities: The activities of the log with how often they are there.

    Returns:
        One guess for each activity, in their order.
    """
    steps = [step for step in process.steps if step.type not in _NO_WORK and step.party is None]
    names = {step.id: [_words(name) for name in _names(step)] for step in steps}
    pairs = sorted(
        (
            (_likeness(_words(activity), found), -place, activity, id_)
            for activity in activities
            for place, (id_, found) in enumerate(names.items())
        ),
        reverse=True,
    )
    chosen: dict[str, tuple[str, float]] = {}
    taken: set[str] = set()
    for likeness, _, activity, step in pairs:
        if likeness < PERHAPS:
            break
        if activity not in chosen and (step not in taken or likeness == 1.0):
            chosen[activity] = (step, likeness)
            taken.add(step)
    return tuple(
        Guess(activity, count, *chosen.get(activity, (None, 0.0)))
        for activity, count in activities.items()
    )


def taken_guesses(guesses: Iterable[Guess]) -> dict[str, str | None]:
    """Give the mapping that the sure guesses make; what is not sure is no step."""
    return {
        guess.activity: guess.step for guess in guesses if guess.step and guess.likeness >= SURE
    }


def write_mapping(process: Process, log: str, guesses: Iterable[Guess]) -> str:
    """Write a mapping file to be looked through by somebody who knows the process."""
    lines = [
        f"# Which activity of {_comment(log)} is which step of {process.id}.",
        "# Guessed by the likeness of names: look through it, then run the command again with",
        "# --mapping. `null` leaves an activity out of everything; one that is not listed is",
        "# reported as unknown.",
        "activities:",
    ]
    for guess in guesses:
        sure = guess.step is not None and guess.likeness >= SURE
        line = write_yaml({guess.activity: guess.step if sure else _NOTHING}).rstrip("\n")
        line = line.removesuffix(_NOTHING).rstrip()
        if "\n" in line or not guess.activity.strip():
            # A name over several lines has no place in a line of its own.
            continue
        note = f"{guess.count} times"
        if guess.step is None:
            note += "; like no step"
        elif not sure:
            note += f"; perhaps {guess.step}"
        elif guess.likeness < 1:
            note += f"; {guess.likeness:.0%} alike"
        lines.append(f"  {line}  # {note}" if sure else f"  # {line}  # {note}")
    if not any(not line.startswith(("#", "  #")) for line in lines[5:]):
        lines[4] = "activities: {}"
    steps = ", ".join(step.id for step in process.steps)
    return "\n".join([*lines, f"# The steps: {steps}", ""])


def read_mapping(path: Path, process: Process) -> StepMapping:
    """Read a mapping file.

    Args:
        path: The file.
        process: The process whose steps it names.

    Returns:
        The mapping; entries that are wrong are left out and reported.
    """
    folder = path.resolve().parent
    found = read_text(folder, path.resolve())
    if isinstance(found, Diagnostic):
        return StepMapping(steps={}, diagnostics=(found,), text="")
    tree = read_yaml(path.name, found.text)
    value, missing = tree.mapping()
    faults = [*tree.diagnostics, *missing]
    made: dict[str, str | None] = {}
    for key in value:
        if key != "activities":
            faults.append(
                finding(
                    UNKNOWN_KEY,
                    f"unknown key `{key}`",
                    tree.span((key,), True),
                    help="A mapping has one key, `activities`.",
                )
            )
    activities = value.get("activities")
    if value and not isinstance(activities, dict):
        faults.append(
            finding(
                WRONG_SHAPE,
                "`activities` is no mapping from activity to step",
                tree.span(("activities",)),
                help="Write the name of an activity, a colon and the id of a step.",
            )
        )
    known = [step.id for step in process.steps]
    aliases = {alias: step.id for step in process.steps for alias in step.common.aliases}
    for activity, step in (activities if isinstance(activities, dict) else {}).items():
        if step is None or step in known:
            made[activity] = step
        elif isinstance(step, str) and step in aliases:
            made[activity] = aliases[step]
        else:
            near = nearest(str(step), known) if isinstance(step, str | int) else None
            faults.append(
                finding(
                    UNKNOWN_PART,
                    f"`{process.id}` has no step `{_comment(str(step))}`",
                    tree.span(("activities", activity)),
                    help=f"Did you mean `{near}`?" if near else "Write the id of a step, or null.",
                )
            )
    return StepMapping(steps=made, diagnostics=tuple(faults), text=found.text)


def _names(step: Step) -> list[str]:
    names = [step.id, *step.common.aliases]
    if step.name is not None:
        names += [text for _, text in step.name.values]
    return names


def _words(name: str) -> tuple[str, ...]:
    """Cut a name into words, without codes such as `T02` and small words."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    found = _WORD.findall("".join(sign for sign in folded if not unicodedata.combining(sign)))
    words = [word for word in found if not _CODE.fullmatch(word)] or found
    return tuple(word for word in words if word not in _SMALL) or tuple(words)


def _likeness(words: tuple[str, ...], names: Iterable[tuple[str, ...]]) -> float:
    return max((_alike(words, name) for name in names), default=0.0)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Compare by words and by letters: the mean of what they share, at most 1."""
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    shared = sum(max(_ratio(word, each) for each in other) for word in one[:20])
    back = sum(max(_ratio(word, each) for each in one) for word in other[:20])
    by_words = (shared / len(one[:20]) + back / len(other[:20])) / 2
    return min(0.99, by_words)


def _ratio(one: str, other: str) -> float:
    ratio = difflib.SequenceMatcher(None, one[:40], other[:40]).ratio()
    return ratio if ratio >= 0.75 else 0.0


def _comment(text: str) -> str:
    return " ".join(text.split())[:80]
