"""The key-process matrix: a point a process, its name where there is room for it."""

from procdocs.diagrams.markup import attributes, element, escaped, number, safe_link
from procdocs.diagrams.text_width import text_width, wrap_text
from procdocs.views.key_processes import KeyProcessesView, KeyProcessPoint

_LEFT, _TOP, _WIDTH, _HEIGHT = 46.0, 14.0, 560.0, 342.0
_TEXT = 11.5
_ROOM = 150.0
_NAMED = 60
"""Processes whose names are tried, most important first; key processes always are."""
_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def draw_key_processes(view: KeyProcessesView) -> str:
    """Draw the matrix, 0 to 5 on both axes; a name without room shows under the pointer."""
    inner = _ground(view)
    spots = [(_x(each.performance), _y(each.importance)) for each in view.points]
    taken: list[_Box] = [(x - 7, y - 7, x + 7, y + 7) for x, y in spots]
    key_width = text_width(view.key_text, _TEXT, bold=True)
    taken.append((_LEFT + 6, _TOP + 4, _LEFT + 10 + key_width, _TOP + 20))
    for at, (point, spot) in enumerate(zip(view.points, spots, strict=True)):
        inner += _point(point, spot, taken if point.key or at < _NAMED else None)
    return element(
        "svg",
        inner,
        class_="pd-kpm",
        viewBox="0 0 620 400",
        width=620.0,
        height=400.0,
        role="group",
        aria_label=view.description,
    )


def _x(performance: float) -> float:
    return _LEFT + _WIDTH * min(5.0, max(0.0, performance)) / 5


def _y(importance: float) -> float:
    return _TOP + _HEIGHT * (1 - min(5.0, max(0.0, importance)) / 5)


def _ground(view: KeyProcessesView) -> str:
    x, y = _x(view.performance_limit), _y(view.importance_limit)
    parts = [
        element("rect", class_="pd-kpm__key", x=_LEFT, y=_TOP, width=x - _LEFT, height=y - _TOP)
    ]
    for at in range(6):
        line = (
            f"M{number(_x(at))} {number(_TOP)}v{number(_HEIGHT)}"
            f"M{number(_LEFT)} {number(_y(at))}h{number(_WIDTH)}"
        )
        parts.append(element("path", class_="pd-kpm__grid", d=line))
        parts.append(element("text", str(at), class_="pd-kpm__tick", x=_x(at), y=371.0))
        parts.append(
            element("text", str(at), class_="pd-kpm__tick pd-kpm__tick--y", x=39.0, y=_y(at) + 4)
        )
    cut = f"M{number(x)} {number(_TOP)}V{number(y)}H{number(_LEFT)}"
    parts.append(element("path", class_="pd-kpm__cut", d=cut))
    parts.append(_text("pd-kpm__keytext", _LEFT + 8, _TOP + 16, view.key_text))
    parts.append(_text("pd-kpm__axis", _LEFT + _WIDTH / 2, 392, view.performance_text))
    turn = f"rotate(-90 12 {number(_TOP + _HEIGHT / 2)})"
    parts.append(
        element(
            "text",
            escaped(view.importance_text),
            class_="pd-kpm__axis",
            x=12.0,
            y=_TOP + _HEIGHT / 2,
            transform=turn,
        )
    )
    return "".join(parts)


def _text(class_: str, x: float, y: float, text: str, anchor: str | None = None) -> str:
    return element("text", escaped(text), class_=class_, x=x, y=y, text_anchor=anchor)


def _point(point: KeyProcessPoint, spot: tuple[float, float], taken: list[_Box] | None) -> str:
    x, y = spot
    if point.key:
        mark = element("rect", class_="pd-kpm__m", x=x - 5, y=y - 5, width=10.0, height=10.0)
    else:
        mark = element("circle", class_="pd-kpm__m", cx=x, cy=y, r=5.0)
    inner = element("title", escaped(point.name)) + mark
    if taken is not None:
        inner += _label(point, spot, taken)
    class_ = f"pd-kpm__p{' pd-kpm__p--key' if point.key else ''}"
    href = safe_link(point.href, None, False)
    if href is None:
        return element("g", inner, class_=class_)
    return f"<a{attributes(class_=class_, href=href, aria_label=point.name)}>{inner}</a>"


def _label(point: KeyProcessPoint, spot: tuple[float, float], taken: list[_Box]) -> str:
    """Put the name to the right, left, above or below, wherever nothing stands yet."""
    name = wrap_text(point.name, _ROOM, _TEXT, 1, bold=point.key)[0]
    wide = text_width(name, _TEXT, bold=point.key)
    x, y = spot
    places = [
        (x + 9, y + 4, "start"),
        (x - 9 - wide, y + 4, "end"),
        (x + 7, y - 6, "start"),
        (x + 7, y + 15, "start"),
        (x - 7 - wide, y - 6, "end"),
        (x - 7 - wide, y + 15, "end"),
        (x - wide / 2, y - 9, "start"),
        (x - wide / 2, y + 19, "start"),
    ]
    for left, base, _ in places:
        box = (left - 1, base - 10, left + wide + 1, base + 3)
        if box[0] < _LEFT or box[2] > 620 or box[1] < 2 or box[3] > _TOP + _HEIGHT:
            continue
        if any(_overlap(box, other) for other in taken if other != _own(spot)):
            continue
        taken.append(box)
        return _text("pd-kpm__t", left, base, name, "start")
    return ""


def _own(spot: tuple[float, float]) -> _Box:
    return (spot[0] - 7, spot[1] - 7, spot[0] + 7, spot[1] + 7)


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
