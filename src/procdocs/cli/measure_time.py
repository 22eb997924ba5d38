"""Working time as `procdocs measure` is told of it: start of the day, days off, offsets."""

import datetime
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from procdocs.analysis.working_clock import WorkingClock
from procdocs.cli.session import refuse

_MOST_DAYS = 10_000


def read_day_start(text: str) -> datetime.timedelta:
    """Read when a working day starts: `08:00`; anything else is refused."""
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", text, re.ASCII)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        refuse(f"--day-start {text!r} is no time; write it as 08:00")
    return datetime.timedelta(hours=int(found[1]), minutes=int(found[2]))


def read_days_off(given: Iterable[str]) -> tuple[datetime.date, ...]:
    """Read days off.

    Args:
        given: Each a day (`2026-12-25`) or a text file with one day a line; what follows a `#`
            is a comment.

    Returns:
        The days, each once, in order. A line that is no day is refused.
    """
    days: set[datetime.date] = set()
    for text in given:
        day = _day(text)
        days.update((day,) if day else _days_of(Path(text)))
    return tuple(sorted(days))


def _days_of(path: Path) -> list[datetime.date]:
    if not path.is_file():
        refuse(f"--holidays {str(path)!r} is neither a day such as 2026-12-25 nor a file")
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()[:_MOST_DAYS]
    except (OSError, UnicodeDecodeError) as error:
        refuse(f"{path} cannot be read: {error}")
    found = []
    for number, line in enumerate(lines, start=1):
        bare = line.partition("#")[0].strip()
        day = _day(bare)
        if day:
            found.append(day)
        elif bare:
            refuse(f"{path}:{number}: {bare[:40]!r} is no day; write it as 2026-12-25")
    return found


def _day(text: str) -> datetime.date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
        return None
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def are_mixed(offsets: Sequence[datetime.timedelta | None]) -> bool:
    """Tell whether the offsets of a log are more than winter and summer time of one place."""
    known = [offset for offset in offsets if offset is not None]
    if len(known) < len(offsets):
        return len(offsets) > 1
    hour = datetime.timedelta(hours=1)
    return len(known) > 2 or (len(known) == 2 and abs(known[0] - known[1]) != hour)


def describe_working_time(clock: WorkingClock, day_start: str) -> str:
    """Say how working time was counted, in one line."""
    calendar, off = clock.calendar, len(clock.days_off)
    but = f", without {off} {'day' if off == 1 else 'days'} off" if off else ""
    if calendar.hours_per_day >= 24 and calendar.days_per_week >= 7:
        return f"the clock runs on, every hour counts{but}."
    if calendar.hours_per_day >= 24:
        return f"{calendar.days_per_week:g} days a week from Monday on, round the clock{but}."
    return (
        f"{calendar.days_per_week:g} days a week from Monday on, {calendar.hours_per_day:g} hours "
        f"a day from {day_start} on{but or '; no holidays were named'}. Work within one day, "
        "and work no longer than a working day, is taken from the clock."
    )
