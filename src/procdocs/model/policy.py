"""Policies and their clauses."""

from dataclasses import dataclass

from procdocs.diagnostics import Span
from procdocs.model.places import Common, Governed, Place, Ref, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A heading of a policy and the text up to the next heading."""

    id: str
    """Written as `{#id}`, else the slug of the heading."""
    title: Text
    """The heading, without its id."""
    level: int
    """2 for `##`."""
    number: str
    """Its number by position, such as `2` or `2.1`."""
    text: Text
    """Markdown up to the next heading of any level."""
    span: Span
    """The heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A policy: Markdown with front matter."""

    id: str
    """The file's stem."""
    title: Text
    """Its title."""
    preamble: Text | None
    """Markdown before the first clause."""
    clauses: tuple[Clause, ...]
    """In order; one language's texts side by side with another's."""
    supersedes: tuple[Ref, ...]
    """Policies that it replaces; each is retired."""
    applies_to: tuple[Ref, ...]
    """Roles that must know it, beside those whose steps cite it."""
    clause_aliases: tuple[tuple[str, str], ...]
    """Old clause id and the new one."""
    governed: Governed
    """Owner, approval, status, version, review, history."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""

    def clause(self, clause_id: str) -> Clause | None:
        """Find a clause by its id or a former id."""
        wanted = dict(self.clause_aliases).get(clause_id, clause_id)
        return next((clause for clause in self.clauses if clause.id == wanted), None)
