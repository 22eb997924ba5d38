"""The sheets that are exported: by what each is known, and which of its columns can come back."""

from dataclasses import dataclass

AS_EXPORTED = "as_exported"
"""The column that holds what the other cells of a row were when it was exported, as JSON."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of sheet."""

    name: str
    """Its name; stem of the CSV file."""
    keys: tuple[str, ...]
    """Columns whose cells tell rows apart."""
    homes: tuple[str, ...] = ()
    """Columns that are written in the YAML; of responsibilities the columns of roles are too."""
    reading: tuple[str, ...] = ()
    """Columns that are there for the reader: calculated, or at home in another sheet."""


RESPONSIBILITIES = Kind(
    name="responsibilities",
    keys=("process", "activity"),
    reading=("process_name", "activity_name"),
)
STEPS = Kind(
    name="steps",
    keys=("process", "step"),
    homes=(
        "name",
        "role",
        "systems",
        "value",
        "automation",
        "process_minutes",
        "wait_minutes",
        "lead_minutes",
        "basis",
        "complete_accurate",
    ),
    reading=("number", "type", "visits"),
)
KPIS = Kind(
    name="kpis",
    keys=("kpi",),
    homes=("name", "unit", "better", "target", "latest", "period", "benchmark", "owner"),
)
EDITABLE = (RESPONSIBILITIES, STEPS, KPIS)
CALCULATED: dict[tuple[str, ...], str] = {
    ("role", "role_name"): "how often each role holds a letter is counted",
    ("code", "rule"): "findings are what `procdocs check` finds",
}
"""Sheets that cannot come back, by their first heads, and why."""


def kind_of(columns: tuple[str, ...]) -> Kind | None:
    """Tell which sheet of ours has these heads; None for a table from elsewhere."""
    for kind in EDITABLE:
        rest = (*kind.reading, *kind.homes)
        if all(key in columns for key in kind.keys) and any(head in columns for head in rest):
            return kind
    return None


def why_calculated(columns: tuple[str, ...]) -> str | None:
    """Say why a sheet of ours cannot come back; None where it can, or is none of ours."""
    return CALCULATED.get(columns[:2])
