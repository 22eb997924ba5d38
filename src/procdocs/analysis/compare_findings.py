"""Findings that a change brings and those that it mends, wherever they stand in their files."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from procdocs.analysis.facts import Renames
from procdocs.diagnostics import Diagnostic

_NUMBER = re.compile(r"\d[\d.,\u00a0]*")
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingChanges:
    """What is found in one state only."""

    new: tuple[Diagnostic, ...]
    """Only in the newer state, in its order."""
    mended: tuple[Diagnostic, ...]
    """Only in the older state, in its order."""


def compare_findings(
    before: Sequence[Diagnostic],
    after: Sequence[Diagnostic],
    renames: Renames,
    folders: tuple[str, str] = ("", ""),
) -> FindingChanges:
    """Compare what is found in two states.

    A finding is the same where rule, subject and message agree, numbers in the message aside; then
    where rule and subject agree. The line does not matter, so what only moved is no change.

    Args:
        before: Findings of the older state.
        after: Findings of the newer one.
        renames: Ids that were changed.
        folders: The content folders as their files are named, for findings without a subject.
    """
    old = [(found, _subject(found, renames, folders[0])) for found in before]
    new = [(found, _subject(found, None, folders[1])) for found in after]
    for key in (_by_message, _by_subject):
        old, new = _unmatched(old, new, key)
    return FindingChanges(
        new=tuple(found for found, _ in new), mended=tuple(found for found, _ in old)
    )


_Located = tuple[Diagnostic, str]


def _by_message(found: Diagnostic, subject: str) -> _Key | None:
    return (found.code, subject, _NUMBER.sub("#", found.message))


def _by_subject(found: Diagnostic, subject: str) -> _Key | None:
    return (found.code, subject) if found.subject else None


def _unmatched(
    old: list[_Located], new: list[_Located], key: Callable[[Diagnostic, str], _Key | None]
) -> tuple[list[_Located], list[_Located]]:
    """Take away as many of each kind as both sides have."""
    return _without(old, new, key), _without(new, old, key)


def _without(
    ours: list[_Located],
    theirs: Iterable[_Located],
    key: Callable[[Diagnostic, str], _Key | None],
) -> list[_Located]:
    left: dict[_Key, int] = {}
    for found in theirs:
        if (name := key(*found)) is not None:
            left[name] = left.get(name, 0) + 1
    kept = []
    for found in ours:
        name = key(*found)
        if name is not None and left.get(name):
            left[name] -= 1
        else:
            kept.append(found)
    return kept


def _subject(found: Diagnostic, renames: Renames | None, folder: str) -> str:
    """Name what a finding is about, by newer ids; without a subject, its file in the content."""
    if found.subject is None:
        file = found.span.file
        return "file:" + (file.removeprefix(f"{folder}/") if folder else file)
    kind, _, rest = found.subject.partition(":")
    id_, mark, part = rest.partition("#")
    if renames is None:
        return found.subject
    named = renames.of(kind, id_, part if mark else None)
    return f"{kind}:{named.id}{mark}{named.part or ''}"
