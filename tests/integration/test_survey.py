"""`procdocs survey new` and `import`: the questionnaire, its answers, hostile files."""

import csv
import html
import io
import re
import sys
import zipfile

import pytest
from tests.support.command import CREDIT_CHECK, run, write_portal

from procdocs.imports.survey_form import COLUMNS
from procdocs.source.yaml_tree import read_yaml

HOSTILE_NAME = '</h2><script>alert("x")</script>'


@pytest.fixture
def portal(tmp_path):
    return write_portal(tmp_path)


def answers(folder, name, *rows, columns=COLUMNS):
    """Write an answer file; rows are mappings."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({"process": "credit-check", **row} for row in rows)
    path = folder / name
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def survey_of(portal):
    text = (portal / "content/surveys/credit-check.yml").read_text(encoding="utf-8")
    return read_yaml("survey", text).value


def test_the_page_stands_alone_and_asks_of_every_activity(portal):
    result = run(portal, "survey", "new", "credit-check", "-o", portal / "out")
    assert result.exit_code == 0, result.output
    page = (portal / "out/credit-check-questionnaire.html").read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)\s*=|url\(|@import|https?:", page.split("<script>")[0])
    assert "default-src 'none'" in html.unescape(page)
    assert re.findall(r'<section data-step="([^"]*)"', page) == [
        "register",
        "check-limit",
        "ask-manager",
        "release",
        "",
    ]
    assert 'data-column="elapsed"' in page
    assert run(portal, "survey", "new", "credit-check", "-o", portal / "out").exit_code == 2


def test_what_writers_type_is_escaped_in_page_and_workbook(tmp_path):
    process = CREDIT_CHECK.replace("name: Register order", f"name: '{HOSTILE_NAME}'").replace(
        "name: Release order", "name: '=HYPERLINK(1)'"
    )
    portal = write_portal(tmp_path, **{"processes/credit-check.yml": process})
    assert run(portal, "survey", "new", "credit-check", "-o", portal).exit_code == 0
    page = (portal / "credit-check-questionnaire.html").read_text(encoding="utf-8")
    assert page.count("<script>") == 1
    assert "&lt;/h2&gt;&lt;script&gt;" in page
    openpyxl = pytest.importorskip("openpyxl")
    sheet = openpyxl.load_workbook(portal / "credit-check-questionnaire.xlsx").worksheets[0]
    cells = {cell.value: cell.data_type for row in sheet.iter_rows() for cell in row}
    assert cells["=HYPERLINK(1)"] == "s"


def test_the_same_questions_give_the_same_bytes(portal):
    for folder in ("one", "two"):
        assert run(portal, "survey", "new", "credit-check", "-o", portal / folder).exit_code == 0
    for name in ("credit-check-questionnaire.html", "credit-check-questionnaire.xlsx"):
        assert (portal / "one" / name).read_bytes() == (portal / "two" / name).read_bytes()


def test_answers_become_medians_counts_quotes_and_votes(portal):
    step = "check-limit"
    files = [
        answers(
            portal,
            "a.csv",
            {
                "respondent": "a",
                "answered": "2026-09-01",
                "role": "credit-clerk",
                "step": step,
                "as_written": "no",
                "differs": "I phone J. Ortega first",
                "work": "10m",
                "elapsed": "2h10m",
                "usable": "80%",
                "barriers": "- Two screens\n- Old limits",
                "suggestions": "Show open items in the CRM.",
            },
            {"respondent": "a", "step": "", "suggestions": "Raise the limit to 2 000 EUR"},
        ),
        answers(
            portal,
            "b.csv",
            {
                "respondent": "b",
                "answered": "2026-09-03",
                "role": "credit-manager",
                "step": step,
                "as_written": "yes",
                "work": "20 min",
                "elapsed": "1 day",
                "usable": "90",
                "barriers": "two screens",
                "suggestions": "show open items in the CRM",
            },
            {"respondent": "b", "step": "", "suggestions": "Raise the limit to 5 000 EUR"},
        ),
        answers(
            portal,
            "c.csv",
            {"respondent": "c", "step": step, "work": "12,5 minutes", "record": "A list"},
            {"respondent": "c", "step": "release", "as_written": "not-mine", "work": "1h"},
        ),
    ]
    result = run(portal, "survey", "import", *files, "--invited", 5)
    assert result.exit_code == 0, result.output
    found = survey_of(portal)
    assert (found["asked"], found["invited"], found["responses"]) == ("2026-09-03", 5, 3)
    assert found["asked_of"] == ["credit-clerk", "credit-manager"]
    assert list(found["steps"]) == [step], "a step that is not theirs is no answer"
    check = found["steps"][step]
    # Work 10, 12.5 and 20 min; waiting 2 h and 7 h 40 min of the two who gave both.
    assert check["actual"] == {"process": "12m", "wait": "4h50m"}
    assert (check["n"], check["complete_accurate"]) == (3, "85%")
    assert check["differs"] == "1 of 2 do it otherwise: I phone Credit manager first"
    assert check["barriers"] == ["Two screens", "Old limits"]
    assert check["record"] == ["A list"]
    assert check["suggestions"] == [
        {"text": "Show open items in the CRM.", "votes": 2, "status": "open"}
    ]
    assert [each["votes"] for each in found["suggestions"]] == [1, 1], "another number is another"
    assert run(portal, "check").exit_code == 0


def test_a_workbook_comes_back_as_it_was_filled_in(portal):
    openpyxl = pytest.importorskip("openpyxl")
    run(portal, "survey", "new", "credit-check", "-o", portal)
    path = portal / "credit-check-questionnaire.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for column, value in (("work", "30 min"), ("elapsed", "2h"), ("usable", 0.9)):
        sheet.cell(row=3, column=COLUMNS.index(column) + 1).value = value
    book.save(path)
    result = run(portal, "survey", "import", path)
    assert result.exit_code == 0, result.output
    found = survey_of(portal)
    assert found["responses"] == 1
    assert found["steps"] == {
        "register": {
            "actual": {"process": "30m", "wait": "1h30m"},
            "complete_accurate": "90%",
            "n": 1,
        }
    }


EXISTING = """\
# Asked by the quality team.
asked: 2026-01-10
invited: 9
responses: 8
note: Asked on paper   # in the canteen
steps:
  register:
    # Measured with a stopwatch by two of them.
    actual: {process: 9m, wait: 1h}
    n: 6
  check-limit:
    n: 4
    description: The limit check
    suggestions: [{text: Show open items in the CRM, votes: 3, status: accepted, owner: cfo}]

