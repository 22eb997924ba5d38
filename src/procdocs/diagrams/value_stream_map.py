"""The value-stream map as SVG: a template with a little geometry, no graph layout.

Stages stand in rows of at most eight, with the information flows above each row.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from procdocs.diagrams.markup import attributes, element, escaped, number, safe_link
from procdocs.diagrams.sheets import paper_of
from procdocs.diagrams.text_width import text_width, wrap_text
from procdocs.diagrams.value_stream_information import (
    GUTTER,
    TRACK,
    Dock,
    Tracks,
    arrow_tip,
    draw_information,
    plan_tracks,
)
from procdocs.diagrams.value_stream_symbols import (
    burst,
    factory,
    flow_sign,
    triangle,
    truck,
    waiting,
)
from procdocs.views.value_stream_map import MapStage, StreamMapView

MOST_IN_ROW = 8
PITCH = 196.0
BOX = 108.0
_LEFT = 20.0
_LEAD = 76.0
"""From the start of a slot to its box: room for stock or waiting."""
_ACTOR = 132.0
_ACTOR_HEIGHT = 94.0
_TOP = 14.0
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
    tracks: Tracks
    gutter_x: float
    """Where the outermost line runs that joins two rows."""
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
        class_=f"pd-vsm pd-paper pd-paper--{paper_of(sheet.width, sheet.height)}",
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
    levels = {"supplier": 0, "customer": 0, "production-control": 0}
    levels |= {stage.id: at // in_row for at, stage in enumerate(view.stages)}
    tracks = plan_tracks(view.flows, levels)
    gutter_x = _LEFT + max(4, in_row) * PITCH + 10 + GUTTER * len(tracks.gutter)
    width = gutter_x + 2 * _LEFT + 30
    first = _TOP + _ACTOR_HEIGHT + 30
    data = max((_data_height(stage) for stage in view.stages), default=0.0)
    room = 36.0 if any(stage.bursts for stage in view.stages) else 0.0
    drop = _BODY + max(data, 34.0) + 34 + room
    tops = [first + TRACK * tracks.count(0) + 44]
    for row in range(1, rows):
        tops.append(tops[-1] + drop + 100 + TRACK * tracks.count(row))
    slots = tuple(
        _Slot(
            stage=stage,
            row=at // in_row,
            column=at % in_row,
            x=_LEFT + (at % in_row) * PITCH + _LEAD,
            y=tops[at // in_row],
        )
        for at, stage in enumerate(view.stages)
    )
    bottom = tops[-1] + drop + 44
    beside = bool(slots) and slots[-1].column < max(4, in_row) - 1
    height = bottom + (0 if beside or not view.totals else 22 * len(view.totals) + 20)
    return _Sheet(
        view=view,
        slots=slots,
        rows=rows,
        width=width,
        height=height,
        first_track=first,
        tracks=tracks,
        gutter_x=gutter_x,
        ladder_drop=drop,
    )


def _data_rows(stage: MapStage) -> list[tuple[tuple[str, ...], str]]:
    """Give a data box row by row; a label without a value may take several lines."""
    return [
        (wrap_text(label, BOX - 10, 11, 3) if label and not value else (label,), value)
        for label, value in stage.data
    ]


def _data_height(stage: MapStage) -> float:
    lines = sum(len(label) for label, _ in _data_rows(stage))
    return _DATA * (lines + stage.bottleneck)


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
    """Draw the information flows, each on a track of its own."""
    docks = {
        "supplier": Dock(
            level=0,
            left=_LEFT + _ACTOR * 0.42,
            right=_LEFT + _ACTOR,
            y=_TOP + _ACTOR_HEIGHT + 3,
            hangs=True,
        ),
        "customer": Dock(
            level=0,
            left=sheet.customer_x,
            right=sheet.customer_x + _ACTOR * 0.8,
            y=_TOP + _ACTOR_HEIGHT + 3,
            hangs=True,
        ),
        "production-control": Dock(
            level=0,
            left=(sheet.width - 180) / 2,
            right=(sheet.width + 180) / 2,
            y=_TOP + _ACTOR_HEIGHT + 3,
            hangs=True,
        ),
    }
    for slot in sheet.slots:
        docks[slot.stage.id] = Dock(level=slot.row, left=slot.x, right=slot.x + BOX, y=slot.y - 3)
    tops = {
        slot.row: slot.y - 26 - (sheet.tracks.count(slot.row) - 1) * TRACK for slot in sheet.slots
    }
    tops[0] = sheet.first_track
    yield from draw_information(sheet.view.flows, docks, sheet.tracks, tops, sheet.gutter_x)


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
        found += arrow_tip((x, bottom), (x, first.y + 10)) + truck(x, first.y - 44)
    if sheet.view.customer:
        x = sheet.width - _LEFT - 14
        y = last.y + 48
        path = f"M{number(last.x + BOX)} {number(y)}H{number(x)}V{number(bottom + 8)}"
        found += element("path", class_="pd-vsm__ship", d=path)
        found += arrow_tip((x, y), (x, bottom + 2)) + truck(x, sheet.slots[0].y - 44)
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
        f"<a{attributes(class_=class_, href=href, aria_label=stage.name)}>{inner}</a>"
        if href
        else element("g", inner, class_=class_)
    )
    base = y + _BODY + 2
    for label, value in _data_rows(stage):
        found += _data_row(x, base, label, value)
        base += _DATA * len(label)
    if stage.bottleneck:
        found += _text(
            "pd-vsm__t--bad pd-vsm__t--mid", x + BOX / 2, base + 13, view.bottleneck_text
        )
        base += _DATA
    for at, each in enumerate(stage.bursts):
        found += burst(x + 18 + at * 36, base + 22, each)
    return found


def _data_row(x: float, y: float, label: tuple[str, ...], value: str) -> str:
    lines = label
    if value:
        room = BOX - 10 - (text_width(value, 11) + 4)
        lines = wrap_text(label[0], max(20.0, room), 11, 1)
    found = element("rect", class_="pd-vsm__data", x=x, y=y, width=BOX, height=_DATA * len(lines))
    for at, line in enumerate(lines):
        found += _text("pd-vsm__t--dim", x + 5, y + 13 + at * (_DATA - 3), line)
    return found + _text("pd-vsm__t--end", x + BOX - 5, y + 13, value)


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
