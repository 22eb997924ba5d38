"""Changing values in a YAML text and leaving every other byte as its writer left it.

Comments, order, quotes, blank lines, brackets, blocks, anchors, line ends and a byte-order mark
stay. What comes out is read again before it is handed back: it holds exactly what it shall hold, or
the edit is refused.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from procdocs.source.yaml_document import YamlTree
from procdocs.source.yaml_emit import emit_flow
from procdocs.source.yaml_marks import MarkNode, Path, below
from procdocs.source.yaml_plan import Plan, carry_out, changed_nodes, plan_update, same_value
from procdocs.source.yaml_splices import Splice, Text, replaced
from procdocs.source.yaml_splices_block import block_splices
from procdocs.source.yaml_splices_flow import flow_splices
from procdocs.source.yaml_tree import read_yaml, write_yaml


class YamlEditError(ValueError):
    """A text that cannot be changed without losing what its writer wrote; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetValue:
    """Give a node another value; a key that is not there yet comes last in its mapping."""

    path: Path
    """Keys and positions from the top, in the text as it is."""
    value: Any
    """Dicts with text keys, lists, str, int, float, bool and None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InsertItem:
    """Put an entry into a list; several at one place come in the order of the edits."""

    path: Path
    """The list, then the position in the list as it is; its length for the end."""
    value: Any
    """The entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remove:
    """Take out a key with its value, or an entry of a list."""

    path: Path
    """Keys and positions from the top, in the text as it is."""


Edit = SetValue | InsertItem | Remove


def edit_yaml(text: str, edits: Iterable[Edit]) -> str:
    """Carry out edits, all of them told in terms of the text as it is.

    Args:
        text: The text of a YAML file as it was read from disk, any line ends.
        edits: What shall change. A later edit of a node replaces an earlier one.

    Returns:
        The text with these changes and no other.

    Raises:
        YamlEditError: The text is no YAML, a path leads nowhere, or the change cannot be made
            without losing a comment.
    """
    tree = _read(text)
    plan = Plan()
    for edit in edits:
        _enter(plan, {} if tree.value is None else tree.value, edit)
    return _carried_out(text, tree, plan)


def update_yaml(text: str, wanted: Any) -> str:
    """Change as little as makes a text hold a value; the order of keys does not count.

    Args:
        text: The text of a YAML file as it was read from disk, any line ends.
        wanted: What it shall hold.

    Returns:
        The text itself where it holds that already.

    Raises:
        YamlEditError: The text is no YAML, or the change cannot be made without losing a comment.
    """
    tree = _read(text)
    return _carried_out(text, tree, plan_update(tree.value, wanted))


def _read(text: str) -> YamlTree:
    tree = read_yaml("edited.yml", text)
    if tree.value is None and tree.diagnostics:
        raise YamlEditError(f"it is no YAML: {tree.diagnostics[0].message}")
    return tree


def _enter(plan: Plan, value: Any, edit: Edit) -> None:
    """Enter an edit into a plan."""
    *above, part = edit.path or ("",)
    if not edit.path:
        if not isinstance(edit, SetValue):
            raise YamlEditError("the whole file can only be set")
        plan.value = edit.value
        return
    found = value
    for step in above:
        found = _entry(found, step, edit.path)
    node = plan.at(tuple(above))
    if isinstance(edit, InsertItem):
        if not isinstance(found, list) or not isinstance(part, int) or not 0 <= part <= len(found):
            raise YamlEditError(f"there is no list for {_shown(edit.path)}")
        node.added.append((part, "", edit.value))
        return
    if isinstance(edit, Remove):
        _entry(found, part, edit.path)
        node.gone.add(part)
        return
    if isinstance(found, dict) and isinstance(part, str) and part not in found:
        node.added = [each for each in node.added if each[1] != part]
        node.added.append((len(found), part, edit.value))
        return
    node.gone.discard(part)
    node.below[part] = plan_update(_entry(found, part, edit.path), edit.value)


def _entry(value: Any, part: str | int, path: Path) -> Any:
    there = (isinstance(value, dict) and part in value) or (
        isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value)
    )
    if not there:
        raise YamlEditError(f"there is nothing at {_shown(path)}")
    return value[part]


def _shown(path: Path) -> str:
    return "/".join(map(str, path))


def _carried_out(text: str, tree: YamlTree, plan: Plan) -> str:
    """Carry out a plan; where an entry alone cannot be changed, all that it stands in is."""
    wanted = carry_out({} if tree.value is None and plan.added else tree.value, plan)
    if same_value(wanted, tree.value):
        return text
    if tree.value is None:
        made = text + ("" if text.endswith(("\n", "\r")) or not text else "\n") + write_yaml(wanted)
        if same_value(read_yaml("edited.yml", made).value, wanted):
            return made
        raise YamlEditError("it has no place for a value")
    work = _Work(tree)
    while True:
        spliced = work.splices(plan)
        if spliced is not None:
            made = _applied(text, spliced)
            # A block of text at the end of a file may need the line end that the file did not have.
            for ended in (made, f"{made}\n"):
                if same_value(read_yaml("edited.yml", ended).value, wanted):
                    return ended
        if not _lifted(work, plan):
            raise YamlEditError("it is written in a way that cannot be changed piece by piece")


