"""Findings that a writer allows in the file itself, by code and with a reason.

The comment `# procdocs: allow RACI005 because Committees decide together` is read by the layer
that reads files; here its effect on findings is decided.
"""

from collections.abc import Collection, Iterable, Sequence
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


def apply_suppressions(
    diagnostics: Iterable[Diagnostic],
    suppressions: Sequence[Suppression],
    known: Collection[str],
    fixed: Collection[str] = (),
) -> tuple[Diagnostic, ...]:
    """Leave out what is allowed, and report the allowances that are at fault.

    A comment without a reason allows nothing.

    Args:
        diagnostics: All findings of the project.
        suppressions: All comments of the project.
        known: The codes of all rules.
        fixed: The codes whose findings must be mended, since behind them the model is wrong.

    Returns:
        The findings that are left in their order, then those about the comments.
    """
    faults = [_fault(item, known) for item in suppressions]
    working: dict[tuple[str, str], list[int]] = {}
    for number, item in enumerate(suppressions):
        if faults[number] is None:
            working.setdefault((item.span.file, item.code), []).append(number)
    used: set[int] = set()
    left: list[Diagnostic] = []
    for diagnostic in diagnostics:
        numbers = working.get((diagnostic.span.file, diagnostic.code), ())
        hits = [number for number in numbers if suppressions[number].covers(diagnostic)]
        used.update(hits)
        if not hits:
            left.append(diagnostic)
        elif diagnostic.code in fixed:
            left.append(diagnostic)
            for number in hits:
                faults[number] = _refused(suppressions[number])
    for number, item in enumerate(suppressions):
        fault = faults[number]
        if fault is None and number not in used:
            fault = _unused(item)
        if fault is not None:
            left.append(fault)
    return tuple(left)


def _fault(item: Suppression, known: Collection[str]) -> Diagnostic | None:
    shape = "`procdocs: allow CODE because reason`"
    if not item.code:
        return finding(
            ALLOW_MALFORMED,
            "the comment allows nothing",
            item.span,
            help=f"Write {shape}, or take the comment away.",
        )
    if item.code not in known:
        return finding(
            ALLOW_UNKNOWN,
            f"no rule has the code `{item.code}`",
            item.span,
            help="Write the code as `procdocs check` prints it.",
        )
    if item.reason is None:
        return finding(
            ALLOW_WITHOUT_REASON,
            f"{item.code} is allowed without a reason, so it is not",
            item.span,
            help=f"Write {shape}.",
        )
    return None


def _refused(item: Suppression) -> Diagnostic:
    return finding(
        ALLOW_REFUSED,
        f"{item.code} cannot be allowed, since the portal would be wrong",
        item.span,
        help="Mend what it points at and take the comment away.",
    )


def _unused(item: Suppression) -> Diagnostic:
    where = "in this file" if item.line is None else f"on line {item.line}"
    return finding(
        ALLOW_UNUSED,
        f"{item.code} does not occur {where}",
        item.span,
        help="Take the comment away.",
    )
