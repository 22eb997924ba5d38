"""The value-stream map as SVG: a template with a little geometry, no graph layout.

Stages stand in rows of at most eight; every information flow has a track of its own above them,
so that no two of them share a line.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from procdocs.diagrams.markup import attributes, element, escaped, number, safe_link
from procdocs.diagrams.text_width import text_width, wrap_text
from procdocs.diagrams.value_stream_symbols import (
    burst,
    factory,
    flow_sign,
    triangle,
    truck,
    waiting,
)
from procdocs.views.value_stream_map import MapFlow, MapStage, StreamMapView

MOST_IN_ROW = 8
PITCH = 196.0
BOX = 108.0
_LEFT = 20.0
_LEAD = 76.0
"""From the start of a slot to its box: room for stock or waiting."""
_ACTOR = 132.0
_ACTOR_HEIGHT = 94.0
_TOP = 14.0
_TRACK = 19.0
_DATA = 18.0
_BODY = 62.0
_HEAD = 36.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slot:
    """Where a stage stands."""

    stage: MapStage
    row: int
    column: int
    x: float
    """Left edge of its box."""
    y: float
    """Upper edge of its box."""

    @property
    def stock_x(self) -> float:
        return self.x - _LEAD / 2 - 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """Measures of one map."""

    view: StreamMapView
    slots: tuple[_Slot, ...]
    rows: int
    width: float
    height: float
    first_track: float
    ladder_drop: float
    """From the upper edge of a box to the upper level of its ladder."""

    @property
    def customer_x(self) -> float:
        return self.width - _LEFT - _ACTOR


def draw_value_stream_map(view: StreamMapView) -> str:
    """Draw the map."""
    sheet = _measure(view)
    inner = element("title", escaped(view.description))
    inner += _actors(sheet)
    inner += "".join(_information(sheet))
    inner += _shipments(sheet)
    for slot in sheet.slots:
        inner += _between(sheet, slot)
    for slot in sheet.slots:
        inner += _box(view, slot)
    inner += "".join(_ladder(sheet, row) for row in range(sheet.rows))
    inner += _totals(sheet)
    return element(
        "svg",
        inner,
        class_="pd-vsm",
        viewBox=f"0 0 {number(sheet.width)} {number(sheet.height)}",
        width=sheet.width,
        height=sheet.height,
        role="group",
        aria_label=view.description,
    )


def _measure(view: StreamMapView) -> _Sheet:
    count = max(1, len(view.stages))
    rows = ceil(count / MOST_IN_ROW)
    in_row = ceil(count / rows)
    width = _LEFT + max(4, in_row) * PITCH + 2 * _LEFT + 40
    first = _TOP + _ACTOR_HEIGHT + 30
    tracks = first + _TRACK * len(view.flows)
    data = max((len(stage.data) + stage.bottleneck for stage in view.stages), default=0)
    room = 36.0 if any(stage.bursts for stage in view.stages) else 0.0
    drop = _BODY + max(_DATA * data, 34.0) + 34 + room
    pitch = drop + 34 + 84
    slots = tuple(
        _Slot(
            stage=stage,
            row=at // in_row,
            column=at % in_row,
            x=_LEFT + (at % in_row) * PITCH + _LEAD,
            y=tracks + 44 + (at // in_row) * pitch,
        )
        for at, stage in enumerate(view.stages)
    )
    bottom = (slots[-1].y if slots else tracks) + drop + 44
    beside = bool(slots) and slots[-1].column < max(4, in_row) - 1
    height = bottom + (0 if beside or not view.totals else 22 * len(view.totals) + 20)
    return _Sheet(
        view=view,
        slots=slots,
        rows=rows,
        width=width,
        height=height,
        first_track=first,
        ladder_drop=drop,
    )


def _text(class_: str, x: float, y: float, text: str) -> str:
    return element("text", escaped(text), class_=f"pd-vsm__t {class_}".strip(), x=x, y=y)


def _actors(sheet: _Sheet) -> str:
    view = sheet.view
    found = ""
    if view.supplier:
        found += factory(_LEFT, _TOP, _ACTOR, _ACTOR_HEIGHT)
        found += _actor_text(_LEFT, (view.supplier,))
    if view.customer:
        found += factory(sheet.customer_x, _TOP, _ACTOR, _ACTOR_HEIGHT)
        found += _actor_text(sheet.customer_x, view.customer)
    if view.control:
        x = (sheet.width - 180) / 2
        found += element(
            "rect", class_="pd-vsm__box", x=x, y=_TOP + 44, width=180.0, height=50.0, rx=2.0
        )
        found += _text("pd-vsm__t--strong pd-vsm__t--mid", sheet.width / 2, _TOP + 73, view.control)
    return found


def _actor_text(x: float, lines: tuple[str, ...]) -> str:
    names = wrap_text(lines[0], _ACTOR - 12, 12, 4 - len(lines[1:]), bold=True)
    found = ""
    y = _TOP + 40
    for at, line in enumerate(names):
        found += _text("pd-vsm__t--strong pd-vsm__t--mid", x + _ACTOR / 2, y + at * 14, line)
    y = _TOP + _ACTOR_HEIGHT - _DATA * len(lines[1:])
    for at, line in enumerate(lines[1:]):
        top = y + at * _DATA
        found += element("rect", class_="pd-vsm__data", x=x, y=top, width=_ACTOR, height=_DATA)
        found += _text("pd-vsm__t--mid", x + _ACTOR / 2, top + 13, line)
    return found


def _information(sheet: _Sheet) -> Iterator[str]:
    """Lead each flow up to its track, along it, and to its end; names stand above all lines."""
    ends: dict[str, list[int]] = {}
    for at, flow in enumerate(sheet.view.flows):
        for end in (flow.source, flow.target):
            ends.setdefault(end, []).append(at)
    names = ""
    for at, flow in enumerate(sheet.view.flows):
        y = sheet.first_track + at * _TRACK
        start = _end(sheet, flow.source, ends[flow.source], at)
        stop = _end(sheet, flow.target, ends[flow.target], at)
        if start is not None and stop is not None:
            yield _flow(flow, y, start, stop)
            names += _flow_name(sheet, flow, y, start, stop)
    yield names


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    """Where a flow begins or ends."""

    x: float
    """Where its upright part runs."""
    points: tuple[tuple[float, float], ...]
    """From the upright part to the box."""


def _end(sheet: _Sheet, name: str, members: list[int], at: int) -> _End | None:
    place = (members.index(at) + 1) / (len(members) + 1)
    actors = {
        "supplier": (_LEFT, _ACTOR),
        "customer": (sheet.customer_x, _ACTOR),
        "production-control": ((sheet.width - 180) / 2, 180.0),
    }
    if name in actors:
        left, wide = actors[name]
        x = left + wide * (
            0.42 + 0.5 * place
            if name == "supplier"
            else place * 0.8
            if name == "customer"
            else place
        )
        return _End(x=x, points=((x, _TOP + _ACTOR_HEIGHT + 3),))
    slot = next((each for each in sheet.slots if each.stage.id == name), None)
    if slot is None:
        return None
    x = slot.x + BOX * (0.12 + 0.76 * place)
    if slot.row == 0:
        return _End(x=x, points=((x, slot.y - 3),))
    aside = slot.x + BOX + 13 + 4 * min(members.index(at), 3)  # clear of boxes, ladder and stock
    return _End(x=aside, points=((aside, slot.y - 26), (x, slot.y - 26), (x, slot.y - 3)))


def _flow(flow: MapFlow, y: float, start: _End, stop: _End) -> str:
    points = [*reversed(start.points), (start.x, y), (stop.x, y), *stop.points]
    path = f"M{number(points[0][0])} {number(points[0][1])}"
    for before, here in pairwise(points):
        long = before[1] == here[1] == y and abs(here[0] - before[0]) > 60
        if flow.by == "electronic" and long:
            path += _zigzag(before, here)
        path += f"L{number(here[0])} {number(here[1])}"
    line = element("path", class_=f"pd-vsm__info pd-vsm__info--{flow.by}", d=path)
    return line + _tip(points[-2], points[-1])


def _flow_name(sheet: _Sheet, flow: MapFlow, y: float, start: _End, stop: _End) -> str:
    """Write a flow's name on its track, in the middle of its level part."""
    if not flow.name:
        return ""
    line = wrap_text(flow.name, 280, 11, 1)[0]
    wide = text_width(line, 11)
    middle = (start.x + stop.x) / 2
    middle = min(max(middle, _LEFT + wide / 2), sheet.width - _LEFT - wide / 2)
    ground = element(
        "rect",
        class_="pd-vsm__ground",
        x=middle - wide / 2 - 3,
        y=y - 13.0,
        width=wide + 6,
        height=12.0,
    )
    return ground + _text("pd-vsm__t--mid", middle, y - 4, line)


