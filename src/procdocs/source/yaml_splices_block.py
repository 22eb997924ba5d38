"""Entries put into and taken out of a collection whose entries stand on lines."""

from typing import Any

from procdocs.source.yaml_emit import emit_behind, emit_block, emit_flow, emit_key
from procdocs.source.yaml_marks import MarkNode
from procdocs.source.yaml_plan import Plan
from procdocs.source.yaml_splices import Splice, Text, fits_in_brackets


def block_entries(text: Text, node: MarkNode) -> list[int] | None:
    """Find where each entry starts, its dash or its key; None where that cannot be told."""
    children = node[4]
    if isinstance(children, dict):
        starts = [child[0] for child in children.values()]
        column = text.column(starts[0])
        plain = all(text.column(at) == column for at in starts)
        return starts if plain and all(map(text.starts_line, starts[1:])) else None
    column = text.column(node[2])
    if text.text[node[2]] != "-":
        return None
    starts = [node[2]]
    for child in children[1:]:
        start = text.line_start(child[2])
        while not _dash_at(text, start, column):
            if start <= starts[-1]:
                return None
            start = text.line_start(start - 1)
        starts.append(start + column)
    return starts


def _dash_at(text: Text, start: int, column: int) -> bool:
    head = text.text[start : start + column + 2]
    return (
        head[:column].strip(" ") == "" and head[column : column + 1] == "-" and len(head) > column
    )


def block_splices(text: Text, node: MarkNode, plan: Plan) -> list[Splice] | None:
    """Carry out what a plan says of the entries of a block, some of which stay.

    Returns:
        The splices; None where the block is written in a way that is not understood.
    """
    starts = block_entries(text, node)
    if starts is None:
        return None
    keyed = isinstance(node[4], dict)
    nodes: list[MarkNode] = list(node[4].values()) if keyed else node[4]
    parts: list[str | int] = list(node[4]) if keyed else list(range(len(nodes)))
    stays = [part not in plan.gone for part in parts]
    found: list[Splice] = []
    for number, stay in enumerate(stays):
        if not stay:
            found += _taken_out(text, starts, nodes, stays, number)
    column = text.column(starts[0])
    siblings = [each for each, stay in zip(nodes, stays, strict=True) if stay]
    for at, key, value in plan.added:
        lines = _entry(text, siblings, key, value, column)
        before = next((n for n in range(min(at, len(nodes)) - 1, -1, -1) if stays[n]), None)
        if before is not None:
            end = text.block_end(nodes[before])
            found += text.unended(nodes[before], end)
            found.append(Splice(end, end, "".join(f"\n{line}" for line in lines)))
        else:
            first = starts[stays.index(True)]
            made = "\n".join(lines).lstrip(" ") + "\n" + " " * column
            found.append(Splice(first, first, made))
    return found


def _taken_out(
    text: Text, starts: list[int], nodes: list[MarkNode], stays: list[bool], number: int
) -> list[Splice]:
    """Take out the lines of an entry, with the comment behind its value."""
    start, end = starts[number], text.block_end(nodes[number])
    if not text.starts_line(start):
        # It shares a line with the dash or key before it: the next that stays moves up.
        if number > 0:
            return []
        behind = stays.index(True)
        last = text.block_end(nodes[behind - 1])
        if text.text[last : starts[behind]].strip():
            while text.text[start - 1] == " ":
                start -= 1
            return [Splice(start, last, "")]
        return [Splice(start, starts[behind], "")]
    if number > 0 and not text.starts_line(starts[0]) and not any(stays[:number]):
        return []
    first = text.line_start(start)
    if end < len(text.text):
        return [Splice(first, end + 1, "")]
    return [Splice(max(first - 1, 0), end, "")]


def _entry(text: Text, siblings: list[MarkNode], key: str, value: Any, column: int) -> list[str]:
    """Write a new entry, in brackets where those beside it are."""
    head = " " * column + (f"{emit_key(key)}:" if key else "-")
    if isinstance(value, (dict, list)) and value:
        collections = [text.in_brackets(each) for each in siblings if each[4] is not None]
        small = fits_in_brackets(value, len(head) + 1)
        nested = [
            below
            for below in (value.values() if isinstance(value, dict) else value)
            if isinstance(below, dict)
        ]
        if small and (sum(collections) * 2 > len(collections) if collections else not nested):
            return [f"{head} {emit_flow(value)}"]
        if not key:
            return emit_block([value], column)
    return emit_behind(head, value, column + 2)