# Kept at the end.
"""


def test_a_survey_that_exists_is_only_changed_when_asked_and_keeps_the_rest(portal):
    target = portal / "content/surveys/credit-check.yml"
    target.parent.mkdir()
    target.write_text(EXISTING)
    file = answers(
        portal,
        "a.csv",
        {"step": "check-limit", "work": "5m", "suggestions": "Show open items in CRM"},
    )
    refused = run(portal, "survey", "import", file)
    assert refused.exit_code == 2
    assert target.read_text() == EXISTING
    assert "process: 5m" in refused.stdout
    dry = run(portal, "survey", "import", file, "--force", "--dry-run")
    assert dry.exit_code == 0
    assert target.read_text() == EXISTING
    assert run(portal, "survey", "import", file, "--force").exit_code == 0
    text = target.read_text()
    for kept in (
        "# Asked by the quality team.\nasked: 2026-01-10\ninvited: 9\n",
        "note: Asked on paper   # in the canteen\n",
        "    # Measured with a stopwatch by two of them.\n    actual: {process: 9m, wait: 1h}\n",
        "\n# Kept at the end.\n",
    ):
        assert kept in text
    check = survey_of(portal)["steps"]["check-limit"]
    assert check["description"] == "The limit check"
    assert check["suggestions"] == [
        {"text": "Show open items in the CRM", "votes": 1, "status": "accepted", "owner": "cfo"}
    ]
    assert survey_of(portal)["responses"] == 6, "as many as answered about one step"
    assert run(portal, "check").exit_code == 0


def test_the_same_person_is_counted_once(portal):
    row = {"respondent": "a", "step": "register", "work": "10m"}
    files = [answers(portal, name, row) for name in ("a.csv", "copy-of-a.csv")]
    result = run(portal, "survey", "import", *files)
    assert result.exit_code == 0
    assert "counted already" in result.stdout
    assert survey_of(portal)["responses"] == 1


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ({"step": "chek-limit"}, "step", "did you mean"),
        ({"step": "register", "work": "10"}, "work", "no duration"),
        ({"step": "register", "work": "soon"}, "work", "no duration"),
        ({"step": "register", "work": "2h", "elapsed": "10m"}, "elapsed", "shorter than the work"),
        ({"step": "register", "usable": "120"}, "usable", "no percentage"),
        ({"step": "register", "usable": "nan"}, "usable", "no percentage"),
        ({"step": "register", "as_written": "perhaps"}, "as_written", "none of the answers"),
        ({"step": "register", "answered": "yesterday", "work": "1m"}, "answered", "no day"),
        ({"step": "register", "role": "boss", "work": "1m"}, "role", "no role"),
        ({"process": "credit-chek", "step": "register"}, "process", "did you mean"),
    ],
)
def test_a_wrong_answer_is_named_by_file_row_and_column(portal, row, column, said):
    file = answers(portal, "a.csv", {"step": "release", "work": "1m"}, row)
    result = run(portal, "survey", "import", file)
    assert result.exit_code == 1
    assert f"row 3, column `{column}`" in result.stdout
    assert "a.csv:3:" in result.stdout
    assert said in result.stdout.lower()
    assert not (portal / "content/surveys").exists()


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", b"0" * 61_000_000)
    return packed.getvalue()


def entities():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')
    return packed.getvalue()


BROKEN = {
    "empty.csv": lambda: b"",
    "head.csv": lambda: b"process,step\n",
    "columns.csv": lambda: b"process,step,salary\ncredit-check,register,1\n",
    "missing.csv": lambda: b"step,work\nregister,1m\n",
    "twice.csv": lambda: b"process,step,work,work\ncredit-check,register,1m,1m\n",
    "wide.csv": lambda: b"process,step\ncredit-check,register,1m\n",
    "quotes.csv": lambda: b'process,step\ncredit-check,"register\n',
    "latin.csv": lambda: b"process,step,differs\ncredit-check,register,caf\xe9\n",
    "utf16.csv": lambda: "process,step\n".encode("utf-16"),
    "nul.csv": lambda: b"process,step\ncredit-check,\x00\n",
    "large.csv": lambda: b"x" * 5_100_000,
    "bomb.xlsx": bomb,
    "entities.xlsx": entities,
    "cut.xlsx": lambda: b"PK\x03\x04" + b"\x00" * 99,
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files_are_findings(portal, name):
    pytest.importorskip("openpyxl")
    file = portal / name
    file.write_bytes(BROKEN[name]())
    result = run(portal, "survey", "import", file)
    assert result.exit_code == 1, result.output
    assert f"{name}:1:" in result.stdout or f"{name}:2:" in result.stdout
    assert not (portal / "content/surveys").exists()


def test_a_missing_file_a_folder_and_no_answer_are_told(portal):
    (portal / "folder.csv").mkdir()
    for name in ("none.csv", "folder.csv"):
        assert run(portal, "survey", "import", portal / name).exit_code == 1
    nothing = answers(portal, "a.csv", {"step": "register", "name": "Register order"})
    result = run(portal, "survey", "import", nothing)
    assert result.exit_code == 2
    assert "nobody answered" in result.output


def test_the_questionnaire_asks_in_a_language_of_the_portal(tmp_path):
    process = CREDIT_CHECK.replace("name: Register order", "name: {en: Register, zh: 登记订单}")
    portal = write_portal(tmp_path, **{"processes/credit-check.yml": process})
    assert run(portal, "survey", "new", "credit-check", "--language", "zh").exit_code == 2
    text = (portal / "content/portal.yml").read_text(encoding="utf-8")
    (portal / "content/portal.yml").write_text(text + "languages: [en, zh]\n", encoding="utf-8")
    asked = run(portal, "survey", "new", "credit-check", "-o", portal, "--language", "zh")
    assert asked.exit_code == 0, asked.output
    page = (portal / "credit-check-questionnaire.zh.html").read_text(encoding="utf-8")
    assert '<html lang="zh">' in page
    assert "登记订单" in page
    assert "您为此工作多久？" in page


def test_without_the_optional_library_the_page_is_written_and_the_reason_told(portal, monkeypatch):
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    result = run(portal, "survey", "new", "credit-check", "-o", portal)
    assert result.exit_code == 0
    assert "pip install 'procdocs[xlsx]'" in result.output
    assert (portal / "credit-check-questionnaire.html").exists()
    assert not (portal / "credit-check-questionnaire.xlsx").exists()
    (portal / "a.xlsx").write_bytes(entities())
    refused = run(portal, "survey", "import", portal / "a.xlsx")
    assert refused.exit_code == 2
    assert "openpyxl" in refused.output
