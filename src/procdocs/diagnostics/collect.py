"""All findings of a project as they are shown: once each, in order, rated by the portal."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from procdocs.diagnostics.suppress import Suppression, apply_suppressions
from procdocs.diagnostics.types import Diagnostic, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many findings there are."""

    errors: int = 0
    """Findings of severity error."""
    warnings: int = 0
    """Findings of severity warning."""
    infos: int = 0
    """Findings of severity info."""
    files: int = 0
    """Files that have at least one finding."""


def collect(
    diagnostics: Iterable[Diagnostic],
    *,
    levels: Mapping[str, Severity] | None = None,
    suppressions: Sequence[Suppression] = (),
    known: Collection[str] = (),
    fixed: Collection[str] = (),
) -> tuple[Diagnostic, ...]:
    """Bring findings together.

    Args:
        diagnostics: Findings of every layer, in any order.
        levels: Severity by code, as portal.yml sets it; `OFF` drops a rule.
        suppressions: The comments that allow findings.
        known: The codes of all rules, to judge the comments by.
        fixed: The codes whose findings can neither be allowed nor turned down.

    Returns:
        The findings that are left, without repetition, by file, place and code.
    """
    left = apply_suppressions(_once(diagnostics), suppressions, known, fixed)
    rated = (_rate(diagnostic, levels or {}, fixed) for diagnostic in left)
    return tuple(
        sorted(
            (diagnostic for diagnostic in rated if diagnostic.severity is not Severity.OFF),
            key=lambda diagnostic: diagnostic.sort_key,
        )
    )


def count(diagnostics: Sequence[Diagnostic]) -> Counts:
    """Count findings by severity, and their files."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    return Counts(
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        infos=severities.count(Severity.INFO),
        files=len({diagnostic.span.file for diagnostic in diagnostics}),
    )


def worst(diagnostics: Iterable[Diagnostic]) -> Severity:
    """Give the highest severity; `OFF` where there is no finding."""
    return max((diagnostic.severity for diagnostic in diagnostics), default=Severity.OFF)


def _once(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    seen: dict[tuple[object, ...], Diagnostic] = {}
    for diagnostic in diagnostics:
        seen.setdefault((diagnostic.code, diagnostic.span, diagnostic.message), diagnostic)
    return list(seen.values())


def _rate(
    diagnostic: Diagnostic, levels: Mapping[str, Severity], fixed: Collection[str]
) -> Diagnostic:
    level = levels.get(diagnostic.code)
    if level is None or level is diagnostic.severity:
        return diagnostic
    if level < diagnostic.severity and diagnostic.code in fixed:
        return diagnostic
    return replace(diagnostic, severity=level)
