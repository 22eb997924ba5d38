"""No text is wider than its box, in the fonts that a browser really has."""

import re
from pathlib import Path

import pytest

from procdocs.diagrams.graph import draw_graph
from procdocs.diagrams.organisation import draw_organisation
from procdocs.diagrams.svg import render_swimlane_svg
from procdocs.diagrams.swimlane.layout import layout_swimlane
from procdocs.diagrams.value_stream_map import draw_value_stream_map
from procdocs.views.graph import GraphArrow, GraphNode, GraphView
from procdocs.views.organisation_map import OrganisationView, UnitBox
from procdocs.views.swimlane import EdgeView, LaneView, NodeView, PoolView, SwimlaneView
from procdocs.views.value_stream_map import MapFlow, MapStage, StreamMapView

pytestmark = pytest.mark.browser

MEASURE = (Path(__file__).parent / "measure_text.js").read_text(encoding="utf-8")
PICTURE = re.compile(r'<svg (?:id="[^"]*" )?class="pd-(?:swim|vsm|graph|org)\b.*?</svg>', re.DOTALL)

GERMAN = (
    "Kreditwürdigkeitsprüfung anstoßen",
    "Auftragsbestätigung und Lieferterminzusage versenden",
    "Liegen alle Unbedenklichkeitsbescheinigungen vor?",
    "Rechtsschutzversicherungsgesellschaft benachrichtigen",
    "Wareneingangsprüfung nach AQL 1,5 durchführen",
    "Verfügbarkeit prüfen",
    "Geschäftsführerin der Niederlassung Süd",
    "Qualitätsmanagementbeauftragter",
    "Einkauf",
    "Maschinenstundensatzkalkulation freigeben",
)
CHINESE = (
    "核对客户信用额度",
    "向客户发送订单确认和预计交货日期",
    "所有质量检验证明文件是否齐全？",
    "登记ERP系统中的收货凭证（含序列号）",
    "财务总监批准例外申请，并记录原因",
    "发货",
    "质量管理部门负责人",
    "销售代表",
    "Einkauf 采购部",
    "第三方物流服务商的仓库管理员",
)


def swimlane(names, direction):
    kinds = ("start", "task", "decision", "subprocess", "task", "wait", "task", "join", "end")
    ids = [f"n{at}" for at in range(len(kinds))]
    nodes = tuple(
        NodeView(
            id=id_,
            lane=f"l{at % 3}",
            kind=kind,
            name=names[at % len(names)],
            number=str(at + 98),
            value="BVA",
            wait_text="2 d",
            automation="manual",
            repeated=kind == "task",
            documents=3,
        )
        for at, (id_, kind) in enumerate(zip(ids, kinds, strict=True))
    )
    edges = [
        EdgeView(
            id=f"e{at}", source=ids[at], target=ids[at + 1], label=names[at], share_text="15 %"
        )
        for at in range(len(ids) - 1)
    ]
    edges.append(EdgeView(id="back", source="n2", target="n1", label=names[0]))
    edges.append(EdgeView(id="told", source="n4", target="them", kind="message", label=names[3]))
    return SwimlaneView(
        id="words",
        title="Words",
        description="",
        pools=(
            PoolView(id="them", name=names[6], black_box=True),
            PoolView(id="us", name=names[7]),
        ),
        lanes=tuple(LaneView(id=f"l{at}", name=names[at + 6], pool="us") for at in range(3)),
        nodes=nodes,
        edges=tuple(edges),
        direction=direction,
    )


def value_stream(names):
    stages = tuple(
        MapStage(
            id=f"s{at}",
            name=name,
            href="#x",
            operators="12",
            data=((names[5], "48 min"), (name, ""), ("%C&A", "95 %")),
            stock=("12 000 pcs", "12.5 d"),
            waits="",
            flow="push",
            ladder_wait="12.5 d",
            ladder_work="48 min",
            bottleneck=at == 2,
            bursts=("1", "2"),
        )
        for at, name in enumerate(names)
    )
    return StreamMapView(
        stages=stages,
        flows=(MapFlow(source="customer", target="s9", name=names[1], by="electronic"),),
        customer=(names[6], "20 a day", "takt 44 min"),
        supplier=names[3],
        control=names[8],
        totals=((names[5], "52.3 d"),),
        bottleneck_text="Engpass",
        description="",
    )


def pictures(names):
    """Draw each kind of picture with the same words."""
    for direction in ("lr", "tb"):
        view = swimlane(names, direction)
        yield render_swimlane_svg(view, layout_swimlane(view, direction), f"w-{direction}")
    yield draw_value_stream_map(value_stream(names))
    nodes = tuple(
        GraphNode(id=f"g{at}", name=name, note=names[-at - 1], href="#x")
        for at, name in enumerate(names)
    )
    arrows = tuple(
        GraphArrow(source=f"g{at}", target=f"g{at + 1}", label=names[at]) for at in range(8)
    )
    graph = GraphView(id="g", title="", description="", nodes=nodes, arrows=arrows)
    yield draw_graph(graph, "g")
    boxes = tuple(
        UnitBox(
            id=f"u{at}",
            name=name,
            line=names[-at - 1],
            href=None,
            parent="u0" if at else None,
            here=at == 1,
        )
        for at, name in enumerate(names)
    )
    yield draw_organisation(OrganisationView(boxes=boxes, description=""))


def measured(page, drawn):
    """Put pictures into a page of the portal, in their natural size, and measure their texts."""
    page.evaluate(
        """svgs => {
          const place = document.createElement("div");
          place.id = "measured";
          place.innerHTML = svgs.join("");
          for (const svg of place.querySelectorAll(":scope > svg")) {
            svg.style.width = `${svg.viewBox.baseVal.width}px`;
            svg.style.maxWidth = "none";
          }
          document.body.replaceChildren(place);
        }""",
        drawn,
    )
    return page.evaluate(MEASURE)


def test_the_portals_own_pictures(visit, site):
    found = []
    for page in sorted(site.rglob("index.html")):
        found += PICTURE.findall(page.read_text(encoding="utf-8"))
    assert len(found) > 70
    result = measured(visit().go(""), found)
    assert result["count"] > 2000
    assert result["wrong"] == []


@pytest.mark.parametrize("names", [GERMAN, CHINESE], ids=["German", "Chinese"])
def test_long_words_and_other_scripts(visit, names):
    result = measured(visit().go(""), list(pictures(names)))
    assert result["count"] > 100
    assert result["wrong"] == []


def test_the_measure_sees_a_text_that_is_too_wide(visit):
    drawn = [
        svg.replace(">Einkauf<", ">Einkaufsgenossenschaftsvorstand<") for svg in pictures(GERMAN)
    ]
    result = measured(visit().go(""), drawn)
    assert {each.split(" ")[0] for each in result["wrong"]} >= {"pd-graph", "pd-org", "pd-vsm"}
