"""A small line without axes: the course of a KPI and its target."""

from procdocs.diagrams.markup import escaped, number
from procdocs.views.sparkline import SparklineView

WIDTH_PX = 96
HEIGHT_PX = 24
_MARGIN_PX = 3


def draw_sparkline(view: SparklineView) -> str:
    """Draw the values from left to right, the highest at the top, the target dashed."""
    shown = [*view.values] if view.target is None else [*view.values, view.target]
    low, high = min(shown), max(shown)
    span = (high - low) or 1.0
    height = HEIGHT_PX - 2 * _MARGIN_PX
    step = (WIDTH_PX - 2 * _MARGIN_PX) / max(1, len(view.values) - 1)

    def y(value: float) -> str:
        return number(_MARGIN_PX + height * (high - value) / span)

    points = " ".join(
        f"{number(_MARGIN_PX + index * step)},{y(value)}" for index, value in enumerate(view.values)
    )
    last_x, last_y = points.rsplit(" ", 1)[-1].split(",")
    target = (
        ""
        if view.target is None
        else f'<path class="pd-spark__target" d="M0 {y(view.target)}h{WIDTH_PX}"/>'
    )
    return (
        f'<svg class="pd-spark" viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" width="{WIDTH_PX}" '
        f'height="{HEIGHT_PX}" role="img" aria-label="{escaped(view.description)}">{target}'
        f'<polyline class="pd-spark__line" points="{points}"/>'
        f'<circle class="pd-spark__dot" cx="{last_x}" cy="{last_y}" r="2.5"/></svg>'
    )
