"""Responsibility assignment: who does, answers for, is asked and is told."""

from dataclasses import dataclass
from enum import StrEnum

from procdocs.diagnostics import Span
from procdocs.model.places import Common, Place, Ref, Text


class Origin(StrEnum):
    """Where a letter comes from."""

    INLINE = "inline"
    """`raci` of a step."""
    TABLE = "table"
    """A table in content/raci."""
    ROLE = "role"
    """Implied R: the step's `role`."""
    OWNER = "owner"
    """Implied A: the process's owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """The letters in use and what they mean."""

    name: str
    """RACI, RASCI, RACI-VS or DACI."""
    letters: tuple[tuple[str, str], ...]
    """Letter and its word, most binding first."""
    accountable: str
    """The letter that exactly one role has."""
    responsible: str
    """The letter that at least one role has."""

    def word(self, letter: str) -> str | None:
        """Give the word for a letter; None where the scheme lacks it."""
        return dict(self.letters).get(letter)


RACI = Scheme(
    name="RACI",
    letters=(
        ("R", "Responsible"),
        ("A", "Accountable"),
        ("C", "Consulted"),
        ("I", "Informed"),
    ),
    accountable="A",
    responsible="R",
)
RASCI = Scheme(
    name="RASCI",
    letters=(
        ("R", "Responsible"),
        ("A", "Accountable"),
        ("S", "Supporting"),
        ("C", "Consulted"),
        ("I", "Informed"),
    ),
    accountable="A",
    responsible="R",
)
RACI_VS = Scheme(
    name="RACI-VS",
    letters=(
        ("R", "Responsible"),
        ("A", "Accountable"),
        ("C", "Consulted"),
        ("I", "Informed"),
        ("V", "Verifies"),
        ("S", "Signs off"),
    ),
    accountable="A",
    responsible="R",
)
DACI = Scheme(
    name="DACI",
    letters=(
        ("D", "Driver"),
        ("A", "Approver"),
        ("C", "Contributor"),
        ("I", "Informed"),
    ),
    accountable="A",
    responsible="D",
)
SCHEMES: dict[str, Scheme] = {scheme.name: scheme for scheme in (RACI, RASCI, RACI_VS, DACI)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """One letter of one role in one row."""

    role: str
    """Id of the role."""
    letter: str
    """One letter of the scheme (a faulty one is kept, so that checks can tell)."""
    origin: Origin
    """Whether it was written, and where."""
    span: Span
    """The cell; for an implied letter, what implied it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciRow:
    """An activity and its assignments."""

    id: str
    """The step's id, or the row's own."""
    name: Text
    """What the activity is called."""
    step: str | None
    """Id of the step; None for an activity that is no step."""
    group: Text | None
    """A heading over its rows."""
    note: Text | None
    """A remark."""
    assignments: tuple[Assignment, ...]
    """In order of the matrix's roles, then as authored. No letter twice for one role."""
    from_table: bool
    """True where a row of a table stands behind it: such a row names its one A itself."""
    place: Place
    """Where it was written."""

    def letters(self, role: str) -> tuple[str, ...]:
        """Give a role's letters in this row."""
        return tuple(found.letter for found in self.assignments if found.role == role)

    def roles(self, letter: str) -> tuple[str, ...]:
        """Give the roles that hold a letter."""
        return tuple(found.role for found in self.assignments if found.letter == letter)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciMatrix:
    """Rows by roles."""

    scheme: Scheme
    """Its letters."""
    roles: tuple[str, ...]
    """Columns: lanes first, then in order of appearance."""
    rows: tuple[RaciRow, ...]
    """Activities in order of the steps, then rows that are no step, in authored order."""

    def row(self, row_id: str) -> RaciRow | None:
        """Find a row."""
        return next((row for row in self.rows if row.id == row_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaciTable:
    """A table of content/raci; one that belongs to a process is merged into its matrix."""

    id: str
    """The file's stem."""
    name: Text | None
    """Its name, where it stands on its own."""
    process: Ref | None
    """The process that it completes."""
    matrix: RaciMatrix
    """As written."""
    common: Common
    """Description, note, aliases, audience, links."""
    place: Place
    """Where it was written."""
