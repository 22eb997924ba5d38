"""All findings as they are shown."""

from procdocs.diagnostics import Rule, Severity, Span, finding
from procdocs.diagnostics.collect import Counts, collect, count, worst
from procdocs.diagnostics.suppress import ALLOW_RULES, Suppression

RACI = Rule(code="RACI001", name="x", severity=Severity.WARNING, summary="X.")
FLOW = Rule(code="FLOW001", name="y", severity=Severity.ERROR, summary="Y.")
BROKEN = Rule(code="REF001", name="z", severity=Severity.ERROR, summary="Z.")
KNOWN = {"RACI001", "FLOW001", "REF001"}


def at(rule: Rule, line: int, file: str = "a.yml", message: str = "m"):
    span = Span(file=file, line=line, column=1, end_line=line, end_column=2)
    return finding(rule, message, span)


def allow(code: str, line: int | None, reason: str | None = "Because", comment: int = 9):
    span = Span(file="a.yml", line=comment, column=3, end_line=comment, end_column=9)
    return Suppression(code=code, reason=reason, span=span, line=line)


def codes(found) -> list[tuple[str, int, int]]:
    return [(one.code, one.span.line, one.span.column) for one in found]


def test_sorts_by_place_and_drops_repetition():
    found = collect([at(FLOW, 2), at(RACI, 1, "b.yml"), at(RACI, 2), at(FLOW, 2), at(RACI, 1)])
    assert [(one.span.file, one.span.line, one.code) for one in found] == [
        ("a.yml", 1, "RACI001"),
        ("a.yml", 2, "FLOW001"),
        ("a.yml", 2, "RACI001"),
        ("b.yml", 1, "RACI001"),
    ]


def test_rates_by_the_levels_of_the_portal():
    levels = {"RACI001": Severity.ERROR, "FLOW001": Severity.OFF, "REF001": Severity.INFO}
    found = collect([at(RACI, 1), at(FLOW, 2), at(BROKEN, 3)], levels=levels, fixed={"REF001"})
    assert [(one.code, one.severity) for one in found] == [
        ("RACI001", Severity.ERROR),
        ("REF001", Severity.ERROR),
    ]


def test_counts_and_worst():
    found = collect([at(RACI, 1), at(FLOW, 2), at(FLOW, 2, "b.yml")])
    assert count(found) == Counts(errors=2, warnings=1, infos=0, files=2)
    assert worst(found) is Severity.ERROR
    assert worst([]) is Severity.OFF


def test_allows_on_the_line_or_in_the_whole_file_and_nowhere_else():
    findings = [at(RACI, 1), at(RACI, 2), at(FLOW, 1), at(RACI, 1, "b.yml")]
    line = collect(findings, suppressions=[allow("RACI001", 1)], known=KNOWN)
    assert codes(line) == [("FLOW001", 1, 1), ("RACI001", 2, 1), ("RACI001", 1, 1)]
    whole = collect(findings, suppressions=[allow("RACI001", None)], known=KNOWN)
    assert codes(whole) == [("FLOW001", 1, 1), ("RACI001", 1, 1)]


def test_reports_comments_that_are_at_fault():
    comments = [
        allow("", 1, comment=11),
        allow("RACI001", 1, reason=None, comment=12),
        allow("RACI999", 1, comment=13),
        allow("FLOW001", 7, comment=14),
        allow("REF001", 3, comment=15),
    ]
    found = collect(
        [at(RACI, 1), at(BROKEN, 3)], suppressions=comments, known=KNOWN, fixed={"REF001"}
    )
    assert codes(found) == [
        ("RACI001", 1, 1),
        ("REF001", 3, 1),
        ("ALLOW001", 11, 3),
        ("ALLOW002", 12, 3),
        ("ALLOW003", 13, 3),
        ("ALLOW004", 14, 3),
        ("ALLOW005", 15, 3),
    ]
    assert all(one.severity is Severity.WARNING and one.help for one in found[2:])
    assert [rule.code for rule in ALLOW_RULES] == [one.code for one in found[2:]]
