"""Findings that a writer allows in the file itself, by code and with a reason.

The comment `# procdocs: allow RACI005 because Committees decide together` is read by the layer
that reads files; here its effect on findings is decided.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from procdocs.diagnostics.types import Diagnostic, Rule, Severity, Span, finding

_WARNING = Severity.WARNING

ALLOW_MALFORMED = Rule(
    code="ALLOW001",
    name="malformed-allow",
    severity=_WARNING,
    summary="A comment starts with `procdocs:` but does not allow anything.",
)
ALLOW_WITHOUT_REASON = Rule(
    code="ALLOW002",
    name="allow-without-reason",
    severity=_WARNING,
    summary="A comment allows a finding without saying why.",
)
ALLOW_UNKNOWN = Rule(
    code="ALLOW003",
    name="allow-unknown-code",
    severity=_WARNING,
    summary="A comment allows a code that no rule has.",
)
ALLOW_UNUSED = Rule(
    code="ALLOW004",
    name="allow-unused",
    severity=_WARNING,
    summary="A comment allows a finding that does not occur there.",
)
ALLOW_REFUSED = Rule(
    code="ALLOW005",
    name="allow-refused",
    severity=_WARNING,
    summary="A comment allows a finding that must be mended.",
)

ALLOW_RULES: tuple[Rule, ...] = (
    ALLOW_MALFORMED,
    ALLOW_WITHOUT_REASON,
    ALLOW_UNKNOWN,
    ALLOW_UNUSED,
    ALLOW_REFUSED,
)
"""Every rule about such comments, in order of their codes."""

FIXED_FAMILIES = ("YAML", "FILE", "ALLOW")
"""Families of codes that no comment allows, whatever the project says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression:
    """One code that a comment allows; a comment with two codes makes two."""

    code: str
    """The code as written; empty where the comment could not be understood."""
    reason: str | None
    """Why, in the writer's words; None where it is missing."""
    span: Span
    """The comment."""
    line: int | None
    """The line whose findings it allows; None for the whole file."""

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a finding is one of those that are meant."""
        return (
            diagnostic.code == self.code
            and diagnostic.span.file == self.span.file
            and self.line in (None, diagnostic.span.line)
        )


def may_not_be_allowed(code: str) -> bool:
    """Tell whether a code belongs to a family that no comment allows."""
    return code.startswith(FIXED_FAMILIES)


def apply_suppressions(
    diagnostics: Iterable[Diagnostic],
    suppressions: Sequence[Suppression],
    known_codes: Collection[str],
    fixed: Callable[[str], bool] = may_not_be_allowed,
) -> tuple[Diagnostic, ...]:
    """Leave out what is allowed, and report the allowances that are at fault.

    A comment without a reason allows nothing.

    Args:
        diagnostics: All findings of the project.
        suppressions: All comments of the project.
        known_codes: The codes of all rules.
        fixed: Says of a code whether its findings must be mended, since behind them the model
            would be wrong.

    Returns:
        The findings that are left in their order, then those about the comments.
    """
    faults = {id(item): _fault(item, known_codes, fixed) for item in suppressions}
    working: dict[tuple[str, str], list[Suppression]] = {}
    for item in suppressions:
        if faults[id(item)] is None:
            working.setdefault((item.span.file, item.code), []).append(item)
    used: set[int] = set()
    left: list[Diagnostic] = []
    for diagnostic in diagnostics:
        hits = [
            item
            for item in working.get((diagnostic.span.file, diagnostic.code), ())
            if item.covers(diagnostic)
        ]
        used.update(id(item) for item in hits)
        if not hits:
            left.append(diagnostic)
    for item in suppressions:
        fault = faults[id(item)]
        if fault is not None:
            left.append(fault)
        elif id(item) not in used:
            left.append(_unused(item))
    return tuple(left)


def _fault(
    item: Suppression, known_codes: Collection[str], fixed: Callable[[str], bool]
) -> Diagnostic | None:
    shape = "`procdocs: allow CODE because reason`"
    if not item.code:
        return finding(
            ALLOW_MALFORMED,
            "the comment allows nothing",
            item.span,
            help=f"Write {shape}, or take the comment away.",
        )
    if item.code not in known_codes:
        return finding(
            ALLOW_UNKNOWN,
            f"no rule has the code `{item.code}`",
            item.span,
            help="Write the code as `procdocs check` prints it.",
        )
    if fixed(item.code):
        return finding(
            ALLOW_REFUSED,
            f"{item.code} cannot be allowed, since the portal would be wrong",
            item.span,
            help="Mend what it points at and take the comment away.",
        )
    if item.reason is None:
        return finding(
            ALLOW_WITHOUT_REASON,
            f"{item.code} is allowed without a reason, so it is not",
            item.span,
            help=f"Write {shape}.",
        )
    return None


def _unused(item: Suppression) -> Diagnostic:
    where = "in this file" if item.line is None else "on that line"
    return finding(
        ALLOW_UNUSED,
        f"{item.code} does not occur {where}",
        item.span,
        help="Take the comment away.",
    )
