"""Types for the fields of documents: a reader of one value, and its JSON Schema."""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from procdocs.model.quantities import Period as PeriodValue
from procdocs.model.quantities import Share as ShareValue
from procdocs.model.quantities import Volume as VolumeValue
from procdocs.source import quantities, scalars
from procdocs.source.nearest import nearest
from procdocs.source.rules import BAD_NUMBER, NOT_ALLOWED
from procdocs.source.scalars import LanguageText, ScalarError, describe, read_number

SCALAR_ERROR = "value_error"
"""Type of the pydantic error that carries a `ScalarError` in its context."""


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """Marks a field as read by a function of ours, so that no message of pydantic is seen."""

    read: Callable[[Any], Any]
    """Gives the value, or raises ScalarError."""
    schema: Mapping[str, Any]
    """JSON Schema of what may be typed."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Validate by the function alone."""
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Give the schema as it is."""
        return dict(self.schema)


def choice(*words: str) -> Scalar:
    """Make a field that takes one of several words."""

    def read(value: Any) -> str:
        text = scalars.read_plain(value)
        if text in words:
            return text
        meant = nearest(text, words)
        listed = ", ".join(f"`{word}`" for word in words)
        raise ScalarError(
            NOT_ALLOWED,
            f"{describe(value)} is not allowed here"
            + (f", did you mean `{meant}`?" if meant else ""),
            f"use one of {listed}" if len(words) > 1 else f"use {listed}",
        )

    return Scalar(read, {"enum": list(words)})


def number(low: float, high: float) -> Scalar:
    """Make a field that takes a number within limits."""
    schema: dict[str, Any] = {"type": "number"}
    if low > float("-inf"):
        schema["minimum"] = low
    if high < float("inf"):
        schema["maximum"] = high
    return Scalar(lambda value: read_number(value, low, high), schema)


def whole(low: int, high: int) -> Scalar:
    """Make a field that takes a whole number within limits."""
    return Scalar(
        lambda value: scalars.read_whole(value, low, high),
        {"type": "integer", "minimum": low, "maximum": high},
    )


def _read_positive(value: Any) -> float:
    found = read_number(value, 0)
    if found == 0:
        raise ScalarError(BAD_NUMBER, f"{describe(value)} is not above 0")
    return found


def as_list(value: Any) -> Any:
    """Put one value into a list; a list and nothing stay."""
    return value if value is None or isinstance(value, list) else [value]


_TEXT = {
    "anyOf": [
        {"type": ["string", "number", "boolean"]},
        {
            "type": "object",
            "additionalProperties": {"type": ["string", "number", "boolean", "null"]},
            "propertyNames": {"pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
        },
    ]
}
_PLAIN = {"type": ["string", "number", "boolean"]}
_DURATION = {
    "type": "string",
    "pattern": r"^(P?(\d+(\.\d+)?[wdhmsWDHMST]|T)+)$",
    "examples": ["45s", "10m", "4h", "2d", "1w", "1h30m", "PT4H"],
}
_WAIT = {
    "anyOf": [
        {"type": "string", "examples": ["4h", "2h..3d"]},
        {
            "type": "object",
            "properties": {"from": _DURATION, "to": _DURATION, "mean": _DURATION},
            "required": ["from", "to"],
            "additionalProperties": False,
        },
    ]
}
_SHARE = {
    "anyOf": [
        {"type": "string", "pattern": r"^\d+(\.\d+)?\s*%$"},
        {"type": "number", "minimum": 0, "maximum": 1},
    ],
    "examples": ["20%", 0.2],
}

Text = Annotated[LanguageText, Scalar(scalars.read_text, _TEXT)]
Plain = Annotated[str, Scalar(scalars.read_plain, _PLAIN)]
Id = Annotated[
    str,
    Scalar(scalars.read_id, {"type": ["string", "integer"], "pattern": "^[a-z0-9][a-z0-9-]*$"}),
]
Reference = Annotated[
    str,
    Scalar(
        scalars.read_reference, {"type": ["string", "integer"], "pattern": r"^[^\s#]+(#[^\s#]+)?$"}
    ),
]
RoleName = Annotated[str, Scalar(scalars.read_plain, {"type": ["string", "integer"]})]
"""A reference to a role; a person's name is read too, so that it can be told apart."""
Boolean = Annotated[bool, Scalar(scalars.read_boolean, {"type": "boolean"})]
Number = Annotated[float, number(float("-inf"), float("inf"))]
Positive = Annotated[float, Scalar(_read_positive, {"type": "number", "exclusiveMinimum": 0})]
NotNegative = Annotated[float, number(0, float("inf"))]
Score = Annotated[float, number(0, 5)]
Rating = Annotated[int, whole(1, 5)]
Count = Annotated[int, whole(0, 10**9)]
Position = Annotated[int, whole(1, 10**4)]
Share = Annotated[ShareValue, Scalar(scalars.read_share, _SHARE)]
Date = Annotated[
    datetime.date,
    Scalar(scalars.read_date, {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Url = Annotated[
    str, Scalar(scalars.read_url, {"type": "string", "pattern": "^(https?://|mailto:|assets/)"})
]
Asset = Annotated[str, Scalar(scalars.read_asset, {"type": "string", "pattern": "^assets/"})]
Duration = Annotated[quantities.WrittenDuration, Scalar(quantities.read_duration, _DURATION)]
Wait = Annotated[quantities.WrittenWait, Scalar(quantities.read_wait, _WAIT)]
Period = Annotated[
    PeriodValue,
    Scalar(
        quantities.read_period,
        {"type": "string", "pattern": r"^\d+ (day|week|month|year)s?$", "examples": ["12 months"]},
    ),
]
Volume = Annotated[
    VolumeValue,
    Scalar(
        quantities.read_volume,
        {"type": "string", "pattern": r"^\d+(\.\d+)?\s*/\s*(hour|day|week|month|quarter|year)$"},
    ),
]
Rate = Annotated[
    quantities.WrittenMoney,
    Scalar(quantities.read_rate, {"type": "string", "examples": ["62/h", "62 EUR/h"]}),
]
Money = Annotated[
    quantities.WrittenMoney,
    Scalar(quantities.read_money, {"type": ["number", "string"], "examples": ["25.50 EUR"]}),
]

Item = TypeVar("Item")


class _OneOrMany:
    """Lets one value stand for a list of one."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_before_validator_function(as_list, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        listed = handler(core)
        return {"anyOf": [listed.get("items", {}), listed]}


OneOrMany = Annotated[list[Item], _OneOrMany()]
"""One or a list, wherever several are allowed."""
