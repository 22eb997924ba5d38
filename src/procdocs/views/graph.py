"""A plain directed graph to draw: how processes feed one another, what depends on what."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphNode:
    """A thing in the graph."""

    id: str
    """Unique within the graph."""
    name: str
    """Its words."""
    note: str = ""
    """A second, smaller line."""
    href: str | None = None
    """Link, relative to the page."""
    kind: str = "plain"
    """What it is, in lower-case letters and hyphens; becomes a class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphArrow:
    """An arrow of the graph."""

    source: str
    """Id of a node."""
    target: str
    """Id of a node."""
    label: str = ""
    """Its words, such as what is handed over."""
    kind: str = "plain"
    """What it is, in lower-case letters and hyphens; becomes a class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphView:
    """Everything a graph shows."""

    id: str
    """The base of every id in the picture."""
    title: str
    """Name of the picture."""
    description: str
    """What a reader who cannot see it should know first."""
    nodes: tuple[GraphNode, ...]
    """Nodes in authored order."""
    arrows: tuple[GraphArrow, ...]
    """Arrows in authored order; those without both ends are left out."""
    direction: Literal["lr", "tb"] = "lr"
    """Which way the arrows lead."""
