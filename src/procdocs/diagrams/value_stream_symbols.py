"""The signs of value-stream maps: factory, truck, stock, waiting, push, pull, burst."""

from math import cos, pi, sin

from procdocs.diagrams.markup import element, escaped, number


def factory(x: float, y: float, width: float, height: float) -> str:
    """Draw a plant with a saw-tooth roof; a supplier or a customer."""
    tooth = width / 6
    roof = "".join(f"l{number(tooth)} -20v20" for _ in range(6))
    path = f"M{number(x)} {number(y + 20)}{roof}v{number(height - 20)}h{number(-width)}z"
    return element("path", class_="pd-vsm__box", d=path)


def truck(x: float, y: float) -> str:
    """Draw a truck in the middle of an upright line."""
    left = x - 22
    return (
        element("rect", class_="pd-vsm__box", x=left, y=y, width=30.0, height=18.0)
        + element("rect", class_="pd-vsm__box", x=left + 30, y=y + 6, width=14.0, height=12.0)
        + element("circle", class_="pd-vsm__box", cx=left + 9, cy=y + 20, r=4.0)
        + element("circle", class_="pd-vsm__box", cx=left + 34, cy=y + 20, r=4.0)
    )


def triangle(x: float, y: float) -> str:
    """Draw stock: a triangle with an I, its tip at the point given."""
    foot = number(y + 38)
    path = f"M{number(x - 22)} {foot}L{number(x)} {number(y)}L{number(x + 22)} {foot}z"
    return element("path", class_="pd-vsm__stock", d=path) + element(
        "text", "I", class_="pd-vsm__t pd-vsm__t--strong pd-vsm__t--mid", x=x, y=y + 32
    )


def waiting(x: float, y: float) -> str:
    """Draw waiting that is no stock: a clock around the point given."""
    hands = f"M{number(x)} {number(y - 8)}v8h6"
    return element("circle", class_="pd-vsm__stock", cx=x, cy=y, r=14.0) + element(
        "path", class_="pd-vsm__rule", d=hands
    )


def flow_sign(flow: str | None, left: float, right: float, y: float) -> str:
    """Draw how a stage hands on, from its right edge to the left edge of the next."""
    if flow == "push":
        return _push(left, right, y)
    head = element("path", class_="pd-vsm__tip", d=f"M{number(right)} {number(y)}l-9 -5v10z")
    line = element(
        "path", class_="pd-vsm__link", d=f"M{number(left)} {number(y)}H{number(right - 8)}"
    )
    middle = (left + right) / 2
    if flow == "fifo":
        start, stop = number(left + 6), number(right - 14)
        bars = f"M{start} {number(y - 8)}H{stop}M{start} {number(y + 8)}H{stop}"
        text = element(
            "text", "FIFO", class_="pd-vsm__t pd-vsm__t--mid pd-vsm__t--ground", x=middle, y=y + 4
        )
        return line + element("path", class_="pd-vsm__rule", d=bars) + text + head
    if flow == "supermarket":
        shelf = (
            f"M{number(middle - 10)} {number(y - 9)}h20v18h-20"
            f"M{number(middle - 10)} {number(y - 3)}h20M{number(middle - 10)} {number(y + 3)}h20"
        )
        return line + element("path", class_="pd-vsm__rule", d=shelf) + head
    if flow == "pull":
        turn = f"M{number(middle - 8)} {number(y)}a8 8 0 1 1 4 7"
        return line + element("path", class_="pd-vsm__rule", d=turn) + head
    return line + head


def _push(left: float, right: float, y: float) -> str:
    """Draw the striped arrow."""
    end = right - 10
    found = element("rect", class_="pd-vsm__push", x=left, y=y - 4.5, width=end - left, height=9.0)
    stripes = ""
    x = left + 4
    while x + 6 < end:
        stripes += f"M{number(x)} {number(y - 4.5)}h6v9h-6z"
        x += 12
    found += element("path", class_="pd-vsm__tip", d=stripes)
    return found + element(
        "path", class_="pd-vsm__tip", d=f"M{number(end)} {number(y - 8.5)}l10 8.5l-10 8.5z"
    )


def burst(x: float, y: float, text: str) -> str:
    """Draw a kaizen burst with its number."""
    points = "L".join(
        f"{number(x + cos(at * pi / 10) * (18 if at % 2 == 0 else 12.5))} "
        f"{number(y + sin(at * pi / 10) * (15 if at % 2 == 0 else 10.5))}"
        for at in range(20)
    )
    label = element(
        "text",
        escaped(text),
        class_="pd-vsm__t pd-vsm__t--strong pd-vsm__t--mid pd-vsm__t--burst",
        x=x,
        y=y + 4,
    )
    return element("g", element("path", class_="pd-vsm__burst", d=f"M{points}z") + label)
