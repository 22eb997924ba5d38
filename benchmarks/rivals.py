"""Draw the same processes with procdocs, Mermaid's swimlanes and ProcessPiper, and compare.

Usage: python benchmarks/rivals.py --mermaid MERMAID_MIN_JS [FOLDER]

Without a folder, the processes of the example portal are drawn; with one, the BPMN files in it,
imported without their drawings. All three get the same lanes, nodes, flows and labels; messages
to outside parties and events on the border of a step, which the others cannot draw, are left out
or become plain flows. Needed beside the development environment: `npm install mermaid@11`,
`pip install processpiper`, a Chromium. What is not there is left out of the table.

Geometry is read from the drawn SVG in Chromium (procdocs, Mermaid), and from the objects that
ProcessPiper draws from, since its SVG does not say what belongs together. Times are CPU time of
one process for the Python tools, and of the page's only thread for Mermaid; the best of three.
"""

import argparse
import importlib.util
import itertools
import json
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from layout import ROOT, TODAY, crossing, near, portal_of
from tests.browser.chromium import find_chromium

from procdocs.diagrams.svg import render_swimlane_svg
from procdocs.diagrams.swimlane.layout import layout_swimlane
from procdocs.project import open_project
from procdocs.views.context import make_context
from procdocs.views.links import process_page
from procdocs.views.process_flow import view_swimlane

READ = Path(__file__).with_name("rivals.js")
RUNS = 3
LIMIT_MS = 120_000


def plain(view):
    """What all three can draw: lanes, nodes and sequence flows; the company's own pool only."""
    known = {node.id for node in view.nodes}
    edges = tuple(
        replace(edge, boundary=None, interrupting=True)
        for edge in view.edges
        if edge.kind == "sequence" and {edge.source, edge.target} <= known
    )
    lanes = tuple(replace(lane, pool=None, href=None) for lane in view.lanes)
    nodes = tuple(
        replace(node, href=None, value=None, wait_text=None, number=None, documents=0)
        for node in view.nodes
    )
    return replace(view, pools=(), lanes=lanes, nodes=nodes, edges=edges)


def best(draw):
    """Draw a few times; give what was drawn and the least time in ms."""
    found, times = None, []
    for _ in range(RUNS):
        start = time.process_time()
        found = draw()
        times.append(1000 * (time.process_time() - start))
        if times[-1] > 5000:
            break
    return found, min(times)


def label_of(edge):
    return " ".join(part for part in (edge.label, edge.share_text) if part)


def mermaid_text(view):
    """Write the process in Mermaid's language."""
    names = {node.id: f"n{at}" for at, node in enumerate(view.nodes)}

    def quoted(text):
        return '"' + text.replace('"', "'").replace("\n", " ") + '"'

    lines = ["swimlane-beta LR"]
    for at, lane in enumerate(view.lanes):
        lines.append(f"subgraph lane{at}[{quoted(lane.name or ' ')}]")
        for node in view.nodes:
            if node.lane == lane.id:
                text = quoted(node.name or node.kind)
                shape = {"task": "[{}]", "subprocess": "[[{}]]"}.get(node.kind)
                if shape is None:
                    round_ = node.kind in ("start", "end", "wait", "milestone")
                    shape = "(({}))" if round_ else "{{{}}}"
                lines.append(f"  {names[node.id]}{shape.format(text)}")
        lines.append("end")
    for edge in view.edges:
        words = label_of(edge)
        arrow = f"-->|{quoted(words)}|" if words else "-->"
        lines.append(f"{names[edge.source]} {arrow} {names[edge.target]}")
    return "\n".join(lines), {short: id_ for id_, short in names.items()}


