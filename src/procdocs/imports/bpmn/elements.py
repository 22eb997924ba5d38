"""What a BPMN file says, as plain values: processes with their nodes, flows, lanes; pools."""

from dataclasses import dataclass

from procdocs.imports.bpmn.xml_reader import Element

TASKS = (
    "task",
    "userTask",
    "manualTask",
    "serviceTask",
    "scriptTask",
    "businessRuleTask",
    "sendTask",
    "receiveTask",
)
SUB_PROCESSES = ("subProcess", "adHocSubProcess", "transaction")
GATEWAYS = (
    "exclusiveGateway",
    "parallelGateway",
    "inclusiveGateway",
    "eventBasedGateway",
    "complexGateway",
)
EVENTS = (
    "startEvent",
    "endEvent",
    "intermediateCatchEvent",
    "intermediateThrowEvent",
    "boundaryEvent",
)
CHOREOGRAPHY = ("choreographyTask", "subChoreography", "callChoreography")
FLOW_NODES = frozenset((*TASKS, *SUB_PROCESSES, "callActivity", *GATEWAYS, *EVENTS, *CHOREOGRAPHY))
DATA = (
    "dataObject",
    "dataObjectReference",
    "dataStoreReference",
    "dataInput",
    "dataOutput",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDefinition:
    """What an event waits for or does."""

    kind: str
    """`timer`, `message`, `signal`, `error`, `escalation`, `conditional`, `link`, `terminate`,
    `compensate` or `cancel`."""
    name: str
    """Name of the message, signal, error, escalation or link; empty for none."""
    detail: str
    """Duration, date or cycle of a timer, or the text of a condition; empty for none."""
    form: str
    """Of a timer: `timeDuration`, `timeDate` or `timeCycle`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A flow node."""

    key: str
    """Its id, or a made one where it has none or shares it."""
    element: Element
    """Where it was written."""
    name: str
    """Its name on one line; empty for none."""
    documentation: str
    """Its documentation; empty for none."""
    events: tuple[EventDefinition, ...]
    """What an event waits for or does."""
    scope: "Scope | None"
    """Of a sub-process: what is in it."""

    @property
    def tag(self) -> str:
        """Kind, as the file names it."""
        return self.element.tag


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceFlow:
    """A sequence flow."""

    key: str
    """Its id, or a made one."""
    element: Element
    """Where it was written."""
    source: str
    """Key of a node."""
    target: str
    """Key of a node."""
    name: str
    """Its name; empty for none."""
    condition: str
    """Its condition; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A lane that holds no others."""

    key: str
    """Its id, or a made one."""
    element: Element
    """Where it was written."""
    name: str
    """Its name; empty for none."""
    above: tuple[str, ...]
    """Names of the lanes around it, outermost first."""
    nodes: frozenset[str]
    """Ids of the nodes in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A process, or the inside of a sub-process."""

    key: str
    """Its id, or a made one."""
    element: Element
    """Where it was written."""
    name: str
    """Its name; empty for none."""
    documentation: str
    """Its documentation; empty for none."""
    nodes: tuple[Node, ...]
    """Flow nodes directly in it, in order of the file."""
    flows: tuple[SequenceFlow, ...]
    """Sequence flows directly in it."""
    lanes: tuple[Lane, ...]
    """Its lanes, from top to bottom."""

    def all_scopes(self) -> "tuple[Scope, ...]":
        """Give it and every scope in it, outermost first."""
        inner = (node.scope.all_scopes() for node in self.nodes if node.scope)
        return (self, *(scope for scopes in inner for scope in scopes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """A participant."""

    key: str
    """Its id, or a made one."""
    element: Element
    """Where it was written."""
    name: str
    """Its name; empty for none."""
    scope: Scope | None
    """Its process; None for a black box."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFlow:
    """A message flow."""

    key: str
    """Its id, or a made one."""
    element: Element
    """Where it was written."""
    source: str
    """Id of a pool or node."""
    target: str
    """Id of a pool or node."""
    name: str
    """Its name, or that of its message; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BpmnFile:
    """A file."""

    name: str
    """Its name, for messages."""
    root: Element
    """Its definitions."""
    own: bool
    """Whether we wrote it: ids are then kept as they are."""
    scopes: tuple[Scope, ...]
    """Processes in order of the file."""
    pools: tuple[Pool, ...]
    """Participants of all collaborations, from top to bottom."""
    messages: tuple[MessageFlow, ...]
    """Message flows."""
    by_id: dict[str, Element]
    """Elements of the model by their ids; of two with one id the first."""

    @property
    def own_parties(self) -> frozenset[str]:
        """Ids of the outside parties of a file that we wrote."""
        return frozenset(pool.key.removeprefix("party_") for pool in self.pools)
