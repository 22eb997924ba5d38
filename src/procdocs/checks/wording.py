"""How messages write lists and parts."""

from collections.abc import Sequence

from procdocs.diagnostics.sentence import Figure, Sentence, listed, sentence

_MOST_NAMES = 10


def names(ids: Sequence[str], last: str = "and") -> Sentence:
    """Write ids as a list in a sentence: `a`, `b` and `c`; of a long list the first ten."""
    quoted: list[object] = [f"`{item}`" for item in ids[:_MOST_NAMES]]
    more = len(ids) - len(quoted)
    if more > 0:
        quoted.append(sentence("{n} more", n=more))
    return listed(quoted, last)


def percent(part: float) -> Figure:
    """Write a part of a whole rounded to a whole percent: `43 %`; nearly all as `99.7 %`."""
    if 0.995 <= part < 1:
        return Figure(f"{min(part, 0.999) * 100:.1f} %")
    return Figure(f"{part * 100:.0f} %")
