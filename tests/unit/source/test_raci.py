"""The matrix of a process: what is written, what tables say, what is implied."""

from pathlib import Path

from tests.support.portals import concise, portal_from

from procdocs.model.raci import RaciMatrix

STEPS = """\
name: P
owner: cfo
lanes: [credit-clerk, sales-rep]
steps:
  - {id: alone, name: Alone, role: sales-rep}
  - {id: inline, name: Inline, role: sales-rep, raci: {A: sales-manager, C: [cfo, credit-clerk]}}
  - {id: other, name: Other, role: sales-rep, raci: {R: credit-clerk}}
  - {id: table, name: Table, role: credit-clerk, raci: {A: credit-manager}}
"""


def letters(matrix: RaciMatrix) -> dict[str, list[str]]:
    return {
        row.id: [f"{a.role}:{a.letter}:{a.origin.value}" for a in row.assignments]
        for row in matrix.rows
    }


def test_implied_letters(tmp_path: Path) -> None:
    loaded = portal_from(tmp_path, {"processes/p.yml": STEPS})
    assert loaded.portal is not None
    matrix = loaded.portal.processes["p"].raci
    assert letters(matrix) == {
        "alone": ["sales-rep:R:role", "cfo:A:owner"],
        "inline": [
            "credit-clerk:C:inline",
            "sales-rep:R:role",
            "cfo:C:inline",
            "sales-manager:A:inline",
        ],
        "other": ["credit-clerk:R:inline", "cfo:A:owner"],
        "table": ["credit-clerk:R:role", "credit-manager:A:inline"],
    }
    assert matrix.roles == (
        *("credit-clerk", "sales-rep", "cfo", "sales-manager", "credit-manager"),
    )


def test_a_table_goes_before_what_is_implied(tmp_path: Path) -> None:
    table = """\
process: p
activities:
  table: {credit-clerk: R, credit-manager: A, cfo: I}
  alone: {sales-rep: A/R}
  review: {name: Review, group: Later, note: Monthly, cfo: "A, R", sales-rep: -}
"""
    loaded = portal_from(tmp_path, {"processes/p.yml": STEPS, "raci/p.yml": table})
    assert loaded.diagnostics == ()
    assert loaded.portal is not None
    matrix = loaded.portal.processes["p"].raci
    assert letters(matrix)["alone"] == ["sales-rep:A:table", "sales-rep:R:table"]
    assert letters(matrix)["table"] == [
        "credit-clerk:R:table",
        "cfo:I:table",
        "credit-manager:A:inline",
    ]
    review = matrix.rows[-1]
    assert (review.id, review.step, str(review.group), str(review.note)) == (
        *("review", None, "Later", "Monthly"),
    )
    assert review.from_table
    assert letters(matrix)["review"] == ["cfo:A:table", "cfo:R:table"]
    assert loaded.portal.raci_tables["p"].matrix.rows[0].name == matrix.rows[3].name


def test_a_row_without_a_gets_none_from_the_owner(tmp_path: Path) -> None:
    table = "process: p\nactivities: {alone: {sales-rep: R}}\n"
    loaded = portal_from(tmp_path, {"processes/p.yml": STEPS, "raci/p.yml": table})
    assert loaded.portal is not None
    matrix = loaded.portal.processes["p"].raci
    assert letters(matrix)["alone"] == ["sales-rep:R:table"]


def test_letters_of_another_scheme_are_kept_for_the_checks(tmp_path: Path) -> None:
    table = "process: p\nscheme: DACI\nactivities: {alone: {sales-rep: D, cfo: Z}}\n"
    loaded = portal_from(tmp_path, {"processes/p.yml": STEPS, "raci/p.yml": table})
    assert loaded.diagnostics == ()
    assert loaded.portal is not None
    matrix = loaded.portal.processes["p"].raci
    assert matrix.scheme.name == "DACI"
    assert letters(matrix)["alone"] == ["sales-rep:D:table", "cfo:Z:table"]
    assert letters(matrix)["other"][:2] == ["credit-clerk:R:inline", "sales-rep:D:role"]


def test_both_places_are_shown_where_cells_disagree(tmp_path: Path) -> None:
    table = "process: p\nactivities:\n  inline: {sales-manager: C}\n"
    loaded = portal_from(tmp_path, {"processes/p.yml": STEPS, "raci/p.yml": table})
    (found,) = loaded.diagnostics
    assert concise(found).startswith("content/raci/p.yml:3:27 TABLE001 ")
    assert [(one.span.file, one.span.line) for one in found.related] == [
        ("content/processes/p.yml", 6)
    ]
