"""Nodes of a swimlane picture as SVG: outline, name, signs and marks, one link around it all."""

from procdocs.diagrams import symbols
from procdocs.diagrams.markup import element, escaped, number
from procdocs.diagrams.scene import PlacedNode, PlacedText, Rect
from procdocs.views.swimlane import NodeView

_KIND_CLASS = {
    "task": "task",
    "subprocess": "sub",
    "start": "start",
    "end": "end",
    "wait": "wait",
    "milestone": "wait",
    "decision": "dec",
}


def text_lines(text: PlacedText, class_: str) -> str:
    """Write the lines of a text, a `text` element each."""
    rect = text.rect
    x = {"start": rect.x, "middle": rect.center[0], "end": rect.right}[text.anchor]
    first = rect.y + (text.leading + text.size * 0.72) / 2
    anchor = "end" if text.anchor == "end" else None
    return "".join(
        element(
            "text",
            escaped(line),
            class_=class_,
            x=x,
            y=first + at * text.leading,
            text_anchor=anchor,
        )
        for at, line in enumerate(text.lines)
    )


def sign(path: str, x: float, y: float, class_: str) -> str:
    """Write a sign at a place."""
    move = f"translate({number(x)} {number(y)})"
    return element("path", class_=class_, transform=move, d=path)


def harvey_ball(value: str, x: float, y: float) -> str:
    """Write the mark of a value class: full VA, half BVA, empty NVA."""
    ring = element("circle", class_="pd-hv__ring", cx=x, cy=y, r=4.5)
    fill = ""
    if value == "VA":
        fill = element("circle", class_="pd-hv__fill", cx=x, cy=y, r=4.5)
    elif value == "BVA":
        half = f"M{number(x)} {number(y - 4.5)}a4.5 4.5 0 0 1 0 9z"
        fill = element("path", class_="pd-hv__fill", d=half)
    return element("g", ring + fill, class_=f"pd-hv pd-hv--{value.lower()}")


def _outline(node: NodeView, rect: Rect, shape: str) -> str:
    cx, cy = rect.center
    if shape == "box":
        return element(
            "rect",
            class_="pd-swim__box",
            x=rect.x,
            y=rect.y,
            width=rect.width,
            height=rect.height,
            rx=5.0,
        )
    if shape == "diamond":
        corners = f"M{number(rect.x)} {number(cy)}L{number(cx)} {number(rect.y)}"
        corners += f"L{number(rect.right)} {number(cy)}L{number(cx)} {number(rect.bottom)}Z"
        return element("path", class_="pd-swim__box pd-swim__box--dec", d=corners)
    kind = "wait" if node.kind == "milestone" else node.kind
    radius = rect.width / 2
    outer = element("circle", class_=f"pd-swim__box pd-swim__box--{kind}", cx=cx, cy=cy, r=radius)
    if kind != "wait":
        return outer
    return outer + element("circle", class_="pd-swim__ring", cx=cx, cy=cy, r=radius - 3)


def event_sign(event: str | None, filled: bool, x: float, y: float, scale: float = 1.0) -> str:
    """Write the sign of an event; nothing for a plain one."""
    path = symbols.EVENTS.get(event or "")
    if path is None:
        return ""
    full = filled or event in symbols.ALWAYS_FILLED
    class_ = "pd-swim__glyph pd-swim__glyph--full" if full else "pd-swim__glyph"
    move = f"translate({number(x)} {number(y)})"
    if scale != 1.0:
        move += f" scale({scale:.2f})"
    return element("path", class_=class_, transform=move, d=path)


def _signs(node: NodeView, placed: PlacedNode) -> str:
    """Write the signs that say what kind of node it is."""
    rect = placed.rect
    cx, cy = rect.center
    if placed.shape == "circle":
        return event_sign(node.event, node.throwing or node.kind == "end", cx, cy)
    if placed.shape == "diamond":
        path = symbols.GATEWAYS.get(node.kind)
        if path is None or (placed.text is not None and node.kind != "inclusive"):
            return ""
        bold = " pd-swim__glyph--bold" if node.kind in symbols.BOLD_GATEWAYS else ""
        if placed.text is not None:
            ring = "M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z"
            return sign(ring, cx, placed.text.rect.y - 7, "pd-swim__glyph" + bold)
        return sign(path, cx, cy, "pd-swim__glyph" + bold)
    signs = ""
    kind = node.task_kind or symbols.AUTOMATION.get(node.automation or "")
    if kind is not None:
        full = " pd-swim__glyph--full" if kind == "send" else ""
        path = symbols.TASKS[kind]
        signs += sign(path, rect.x + 5, rect.y + 4, "pd-swim__glyph pd-swim__glyph--kind" + full)
    feet = []
    if node.repeated:
        feet.append(symbols.REPEATED)
    if node.kind == "subprocess":
        feet.append(symbols.COLLAPSED)
    for at, path in enumerate(feet):
        x = cx + (at - (len(feet) - 1) / 2) * 15
        signs += sign(path, x, rect.bottom - 8.5 - placed.lift, "pd-swim__glyph")
    return signs


