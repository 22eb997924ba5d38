"""A RACI table."""

import re
from typing import Annotated, Any, ClassVar

from pydantic import Field

from procdocs.source.documents.base import Authored, Common
from procdocs.source.fields import Id, Reference, Scalar, Text, choice
from procdocs.source.rules import BAD_CELL
from procdocs.source.scalars import ScalarError, describe
from procdocs.source.yaml_scalars import source_text

ROW_KEYS = ("name", "group", "note")
_PARTS = re.compile(r"[\s/,;+&|]+")
_TOGETHER = re.compile(r"[A-Z]{2,4}", re.ASCII)


def read_cell(value: Any) -> tuple[str, ...]:
    """Read a cell: letters in any order, parted by `/` or a comma; empty or `-` is none.

    Raises:
        ScalarError: It is a mapping, or holds something longer than a letter.
    """
    if isinstance(value, list):
        return tuple(dict.fromkeys(letter for part in value for letter in read_cell(part)))
    if isinstance(value, dict):
        raise ScalarError(BAD_CELL, f"{describe(value)} where letters belong")
    letters: dict[str, None] = {}
    for part in _PARTS.split(source_text(value).strip()):
        if part in ("", "-", "–", "—"):
            continue
        if _TOGETHER.fullmatch(part):
            letters.update(dict.fromkeys(part))
        elif len(part) == 1:
            letters[part] = None
        else:
            raise ScalarError(
                BAD_CELL, f"{describe(value)} where letters belong", "write letters such as A/R"
            )
    return tuple(letters)


Cell = Annotated[
    tuple[str, ...],
    Scalar(
        read_cell,
        {"anyOf": [{"type": ["string", "null"]}, {"type": "array", "items": {"type": "string"}}]},
    ),
]


class RowDocument(Authored):
    """A row: letters by role, and what the row is called where it is no step."""

    model_config: ClassVar = {"extra": "allow"}
    __pydantic_extra__: dict[str, Cell] = Field(init=False)

    name: Text | None = None
    """What the activity is called; needed where it is no step."""
    group: Text | None = None
    """A heading over its rows."""
    note: Text | None = None
    """A remark."""


class RaciDocument(Common):
    """A table that stands on its own or completes a process."""

    name: Text | None = None
    """Needed where it stands on its own."""
    process: Reference | None = None
    """The process that it completes."""
    scheme: Annotated[str, choice("RACI", "RASCI", "RACI-VS", "DACI")] | None = None
    """The letters; left out: those of portal.yml."""
    activities: dict[Id, RowDocument | None] | None = None
    """Rows by the id of a step, or by an id of their own."""
