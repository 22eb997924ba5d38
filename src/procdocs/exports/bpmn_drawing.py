"""The drawing of a process as BPMN diagram interchange, from our own layout."""

from procdocs.diagrams.scene import PlacedBand, PlacedText, Point, Rect, Scene
from procdocs.exports.bpmn_borders import border_rect, message_to, way_from
from procdocs.exports.bpmn_flow import FlowWriter, Names, boundary_edges
from procdocs.exports.bpmn_gateways import added_gateways
from procdocs.exports.bpmn_xml import Tag
from procdocs.model.process import Process
from procdocs.views.swimlane import SwimlaneView

COMPANY = "company-pool"
_HEAD = 30.0
"""Width of the strip with a pool's name in other tools."""
_ASIDE = Rect(x=0.0, y=0.0, width=124.0, height=48.0)


class Sheet:
    """A plane that is being drawn on."""

    def __init__(self, root: Tag, id_: str, element: str) -> None:
        diagram = root.add("bpmndi:BPMNDiagram", id=f"{id_}.diagram")
        self.plane = diagram.add("bpmndi:BPMNPlane", id=f"{id_}.plane", bpmnElement=element)
        self.id = id_

    def shape(self, element: str, rect: Rect, label: PlacedText | None = None, **more: str) -> None:
        """Draw a shape."""
        made = self.plane.add(
            "bpmndi:BPMNShape", id=f"{self.id}.{element}.shape", bpmnElement=element, **more
        )
        _bounds(made, rect)
        _label(made, label)

    def edge(
        self, element: str, points: tuple[Point, ...], label: PlacedText | None = None
    ) -> None:
        """Draw a flow."""
        made = self.plane.add(
            "bpmndi:BPMNEdge", id=f"{self.id}.{element}.edge", bpmnElement=element
        )
        for x, y in points:
            made.add("di:waypoint", x=_number(x), y=_number(y))
        _label(made, label)


def draw_process(
    sheet: Sheet,
    process: Process,
    view: SwimlaneView,
    scene: Scene,
    names: Names,
    writer: FlowWriter,
    *,
    pools: bool,
) -> None:
    """Draw a process on a plane.

    Args:
        sheet: Where.
        process: The process.
        view: What its picture shows.
        scene: Where everything is.
        names: Its ids in the file.
        writer: For what is embedded.
        pools: Whether pools and lanes are drawn; they are not within a sub-process.
    """
    if pools:
        _draw_bands(sheet, process, scene, names)
    shown = {step.id: step for step in process.flow.steps}
    for node in scene.nodes:
        step = shown.get(node.id)
        if step is None:
            continue
        more = {}
        if step.type.value == "subprocess" and writer.embedded(process, step):
            more["isExpanded"] = "false"
        if step.type.value == "decision":
            more["isMarkerVisible"] = "false" if node.text else "true"
        label = node.caption or (node.text if node.shape == "diamond" else None)
        sheet.shape(names.node(node.id), node.rect, label, **more)
    for number, child in enumerate(writer.children(process)):
        x = 40.0 + number * (_ASIDE.width + 24.0)
        rect = Rect(x=x, y=scene.height + 24.0, width=_ASIDE.width, height=_ASIDE.height)
        sheet.shape(names.part("event", child.id), rect, isExpanded="false")
    _draw_flows(sheet, process, view, scene, names, pools=pools)


def _draw_flows(
    sheet: Sheet, process: Process, view: SwimlaneView, scene: Scene, names: Names, *, pools: bool
) -> None:
    placed = {edge.id: edge for edge in scene.edges}
    _draw_added(sheet, process, scene, names)
    borders = {f"flow-{edge.index}": (step, edge) for step, edge in boundary_edges(process)}
    for edge in process.flow.edges:
        found = placed.get(f"flow-{edge.index}")
        if found is None:
            continue
        here = borders.get(found.id)
        if here is None:
            label = found.label if edge.when else None
            sheet.edge(names.part("flow", str(edge.index)), found.points, label)
            continue
        event = border_rect(scene, found)
        sheet.shape(names.part("on", f"{here[0].id}.{edge.index}"), event, found.label)
        sheet.edge(names.part("flow", str(edge.index)), way_from(event, found.points))
        if pools and edge.boundary and edge.boundary.party:
            points = message_to(scene, event, edge.boundary.party)
            sheet.edge(names.part("message", f"on.{edge.index}"), points)
    if pools:
        for each in view.edges:
            if each.kind == "message" and each.id in placed:
                way = placed[each.id]
                sheet.edge(names.part("message", each.id.rpartition("-")[2]), way.points, way.label)


def _draw_added(sheet: Sheet, process: Process, scene: Scene, names: Names) -> None:
    """Draw the gateways that are in the file only, and the flows between them and their steps."""
    rects = {node.id: node.rect for node in scene.nodes}
    ways = {edge.id: edge.points for edge in scene.edges}
    for step in process.flow.steps:
        for added in added_gateways(process, step):
            if added.flow not in rects or added.flow not in ways:
                continue
            more = {"isMarkerVisible": "true"} if added.kind == "merge" else {}
            sheet.shape(names.part(added.kind, step.id), rects[added.flow], None, **more)
            sheet.edge(names.part("flow", added.flow), ways[added.flow])


def _draw_bands(sheet: Sheet, process: Process, scene: Scene, names: Names) -> None:
    outside = {party.id for party in process.participants}
    lanes = [band for band in scene.bands if band.kind == "lane"]
    if not any(band.kind == "pool" and band.id == COMPANY for band in scene.bands):
        own = [lane for lane in lanes if lane.id not in outside]
        if own:
            sheet.shape("pool_company", _around(own), isHorizontal="true")
    for band in scene.bands:
        if band.kind == "lane":
            if band.id not in outside:
                sheet.shape(names.part("lane", band.id), band.rect, isHorizontal="true")
            continue
        element = "pool_company"
        if band.id != COMPANY:
            element = f"party_{band.id.removeprefix('pool-')}"
        sheet.shape(element, _widened(band, lanes), isHorizontal="true")


def _around(lanes: list[PlacedBand]) -> Rect:
    left = min(lane.rect.x for lane in lanes)
    top = min(lane.rect.y for lane in lanes)
    right = max(lane.rect.right for lane in lanes)
    bottom = max(lane.rect.bottom for lane in lanes)
    return Rect(x=left - _HEAD, y=top, width=right - left + _HEAD, height=bottom - top)


def _widened(band: PlacedBand, lanes: list[PlacedBand]) -> Rect:
    """Widen a pool to the left, so that its name has the room that other tools give it."""
    inner = [lane.rect.x for lane in lanes if band.rect.contains(lane.rect, 0.5)]
    left = min(inner, default=band.rect.x + 22.0) - _HEAD
    return Rect(x=left, y=band.rect.y, width=band.rect.right - left, height=band.rect.height)


def _bounds(into: Tag, rect: Rect) -> None:
    into.add(
        "dc:Bounds",
        x=_number(rect.x),
        y=_number(rect.y),
        width=_number(rect.width),
        height=_number(rect.height),
    )


def _label(into: Tag, label: PlacedText | None) -> None:
    if label is not None:
        _bounds(into.add("bpmndi:BPMNLabel"), label.rect)


def _number(value: float) -> str:
    return f"{round(value, 1) + 0.0:g}" if abs(value) < 1e5 else str(round(value, 1))
