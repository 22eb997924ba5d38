"""Taking one key out of a YAML text, leaving all else as its writer left it."""

import copy
import re
from typing import Any

from procdocs.diagnostics import Span
from procdocs.source.yaml_tree import read_yaml

_BEHIND = re.compile(r"\s*(#.*)?")


def without_step_key(text: str, step: str, key: str, value: Span) -> str | None:
    """Take a key out of a step of a process file.

    Args:
        text: The file's text, with line feeds only.
        step: Id of the step.
        key: The key, on lines of its own.
        value: Where its value stands.

    Returns:
        The text without it; None where it does not stand on lines of its own, or where anything
        else would change.
    """
    lines = text.split("\n")
    first, last = value.line - 1, value.end_line - 1
    if value.end_line > value.line and not lines[last][: value.end_column - 1].strip():
        last -= 1
    elif not _BEHIND.fullmatch(lines[last][value.end_column - 1 :]):
        return None
    before = lines[first][: value.column - 1]
    if not before.strip():
        first -= 1
        before = lines[first]
    if not re.fullmatch(rf"\s+{re.escape(key)}:\s*(#.*)?", before):
        return None
    made = "\n".join((*lines[:first], *lines[last + 1 :]))
    wanted = copy.deepcopy(_value(text))
    for found in wanted.get("steps", ()) if isinstance(wanted, dict) else ():
        if isinstance(found, dict) and found.get("id") == step:
            found.pop(key, None)
    return made if _value(made) == wanted else None


def _value(text: str) -> Any:
    return read_yaml("edited.yml", text).value