def _zigzag(before: tuple[float, float], here: tuple[float, float]) -> str:
    """Mark a line as electronic: a bolt at its first sixth."""
    way = 1 if here[0] > before[0] else -1
    x, y = before[0] + way * max(18.0, abs(here[0] - before[0]) / 6), before[1]
    return (
        f"L{number(x)} {number(y)}L{number(x + way * 14)} {number(y - 7)}"
        f"L{number(x + way * 8)} {number(y + 7)}L{number(x + way * 22)} {number(y)}"
    )


def _tip(before: tuple[float, float], end: tuple[float, float]) -> str:
    way = 1 if end[1] > before[1] else -1
    x, y = end
    path = f"M{number(x)} {number(y)}l-4 {number(-8 * way)}h8z"
    return element("path", class_="pd-vsm__tip", d=path)


def _shipments(sheet: _Sheet) -> str:
    if not sheet.slots:
        return ""
    found = ""
    first, last = sheet.slots[0], sheet.slots[-1]
    bottom = _TOP + _ACTOR_HEIGHT
    if sheet.view.supplier:
        x = first.stock_x
        found += element(
            "path", class_="pd-vsm__ship", d=f"M{number(x)} {number(bottom)}V{number(first.y + 4)}"
        )
        found += _tip((x, bottom), (x, first.y + 10)) + truck(x, first.y - 44)
    if sheet.view.customer:
        x = sheet.width - _LEFT - 14
        y = last.y + 48
        path = f"M{number(last.x + BOX)} {number(y)}H{number(x)}V{number(bottom + 8)}"
        found += element("path", class_="pd-vsm__ship", d=path)
        found += _tip((x, y), (x, bottom + 2)) + truck(x, sheet.slots[0].y - 44)
    return found


