"""A picture as geometry only: the one value between laying out and drawing.

Everything is in px, the origin top left, x to the right and y down, rounded to a tenth, so that a
scene is the same bytes on every machine and can be kept as JSON.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Point = tuple[float, float]
"""x and y."""


def rounded(value: float) -> float:
    """Round to a tenth of a px; never minus zero."""
    return round(value, 1) + 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """An upright rectangle."""

    x: float
    """Left edge."""
    y: float
    """Top edge."""
    width: float
    """Extent to the right."""
    height: float
    """Extent downwards."""

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return self.y + self.height

    @property
    def center(self) -> Point:
        """Middle point."""
        return (self.x + self.width / 2, self.y + self.height / 2)

    def overlaps(self, other: "Rect", slack: float = 0.0) -> bool:
        """Tell whether the two share more than `slack` px both across and down."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > slack
            and min(self.bottom, other.bottom) - max(self.y, other.y) > slack
        )

    def contains(self, other: "Rect", slack: float = 0.0) -> bool:
        """Tell whether the other lies inside, or sticks out by `slack` px at most."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """Lines of text in a rectangle they do not leave."""

    lines: tuple[str, ...]
    """The lines, top to bottom."""
    rect: Rect
    """Room they take."""
    size: float
    """Font size."""
    leading: float
    """From one baseline to the next."""
    anchor: Literal["start", "middle", "end"] = "middle"
    """Which edge of the rectangle the lines keep to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedNode:
    """A node where it stands."""

    id: str
    """Its id in the view."""
    shape: Literal["box", "diamond", "circle"]
    """Outline inside the rectangle."""
    rect: Rect
    """Bounds of the outline."""
    text: PlacedText | None = None
    """The name, inside."""
    caption: PlacedText | None = None
    """The name, outside."""
    lift: float = 0.0
    """How far the signs in its foot are raised, to be clear of events on its border."""
    wait: PlacedText | None = None
    """The waiting time; its clock stands 12 px to the left of the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEdge:
    """A flow where it runs."""

    id: str
    """Its id in the view."""
    points: tuple[Point, ...]
    """Corners from the source's border to the target's; every stretch is level or upright."""
    loop: bool
    """Whether it leads back."""
    label: PlacedText | None = None
    """Its words."""
    boundary: Point | None = None
    """Middle of the event on the border of its source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBand:
    """A lane or a pool where it lies."""

    id: str
    """Its id in the view."""
    kind: Literal["lane", "pool", "black-box"]
    """What it is."""
    rect: Rect
    """All of it."""
    head: Rect
    """The part that carries its name; for a black box all of it."""
    lines: tuple[str, ...]
    """Its name, broken to fit the head."""
    turn: Literal["level", "upright", "stacked"]
    """Whether the name is level, turned by 90° to the left, or stacked character by character."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A picture: where everything is."""

    width: float
    """Extent to the right."""
    height: float
    """Extent downwards."""
    direction: Literal["lr", "tb"]
    """Which way the work flows."""
    bands: tuple[PlacedBand, ...]
    """Lanes and pools; a pool before its lanes."""
    nodes: tuple[PlacedNode, ...]
    """Nodes in the order of the flow."""
    edges: tuple[PlacedEdge, ...]
    """Flows, in the view's order."""

    def as_json(self) -> dict[str, Any]:
        """Return plain lists, mappings, texts and numbers."""
        return asdict(self)


def read_scene(data: Mapping[str, Any]) -> Scene:
    """Make a scene of what `Scene.as_json` gave, as JSON keeps it.

    Args:
        data: Plain lists, mappings, texts and numbers.
    """
    return Scene(
        width=data["width"],
        height=data["height"],
        direction=data["direction"],
        bands=tuple(
            PlacedBand(
                **{
                    **band,
                    "rect": Rect(**band["rect"]),
                    "head": Rect(**band["head"]),
                    "lines": tuple(band["lines"]),
                }
            )
            for band in data["bands"]
        ),
        nodes=tuple(
            PlacedNode(
                **{
                    **node,
                    "rect": Rect(**node["rect"]),
                    **{key: _read_text(node[key]) for key in ("text", "caption", "wait")},
                }
            )
            for node in data["nodes"]
        ),
        edges=tuple(
            PlacedEdge(
                **{
                    **edge,
                    "points": tuple((x, y) for x, y in edge["points"]),
                    "label": _read_text(edge["label"]),
                    "boundary": tuple(edge["boundary"]) if edge["boundary"] else None,
                }
            )
            for edge in data["edges"]
        ),
    )


def _read_text(data: Mapping[str, Any] | None) -> PlacedText | None:
    if data is None:
        return None
    return PlacedText(**{**data, "rect": Rect(**data["rect"]), "lines": tuple(data["lines"])})
