"""Measure the swimlanes: faults, crossings, bends, length, area and CPU time.

Usage: python benchmarks/layout.py [FOLDER [OUT]]

Without a folder, the processes of the example portal are drawn both ways. With one, every BPMN
file in it is imported without its drawing and laid out anew; the drawing in the file is measured
beside ours, both from their diagram interchange, by the same code. OUT takes our drawings as BPMN
files, for any other measure.
"""

import datetime
import itertools
import statistics
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

from procdocs.analysis.analysis import analyse_portal
from procdocs.diagrams.swimlane.layout import best_attempt
from procdocs.exports.bpmn import process_bpmn
from procdocs.imports.bpmn.bring_in import import_bpmn
from procdocs.imports.proof import prove_processes
from procdocs.project import open_project
from procdocs.source.load import load_portal
from procdocs.source.yaml_tree import write_yaml
from procdocs.views.context import make_context
from procdocs.views.links import process_page
from procdocs.views.process_flow import view_swimlane

ROOT = Path(__file__).parents[1]
SIZES = ((1, 10), (11, 17), (18, 25), (26, 35), (36, 60), (61, 999), (1, 25), (26, 50))
TODAY = datetime.date(2026, 1, 1)
PORTAL = {
    "name": "Benchmark",
    "company": "Benchmark",
    "landscape": [{"id": "all", "name": "All", "groups": [{"id": "all", "name": "All"}]}],
}
SUBS = ("subProcess", "transaction", "adHocSubProcess")


def local(tag):
    return tag.rpartition("}")[2]


def crossing(a, b, c, d):
    """Where two stretches cross within both, or None."""
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = a, b, c, d
    turn = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
    if abs(turn) < 1e-9:
        return None
    s = ((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)) / turn
    t = ((x3 - x1) * (y2 - y1) - (y3 - y1) * (x2 - x1)) / turn
    inside = -1e-9 <= s <= 1 + 1e-9 and -1e-9 <= t <= 1 + 1e-9
    return (x1 + s * (x2 - x1), y1 + s * (y2 - y1)) if inside else None


def near(point, box, margin):
    x, y, w, h = box
    return x - margin <= point[0] <= x + w + margin and y - margin <= point[1] <= y + h + margin


def passes(a, b, box):
    """Whether a stretch runs through the inside of a box for more than a px."""
    x, y, w, h = box[0] + 3, box[1] + 3, box[2] - 6, box[3] - 6
    dx, dy = b[0] - a[0], b[1] - a[1]
    begin, end = 0.0, 1.0
    for step, room in ((-dx, a[0] - x), (dx, x + w - a[0]), (-dy, a[1] - y), (dy, y + h - a[1])):
        if abs(step) < 1e-12:
            if room <= 0:
                return False
        elif step < 0:
            begin = max(begin, room / step)
        else:
            end = min(end, room / step)
    return (end - begin) * (dx * dx + dy * dy) ** 0.5 > 1


def bends(points):
    count = 0
    for (ax, ay), (bx, by), (cx, cy) in zip(points, points[1:], points[2:], strict=False):
        one, two = (bx - ax, by - ay), (cx - bx, cy - by)
        size = ((one[0] ** 2 + one[1] ** 2) * (two[0] ** 2 + two[1] ** 2)) ** 0.5
        count += size > 1e-9 and abs(one[0] * two[1] - one[1] * two[0]) / size > 0.087
    return count


def read(root):
    """What the elements of a file are: kinds, parents, ends of flows, hosts, lanes."""
    kind, parent, ends, host, lane = {}, {}, {}, {}, {}

    def walk(element, above):
        for each in element:
            id_ = each.get("id")
            kind[id_], parent[id_] = local(each.tag), above
            if local(each.tag) == "sequenceFlow":
                ends[id_] = (each.get("sourceRef"), each.get("targetRef"))
            if each.get("attachedToRef"):
                host[id_] = each.get("attachedToRef")
            if local(each.tag) == "lane":
                for ref in each:
                    if local(ref.tag) == "flowNodeRef" and ref.text:
                        lane[ref.text.strip()] = id_
            walk(each, id_ if local(each.tag) in SUBS else above)

    walk(root, None)
    return kind, parent, ends, host, lane