def _between(sheet: _Sheet, slot: _Slot) -> str:
    """Draw what stands before a stage, and how the stage before hands on to it."""
    stage = slot.stage
    found = ""
    at = sheet.slots.index(slot)
    if at and slot.column:
        previous = sheet.slots[at - 1]
        found += flow_sign(previous.stage.flow, previous.x + BOX + 4, slot.x - 4, slot.y + 8)
    elif at:
        found += _wrap(sheet, sheet.slots[at - 1], slot)
    if stage.stock:
        found += triangle(slot.stock_x, slot.y + 18)
        for line, text in enumerate(stage.stock):
            found += _text("pd-vsm__t--mid", slot.stock_x, slot.y + 74 + line * 14, text)
    elif stage.waits:
        found += waiting(slot.stock_x, slot.y + 38)
        found += _text("pd-vsm__t--mid", slot.stock_x, slot.y + 74, stage.waits)
    return found


def _wrap(sheet: _Sheet, previous: _Slot, slot: _Slot) -> str:
    """Lead from the end of a row to the start of the next."""
    right = previous.x + BOX + 10
    level = previous.y + sheet.ladder_drop + 44
    path = (
        f"M{number(previous.x + BOX)} {number(previous.y + 20)}H{number(right)}V{number(level)}"
        f"H{number(_LEFT - 10)}V{number(slot.y + 8)}H{number(slot.x - 6)}"
    )
    x, y = slot.x - 2, slot.y + 8
    tip = element("path", class_="pd-vsm__tip", d=f"M{number(x)} {number(y)}l-8 -4v8z")
    return element("path", class_="pd-vsm__link", d=path) + tip


