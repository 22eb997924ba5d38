"""Steps and ways in the making: what is changed between reading BPMN and writing YAML."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from procdocs.imports.bpmn.elements import BpmnFile, Node, Scope
from procdocs.imports.bpmn.xml_reader import Element
from procdocs.imports.report import Fate, Remark


@dataclass(slots=True, kw_only=True)
class Arrow:
    """A way from one step to another."""

    source: str
    """Key of the step it leaves."""
    target: str
    """Key of the step it reaches."""
    label: str = ""
    """Its condition in words."""
    conditional: bool = False
    """Whether it has a condition or is the default."""
    keys: tuple[str, ...] = ()
    """Keys of the sequence flows it stands for."""
    values: dict[str, Any] = field(default_factory=dict)
    """What else is written of it: `share`, or `when` in several languages."""


@dataclass(slots=True, kw_only=True)
class BoundaryDraft:
    """An event at the border of a step."""

    node: Node
    """The event."""
    key: str
    """`on_timeout`, `on_error`, `on_message` or `on_escalation`."""
    values: dict[str, Any]
    """What is written beside `to`."""
    target: str
    """Key of the step that handles it."""
    flows: tuple[str, ...] = ()
    """Keys of the sequence flows it stands for."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """A step."""

    key: str
    """Key of its node, or a made one."""
    node: Node | None
    """The node; None for a step that was added."""
    type: str
    """Type of FORMAT."""
    name: str = ""
    """Its name; empty for none."""
    values: dict[str, Any] = field(default_factory=dict)
    """What else is written, by key."""
    boundaries: list[BoundaryDraft] = field(default_factory=list)
    """Events at its border."""
    calls: str = ""
    """Of a subprocess: key of a scope, or what a call activity calls."""
    lane: str | None = None
    """Role or participant."""
    id: str = ""
    """Its id, once it has one."""
    settled: bool = False
    """Whether its type stands: we wrote the file."""
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    """Its name in several languages."""
    next: str | None = None
    """Of a file of ours: the step that its writer named as the next, empty for none."""
    sends_first: bool = False
    """Whether what it sends is written before what it receives."""
    role_written: bool = False
    """Whether its role is to be written though the step before has the same."""


@dataclass(slots=True, kw_only=True)
class Graph:
    """The steps of one process or of the inside of a sub-process."""

    scope: Scope
    """Where it comes from."""
    steps: dict[str, Draft] = field(default_factory=dict)
    """By key, in order."""
    arrows: list[Arrow] = field(default_factory=list)
    """In order of the file."""
    notes: list[str] = field(default_factory=list)
    """Remarks about the whole."""

    def out(self, key: str) -> list[Arrow]:
        """Give the ways that leave a step, its boundary events left out."""
        return [arrow for arrow in self.arrows if arrow.source == key]

    def into(self, key: str) -> int:
        """Count the ways and boundary events that reach a step."""
        ways = sum(1 for arrow in self.arrows if arrow.target == key)
        return ways + sum(
            1 for step in self.steps.values() for each in step.boundaries if each.target == key
        )

    def add(self, type_: str, near: str, suffix: str, name: str = "") -> Draft:
        """Add a step that the format needs; it gets a key beside that of another."""
        key, number = f"{near}+{suffix}", 1
        while key in self.steps:
            number += 1
            key = f"{near}+{suffix}{number}"
        made = Draft(key=key, node=None, type=type_, name=name)
        self.steps[key] = made
        return made

    def redirect(self, old: str, new: str) -> None:
        """Lead everything that reached one step to another."""
        for arrow in self.arrows:
            if arrow.target == old:
                arrow.target = new
        for step in self.steps.values():
            for each in step.boundaries:
                if each.target == old:
                    each.target = new


class Log:
    """Collects what is said about the elements of a file."""

    def __init__(self, file: BpmnFile) -> None:
        self.file = file
        self.remarks: list[Remark] = []
        self.said: dict[int, Fate] = {}

    def say(self, fate: Fate, element: Element, message: str) -> None:
        """Say what became of an element."""
        self.said.setdefault(id(element), fate)
        self.remarks.append(
            Remark(
                fate=fate,
                kind=element.tag,
                id=element.get("id"),
                name=" ".join(element.get("name").split()),
                message=message,
                line=element.line,
            )
        )

    def simplified(self, element: Element, message: str) -> None:
        """Say that an element is in the result in another form."""
        self.say(Fate.SIMPLIFIED, element, message)

    def lost(self, element: Element, message: str) -> None:
        """Say that the format has no place for an element."""
        self.say(Fate.LOST, element, message)

    def added(self, kind: str, name: str, message: str) -> None:
        """Say that something was added."""
        self.remarks.append(Remark(fate=Fate.ADDED, kind=kind, id="", name=name, message=message))

    def changed(self, kind: str, name: str, message: str) -> None:
        """Say what was changed in the result, where no one element says it."""
        self.remarks.append(
            Remark(fate=Fate.SIMPLIFIED, kind=kind, id="", name=name, message=message)
        )

    def settle(self, elements: Iterable[tuple[Element, bool]]) -> None:
        """Say of each element nothing was said of whether it was taken."""
        for element, taken in elements:
            if id(element) in self.said:
                continue
            if taken:
                self.say(Fate.TAKEN, element, "as it is")
            else:
                self.lost(element, "it has no place in the format")