def _marks(node: NodeView, placed: PlacedNode) -> str:
    """Write number, value class, waiting time and change."""
    rect = placed.rect
    cx = rect.center[0]
    marks = ""
    if node.number and placed.shape != "circle":
        if placed.shape == "diamond":
            x, anchor = cx - rect.width * 0.23, "end"
        else:
            kind = node.task_kind or node.automation
            x, anchor = rect.x + (19.0 if kind else 6.0), None
        marks += element(
            "text",
            escaped(node.number),
            class_="pd-swim__num",
            x=x,
            y=rect.y + 12,
            text_anchor=anchor,
        )
    if node.value and placed.shape != "circle":
        if placed.shape == "diamond":
            marks += harvey_ball(node.value, cx + rect.width * 0.27, rect.y + 8)
        else:
            marks += harvey_ball(node.value, rect.right - 9, rect.y + 9)
    if placed.wait is not None:
        text = placed.wait
        clock = sign(symbols.CLOCK, text.rect.x - 6, text.rect.center[1], "pd-swim__glyph")
        marks += element("g", clock + text_lines(text, "pd-swim__waittext"), class_="pd-swim__wait")
    if node.documents and placed.shape == "box":
        marks += _documents(node, rect)
    if node.change:
        x = rect.x if placed.shape == "box" else cx - rect.width * 0.35
        disc = element("circle", class_="pd-swim__changedisc", cx=x, cy=rect.y, r=6.0)
        mark = sign(symbols.CHANGES[node.change], x, rect.y, "pd-swim__changesign")
        class_ = f"pd-swim__change pd-swim__change--{node.change}"
        marks += element("g", disc + mark, class_=class_)
    return marks


def _documents(node: NodeView, rect: Rect) -> str:
    """Write how many documents a step has, on its lower right corner, where no flow ends."""
    x, y = rect.right - 1, rect.bottom - 1
    inner = element("title", escaped(node.documents_text)) if node.documents_text else ""
    inner += sign(symbols.DOCUMENT, x, y, "pd-swim__box pd-swim__sheet")
    inner += element(
        "text", str(node.documents), class_="pd-swim__docscount", x=x, y=y + 5, text_anchor="middle"
    )
    return element("g", inner, class_="pd-swim__docs")


def render_node(node: NodeView, placed: PlacedNode, lane_name: str, link: str | None) -> str:
    """Write a node.

    Args:
        node: What it is.
        placed: Where it is.
        lane_name: Name of its lane, spoken before its own.
        link: Safe link, or None for a node that leads nowhere.
    """
    classes = ["pd-swim__node", f"pd-swim__node--{_KIND_CLASS.get(node.kind, 'gate')}"]
    if node.value:
        classes.append(f"pd-swim__node--{node.value.lower()}")
    if node.change:
        classes.append(f"pd-swim__node--{node.change}")
    name = node.name.strip() or node.title or ""
    spoken = ", ".join(part for part in (node.number, name or node.id) if part)
    label = f"{lane_name}: {spoken}" if lane_name.strip() else spoken
    inner = element("title", escaped(node.title or name)) if node.title or name else ""
    inner += _outline(node, placed.rect, placed.shape) + _signs(node, placed)
    if placed.text is not None:
        inner += text_lines(placed.text, "pd-swim__text")
    if placed.caption is not None:
        middle = " pd-swim__cap--mid" if placed.caption.anchor == "middle" else ""
        inner += text_lines(placed.caption, "pd-swim__cap" + middle)
    inner += _marks(node, placed)
    shared: dict[str, str | None] = {
        "class_": " ".join(classes),
        "data_step": node.id,
        "data_role": node.lane,
    }
    if link is None:
        spoken_label = label if name else None
        role = "img" if name else None
        return element("g", inner, **shared, role=role, aria_label=spoken_label)
    return element("a", inner, href=link, **shared, aria_label=label)
