"""The report on a file: what of each kind was there, and what became of each element."""

from collections import Counter
from collections.abc import Iterator, Sequence

from procdocs.imports.bpmn.drafts import Log
from procdocs.imports.bpmn.elements import FLOW_NODES, BpmnFile
from procdocs.imports.bpmn.own import NAMESPACE
from procdocs.imports.bpmn.plan import FilePlan
from procdocs.imports.bpmn.reading import LONGEST_NAME
from procdocs.imports.bpmn.xml_reader import Element
from procdocs.imports.report import Fate, Remark, Report

_COUNTED = {
    "flow nodes": FLOW_NODES,
    "sequence flows": frozenset({"sequenceFlow"}),
    "lanes": frozenset({"lane"}),
    "message flows": frozenset({"messageFlow"}),
}
_STRUCTURE = frozenset(
    [
        "definitions",
        "process",
        "collaboration",
        "laneSet",
        "childLaneSet",
        "lane",
        "participant",
        "flowNodeRef",
        "incoming",
        "outgoing",
        "documentation",
        "text",
        "conditionExpression",
        "extensionElements",
        "sourceRef",
        "targetRef",
        "timeDuration",
        "timeDate",
        "timeCycle",
        "condition",
        "loopCardinality",
        "eventDefinitionRef",
        "multiInstanceLoopCharacteristics",
        "standardLoopCharacteristics",
        "dataInputAssociation",
        "dataOutputAssociation",
        "association",
        "dataObject",
        "property",
        "supportedInterfaceRef",
        "dataState",
    ]
)
_OWN = ("ioSpecification", "dataInput", "dataOutput", "inputSet", "outputSet")
_OWN_REFERENCES = ("dataInputRefs", "dataOutputRefs")
"""Of a file that we wrote: what holds the inputs and outputs of activities."""
_NAMED = frozenset(["message", "signal", "error", "escalation"])
_SINGLE = frozenset(
    [
        "dataObjectReference",
        "dataStoreReference",
        "textAnnotation",
        "group",
        "choreography",
        "conversation",
        "globalTask",
        "globalUserTask",
        "globalManualTask",
        "globalScriptTask",
        "globalBusinessRuleTask",
    ]
)


def report_on(file: BpmnFile, plans: Sequence[FilePlan], messages: int, log: Log) -> Report:
    """Make the report on a file.

    Args:
        file: The file.
        plans: All its process files.
        messages: How many message flows were written.
        log: What was said already.
    """
    nodes, flows, lanes = _in_result(file, plans)
    model = file.root.namespace
    everything = [each for each in file.root.walk() if each.namespace == model]
    keys = {id(e): True for e in (*nodes, *flows, *lanes)}
    for each in everything:
        if len(each.get("name")) > LONGEST_NAME:
            log.simplified(each, f"its name is cut behind {LONGEST_NAME:,} characters")
    log.settle(
        (each, id(each) in keys)
        for each in everything
        if each.tag in FLOW_NODES or each.tag in ("sequenceFlow", "lane")
    )
    log.settle((flow.element, True) for flow in file.messages)
    log.settle((pool.element, True) for pool in file.pools)
    log.settle((scope.element, True) for scope in file.scopes)
    log.settle((each, False) for each in everything if each.tag in _SINGLE)
    there = Counter(each.tag for each in everything)
    counts = {
        kind: (sum(there[tag] for tag in sorted(tags)), result)
        for (kind, tags), result in zip(
            _COUNTED.items(), (len(nodes), len(flows), len(lanes), messages), strict=True
        )
    }
    ordered = sorted(log.remarks, key=lambda remark: remark.line or 10**9)
    return Report(
        source=file.name,
        remarks=(*ordered, *_technical(file, everything, log)),
        counts=counts,
    )


def _in_result(
    file: BpmnFile, plans: Sequence[FilePlan]
) -> tuple[list[Element], list[Element], list[Element]]:
    nodes: list[Element] = []
    flows: list[Element] = []
    lanes: list[Element] = []
    for plan in plans:
        for part in plan.parts:
            graph = part.graph
            assert graph is not None
            kept = {key for arrow in graph.arrows for key in arrow.keys}
            for step in graph.steps.values():
                if step.node is not None:
                    nodes.append(step.node.element)
                for each in step.boundaries:
                    nodes.append(each.node.element)
                    kept.update(each.flows)
            flows += [flow.element for flow in part.scope.flows if flow.key in kept]
            if part.party is None:
                lanes += [lane.element for lane in part.scope.lanes]
    return nodes, flows, lanes


def _technical(file: BpmnFile, everything: list[Element], log: Log) -> Iterator[Remark]:
    """Name what is technical or a vendor's own once for each kind, with its number."""
    left: dict[str, list[Element]] = {}
    for each in everything:
        known = each.tag in _STRUCTURE or each.tag in FLOW_NODES or each.tag in _SINGLE
        known = known or each.tag in _NAMED or each.tag in ("sequenceFlow", "messageFlow")
        known = known or (file.own and each.tag in (*_OWN, *_OWN_REFERENCES))
        if not known and not each.tag.endswith("EventDefinition") and id(each) not in log.said:
            left.setdefault(each.tag, []).append(each)
    for tag, found in left.items():
        yield Remark(
            fate=Fate.LOST,
            kind=tag,
            id="",
            name="",
            message=f"{len(found)} found; technical, or without a place in the format",
            line=found[0].line,
        )
    spaces = Counter(
        each.namespace
        for each in _extensions(file.root, file.root.namespace)
        if each.namespace and not (file.own and each.namespace == NAMESPACE)
    )
    for space, number in sorted(spaces.items()):
        yield Remark(
            fate=Fate.LOST,
            kind="extension",
            id="",
            name=space,
            message=f"{number} elements of a vendor's own were left out",
        )


def _extensions(root: Element, model: str) -> Iterator[Element]:
    for each in root.walk():
        drawing = "/DI" in each.namespace or "/DC" in each.namespace
        if each.namespace != model and not drawing:
            yield each
