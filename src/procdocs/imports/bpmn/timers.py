"""Durations as modelling tools and people write them, to durations as our writers do."""

import re

_ISO = re.compile(
    r"P(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
    r"(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)
_SHORT = re.compile(r"(?:\d+(?:\.\d+)?[wdhms])+")
_WORDS = {
    "w": "weeks week woche wochen semaine semaines semana semanas 周 星期 个星期",
    "d": "days day tag tage tagen jours jour dia dias día días giorni 天 日",
    "h": "hours hour hrs hr h std stunde stunden heures heure horas hora ore 小时 个小时",
    "m": "minutes minute mins min minuten minuto minutos minuti 分钟 分",
    "s": "seconds second secs sec sekunde sekunden secondes segundos 秒",
}
_UNIT = {word: unit for unit, words in _WORDS.items() for word in words.split()}
_SPOKEN = re.compile(r"(\d{1,5}(?:[.,]\d{1,2})?)\s*-?\s*([^\W\d_]+)")


def read_timer(text: str) -> str | None:
    """Read how long a timer waits.

    Args:
        text: ISO 8601 (`PT24H`, which is `1d`), our own form (`2d`), or words with one number
            (`After 2 days`).

    Returns:
        The duration as in FORMAT (`4h`, `2d`); None where it is none, as for months, dates and
        expressions.
    """
    text = text.strip()
    if found := _ISO.fullmatch(text):
        values = [float(part or 0) for part in found.groups()]
        return _written(*values)
    if _SHORT.fullmatch(text):
        return text
    spoken = [
        (number, _UNIT[word.casefold()])
        for number, word in _SPOKEN.findall(text)
        if word.casefold() in _UNIT
    ]
    if len(spoken) != 1 or len(re.findall(r"\d+(?:[.,]\d+)?", text)) != 1:
        return None
    number, unit = spoken[0]
    return _written(*(float(number.replace(",", ".")) * (unit == each) for each in "wdhms"))


def is_duration(words: str, time: str) -> bool:
    """Tell whether a name says a duration and nothing else: `2 days`, `P2D`, `2d`."""
    alone = re.fullmatch(r"\W*\d+(?:[.,]\d+)?\s*[^\W\d_]+\W*", words)
    plain = _SHORT.fullmatch(words) or _ISO.fullmatch(words)
    return (plain is not None or alone is not None) and read_timer(words) == time


def _written(weeks: float, days: float, hours: float, minutes: float, seconds: float) -> str | None:
    """Write a duration; 90 minutes are 1h30m, and 24 hours on the clock are a day."""
    minutes += seconds // 60
    hours += minutes // 60
    if hours and hours % 24 == 0:
        days, hours = days + hours // 24, 0
    values = (weeks, days, hours, minutes % 60, seconds % 60)
    parts = zip(values, "wdhms", strict=True)
    return "".join(f"{_number(value)}{unit}" for value, unit in parts if value) or None


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:g}"


def read_cycle(text: str) -> str | None:
    """Read the period of a repeating timer: `R3/PT10M` is `10m`."""
    found = re.fullmatch(r"R\d*/(P[^/]+)", text.strip())
    return read_timer(found[1]) if found else None