class Browser:
    """A page in which pictures are drawn and read."""

    def __init__(self, playwright, mermaid):
        self.browser = playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        )
        self.page = self.browser.new_page(viewport={"width": 1600, "height": 1000})
        self.page.set_default_timeout(LIMIT_MS)
        self.mermaid = mermaid
        self.open()

    def open(self):
        self.page.set_content("<body><div id='here'></div></body>")
        if self.mermaid:
            self.page.add_script_tag(path=str(self.mermaid))
            self.page.evaluate("mermaid.initialize({startOnLoad: false, securityLevel: 'loose'})")

    def read(self, svg, kind):
        return self.page.evaluate(
            "([svg, kind]) => { const here = document.querySelector('#here'); here.innerHTML = svg;"
            " const drawn = here.querySelector('svg'), view = drawn.viewBox.baseVal;"
            " drawn.style.maxWidth = 'none';"
            " if (view && view.width) { drawn.style.width = view.width + 'px';"
            " drawn.style.height = view.height + 'px' }"
            f" return ({READ.read_text('utf-8')})(drawn, kind) }}",
            [svg, kind],
        )

    def draw_mermaid(self, view):
        """Draw with Mermaid; an error of its own means that it cannot."""
        text, names = mermaid_text(view)
        drawn = self.page.evaluate(
            """async ([text, runs]) => {
              let svg = "", least = Infinity;
              for (let run = 0; run < runs; run++) {
                const start = performance.now(), id = "m" + Math.random().toString(36).slice(2);
                try { svg = (await mermaid.render(id, text)).svg }
                catch (error) { return { error: String(error) } }
                least = Math.min(least, performance.now() - start);
                if (least > 5000) break;
              }
              return { svg, least };
            }""",
            [text, RUNS],
        )
        if "error" in drawn:
            raise ValueError(drawn["error"][:200])
        found = self.read(drawn["svg"], "mermaid")
        found["nodes"] = {names[id_]: box for id_, box in found["nodes"].items() if id_ in names}
        found["edges"] = [(names.get(a), names.get(b), points) for a, b, points in found["edges"]]
        return found, drawn["least"]


def draw_ours(view, browser):
    """Draw with procdocs."""

    def draw():
        return render_swimlane_svg(view, layout_swimlane(view, "lr"), "p")

    svg, least = best(draw)
    return browser.read(svg, "procdocs"), least


def draw_piper(view):
    """Draw with ProcessPiper, by its Python interface."""
    from processpiper import ActivityType, EventType, GatewayType, ProcessMap

    kinds = {
        "task": ActivityType.TASK,
        "subprocess": ActivityType.SUBPROCESS,
        "start": EventType.START,
        "end": EventType.END,
        "wait": EventType.INTERMEDIATE,
        "milestone": EventType.INTERMEDIATE,
        "decision": GatewayType.EXCLUSIVE,
        "event-choice": GatewayType.EVENT,
        "inclusive": GatewayType.INCLUSIVE,
        "fork": GatewayType.PARALLEL,
        "join": GatewayType.PARALLEL,
    }

    def draw():
        shapes = {}
        with ProcessMap(view.title, painter_type="SVG") as drawing:
            for lane in view.lanes:
                made = drawing.add_lane(lane.name or " ")
                for node in view.nodes:
                    if node.lane == lane.id:
                        shapes[node.id] = made.add_element(node.name or " ", kinds[node.kind])
            for edge in view.edges:
                shapes[edge.source].connect(shapes[edge.target], label_of(edge))
            drawing.draw()
        return shapes

    shapes, least = best(draw)
    nodes, edges = {}, []
    forms = {"start": "circle", "end": "circle", "wait": "circle", "milestone": "circle"}
    of = {id(shape): id_ for id_, shape in shapes.items()}
    for node in view.nodes:
        shape = shapes[node.id]
        box = node.kind in ("task", "subprocess")
        form = "box" if box else forms.get(node.kind, "diamond")
        x, y = shape.coord.x_pos, shape.coord.y_pos
        if form == "circle":  # of these it keeps the middle
            x, y = x - shape.width / 2, y - shape.height / 2
        nodes[node.id] = (form, x, y, shape.width, shape.height)
        for link in shape.connection_to:
            points = [tuple(point) for point in link.connection_points]
            edges.append((node.id, of.get(id(link.target)), points))
    if any(len(points) < 2 for _, _, points in edges):
        raise ValueError("a flow is not drawn")
    return {"nodes": nodes, "edges": edges}, least


