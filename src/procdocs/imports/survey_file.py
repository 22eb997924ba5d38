"""A survey file: written new, or brought up to date with its comments and other keys kept."""

import re
from typing import Any

from procdocs.imports.survey_fold import Tree, same_text
from procdocs.source.yaml_edit import YamlEditError, update_yaml
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
    """Write a merged survey over its file; only what changes is written again.

    Args:
        text: The file as it was read from disk; YAML without faults.
        merged: What it shall hold.

    Returns:
        The file with comments, line ends and the writing of what stays. A file that cannot be
        changed so is written anew.
    """
    try:
        return update_yaml(text, _as_read(merged))
    except YamlEditError:
        return write_survey(merged)


def _as_read(tree: Tree) -> Any:
    """Give the values that the written tree has when it is read."""
    return read_yaml("survey", write_survey(tree)).value
