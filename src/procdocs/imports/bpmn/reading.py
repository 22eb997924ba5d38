"""An XML tree to what it says of processes, pools and messages."""

import re

from procdocs.imports.bpmn.elements import (
    FLOW_NODES,
    SUB_PROCESSES,
    BpmnFile,
    EventDefinition,
    Lane,
    MessageFlow,
    Node,
    Pool,
    Scope,
    SequenceFlow,
)
from procdocs.imports.bpmn.own import NAMESPACE
from procdocs.imports.bpmn.xml_reader import Element, XmlError, read_xml
from procdocs.imports.identifiers import clean_block, one_line

EXPORTER = "procdocs"
MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_MODELS = (MODEL, "http://schema.omg.org/spec/BPMN/2.0")
_DEEPEST = 12
"""Sub-processes may not be nested deeper."""
_MOST_NODES = 2_000
"""A process with more steps is not read."""
_MOST_FLOWS = 10_000
"""A process with more sequence flows is not read."""
LONGEST_NAME = 1_000
"""What is longer is no name; the rest is cut."""
_REFERENCES = ("messageRef", "signalRef", "errorRef", "escalationRef")


def read_bpmn(name: str, data: bytes) -> BpmnFile:
    """Read a BPMN 2.0 file.

    Args:
        name: The file's name.
        data: All of its bytes.

    Raises:
        XmlError: It is no XML that is read, no BPMN 2.0, or holds no process.
    """
    root = read_xml(data)
    if root.tag != "definitions" or root.namespace not in _MODELS:
        space = f" of {root.namespace}" if root.namespace else " without a namespace"
        raise XmlError(
            f"this is no BPMN 2.0: the outermost element is <{root.tag}>{space}, "
            f"not <definitions> of {MODEL}; export the model as BPMN 2.0 XML",
            root.line,
        )
    file = _Reader(name, root).read()
    if not file.scopes and not file.pools:
        raise XmlError(
            "the file holds no process and no pool; draw one, or export the model whole", root.line
        )
    return file


