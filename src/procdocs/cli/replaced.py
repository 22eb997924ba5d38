"""What is lost where an import replaces process files that someone went on writing."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import click

from procdocs.source.yaml_tree import read_yaml


def tell_replaced(files: Mapping[Path, str]) -> None:
    """Print, for every file that exists, what is written there and not in its new text."""
    for path, text in files.items():
        if not path.is_file():
            continue
        try:
            before = path.read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        gone = list(_gone(_values(path, before), _values(path, text)))
        if before.count("#") > text.count("#"):
            gone.append("comments")
        if gone:
            click.echo(f"  replaced in {path}: gone are {', '.join(gone)}", err=True)


def _values(path: Path, text: str) -> Mapping[str, Any]:
    value = read_yaml(path.name, text).value
    return value if isinstance(value, dict) else {}


def _gone(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Name the keys and steps that only the old file has, and the values that differ."""
    for key, value in before.items():
        if key == "steps":
            yield from _gone_steps(_steps(before), _steps(after))
        elif key not in after:
            yield f"`{key}`"
        elif value != after[key]:
            yield f"`{key}` as it was"


def _gone_steps(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for id_, step in before.items():
        if id_ not in after:
            yield f"step `{id_}`"
            continue
        keys = [key for key in step if step[key] != after[id_].get(key)]
        if keys:
            yield f"{', '.join(f'`{key}`' for key in keys)} of step `{id_}`"


def _steps(values: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    steps = values.get("steps")
    found = steps if isinstance(steps, list) else []
    return {str(step["id"]): step for step in found if isinstance(step, dict) and "id" in step}
