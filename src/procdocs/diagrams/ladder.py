"""The value-stream ladder: waiting on the upper level, work on the lower, one rung a step.

After Rother and Shook, Learning to See; the value class is told by letters and filling as well as
by colour: full, half, hatched.
"""

from procdocs.diagrams.markup import escaped, number
from procdocs.diagrams.text_width import text_width, wrap_text
from procdocs.views.value_ladder import LadderView, Rung

WIDE_PX = 208
NARROW_PX = 116
ROOM_PX = 844
_UPPER = 54
_LOWER = 92
_HEIGHT = 146


def draw_ladder(view: LadderView) -> str:
    """Draw the ladder; the more rungs, the narrower each, down to where words no longer fit."""
    count = max(1, len(view.rungs))
    pitch = min(WIDE_PX, max(NARROW_PX, ROOM_PX / count))
    width = 12 + pitch * count
    shapes, texts = [], []
    line = [f"M6 {_UPPER}"]
    x = 6.0
    for rung in view.rungs:
        waiting = pitch * 0.54
        work = pitch - waiting
        shapes.append(_shapes(rung, x, waiting, work))
        texts.append(_texts(rung, x, waiting, work))
        line.append(
            f"L{number(x + waiting)} {_UPPER}L{number(x + waiting)} {_LOWER}"
            f"L{number(x + pitch)} {_LOWER}L{number(x + pitch)} {_UPPER}"
        )
        x += pitch
    return (
        f'<svg class="pd-ladder{" pd-ladder--long" if width > ROOM_PX + 20 else ""}" '
        f'viewBox="0 0 {number(width)} {_HEIGHT}" width="{number(width)}" height="{_HEIGHT}" '
        f'role="img" aria-label="{escaped(view.description)}">{"".join(shapes)}'
        f'<path class="pd-ladder__line" d="{"".join(line)}"/>{"".join(texts)}</svg>'
    )


def _shapes(rung: Rung, x: float, waiting: float, work: float) -> str:
    left = x + waiting
    parts = [
        f'<rect class="pd-ladder__wait" x="{number(x)}" y="{_UPPER}" width="{number(waiting)}" '
        'height="5"/>'
    ]
    kind = rung.value or "unjudged"
    parts.append(
        f'<rect class="pd-ladder__work pd-ladder__work--{kind}" x="{number(left)}" y="76" '
        f'width="{number(work)}" height="16"/>'
    )
    if kind == "bva":
        parts.append(
            f'<rect class="pd-ladder__half" x="{number(left)}" y="84" width="{number(work)}" '
            'height="8"/>'
        )
    if kind == "nva":
        strokes = "".join(
            f"M{number(left + 4 + at * 16)} 89l10 -10" for at in range(int((work - 8) // 16))
        )
        parts.append(f'<path class="pd-ladder__hatch" d="{strokes}"/>')
    return "".join(parts)


def _texts(rung: Rung, x: float, waiting: float, work: float) -> str:
    middle = x + waiting + work / 2
    parts = [
        _text("pd-ladder__t pd-ladder__t--strong", x + waiting / 2, 47, rung.wait),
        _text("pd-ladder__t pd-ladder__t--strong", middle, 107, rung.work),
    ]
    room = work * 2 - 12
    for at, line in enumerate(wrap_text(rung.name, room, 12, 2)):
        parts.append(_text("pd-ladder__t", middle, 124 + at * 14, line))
    if rung.value:
        letters = rung.value.upper()
        start = middle - (text_width(letters, 11, bold=True) + 13) / 2
        parts.append(
            f'<g class="pd-hv pd-hv--{rung.value}"><circle class="pd-hv__ring" '
            f'cx="{number(start + 4.5)}" cy="66" r="4.5"/>{_filling(rung.value, start + 4.5)}</g>'
        )
        parts.append(
            f'<text class="pd-ladder__t pd-ladder__t--val pd-ladder__t--start" '
            f'x="{number(start + 13)}" y="70">{letters}</text>'
        )
    return "".join(parts)


def _filling(value: str, x: float) -> str:
    if value == "va":
        return f'<circle class="pd-hv__fill" cx="{number(x)}" cy="66" r="4.5"/>'
    if value == "bva":
        return f'<path class="pd-hv__fill" d="M{number(x)} 61.5a4.5 4.5 0 0 1 0 9z"/>'
    return ""


def _text(classes: str, x: float, y: float, text: str) -> str:
    return f'<text class="{classes}" x="{number(x)}" y="{number(y)}">{escaped(text)}</text>'
