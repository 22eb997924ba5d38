"""Entries put into and taken out of a collection in brackets."""

from typing import Any

from procdocs.source.yaml_emit import emit_flow, emit_key
from procdocs.source.yaml_marks import MarkNode
from procdocs.source.yaml_plan import Plan
from procdocs.source.yaml_splices import Splice, Text


def flow_splices(text: Text, node: MarkNode, plan: Plan) -> list[Splice] | None:
    """Carry out what a plan says of the entries of a collection in brackets, some of which stay.

    Returns:
        The splices; None where the collection is a pair without brackets of its own.
    """
    if not text.in_brackets(node):
        return None
    keyed = isinstance(node[4], dict)
    nodes: list[MarkNode] = list(node[4].values()) if keyed else node[4]
    parts: list[str | int] = list(node[4]) if keyed else list(range(len(nodes)))
    stays = [part not in plan.gone for part in parts]
    commas = _commas(text, node, nodes)
    if commas is None:
        return None
    edges = _edges(text, node, nodes, commas)
    kept = [number for number, stay in enumerate(stays) if stay]
    last = kept[-1]
    found = []
    for number, stay in enumerate(stays):
        if not stay:
            start, end = edges[number], edges[number + 1]
            if number < kept[0] and "\n" not in text.text[start : nodes[number][2]]:
                while end < node[3] and text.text[end] == " ":
                    end += 1
            if stays[number - 1] and number and _behind_comment(text, start):
                # What follows must not come to stand in the comment.
                start = _start(nodes[number])
            found.append(Splice(start, end, ""))
    if last < len(nodes) - 1:
        comma = commas[last]
        assert comma is not None
        found.append(Splice(comma, comma + 1, ""))
    for at, key, value in plan.added:
        made = _entry(key, value)
        if at > last:
            end = max(nodes[last][3], nodes[last][1])
            found.append(Splice(end, end, f",{_lead(text, edges, nodes, last)}{made}"))
            continue
        edge = edges[at]
        lead = _lead(text, edges, nodes, at)
        found.append(
            Splice(edge, edge, f"{made}, " if at == 0 and lead == " " else f"{lead}{made},")
        )
    return found


def _entry(key: str, value: Any) -> str:
    made = emit_flow(value)
    return f"{emit_key(key, brackets=True)}: {made}" if key else made


def _commas(text: Text, node: MarkNode, nodes: list[MarkNode]) -> list[int | None] | None:
    """Find the comma behind each entry; None for the last where it has none."""
    found: list[int | None] = []
    for number, each in enumerate(nodes):
        at = max(each[3], each[1])
        stop = nodes[number + 1][2] if number + 1 < len(nodes) else node[3] - 1
        while at < stop and text.text[at] != ",":
            if text.text[at] == "#":
                at = text.line_end(at)
            elif not text.text[at].isspace():
                return None
            else:
                at += 1
        found.append(at if at < stop else None)
    return None if None in found[:-1] else found


def _edges(
    text: Text, node: MarkNode, nodes: list[MarkNode], commas: list[int | None]
) -> list[int]:
    """Find the borders of the entries: behind a comma and the comment that follows it."""
    edges = [node[2] + 1]
    for number, comma in enumerate(commas):
        if comma is None:
            edges.append(max(nodes[number][3], nodes[number][1]))
            continue
        behind = comma + 1
        end = text.line_end(behind)
        comment = text.text[behind:end].lstrip(" \t")
        edges.append(end if comment.startswith("#") else behind)
    return edges


def _lead(text: Text, edges: list[int], nodes: list[MarkNode], number: int) -> str:
    """Give the blanks before an entry: a line end and its indentation, or one blank."""
    start = _start(nodes[number])
    before = text.text[edges[number] : start]
    if "\n" not in before:
        return " "
    return "\n" + " " * text.column(start)


def _start(node: MarkNode) -> int:
    return node[0] if node[0] >= 0 else node[2]


def _behind_comment(text: Text, offset: int) -> bool:
    return (
        text.text[offset : offset + 1] == "\n"
        and "#" in text.text[text.line_start(offset) : offset]
    )