def _box(view: StreamMapView, slot: _Slot) -> str:
    stage = slot.stage
    x, y = slot.x, slot.y
    inner = element("title", escaped(stage.name))
    inner += element("rect", class_="pd-vsm__box", x=x, y=y, width=BOX, height=_BODY)
    inner += element("path", class_="pd-vsm__rule", d=f"M{number(x)} {number(y + _HEAD)}h{BOX:g}")
    lines = wrap_text(stage.name, BOX - 10, 12, 2, bold=True)
    for at, line in enumerate(lines):
        base = y + 15 + at * 14 + (7 if len(lines) == 1 else 0)
        inner += _text("pd-vsm__t--strong pd-vsm__t--mid", x + BOX / 2, base, line)
    if stage.operators:
        inner += element("circle", class_="pd-vsm__man", cx=x + 18, cy=y + 45, r=4.5)
        inner += element(
            "path", class_="pd-vsm__man", d=f"M{number(x + 9)} {number(y + 58)}a9 8 0 0 1 18 0"
        )
        inner += _text("", x + 34, y + 54, f"× {stage.operators}")
    href = safe_link(stage.href, None, False)
    class_ = "pd-vsm__stage" + (" pd-vsm__stage--bottleneck" if stage.bottleneck else "")
    found = (
        f"<a{attributes(class_=class_, href=href)}>{inner}</a>"
        if href
        else element("g", inner, class_=class_)
    )
    rows = list(stage.data)
    for at, (label, value) in enumerate(rows):
        found += _data_row(x, y + _BODY + 2 + at * _DATA, label, value)
    if stage.bottleneck:
        base = y + _BODY + 15 + len(rows) * _DATA
        found += _text("pd-vsm__t--bad pd-vsm__t--mid", x + BOX / 2, base, view.bottleneck_text)
    for at, each in enumerate(stage.bursts):
        below = y + _BODY + 24 + (len(rows) + stage.bottleneck) * _DATA
        found += burst(x + 18 + at * 36, below, each)
    return found


def _data_row(x: float, y: float, label: str, value: str) -> str:
    room = BOX - 10 - (text_width(value, 11) + 4 if value else 0)
    line = wrap_text(label, max(20.0, room), 11, 1)[0]
    return (
        element("rect", class_="pd-vsm__data", x=x, y=y, width=BOX, height=_DATA)
        + _text("pd-vsm__t--dim", x + 5, y + 13, line)
        + _text("pd-vsm__t--end", x + BOX - 5, y + 13, value)
    )


def _ladder(sheet: _Sheet, row: int) -> str:
    slots = [slot for slot in sheet.slots if slot.row == row]
    if not slots:
        return ""
    upper = slots[0].y + sheet.ladder_drop
    lower = upper + 20
    path = f"M{number(slots[0].x - _LEAD + 2)} {number(upper)}"
    texts = ""
    for slot in slots:
        path += f"H{number(slot.x)}V{number(lower)}H{number(slot.x + BOX)}V{number(upper)}"
        texts += _text("pd-vsm__t--mid", slot.stock_x, upper - 6, slot.stage.ladder_wait)
        texts += _text("pd-vsm__t--mid", slot.x + BOX / 2, lower - 5, slot.stage.ladder_work)
    return element("path", class_="pd-vsm__ladder", d=path) + texts


def _totals(sheet: _Sheet) -> str:
    rows = sheet.view.totals
    if not rows:
        return ""
    x = sheet.width - _LEFT - 250
    y = sheet.height - 22 * len(rows) - 12
    found = element("rect", class_="pd-vsm__data", x=x, y=y, width=210.0, height=22.0 * len(rows))
    for at, (label, value) in enumerate(rows):
        base = y + 15 + at * 22
        found += _text("pd-vsm__t--dim", x + 8, base, label)
        found += _text("pd-vsm__t--strong pd-vsm__t--end", x + 202, base, value)
    return found