class _Reader:
    def __init__(self, name: str, root: Element) -> None:
        self.name = name
        self.root = root
        self.space = root.namespace
        self.by_id: dict[str, Element] = {}
        self.keys: dict[int, str] = {}
        named = [e for e in root.walk() if e.namespace == self.space and e.get("id")]
        # Of two elements with one id, flows mean the node.
        for element in sorted(named, key=lambda found: found.tag not in FLOW_NODES):
            self.by_id.setdefault(element.get("id"), element)

    def read(self) -> BpmnFile:
        scopes = tuple(self.scope(element, 0) for element in self.mine(self.root, "process"))
        by_key = {scope.key: scope for scope in scopes}
        pools: list[Pool] = []
        used: set[str] = set()
        messages: list[MessageFlow] = []
        for collaboration in self.mine(self.root, "collaboration", "choreography"):
            for element in self.mine(collaboration, "participant"):
                wanted = local(element.get("processRef"))
                scope = by_key.get(wanted) if wanted not in used else None
                used.add(wanted)
                pools.append(
                    Pool(
                        key=self.key(element),
                        element=element,
                        name=name_of(element),
                        scope=scope,
                    )
                )
            messages += [self.message(found) for found in self.mine(collaboration, "messageFlow")]
        return BpmnFile(
            name=self.name,
            root=self.root,
            own=self.root.get("exporter") == EXPORTER or self.marked(),
            scopes=scopes,
            pools=tuple(pools),
            messages=tuple(messages),
            by_id=self.by_id,
        )

    def marked(self) -> bool:
        """Tell whether a process carries elements of ours: other tools keep them when they save."""
        return any(
            found.namespace == NAMESPACE
            for process in self.mine(self.root, "process")
            for extension in self.mine(process, "extensionElements")
            for found in extension.children
        )

    def mine(self, element: Element, *tags: str) -> list[Element]:
        """Give the elements of BPMN's own namespace with one of these names."""
        return [found for found in element.all(*tags) if found.namespace == self.space]

    def key(self, element: Element) -> str:
        id_ = element.get("id")
        if id_ and self.by_id.get(id_) is element:
            return id_
        made = f"{id_ or element.tag}@{len(self.keys) + 1}"
        return self.keys.setdefault(id(element), made)

    def scope(self, element: Element, depth: int) -> Scope:
        if depth > _DEEPEST:
            raise XmlError(
                f"sub-processes are nested deeper than {_DEEPEST}; make processes of the inner "
                "ones, and call them",
                element.line,
            )
        nodes = tuple(
            self.node(found, depth)
            for found in element.children
            if found.tag in FLOW_NODES and found.namespace == self.space
        )
        flows = self.mine(element, "sequenceFlow")
        for kind, found, most in (
            ("steps", nodes, _MOST_NODES),
            ("sequence flows", flows, _MOST_FLOWS),
        ):
            if len(found) > most:
                raise XmlError(
                    f"a process has {len(found):,} {kind}; at most {most:,} are read; part it into "
                    "sub-processes",
                    element.line,
                )
        return Scope(
            key=self.key(element),
            element=element,
            name=name_of(element),
            documentation=self.documentation(element),
            nodes=nodes,
            flows=tuple(self.flow(found) for found in flows),
            lanes=tuple(
                lane
                for lane_set in self.mine(element, "laneSet")
                for lane in self.lanes(lane_set, ())
            ),
        )

    def node(self, element: Element, depth: int) -> Node:
        inner = self.scope(element, depth + 1) if element.tag in SUB_PROCESSES else None
        return Node(
            key=self.key(element),
            element=element,
            name=name_of(element),
            documentation=self.documentation(element),
            events=tuple(self.events(element)),
            scope=inner,
        )

    def documentation(self, element: Element) -> str:
        texts = [
            plain(found.whole_text(), found.get("textFormat"))
            for found in self.mine(element, "documentation")
        ]
        return "\n\n".join(text for text in texts if text)

    def events(self, element: Element) -> list[EventDefinition]:
        made = []
        for found in element.children:
            if found.namespace != self.space:
                continue
            if found.tag == "eventDefinitionRef":
                referred = self.by_id.get(local(found.text))
                found = referred if referred is not None else found
            if not found.tag.endswith("EventDefinition"):
                continue
            made.append(self.event(found))
        return made

    def event(self, found: Element) -> EventDefinition:
        name, detail, form = found.get("name"), "", ""
        for reference in _REFERENCES:
            inner = found.first(reference)
            wanted = local(found.get(reference) or (inner.text if inner else ""))
            named = self.by_id.get(wanted)
            if named is not None:
                name = named.get("name") or name
        for timer in ("timeDuration", "timeDate", "timeCycle", "condition"):
            inner = found.first(timer)
            if inner is not None and inner.text:
                detail, form = inner.text, timer
        return EventDefinition(
            kind=found.tag.removesuffix("EventDefinition"),
            name=one_line(name),
            detail=one_line(detail),
            form=form,
        )

    def flow(self, element: Element) -> SequenceFlow:
        condition = element.first("conditionExpression")
        return SequenceFlow(
            key=self.key(element),
            element=element,
            source=local(element.get("sourceRef")),
            target=local(element.get("targetRef")),
            name=name_of(element),
            condition=one_line(condition.text) if condition is not None else "",
        )

    def lanes(self, lane_set: Element, above: tuple[str, ...]) -> list[Lane]:
        made: list[Lane] = []
        for element in self.mine(lane_set, "lane"):
            name = name_of(element)
            inner = element.first("childLaneSet")
            if inner is not None and any(self.mine(inner, "lane")):
                made += self.lanes(inner, (*above, name) if name else above)
                continue
            nodes = frozenset(local(found.text) for found in self.mine(element, "flowNodeRef"))
            made.append(
                Lane(key=self.key(element), element=element, name=name, above=above, nodes=nodes)
            )
        return made

    def message(self, element: Element) -> MessageFlow:
        name = name_of(element)
        carried = self.by_id.get(local(element.get("messageRef")))
        if not name and carried is not None:
            name = name_of(carried)
        return MessageFlow(
            key=self.key(element),
            element=element,
            source=local(element.get("sourceRef")),
            target=local(element.get("targetRef")),
            name=name,
        )


def local(reference: str) -> str:
    """Take the prefix off a reference: `tns:order` is `order`."""
    return reference.strip().rpartition(":")[2]


def name_of(element: Element) -> str:
    """Give an element's name on one line; a very long one is cut, which the report says."""
    name = one_line(element.get("name"))
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def plain(text: str, form: str = "") -> str:
    """Clean a documentation; of HTML only the words are kept, and no link of ours is made."""
    if "html" in form or re.match(r"\s*<(html|p|div|br|b|ul|ol|span)\b", text, re.IGNORECASE):
        text = re.sub(r"(?i)<(br|/p|/div|/li)\s*/?>", "\n", text)
        text = re.sub(r"<[^<>]*>", "", text)
    return clean_block(text).replace("](", "]\\(")
