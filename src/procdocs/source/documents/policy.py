"""The front matter of a policy."""

from procdocs.source.documents.base import Governed
from procdocs.source.fields import Id, OneOrMany, Reference, RoleName, Text


class PolicyDocument(Governed):
    """The front matter of a policy; its headings are the clauses."""

    title: Text
    """Its title."""
    supersedes: OneOrMany[Reference] | None = None
    """Retired policies that it replaces."""
    applies_to: OneOrMany[RoleName] | None = None
    """Roles that must know it, beside those whose steps cite it."""
    clause_aliases: dict[Id, Id] | None = None
    """Old clause id: new clause id."""