def simple(points, slack=0.4):
    """Leave out points that lie on the line of their neighbours."""
    kept = [points[0]]
    for here, after in itertools.pairwise(points[1:]):
        dx, dy = after[0] - kept[-1][0], after[1] - kept[-1][1]
        length = (dx * dx + dy * dy) ** 0.5 or 1.0
        off = abs(dx * (here[1] - kept[-1][1]) - dy * (here[0] - kept[-1][0])) / length
        if off > slack:
            kept.append(here)
    return [*kept, points[-1]]


def inside(point, node):
    """Whether a point lies within the outline of a node, more than 3 px from its border."""
    form, x, y, w, h = node
    dx, dy = abs(point[0] - x - w / 2), abs(point[1] - y - h / 2)
    if form == "diamond":
        return dx / max(w / 2 - 4, 1) + dy / max(h / 2 - 4, 1) < 1
    if form == "circle":
        return (dx * dx + dy * dy) ** 0.5 < min(w, h) / 2 - 3
    return dx < w / 2 - 3 and dy < h / 2 - 3


def along(points):
    """Give points every 2 px of a line."""
    for a, b in itertools.pairwise(points):
        length = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
        count = max(1, int(length / 2))
        for at in range(count):
            yield (a[0] + (b[0] - a[0]) * at / count, a[1] + (b[1] - a[1]) * at / count)


