"""Stretches of waiting and work in one strip, to scale."""

from procdocs.diagrams.markup import escaped, number
from procdocs.views.value_ladder import ScaleView

WIDTH = 1200
HEIGHT = 14
_LEAST = 2.0
"""Width of work that would be too thin to be seen."""


def draw_scale(view: ScaleView) -> str:
    """Draw the stretches from left to right; the whole width is the view's total.

    Work thinner than 2 of 1200 units is drawn 2 wide, at the cost of the waiting after it.
    """
    parts = []
    x = 0.0
    owed = 0.0
    for kind, minutes in view.segments:
        width = WIDTH * minutes / view.total_minutes if view.total_minutes else 0.0
        if kind == "wait":
            width, owed = max(0.0, width - owed), max(0.0, owed - width)
        elif width < _LEAST:
            width, owed = _LEAST, owed + _LEAST - width
        width = min(width, WIDTH - x)
        if width > 0:
            parts.append(
                f'<rect class="pd-scale__{kind}" x="{number(x)}" y="0" width="{number(width)}" '
                f'height="{HEIGHT}"/>'
            )
        x += width
    return (
        f'<svg class="pd-scale" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none" '
        f'role="img" aria-label="{escaped(view.description)}">{"".join(parts)}</svg>'
    )
