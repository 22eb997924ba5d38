"""How messages write lists and parts."""

from collections.abc import Sequence


def names(ids: Sequence[str], last: str = "and") -> str:
    """Write ids as a list in a sentence: `a`, `b` and `c`."""
    quoted = [f"`{item}`" for item in ids]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def percent(part: float) -> str:
    """Write a part of a whole rounded to a whole percent: `43 %`."""
    return f"{part * 100:.0f} %"