def apart(point, a, b):
    """Distance of a point from a stretch."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = dx * dx + dy * dy or 1.0
    part = min(1.0, max(0.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / size))
    return ((point[0] - a[0] - part * dx) ** 2 + (point[1] - a[1] - part * dy) ** 2) ** 0.5


def run_together(one, two):
    """Whether two lines share a stretch of 20 px, as where they merge."""
    count = 0
    for point in along(one):
        close = any(apart(point, a, b) < 1.5 for a, b in itertools.pairwise(two))
        count = count + 1 if close else 0
        if count >= 10:
            return True
    return False


def extent(nodes, edges):
    """Area of the rectangle around all nodes and lines, without the heads of lanes."""
    points = [point for _, _, way in edges for point in way]
    points += [(x, y) for _, x, y, _, _ in nodes.values()]
    points += [(x + w, y + h) for _, x, y, w, h in nodes.values()]
    wide, high = (max(each) - min(each) for each in zip(*points, strict=True))
    return wide * high


def measure(drawn):
    """Measure a picture: the same for all three."""
    nodes = drawn["nodes"]
    edges = [(a, b, simple(points)) for a, b, points in drawn["edges"]]
    overlaps = sum(
        min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1]) > 2
        and min(a[2] + a[4], b[2] + b[4]) - max(a[2], b[2]) > 2
        for a, b in itertools.combinations(nodes.values(), 2)
    )
    through = 0
    for source, target, points in edges:
        way = list(along(points))
        for id_, node in nodes.items():
            if id_ not in (source, target):
                through += sum(inside(point, node) for point in way) >= 2
    crossings = 0
    for (a1, b1, one), (a2, b2, two) in itertools.combinations(edges, 2):
        shared = [nodes[end][1:] for end in {a1, b1} & {a2, b2} if end in nodes]
        found = []
        for a, b in itertools.pairwise(one):
            for c, d in itertools.pairwise(two):
                at = crossing(a, b, c, d)
                if at is None or any(near(at, box, 3) for box in shared):
                    continue
                if all(abs(at[0] - x) + abs(at[1] - y) > 8 for x, y in found):
                    found.append(at)
        if found and (a1 == a2 or b1 == b2) and run_together(one, two):
            continue
        crossings += len(found)
    return {
        "flows": len(edges),
        "crossings": crossings,
        "overlaps": overlaps,
        "through": through,
        "area": extent(nodes, edges),
    }


def views(folder):
    """Give the processes to draw, as what all can draw."""
    if folder is None:
        project = open_project(ROOT / "mkdocs.yml", today=TODAY)
        contexts = [make_context(project.portal, project.analysis, (), today=TODAY)]
    else:
        contexts = []
        for path in sorted(folder.rglob("*.bpmn")):
            try:
                with tempfile.TemporaryDirectory() as place:
                    contexts.append(portal_of([(path.name, path.read_bytes())], Path(place)))
            except (ValueError, KeyError, AttributeError, SyntaxError) as error:
                print(f"left out {path.name}: {error!r}", file=sys.stderr)
    for context in contexts:
        for process in context.portal.processes.values():
            links = context.links(process_page(context.portal, process))
            view = plain(view_swimlane(context, links, process))
            if view.edges:
                yield view


def compare(found, rivals):
    """Print the table: every figure over the processes that a tool draws, beside ours there."""
    print("| | " + " | ".join(rivals) + " |\n|---|" + "--:|" * len(rivals))
    ours = found["procdocs"]
    drawn = {name: [at for at, each in enumerate(found[name]) if each] for name in rivals}

    def row(title, figure):
        print(f"| {title} | " + " | ".join(figure(name) for name in rivals) + " |")

    def total(name, key):
        return sum(found[name][at][key] for at in drawn[name])

    def ratio(name, key):
        if name == "procdocs":
            return "1"
        pairs = [found[name][at][key] / ours[at][key] for at in drawn[name] if ours[at][key]]
        return f"{statistics.median(pairs):.1f}" if pairs else "–"

    def beside(name, key):
        mine = sum(ours[at][key] for at in drawn[name])
        text = f"{total(name, key):.0f}"
        return text if name == "procdocs" else f"{text} (procdocs {mine:.0f})"

    row("processes", lambda name: str(len(ours)))
    row("cannot be drawn", lambda name: str(len(ours) - len(drawn[name])))
    row(
        "flows missing in the picture",
        lambda name: str(
            max(0, sum(ours[at]["flows"] for at in drawn[name]) - total(name, "flows"))
        ),
    )
    row("without a crossing", lambda name: share(found[name], drawn[name], "crossings"))
    row("crossings", lambda name: beside(name, "crossings"))
    row("nodes over nodes", lambda name: beside(name, "overlaps"))
    row("flows through nodes", lambda name: beside(name, "through"))
    row("area, times ours, median", lambda name: ratio(name, "area"))
    row("time, times ours, median", lambda name: ratio(name, "ms"))


def share(rows, drawn, key):
    clean = sum(not rows[at][key] for at in drawn)
    return f"{100 * clean / len(drawn):.0f} %" if drawn else "–"


def main():
    """Draw, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--mermaid", type=Path, help="mermaid.min.js of the npm package")
    parser.add_argument("--json", type=Path, help="file for the figures of every process")
    given = parser.parse_args()
    from playwright.sync_api import sync_playwright

    rivals = ["procdocs"]
    rivals += ["Mermaid"] if given.mermaid else []
    rivals += ["ProcessPiper"] if importlib.util.find_spec("processpiper") else []
    found = {name: [] for name in rivals}
    with sync_playwright() as playwright:
        browser = Browser(playwright, given.mermaid)
        for view in views(given.folder):
            for name in rivals:
                try:
                    if name == "procdocs":
                        drawn, least = draw_ours(view, browser)
                    elif name == "Mermaid":
                        drawn, least = browser.draw_mermaid(view)
                    else:
                        drawn, least = draw_piper(view)
                    result = {**measure(drawn), "ms": least, "id": view.id}
                except Exception as error:  # whatever a rival raises means that it cannot draw it
                    if name == "procdocs":
                        raise
                    print(f"{name}, {view.id}: {error!r}"[:200], file=sys.stderr)
                    result = None
                    browser.open()
                found[name].append(result)
        browser.browser.close()
    compare(found, rivals)
    if given.json:
        given.json.write_text(json.dumps(found, indent=1), "utf-8")


if __name__ == "__main__":
    main()
