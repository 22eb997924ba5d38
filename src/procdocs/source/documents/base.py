"""What every document has in common."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from procdocs.source.fields import (
    Date,
    Id,
    OneOrMany,
    Plain,
    RoleName,
    Text,
    Url,
    choice,
)


class Authored(BaseModel):
    """A mapping that a writer types: unknown keys are errors, values are not converted."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, strict=True, use_attribute_docstrings=True
    )


class LinkDocument(Authored):
    """A titled address outside the portal."""

    title: Text
    """What the reader sees."""
    url: Url
    """An http, https or mailto address, or a path under assets/."""


class Common(Authored):
    """What everything may carry."""

    description: Text | None = None
    """What it is, in Markdown."""
    note: Text | None = None
    """A remark, in Markdown."""
    aliases: OneOrMany[Id] | None = None
    """Former ids; old links keep working."""
    audience: Plain | None = None
    """The least audience that may see it; portal.yml names them."""
    links: OneOrMany[LinkDocument] | None = None
    """Addresses outside the portal."""


class ChangeDocument(Authored):
    """An entry of a history."""

    version: Plain | None = None
    """The version that it made."""
    date: Date
    """When."""
    by: RoleName | None = None
    """The role that made it."""
    reason: Text
    """Why."""


Status = Annotated[str, choice("draft", "in-review", "effective", "retired")]
State = Annotated[str, choice("as-is", "to-be")]
Basis = Annotated[str, choice("measured", "survey", "estimate")]
Automation = Annotated[str, choice("manual", "assisted", "automated")]
ValueClass = Annotated[str, choice("VA", "BVA", "NVA")]
Waste = Annotated[
    str,
    choice(
        "transport",
        "inventory",
        "motion",
        "waiting",
        "overproduction",
        "overprocessing",
        "defects",
        "skills",
        "coordination",
    ),
]
Strain = Annotated[str, choice("dirty", "dangerous", "dull")]


class Governed(Common):
    """What a governed object says of its own state."""

    owner: RoleName | None = None
    """The role that answers for it."""
    approved_by: RoleName | None = None
    """The role that approved it."""
    status: Status | None = None
    """draft, in-review, effective or retired."""
    version: Plain | None = None
    """Kept as written: 2.10 stays 2.10."""
    effective: Date | None = None
    """First day in force."""
    review_by: Date | None = None
    """When it must be looked at again; left out: effective plus the portal's review cycle."""
    changes: OneOrMany[ChangeDocument] | None = None
    """Its history."""


class under:  # noqa: N801 - it reads as the annotation that it is
    """Lets a single value stand for a mapping with that value under one key."""

    def __init__(self, key: str, *others: str) -> None:
        """Name the key, and those by which the long form is told from a text in languages."""
        self.key = key
        self.known = {key, *others}

    def read(self, value: Any) -> Any:
        """Put a short form under its key."""
        if value is None or isinstance(value, list):
            return value
        if isinstance(value, dict) and (not value or self.known & value.keys()):
            return value
        return {self.key: value}

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Read the short form before the mapping."""
        return core_schema.no_info_before_validator_function(self.read, handler(source))

    def __get_pydantic_json_schema__(
        self, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Allow the short form beside the mapping."""
        long = handler(core)
        short = handler.resolve_ref_schema(long)["properties"][self.key]
        return {"anyOf": [{k: v for k, v in short.items() if k != "description"}, long]}


def authored_keys(model: type[BaseModel]) -> tuple[str, ...]:
    """List the keys of a model as writers type them, in order."""
    return tuple(field.alias or name for name, field in model.model_fields.items())