def measure(text):
    """Measure every plane of a BPMN file together; None where it has no drawing."""
    root = ET.fromstring(text)
    kind, parent, ends, host, lane = read(root)
    total = defaultdict(float)
    tasks = []
    for plane in (each for each in root.iter() if local(each.tag) == "BPMNPlane"):
        boxes, lines = {}, {}
        for shape in plane:
            id_ = (shape.get("bpmnElement") or "").rpartition(":")[2]
            for part in shape:
                if local(part.tag) == "Bounds":
                    names = ("x", "y", "width", "height")
                    boxes[id_] = tuple(float(part.get(name, 0)) for name in names)
            way = [
                (float(part.get("x", 0)), float(part.get("y", 0)))
                for part in shape
                if local(part.tag) == "waypoint"
            ]
            if len(way) > 1 and id_ in ends:
                lines[id_] = way
        nodes = {
            id_: box
            for id_, box in boxes.items()
            if (kind.get(id_, "").lower().endswith(("task", "event", "gateway", "activity")))
            or kind.get(id_) in SUBS
        }
        if not nodes:
            continue
        tasks += [box for id_, box in nodes.items() if kind[id_].lower().endswith("task")]
        total["nodes"] += len(nodes)
        total["flows"] += len(lines)
        wide = max(b[0] + b[2] for b in boxes.values()) - min(b[0] for b in boxes.values())
        tall = max(b[1] + b[3] for b in boxes.values()) - min(b[1] for b in boxes.values())
        total["area"] += wide * tall
        above = {}
        for id_ in nodes:
            chain, each = [id_], id_
            while each:
                each = host.get(each) or parent.get(each)
                chain.append(each)
            above[id_] = set(chain)
        for one, two in itertools.combinations(nodes, 2):
            (ax, ay, aw, ah), (bx, by, bw, bh) = nodes[one], nodes[two]
            apart = ax + aw - 2 <= bx or bx + bw - 2 <= ax or ay + ah - 2 <= by or by + bh - 2 <= ay
            total["overlaps"] += not apart and one not in above[two] and two not in above[one]
        for id_, box in nodes.items():
            band = boxes.get(lane.get(id_) or lane.get(host.get(id_)))
            if band and id_ not in host:
                corners = (box[:2], (box[0] + box[2], box[1] + box[3]))
                total["outside"] += not all(near(corner, band, 2) for corner in corners)
        for id_, way in lines.items():
            total["bends"] += bends(way)
            total["length"] += sum(
                ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5 for a, b in itertools.pairwise(way)
            )
            own = set().union(*(above.get(end, set()) for end in ends[id_]))
            guests = {guest for guest, at in host.items() if at in own}
            for node, box in nodes.items():
                if node in own or node in guests or own & {host.get(node)}:
                    continue
                total["through"] += any(passes(a, b, box) for a, b in itertools.pairwise(way))
        for one, two in itertools.combinations(lines, 2):
            shared = [nodes[end] for end in ends[one] if end in ends[two] and end in nodes]
            found = set()
            for a, b in itertools.pairwise(lines[one]):
                for c, d in itertools.pairwise(lines[two]):
                    at = crossing(a, b, c, d)
                    if at and not any(near(at, box, 3) for box in shared):
                        found.add((round(at[0]), round(at[1])))
            kin = ends[one][0] == ends[two][0] or ends[one][1] == ends[two][1]
            total["crossings"] += 0 if kin and on_one_line(lines[one], lines[two]) else len(found)
    if not total["flows"]:
        return None
    width = statistics.median(box[2] for box in tasks) if tasks else 100.0
    size = statistics.median(box[2] * box[3] for box in tasks) if tasks else 8000.0
    total["bends"] /= total["flows"]
    total["length"] /= total["flows"] * width
    total["area"] /= total["nodes"] * size
    return total


def on_one_line(one, two):
    """Whether flows that belong together share a stretch, as where they merge."""
    for (ax, ay), (bx, by) in itertools.pairwise(one):
        for (cx, cy), (dx, dy) in itertools.pairwise(two):
            for a, b, c, d, gap in (
                (ax, bx, cx, dx, (ay, by, cy, dy)),
                (ay, by, cy, dy, (ax, bx, cx, dx)),
            ):
                common = min(max(a, b), max(c, d)) - max(min(a, b), min(c, d))
                if max(gap) - min(gap) <= 1 and common > 3:
                    return True
    return False


def portal_of(sources, folder):
    """Import BPMN files into a portal of their own; returns its context."""
    made = import_bpmn(sources)
    texts, _ = prove_processes(made.processes, made.roles, TODAY)
    roles = {id_: dict(role) for id_, role in made.roles.items()}
    for file in made.processes:
        names = [file.values.get("owner"), *file.values.get("lanes", ())]
        names += [step.get("role") for step in file.values["steps"]]
        for name in names:
            if name and name not in file.values.get("participants", {}):
                roles.setdefault(name, {"name": name})
    content = folder / "content"
    (content / "processes").mkdir(parents=True)
    (content / "portal.yml").write_text(write_yaml(PORTAL), "utf-8")
    (content / "organisation.yml").write_text(write_yaml({"roles": roles}), "utf-8")
    for id_, text in texts.items():
        (content / "processes" / f"{id_}.yml").write_text(text, "utf-8")
    portal = load_portal(folder, content, today=TODAY).portal
    return make_context(portal, analyse_portal(portal, TODAY), (), today=TODAY)


