"""A survey file: written new, or brought up to date with its comments and other keys kept."""

import re
from typing import Any

from procdocs.imports.survey_fold import Tree, same_text
from procdocs.source.yaml_document import YamlTree
from procdocs.source.yaml_tree import read_yaml, write_yaml


def merge_survey(old: Tree, new: Tree) -> Tree:
    """Lay new answers over a survey.

    A step that was answered anew has the new figures and texts, and keeps what nobody answered;
    other steps stay as they are, and no step has more answers than `responses`. What was written
    by hand stays: every other key, and of a suggestion its status, owner, due date and reason. A
    suggestion that nobody made again stays too.

    Args:
        old: The survey as it is.
        new: The survey that the answers make.
    """
    merged = {**old, **{key: value for key, value in new.items() if key != "steps"}}
    steps = dict(old.get("steps") or {})
    for step, answers in (new.get("steps") or {}).items():
        before = steps.get(step)
        steps[step] = _merge_step(before if isinstance(before, dict) else {}, answers)
    if steps:
        merged["steps"] = steps
    _merge_suggestions(old, merged)
    asked_of = old.get("asked_of")
    if "asked_of" in new and asked_of:
        before = asked_of if isinstance(asked_of, list) else [asked_of]
        merged["asked_of"] = list(dict.fromkeys([*before, *new["asked_of"]]))
    counts = [step.get("n") for step in steps.values() if isinstance(step, dict)]
    merged["responses"] = max(
        [merged["responses"], *(count for count in counts if isinstance(count, int))]
    )
    invited = merged.get("invited")
    if isinstance(invited, int) and invited < merged["responses"]:
        # More people answered than were counted as asked: the older number is out of date.
        merged["invited"] = merged["responses"]
    return merged


def _merge_step(old: Tree, new: Tree) -> Tree:
    merged = {**old, **new}
    _merge_suggestions(old, merged)
    return merged


def _merge_suggestions(old: Tree, merged: Tree) -> None:
    before = old.get("suggestions")
    known = before if isinstance(before, list) else [before] if isinstance(before, dict) else []
    if not known:
        return
    fresh = [] if merged.get("suggestions") is before else list(merged.get("suggestions") or [])
    kept = []
    for suggestion in known:
        text = _any_text(suggestion.get("text")) if isinstance(suggestion, dict) else ""
        again = next((each for each in fresh if same_text(each["text"], text)), None)
        if again is not None:
            fresh.remove(again)
            suggestion = {**suggestion, "votes": again["votes"]}
        kept.append(suggestion)
    merged["suggestions"] = [*kept, *fresh]


def _any_text(text: Any) -> str:
    if isinstance(text, dict):
        return str(next(iter(text.values()), ""))
    return "" if text is None else str(text)


def write_survey(tree: Tree) -> str:
    """Write a survey as YAML."""
    # Quoted only for programs that read YAML 1.1, in which `n` is no.
    return re.sub(r'^( *)"n": (?=\d+$)', r"\1n: ", write_yaml(tree), flags=re.MULTILINE)


def update_survey(text: str, merged: Tree) -> str:
    """Write a merged survey over its file, keeping comments and the writing of what stays.

    Only keys whose value changes are written again; comments inside a value that changes go with
    it. A file whose layout does not allow that (braces around the whole) is written anew.

    Args:
        text: The file as it is; YAML without faults.
        merged: What it shall hold.
    """
    tree = read_yaml("survey", text)
    updated = _update_block(tree, (), merged) if isinstance(tree.value, dict) else None
    if updated is not None and read_yaml("survey", updated).value == _as_read(merged):
        return updated
    return write_survey(merged)


def _as_read(tree: Tree) -> Any:
    """Give the values that the written tree has when it is read."""
    return read_yaml("survey", write_survey(tree)).value


def _update_block(tree: YamlTree, path: tuple[str | int, ...], merged: Tree) -> str | None:
    """Write the keys of a block mapping anew that change; None where it is no block mapping."""
    old: Any = tree.value
    for part in path:
        old = old[part]
    lines = tree.text.split("\n")
    starts = _starts(tree, path, old, lines)
    if starts is None:
        return None
    indent = starts[0][1]
    end = _end_of_block(lines, starts[-1][0], indent)
    result = lines[: starts[0][0]]
    for number, (start, _, key) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else end
        body, tail = _without_tail(lines[start:stop], indent)
        if key not in merged:
            result += tail
        elif merged[key] == old[key]:
            result += body + tail
        else:
            inner = None
            if isinstance(merged[key], dict) and isinstance(old[key], dict) and not path:
                inner = _inner(tree, key, merged[key], start, len(body))
            result += (_written({key: merged[key]}, indent) if inner is None else inner) + tail
    for key in merged:
        if key not in old:
            result += _written({key: merged[key]}, indent)
    return "\n".join([*result, *lines[end:]])


def _inner(tree: YamlTree, key: str, merged: Tree, start: int, size: int) -> list[str] | None:
    """Write a mapping below a key of the top, keeping what does not change in it."""
    updated = _update_block(tree, (key,), merged)
    if updated is None:
        return None
    before = tree.text.split("\n")
    after = updated.split("\n")
    return after[start : start + size + len(after) - len(before)]


def _starts(
    tree: YamlTree, path: tuple[str | int, ...], old: Tree, lines: list[str]
) -> list[tuple[int, int, str]] | None:
    """Find line and column of each key, from 0; None unless each begins a line of its own."""
    found = []
    for key in old:
        span = tree.span((*path, key), True)
        line, column = span.line - 1, span.column - 1
        if lines[line][:column].strip():
            return None
        found.append((line, column, key))
    if not found or len({column for _, column, _ in found}) != 1:
        return None
    return sorted(found)


def _end_of_block(lines: list[str], last: int, indent: int) -> int:
    """Find the line behind the last key's value."""
    at = last + 1
    while at < len(lines):
        line = lines[at]
        left = len(line) - len(line.lstrip(" "))
        in_list = left == indent and line.lstrip().startswith("- ")
        if line.strip() and left <= indent and not in_list:
            break
        at += 1
    return at


def _without_tail(lines: list[str], indent: int) -> tuple[list[str], list[str]]:
    """Part a value from the blank lines and comments behind it, which belong to what follows."""
    size = len(lines)
    while size > 1:
        line = lines[size - 1]
        left = len(line) - len(line.lstrip(" "))
        if line.strip() and not (line.lstrip().startswith("#") and left <= indent):
            break
        size -= 1
    return lines[:size], lines[size:]


def _written(tree: Tree, indent: int) -> list[str]:
    return [
        f"{' ' * indent}{line}" if line else ""
        for line in write_survey(tree).rstrip("\n").split("\n")
    ]
