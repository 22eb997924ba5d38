"""Values of settings as typed on a command line, and durations written back as YAML has them."""

from datetime import timedelta
from typing import Any

from procdocs.model.quantities import Calendar
from procdocs.source.yaml_scalars import UnusableNumberError, resolve_scalar
from procdocs.source.yaml_tree import read_yaml


def read_setting_value(text: str) -> Any:
    """Read a value as YAML would: `1h`, `90%`, `2.5`, `[crm, erp]`; nothing is None.

    A list or mapping that is no YAML stays the text that it is, for its reader to refuse.
    """
    bare = text.strip()
    if bare.startswith(("[", "{")):
        tree = read_yaml("--set", bare)
        return bare if tree.value is None or tree.diagnostics else tree.value
    try:
        return resolve_scalar(bare)
    except UnusableNumberError:
        return bare


def written_duration(duration: timedelta, calendar: Calendar) -> str:
    """Write working time as a writer would: `1d7h45m`, days as the calendar has them."""
    seconds = round(duration.total_seconds())
    day = round(calendar.hours_per_day * 3600)
    days, rest = divmod(seconds, day)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    parts = ((days, "d"), (hours, "h"), (minutes, "m"), (rest, "s"))
    return "".join(f"{count}{unit}" for count, unit in parts if count) or "0m"