def timed(view, direction, times):
    """Draw a process; its CPU time is noted by the number of its steps."""
    start = time.process_time()
    attempt = best_attempt(view, direction)
    times.append((len(view.nodes), 1000 * (time.process_time() - start)))
    return attempt


def print_times(times):
    print("\n| Nodes | Pictures | CPU ms, median | at most |\n|---|--:|--:|--:|")
    for low, high in SIZES:
        found = [ms for nodes, ms in times if low <= nodes <= high]
        if found:
            middle = statistics.median(found)
            print(f"| {low}–{high} | {len(found)} | {middle:.0f} | {max(found):.0f} |")


def share(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "–"


def models(folder, out):
    """Measure the drawings of BPMN files beside ours."""
    pairs, times, faults = [], [], 0
    for path in sorted(folder.rglob("*.bpmn")):
        data = path.read_bytes()
        try:
            theirs = measure(data.decode("utf-8", "replace"))
            with tempfile.TemporaryDirectory() as place:
                context = portal_of([(path.name, data)], Path(place))
                ours = []

                def lay_out(view):
                    nonlocal faults
                    attempt = timed(view, "lr", times)
                    faults += attempt.quality.faults
                    return attempt.scene

                for process in context.portal.processes.values():
                    if process.part_of is None:
                        text = process_bpmn(context, process, lay_out)
                        ours.append(measure(text))
                        if out:
                            out.mkdir(parents=True, exist_ok=True)
                            (out / f"{path.stem}-{process.id}.bpmn").write_text(text, "utf-8")
        except (ValueError, KeyError, AttributeError, ET.ParseError) as error:
            print(f"left out {path.name}: {error!r}", file=sys.stderr)
            continue
        found = [each for each in ours if each]
        if found:
            pairs.append((theirs, joined(found)))
    drawn = [theirs for theirs, _ in pairs if theirs]
    print(f"{len(pairs)} models, {len(drawn)} of them with a drawing; faults of ours: {faults}\n")
    print("| | Their authors | procdocs |\n|---|--:|--:|")
    both = (drawn, [ours for theirs, ours in pairs if theirs])
    for name, figure in FIGURES:
        print(f"| {name} | " + " | ".join(figure(rows) if rows else "–" for rows in both) + " |")
    print_times(times)


def joined(found):
    """Put the drawings that came of one file together."""
    total = defaultdict(float)
    for name in ("nodes", "flows", "crossings", "overlaps", "through", "outside"):
        total[name] = sum(each[name] for each in found)
    for name, by in (("bends", "flows"), ("length", "flows"), ("area", "nodes")):
        total[name] = sum(each[name] * each[by] for each in found) / total[by]
    return total


def middle(name):
    return lambda rows: f"{statistics.median(row[name] for row in rows):.2f}"


def ninth(name):
    return lambda rows: f"{sorted(row[name] for row in rows)[int(0.9 * (len(rows) - 1))]:.2f}"


def without(*names):
    return lambda rows: share(sum(not any(row[n] for n in names) for row in rows), len(rows))


FIGURES = (
    ("no crossing", without("crossings")),
    (
        "no overlap, crossing, flow through a node or node outside its lane",
        without("overlaps", "crossings", "through", "outside"),
    ),
    (
        "crossings in 100 flows",
        lambda rows: (
            f"{100 * sum(r['crossings'] for r in rows) / sum(r['flows'] for r in rows):.2f}"
        ),
    ),
    ("bends a flow, median", middle("bends")),
    ("bends a flow, 90th percentile", ninth("bends")),
    ("length of a flow in task widths, median", middle("length")),
    ("area a node in task areas, median", middle("area")),
    ("area a node in task areas, 90th percentile", ninth("area")),
)


def content():
    """Measure the example portal."""
    project = open_project(ROOT / "mkdocs.yml", today=TODAY)
    context = make_context(project.portal, project.analysis, (), today=TODAY)
    times, found = [], []
    for process in project.portal.processes.values():
        for direction in ("lr", "tb"):
            links = context.links(process_page(context.portal, process))
            attempt = timed(view_swimlane(context, links, process), direction, times)
            found.append((attempt.quality, len(attempt.scene.edges), len(attempt.scene.nodes)))
    flows = sum(edges for _, edges, _ in found)
    crossings = sum(quality.crossings for quality, _, _ in found)
    clean = sum(quality.crossings == 0 for quality, _, _ in found)
    bent = statistics.median(quality.bends / max(1, edges) for quality, edges, _ in found)
    print(f"{len(found)} pictures; faults: {sum(quality.faults for quality, _, _ in found)}\n")
    print("| | procdocs |\n|---|--:|")
    print(f"| no crossing, messages counted too | {share(clean, len(found))} |")
    print(f"| crossings in 100 flows and messages | {100 * crossings / flows:.2f} |")
    print(f"| bends a flow, median | {bent:.2f} |")
    print_times(times)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        models(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
    else:
        content()
