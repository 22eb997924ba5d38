"""Gateways as FORMAT knows them: merges go, mixed ones are parted, every way has ends."""

from procdocs.imports.bpmn.drafts import Arrow, Draft, Graph, Log
from procdocs.imports.bpmn.flows import drop_label, flow_elements

_SPLITS = ("decision", "fork", "inclusive", "event-choice")
_MAY_BRANCH = ("task", "subprocess", "wait", "decision")


def mend_gateways(graph: Graph, log: Log) -> None:
    """Give every gateway a type that FORMAT has, and every step a way in and out."""
    for step in list(graph.steps.values()):
        if step.type in _SPLITS and step.node is not None and not step.settled:
            _mend(step, graph, log)
    _check_choices(graph, log)
    _mend_conditional(graph, log)
    _add_starts(graph, log)
    _add_ends(graph, log)


def _mend(step: Draft, graph: Graph, log: Log) -> None:
    assert step.node is not None
    out, into = graph.out(step.key), graph.into(step.key)
    element = step.node.element
    if not out:
        step.type = "milestone"
        log.simplified(element, "no flow leaves the gateway: it becomes a milestone")
    elif len(out) == 1:
        if step.type in ("fork", "inclusive") and into > 1:
            step.type = "join"
            drop_label(out[0], graph, log)
        elif into == 0 or out[0].target == step.key or step.type == "event-choice":
            step.type = "milestone"
            drop_label(out[0], graph, log)
            log.simplified(element, "one flow leaves the gateway: it becomes a milestone")
        else:
            _take_out(step, out[0], graph, log, into)
    elif step.type in ("fork", "inclusive") and into > 1:
        _part(step, graph, log)


def _take_out(step: Draft, way: Arrow, graph: Graph, log: Log, into: int) -> None:
    """Lead what reached a merge straight on: where flows meet, nothing has to wait."""
    assert step.node is not None
    words = "flows merge at the next step" if into > 1 else "it neither splits nor joins"
    log.simplified(step.node.element, f"{words}; the gateway itself is left out")
    drop_label(way, graph, log)
    for element in flow_elements(graph, way):
        if id(element) not in log.said:
            log.simplified(element, "it is one with the flows into the gateway that is left out")
    graph.arrows.remove(way)
    graph.redirect(step.key, way.target)
    del graph.steps[step.key]


def _part(step: Draft, graph: Graph, log: Log) -> None:
    """Part a gateway that joins and splits into two."""
    assert step.node is not None
    log.simplified(step.node.element, f"it joins and splits: a join and a {step.type} of their own")
    join = graph.add("join", step.key, "join")
    graph.redirect(step.key, join.key)
    graph.arrows.append(Arrow(source=join.key, target=step.key))
    log.added("join", step.name, "the joining half of a gateway that also splits")


def _check_choices(graph: Graph, log: Log) -> None:
    """Make an event choice that leads to anything but events a decision."""
    for step in graph.steps.values():
        if step.type != "event-choice" or step.settled:
            continue
        targets = [graph.steps[arrow.target] for arrow in graph.out(step.key)]
        if all(
            target.type == "wait" or target.values.get("kind") == "receive" for target in targets
        ):
            continue
        step.type = "decision"
        if step.node is not None:
            log.simplified(step.node.element, "not all its ways lead to events: a decision")


def _mend_conditional(graph: Graph, log: Log) -> None:
    """Give steps whose ways out have conditions a form that may have them."""
    for step in list(graph.steps.values()):
        out = graph.out(step.key)
        if step.type in ("decision", "inclusive", "event-choice"):
            continue
        several = len(out) > 1 or step.settled
        if step.type in _MAY_BRANCH and several and any(a.conditional for a in out):
            if step.node is not None and not step.settled:
                log.simplified(step.node.element, "its conditional flows become its branches")
            continue
        if step.type not in _MAY_BRANCH and len(out) > 1 and any(a.conditional for a in out):
            choice = graph.add("decision", step.key, "choice")
            for arrow in out:
                arrow.source = choice.key
            graph.arrows.append(Arrow(source=step.key, target=choice.key))
            log.added("decision", step.name, "the conditional flows of a step that has no branches")
            continue
        reached: set[str] = set()
        for arrow in out:
            drop_label(arrow, graph, log)
            arrow.conditional = False
            if arrow.target in reached and step.type != "fork":
                graph.arrows.remove(arrow)
                for element in flow_elements(graph, arrow):
                    log.simplified(element, "another flow joins the same two steps")
            reached.add(arrow.target)


def _add_starts(graph: Graph, log: Log) -> None:
    """Lead from a start to every step to which nothing leads, and into every closed circle."""
    reached: set[str] = set()
    for step in graph.steps.values():
        if step.type == "start":
            _reach(step.key, graph, reached)
    roots = [
        step.key
        for step in graph.steps.values()
        if step.type != "start" and not graph.into(step.key)
    ]
    for key in roots:
        _reach(key, graph, reached)
    for step in graph.steps.values():
        if step.key not in reached:
            roots.append(step.key)
            _reach(step.key, graph, reached)
    if not roots and graph.steps:
        return
    start = graph.add("start", graph.scope.key, "start")
    steps = dict(graph.steps)
    del steps[start.key]
    graph.steps = {start.key: start, **steps}
    if not roots:
        end = graph.add("end", graph.scope.key, "end")
        graph.arrows.append(Arrow(source=start.key, target=end.key))
        log.added("start and end", graph.scope.name, "nothing was in it")
        return
    graph.arrows += [Arrow(source=start.key, target=key) for key in roots]
    named = ", ".join(graph.steps[key].name or graph.steps[key].type for key in roots)
    log.added("start", "", f"nothing led to: {named}")


def _reach(start: str, graph: Graph, reached: set[str]) -> None:
    ways: dict[str, list[str]] = {}
    for arrow in graph.arrows:
        ways.setdefault(arrow.source, []).append(arrow.target)
    for step in graph.steps.values():
        for each in step.boundaries:
            ways.setdefault(step.key, []).append(each.target)
    stack = [start]
    while stack:
        key = stack.pop()
        if key not in reached:
            reached.add(key)
            stack += ways.get(key, ())


def _add_ends(graph: Graph, log: Log) -> None:
    """Lead every step from which nothing leads on to an end."""
    loose = [
        step for step in graph.steps.values() if step.type != "end" and not graph.out(step.key)
    ]
    if not loose:
        return
    end = graph.add("end", graph.scope.key, "end")
    graph.arrows += [Arrow(source=step.key, target=end.key) for step in loose]
    named = ", ".join(step.name or step.type for step in loose)
    log.added("end", "", f"nothing led on from: {named}")