def _lifted(work: "_Work", plan: Plan) -> bool:
    """Make the deepest changes those of the nodes in which they stand; False at the top."""
    changed = changed_nodes(plan)
    deepest = len(changed[0][0]) if changed else 0
    for path, node in changed:
        if len(path) < deepest:
            break
        target = path if not node.replaces else path[:-1]
        if node.replaces and not path:
            return False
        value, mark = work.value(target), work.node(target)
        if mark is None or work.has_comment(mark):
            return False
        whole = plan.at(target)
        if whole.replaces:
            continue
        made = carry_out(value, whole)
        whole.value, whole.below, whole.gone, whole.added = made, {}, set(), []
    return bool(changed)


class _Work:
    """The splices of a plan, found in one tree."""

    def __init__(self, tree: YamlTree) -> None:
        self.tree = tree
        self.text = Text(tree)
        root, _ = tree.marks.nearest(())
        assert root is not None
        self.root = root

    def value(self, path: Path) -> Any:
        """Give the value at a path."""
        found = self.tree.value
        for part in path:
            found = found[part]
        return found

    def node(self, path: Path) -> MarkNode | None:
        """Give the node at a path; None where it has none of its own."""
        node: MarkNode | None = self.root
        for part in path:
            node = below(node, part) if node is not None else None
        return node

    def has_comment(self, node: MarkNode) -> bool:
        """Tell whether a comment stands within a node."""
        spans = sorted(_scalars(node))
        at, held = node[2], []
        for start, end in spans:
            held.append(self.text.text[at:start])
            at = max(at, end)
        held.append(self.text.text[at : node[3]])
        return any("#" in each for each in held)

    def splices(self, plan: Plan) -> list[Splice] | None:
        """Find all splices; None where the plan cannot be carried out as it is."""
        self.found: list[Splice] = []
        self.failed = False
        for path in self._loosened(plan):
            node = self.node(path)
            assert node is not None
            self.found.append(Splice(node[2], node[3], emit_flow(self.value(path))))
        self._visit(self.root, self.tree.value, plan, False, 0)
        return None if self.failed else self.found

    def _visit(self, node: MarkNode, value: Any, plan: Plan, brackets: bool, after: int) -> None:
        if plan.is_empty:
            return
        children = len(node[4]) if node[4] else 0
        keeps = children > len(plan.gone)
        if plan.replaces or self.text.is_alias(node) or not keeps:
            made = carry_out(value, plan)
            self.found += replaced(self.text, node, made, brackets=brackets, after=after)
            return
        brackets = brackets or self.text.in_brackets(node)
        if plan.gone or plan.added:
            find = flow_splices if brackets else block_splices
            found = find(self.text, node, plan)
            if found is None:
                self.failed = True
                return
            self.found += found
        for part, under in plan.below.items():
            child = below(node, part)
            if child is None:
                self.failed = True
            elif part not in plan.gone:
                behind = child[1] if child[1] >= 0 else node[2]
                self._visit(child, value[part], under, brackets, behind)

    def _loosened(self, plan: Plan) -> list[Path]:
        """Find the aliases of what changes, which must go on to mean what they meant."""
        if "*" not in self.text.text or "&" not in self.text.text:
            return []
        nodes: list[tuple[int, Path]] = []
        aliases: list[tuple[Path, str]] = []
        for path, node in _own_nodes((), self.root):
            nodes.append((node[2], path))
            if self.text.is_alias(node):
                aliases.append((path, self.text.text[node[2] + 1 : node[3]]))
        nodes.sort(key=lambda each: each[0])
        found = []
        for path, name in aliases:
            if plan.touches(path):
                continue
            for match in re.finditer(rf"&{re.escape(name)}(?=[\s,\]}}]|\Z)", self.text.text):
                at = bisect_left(nodes, match.end(), key=lambda each: each[0])
                if at < len(nodes) and plan.touches(nodes[at][1]):
                    found.append(path)
                    break
        return found


def _own_nodes(path: Path, node: MarkNode) -> Iterator[tuple[Path, MarkNode]]:
    """Go over all nodes that are written where they stand, parents first."""
    yield path, node
    children = node[4]
    pairs: Iterable[tuple[str | int, MarkNode]]
    pairs = children.items() if isinstance(children, dict) else enumerate(children or ())
    for part, child in pairs:
        if node[2] <= child[2] <= node[3]:
            yield from _own_nodes((*path, part), child)


def _scalars(node: MarkNode) -> Iterator[tuple[int, int]]:
    for _, each in _own_nodes((), node):
        if each[0] >= 0:
            yield each[0], each[1]
        if each[4] is None:
            yield each[2], each[3]


def _applied(text: str, splices: Sequence[Splice]) -> str:
    """Put splices into a text as it was read, whose line ends and byte-order mark stay."""
    mark = 1 if text.startswith("\ufeff") else 0
    crlf = text.count("\r\n")
    ends = "\r\n" if crlf * 2 > text.count("\n") else "\n"
    if ends == "\n" and "\r" in text and "\n" not in text:
        ends = "\r"
    returns = [match.start() - mark - n for n, match in enumerate(re.finditer("\r\n", text))]

    def at(offset: int) -> int:
        # The text in which offsets count has one character for each line end.
        return offset + mark + bisect_left(returns, offset)

    parts, done = [], 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        start, end = at(splice.start), at(splice.end)
        if start < done:
            if splice.text and start != done:
                return ""
            start = done
        parts += [text[done:start], splice.text.replace("\n", ends)]
        done = max(end, done)
    return "".join([*parts, text[done:]])
