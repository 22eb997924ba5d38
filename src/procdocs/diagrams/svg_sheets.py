"""A picture for print that is larger than any sheet: its parts, each with the heads of its lanes.

The parts show the picture that stands in the page, so that a page grows by little. They are hidden
on a screen and from those who listen: the picture itself is there.
"""

from dataclasses import replace

from procdocs.diagrams.markup import element, escaped, identifier, number
from procdocs.diagrams.scene import PlacedBand, Rect, Scene
from procdocs.diagrams.sheets import MARGIN, ROOM, Mark, Sheet, SheetPlan
from procdocs.diagrams.svg import band_name
from procdocs.diagrams.text_width import text_width
from procdocs.views.swimlane import SwimlaneView

_RADIUS = 8.0
_STUBS = (9.0, 27.0)
_LARGEST_SCALE = 1.1
_HEAD_SIZE = 11.5


def render_sheets(view: SwimlaneView, scene: Scene, plan: SheetPlan, id_prefix: str) -> str:
    """Draw the sheets of a picture that is printed in parts.

    Args:
        view: What is shown.
        scene: Where it is.
        plan: How it is cut.
        id_prefix: The one that the picture in the page was drawn with.

    Returns:
        A `div` of `figure` elements; nothing where the picture is printed whole.
    """
    if not plan.sheets:
        return ""
    count = len(plan.sheets)
    sizes = [_size(scene, sheet) for sheet in plan.sheets]
    room = ROOM[plan.paper]
    scale = min(_LARGEST_SCALE, *(min(room[0] / wide, room[1] / high) for wide, high in sizes))
    found = ""
    for at, sheet in enumerate(plan.sheets, start=1):
        note = view.sheet_words.sheet.format(n=at, m=count)
        caption = f"{view.title} · {note}. {view.sheet_words.onward}"
        inner = element("figcaption", escaped(caption))
        inner += _picture(view, scene, sheet, scale, identifier(id_prefix))
        found += element("figure", inner, class_=f"pd-sheet pd-sheet--{plan.paper}")
    return element("div", found, class_="pd-sheets", aria_hidden="true")


def _origin(scene: Scene, sheet: Sheet) -> tuple[float, float]:
    """Give where on its sheet a part begins: behind repeated heads and marks of lines."""
    level = scene.direction == "lr"
    left = (MARGIN if sheet.part.x > 0 else 0.0) + (sheet.heads if level else 0.0)
    top = (MARGIN if sheet.part.y > 0 else 0.0) + (0.0 if level else sheet.heads)
    return left, top


def _size(scene: Scene, sheet: Sheet) -> tuple[float, float]:
    """Give width and height of all that stands on a sheet."""
    part = sheet.part
    left, top = _origin(scene, sheet)
    return (
        left + part.width + (MARGIN if part.right < scene.width else 0.0),
        top + part.height + (MARGIN if part.bottom < scene.height else 0.0),
    )


def _picture(view: SwimlaneView, scene: Scene, sheet: Sheet, scale: float, picture_id: str) -> str:
    part = sheet.part
    level = scene.direction == "lr"
    left, top = _origin(scene, sheet)
    width, height = _size(scene, sheet)
    inner = _window(scene, picture_id, part, left, top)
    strip = part
    if sheet.heads:
        strip = replace(part, x=0.0, width=sheet.heads)
        if not level:
            strip = replace(part, y=0.0, height=sheet.heads)
        inner += _window(scene, picture_id, strip, 0.0 if level else left, top if level else 0.0)
    own = "".join(
        _name_again(band, sheet, scene, (left, top), outside=_is_outside(view, band))
        for band in scene.bands
    )
    own += _marks(view, scene, sheet, left, top)
    inner += element("g", own, class_="pd-swim")
    return element(
        "svg",
        inner,
        class_="pd-sheet__pic",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width * scale,
        height=height * scale,
    )


def _window(scene: Scene, picture_id: str, part: Rect, x: float, y: float) -> str:
    """Show a part of the picture in the page at a place of the sheet."""
    box = f"{number(part.x)} {number(part.y)} {number(part.width)} {number(part.height)}"
    whole = element("use", href=f"#{picture_id}", width=scene.width, height=scene.height)
    return element("svg", whole, x=x, y=y, width=part.width, height=part.height, viewBox=box)


