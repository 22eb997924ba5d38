"""organisation.yml: units, roles, outside parties and the segregation of duties."""

from typing import Annotated

from procdocs.source.documents.base import Authored, Common
from procdocs.source.fields import (
    Date,
    Id,
    NotNegative,
    OneOrMany,
    Plain,
    Rate,
    Reference,
    RoleName,
    Text,
    choice,
)


class UnitDocument(Common):
    """A part of the organisation."""

    name: Text
    """What it is called."""
    parent: Reference | None = None
    """The unit above; only the root has none."""
    head: RoleName | None = None
    """The role that leads it."""


class RoleDocument(Common):
    """A duty that people hold; never a person."""

    name: Text
    """What it is called."""
    unit: Reference | None = None
    """The unit it belongs to."""
    reports_to: RoleName | None = None
    """The role above."""
    kind: Annotated[str, choice("person", "committee", "system")] | None = None
    """person, committee or system; left out: person."""
    cost_rate: Rate | None = None
    """What an hour of its work costs."""
    capacity: NotNegative | None = None
    """Full-time equivalents."""
    held_by: OneOrMany[Plain] | None = None
    """Names of people."""
    goals: OneOrMany[Reference] | None = None
    """KPIs."""
    training: OneOrMany[Reference] | None = None
    """Documents of kind training."""
    trained: dict[Reference, Date] | None = None
    """Training and the day it was held."""
    private_audience: Plain | None = None
    """Who may see held_by and cost_rate; left out: the narrowest audience."""


class PartyDocument(Common):
    """An outside party."""

    name: Text
    """What it is called."""
    kind: Annotated[str, choice("customer", "supplier", "authority", "partner")] | None = None
    """customer, supplier, authority or partner."""


class ExceptionDocument(Authored):
    """A role that may hold two of the duties for a while."""

    role: RoleName
    """Who."""
    until: Date | None = None
    """Last day."""
    compensated_by: Reference | None = None
    """A control."""


class SegregationDocument(Common):
    """Lists of duties that are kept apart."""

    name: Text
    """What is kept apart."""
    duties: list[OneOrMany[Reference]]
    """Two or more lists; a duty is process#step."""
    reason: Text | None = None
    """Why."""
    exceptions: OneOrMany[ExceptionDocument] | None = None
    """Roles allowed for a while."""


class OrganisationDocument(Authored):
    """organisation.yml."""

    units: dict[Id, UnitDocument] | None = None
    """Units, by id."""
    roles: dict[Id, RoleDocument] | None = None
    """Roles, by id."""
    parties: dict[Id, PartyDocument] | None = None
    """Outside parties, by id."""
    segregation_of_duties: OneOrMany[SegregationDocument] | None = None
    """Duties that are kept apart."""
