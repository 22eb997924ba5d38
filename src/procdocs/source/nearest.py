"""What a writer probably meant: the nearest of the known words."""

from collections.abc import Iterable

_MOST_SEARCHES = 300
"""Distinct words looked up per load; a file of a thousand mistakes needs no thousand guesses."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that differs least.

    The distance is that of Damerau and Levenshtein restricted to adjacent swaps: at most one in a
    word of up to four letters, two up to eight, three beyond. A known word of which the word is a
    part between hyphens, or the other way round, comes next: `manager` and `sales-manager`.

    Args:
        word: What was written.
        known: The words that exist.

    Returns:
        The nearest, the first of several; None where none is near.
    """
    folded = word.lower().replace("_", "-").replace(" ", "-")
    limit = 1 if len(folded) <= 4 else 2 if len(folded) <= 8 else 3
    best: str | None = None
    best_distance = limit + 1
    part: str | None = None
    for candidate in known:
        if candidate.lower() == folded:
            return candidate
        if part is None and min(len(folded), len(candidate)) > 3 and _is_part(folded, candidate):
            part = candidate
        if abs(len(candidate) - len(folded)) >= best_distance:
            continue
        distance = _distance(folded, candidate.lower(), best_distance)
        if distance < best_distance:
            best, best_distance = candidate, distance
    return best or part


def _is_part(left: str, right: str) -> bool:
    left, right = f"-{left}-", f"-{right}-"
    return left in right or right in left


def _distance(left: str, right: str, limit: int) -> int:
    """Count the edits from one word to another; `limit` or more is not told apart."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        older, before = before, row
        row = [i]
        for j, b in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if older and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) >= limit:
            return limit
    return row[-1]


class Suggestions:
    """Guesses for many words against the same lists, each made once and in bounded number."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], str | None] = {}

    def of(self, kind: str, word: str, known: Iterable[str]) -> str | None:
        """Guess what was meant; None after too many guesses.

        Args:
            kind: Name of the list, which is always the same list.
            word: What was written.
            known: The list.

        Returns:
            The nearest of the list, or None.
        """
        key = (kind, word)
        if key not in self._made:
            if len(self._made) >= _MOST_SEARCHES:
                return None
            self._made[key] = nearest(word, known)
        return self._made[key]
