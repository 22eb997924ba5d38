"""The periods in which a KPI is to be measured."""

import datetime

STEP_DAYS = {"weekly": 7}
STEP_MONTHS = {"monthly": 1, "quarterly": 3, "yearly": 12}


def next_start(start: datetime.date, frequency: str) -> datetime.date | None:
    """Give the first day of the following period; None where the frequency is unknown."""
    if frequency in STEP_DAYS:
        return start + datetime.timedelta(days=STEP_DAYS[frequency])
    if frequency in STEP_MONTHS:
        year, month0 = divmod(start.year * 12 + start.month - 1 + STEP_MONTHS[frequency], 12)
        return datetime.date(year, month0 + 1, 1)
    return None


def period_name(start: datetime.date, frequency: str) -> str:
    """Name a period as a writer types it: 2026-09, 2026-Q3, 2026, 2026-W36."""
    if frequency == "weekly":
        year, week, _ = start.isocalendar()
        return f"{year}-W{week:02}"
    if frequency == "monthly":
        return f"{start.year}-{start.month:02}"
    if frequency == "quarterly":
        return f"{start.year}-Q{(start.month + 2) // 3}"
    return str(start.year)


def first_day(day: datetime.date, frequency: str) -> datetime.date:
    """Give the first day of the period in which a day lies."""
    if frequency == "weekly":
        return day - datetime.timedelta(days=day.weekday())
    if frequency == "monthly":
        return day.replace(day=1)
    if frequency == "quarterly":
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1)