def _is_outside(view: SwimlaneView, band: PlacedBand) -> bool:
    return any(lane.id == band.id and lane.outside for lane in view.lanes)


def _name_again(
    band: PlacedBand, sheet: Sheet, scene: Scene, origin: tuple[float, float], *, outside: bool
) -> str:
    """Write the name of a band whose head the sheet cuts into the part of it that is seen."""
    part, head = sheet.part, band.head
    level = scene.direction == "lr"
    left, right = max(head.x, part.x), min(head.right, part.right)
    top, bottom = max(head.y, part.y), min(head.bottom, part.bottom)
    in_strip = band.kind != "black-box" and sheet.heads > 0
    if in_strip and level:
        left, right = head.x, head.right
    elif in_strip:
        top, bottom = head.y, head.bottom
    if (
        right - left < _HEAD_SIZE
        or bottom - top < _HEAD_SIZE
        or _whole(band, part, level, in_strip)
    ):
        return ""
    x = left if in_strip and level else left - part.x + origin[0]
    y = top if in_strip and not level else top - part.y + origin[1]
    seen = Rect(x=x, y=y, width=right - left, height=bottom - top)
    class_ = "pd-swim__head" if band.kind == "lane" else "pd-swim__pool"
    inner = element("rect", class_=class_, x=seen.x, y=seen.y, width=seen.width, height=seen.height)
    text = "pd-swim__role" if band.kind == "lane" else "pd-swim__pooltext"
    inner += band_name(replace(band, head=seen), text)
    return element("g", inner, class_="pd-swim__lane--out" if outside else None)


def _whole(band: PlacedBand, part: Rect, level: bool, in_strip: bool) -> bool:
    """Tell whether the sheet shows the name of a band as the picture has it."""
    head = band.head
    if band.kind != "black-box":
        down = head.y >= part.y and head.bottom <= part.bottom
        across = head.x >= part.x and head.right <= part.right
        return (down or (in_strip and not level)) and (across or (in_strip and level))
    half = max((text_width(line, _HEAD_SIZE, bold=True) for line in band.lines), default=0.0) / 2
    x, y = head.center
    wide, high = (half, 0.0) if band.turn == "level" else (0.0, half)
    return (
        part.x <= x - wide
        and x + wide <= part.right
        and part.y <= y - high
        and y + high <= part.bottom
    )


def _marks(view: SwimlaneView, scene: Scene, sheet: Sheet, left: float, top: float) -> str:
    """Write a lettered circle wherever a line is cut; close ones stand one behind the other."""
    kinds = {edge.id: edge.kind for edge in view.edges}
    loops = {edge.id for edge in scene.edges if edge.loop}
    found, before, far = "", None, False
    for mark in sheet.marks:
        along = mark.y if mark.side in ("left", "right") else mark.x
        close = before is not None and before[0] == mark.side and along - before[1] < 2.2 * _RADIUS
        far = close and not far
        before = (mark.side, along)
        kind = "msg" if kinds[mark.edge] == "message" else "loop" if mark.edge in loops else "seq"
        at = (mark.x - sheet.part.x + left, mark.y - sheet.part.y + top)
        found += _mark(mark, at, _STUBS[far], kind)
    return found


def _mark(mark: Mark, at: tuple[float, float], stub: float, kind: str) -> str:
    way = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}[mark.side]
    x, y = at
    end = (x + way[0] * stub, y + way[1] * stub)
    centre = (end[0] + way[0] * _RADIUS, end[1] + way[1] * _RADIUS)
    line = f"M{number(x)} {number(y)}L{number(end[0])} {number(end[1])}"
    found = element("path", class_=f"pd-swim__edge pd-swim__edge--{kind}", d=line)
    found += element("circle", class_="pd-swim__box", cx=centre[0], cy=centre[1], r=_RADIUS)
    return found + element(
        "text", mark.letter, class_="pd-swim__onward", x=centre[0], y=centre[1] + 3.5
    )
