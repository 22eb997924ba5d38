"""The course of a KPI: a line over its periods, level lines for target and benchmark."""

from procdocs.diagrams.markup import element, escaped, number
from procdocs.diagrams.text_width import text_width
from procdocs.views.course import CourseView

_WIDTH, _HEIGHT = 680.0, 190.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 16.0, 20.0, 24.0, 28.0
_TEXT = 11.0


def draw_course(view: CourseView) -> str:
    """Draw the values from left to right; the first, the last, and the level lines are named."""
    shown = [value for _, value, _ in view.points] + [value for _, value, _ in view.levels]
    low, high = min(shown), max(shown)
    span = (high - low) or 1.0
    room = max((text_width(words, _TEXT) for _, _, words in view.levels), default=0.0)
    right = _WIDTH - _RIGHT - room
    step = (right - _LEFT - 12) / max(1, len(view.points) - 1)

    def y(value: float) -> float:
        return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (high - value) / span

    spots = [(_LEFT + 6 + at * step, y(value)) for at, (_, value, _) in enumerate(view.points)]
    inner = element("title", escaped(view.description))
    base = -100.0
    for code, value, words in sorted(view.levels, key=lambda each: -each[1]):
        level = y(value)
        line = f"M{number(_LEFT)} {number(level)}H{number(right)}"
        inner += element("path", class_=f"pd-course__level pd-course__level--{code}", d=line)
        base = max(level + 4, base + 13)
        inner += element("text", escaped(words), class_="pd-course__t", x=right + 8, y=base)
    points = " ".join(f"{number(x)},{number(at)}" for x, at in spots)
    inner += element("polyline", class_="pd-course__line", points=points)
    every = max(1, -(-len(spots) // 8))
    for at, ((x, spot), (period, _, words)) in enumerate(zip(spots, view.points, strict=True)):
        dot = element("title", escaped(f"{period}: {words}"))
        inner += element(
            "g", dot + element("circle", class_="pd-course__dot", cx=x, cy=spot, r=3.0)
        )
        if (len(spots) - 1 - at) % every == 0:
            inner += element(
                "text",
                escaped(period),
                class_="pd-course__t pd-course__t--mid",
                x=min(max(x, _LEFT + 22), right - 10),
                y=_HEIGHT - 8,
            )
        if at in (0, len(spots) - 1):
            inner += element(
                "text",
                escaped(words),
                class_="pd-course__t pd-course__t--value",
                x=max(x, _LEFT + 18),
                y=max(12.0, spot - 9),
            )
    return element(
        "svg",
        inner,
        class_="pd-course",
        viewBox=f"0 0 {number(_WIDTH)} {number(_HEIGHT)}",
        width=_WIDTH,
        height=_HEIGHT,
        role="img",
        aria_label=view.description,
    )
