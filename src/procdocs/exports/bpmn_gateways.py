"""Gateways that BPMN wants and the format does without: merges before, splits behind a step."""

from dataclasses import dataclass
from typing import Literal

from procdocs.model.flow import Edge
from procdocs.model.process import Process
from procdocs.model.steps import Step, StepType

_SPLITS = (StepType.DECISION, StepType.FORK, StepType.INCLUSIVE, StepType.EVENT_CHOICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedGateway:
    """A gateway that stands beside a step in the file only; an import leaves it out again."""

    kind: Literal["merge", "split"]
    """A merge leads what reaches the step on to it; a split starts all that follow it."""
    step: str
    """The step's id."""
    edges: tuple[Edge, ...]
    """What reaches the merge, or leaves the split."""

    @property
    def flow(self) -> str:
        """Name the flow between the gateway and its step."""
        return f"{self.kind}.{self.step}"

    @property
    def tag(self) -> str:
        """Name the element."""
        return "exclusiveGateway" if self.kind == "merge" else "parallelGateway"


def merge_before(process: Process, step: Step) -> AddedGateway | None:
    """Give the merge before a step: a gateway that splits should not join as well."""
    into = process.flow.in_edges(step.id)
    if step.type not in _SPLITS or len(into) < 2 or len(process.flow.out_edges(step.id)) < 2:
        return None
    return AddedGateway(kind="merge", step=step.id, edges=into)


def split_behind(process: Process, step: Step) -> AddedGateway | None:
    """Give the split behind a step that is no split itself and has several ways on at once."""
    out = process.flow.out_edges(step.id)
    plain = tuple(edge for edge in out if edge.boundary is None)
    if step.type in _SPLITS or len(plain) < 2 or any(edge.branch for edge in plain):
        return None
    return AddedGateway(kind="split", step=step.id, edges=plain)


def added_gateways(process: Process, step: Step) -> tuple[AddedGateway, ...]:
    """Give the gateways that are added beside a step."""
    both = (merge_before(process, step), split_behind(process, step))
    return tuple(found for found in both if found is not None)


def twice(process: Process, step: Step) -> bool:
    """Tell whether two branches of a step lead to the same target."""
    targets = [edge.target for edge in process.flow.out_edges(step.id) if edge.boundary is None]
    return len(set(targets)) < len(targets)
