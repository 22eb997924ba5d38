"""A questionnaire as a workbook, with the questions and columns of the page."""

import datetime
import io
import zipfile
from typing import Any

from procdocs.exports.survey_questionnaire import Questionnaire
from procdocs.imports.survey_form import COLUMNS, EXPLAINED
from procdocs.imports.workbook import MISSING, WorkbookLibraryMissingError

_WIDTHS = {"name": 34, "as_written": 12, "role": 18, "work": 12, "elapsed": 12, "usable": 12}
_HIDDEN = ("process", "version", "respondent", "answered", "step")
_LONGEST = 2000
_MOMENT = datetime.datetime(2020, 1, 1)


def render_workbook(questionnaire: Questionnaire) -> bytes:
    """Write the workbook.

    Row 1 has the names of the columns, row 2 the questions, then one row a step and one for the
    process as a whole. Texts of writers are never taken for formulas.

    Args:
        questionnaire: What to ask.

    Returns:
        The bytes of the .xlsx file, the same for the same questionnaire.

    Raises:
        WorkbookLibraryMissingError: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font, PatternFill
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation
    except ImportError as error:
        raise WorkbookLibraryMissingError(MISSING) from error
    book = Workbook()
    sheet = book.active
    sheet.title = "Answers"
    for row, cells in enumerate(_rows(questionnaire), 1):
        for number, text in enumerate(cells, 1):
            cell = sheet.cell(row=row, column=number)
            cell.value = _clean(text)
            if cell.value is not None:
                # Else a name that begins with `=` would be a formula.
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=row > 1, vertical="top")
            if row <= 2:
                cell.font = Font(bold=row == 2, color="FF56636A" if row == 1 else None)
                cell.fill = PatternFill("solid", fgColor="FFF3F6F7")
    last = len(questionnaire.steps) + 3
    for number, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = _WIDTHS.get(column, 30)
        sheet.column_dimensions[letter].hidden = column in _HIDDEN
        choices = {"as_written": questionnaire.choices, "role": questionnaire.roles}.get(column, ())
        listed = ",".join(choice.value for choice in choices)
        if listed and len(listed) < 250:
            rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            rule.add(f"{letter}3:{letter}{last}")
            sheet.add_data_validation(rule)
    sheet.row_dimensions[2].height = 75
    sheet.freeze_panes = sheet.cell(row=3, column=COLUMNS.index("name") + 2)
    book.properties.creator = "procdocs"
    book.properties.created = book.properties.modified = _MOMENT
    return _same_each_time(_saved(book))


def _rows(questionnaire: Questionnaire) -> list[list[str]]:
    say = questionnaire.words
    asked = {question.column: question for question in questionnaire.questions}
    explained = {column: f"{q.text} {q.hint}".strip() for column, q in asked.items()}
    values = ", ".join(f"{choice.value} = {choice.label}" for choice in questionnaire.choices)
    explained["as_written"] += f" ({values})"
    for column in ("work", "elapsed"):
        explained[column] += " " + say("Such as 10 min, 2 h, 1.5 d.")
    explained |= {"step": EXPLAINED, "name": say("Step"), "role": say("Your role")}
    head = {"process": questionnaire.process, "version": questionnaire.version}
    rows = [{column: column for column in COLUMNS}, explained]
    rows += [{**head, "step": step.id, "name": step.name} for step in questionnaire.steps]
    rows.append({**head, "name": say("The process as a whole")})
    return [[row.get(column, "") for column in COLUMNS] for row in rows]


def _clean(text: str) -> str | None:
    """Take out what a workbook cannot hold."""
    kept = "".join(sign for sign in text if sign in "\n\t" or sign.isprintable())
    return kept[:_LONGEST] or None


def _saved(book: Any) -> bytes:
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _same_each_time(data: bytes) -> bytes:
    """Pack the parts again with one date, so that the same questions give the same bytes."""
    target = io.BytesIO()
    moment = _MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as packed:
        for part in source.infolist():
            content = source.read(part)
            if part.filename == "docProps/core.xml":
                content = _with_moment(content, moment)
            entry = zipfile.ZipInfo(part.filename, date_time=_MOMENT.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, content)
    return target.getvalue()


def _with_moment(content: bytes, moment: bytes) -> bytes:
    """Put one moment for the time of saving, which the library writes by itself."""
    start = content.find(b"<dcterms:modified")
    begin = content.find(b">", start) + 1
    end = content.find(b"<", begin)
    if start < 0 or end < 0:
        return content
    return content[:begin] + moment + content[end:]
