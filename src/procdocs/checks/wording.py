"""How messages write lists and parts."""

from collections.abc import Sequence

_MOST_NAMES = 10


def names(ids: Sequence[str], last: str = "and") -> str:
    """Write ids as a list in a sentence: `a`, `b` and `c`; of a long list the first ten."""
    quoted = [f"`{item}`" for item in ids[:_MOST_NAMES]]
    more = len(ids) - len(quoted)
    if more > 0:
        return f"{', '.join(quoted)} {last} {more} more"
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def percent(part: float) -> str:
    """Write a part of a whole rounded to a whole percent: `43 %`; nearly all as `99.7 %`."""
    if 0.995 <= part < 1:
        return f"{min(part, 0.999) * 100:.1f} %"
    return f"{part * 100:.0f} %"
