"""Findings as SARIF 2.1.0 (OASIS standard, 2020), for code scanning services."""

import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from procdocs.diagnostics.render.fingerprint import fingerprints
from procdocs.diagnostics.types import Diagnostic, Rule, Severity, Span

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render(
    diagnostics: Sequence[Diagnostic],
    sources: Callable[[str], str | None],
    colour: bool = False,
) -> str:
    """Write one log with one run; the rules that were broken are listed in it.

    Args:
        diagnostics: Findings in the order in which they are to appear.
        sources: Not needed here.
        colour: Not used here.

    Returns:
        JSON in ASCII, with a line feed at its end.
    """
    rules = {diagnostic.code: diagnostic.rule for diagnostic in diagnostics}
    codes = sorted(rules)
    named = zip(diagnostics, fingerprints(diagnostics), strict=True)
    driver = {"name": "procdocs", "rules": [_rule(rules[code]) for code in codes]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(found, codes.index(found.code), name) for found, name in named],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS.get(rule.severity, "none")},
    }


def _result(diagnostic: Diagnostic, index: int, name: str) -> dict[str, Any]:
    text = f"{diagnostic.message}. {diagnostic.help}" if diagnostic.help else diagnostic.message
    result: dict[str, Any] = {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": _LEVELS.get(diagnostic.severity, "none"),
        "message": {"text": text},
        "locations": [{"physicalLocation": _place(diagnostic.span)}],
        "partialFingerprints": {"procdocs/v1": name},
    }
    if diagnostic.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _place(related.span),
                "message": {"text": related.message},
            }
            for number, related in enumerate(diagnostic.related, start=1)
        ]
    return result


def _place(span: Span) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(span.file, errors="replace")},
        "region": {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        },
    }
