"""The tables of a portal as an Excel workbook: one sheet a topic, the same bytes every time.

The few parts of Office Open XML (ECMA-376, SpreadsheetML) that such tables need are written
directly, which takes milliseconds; a portal offers a workbook for every process.
"""

import io
import math
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from procdocs.exports.sheet import Cell, Sheet
from procdocs.exports.sheets import portal_sheets
from procdocs.exports.text_table import text_columns
from procdocs.exports.values import say
from procdocs.project import Project

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDEST, _LEAST = 44, 24
"""Characters across the widest column; longer texts are broken into lines. Where a sheet would
not be legible on paper, the widest become narrower, down to the second figure."""
_PAPER = 190
"""Characters that a page across holds when it is made as small as can be read."""
_LINE = 16
"""Height of a line in points."""
_LONGEST = 32_000
"""Characters that a cell holds, with some to spare."""
_MOMENT = (1980, 1, 1, 0, 0, 0)
_HEAD, _TEXT, _QUOTED, _LETTER, _TURNED, _NUMBER = 1, 2, 3, 4, 5, 6
_FORMATS = {"complete_accurate": 7, "visits": 8, "share": 7}
"""Styles of columns whose numbers are no plain ones."""
_WHOLE = 9
_WHOLE_COLUMNS = ("annual_work_hours", "annual_wait_hours", "annual_cost")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _style(number: int, *, font: int = 0, fill: int = 0, more: str = "", align: str = "") -> str:
    within = f"<alignment {align}/>" if align else ""
    applied = ' applyAlignment="1"' if align else ""
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" '
        f'applyNumberFormat="1"{applied}{more}>{within}</xf>'
    )


_HEADED = ' applyFont="1" applyFill="1"'
_BROKEN = 'horizontal="left" indent="1" vertical="top" wrapText="1"'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE6EEF2"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="10"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    + _style(
        49, font=1, fill=2, more=_HEADED, align='horizontal="left" indent="1" vertical="bottom"'
    )
    + _style(0, align=_BROKEN)
    + _style(49, more=' quotePrefix="1"', align=_BROKEN)
    + _style(0, align='horizontal="center" vertical="top"')
    + _style(49, font=1, fill=2, more=_HEADED, align='horizontal="center" textRotation="90"')
    + _style(0, align='vertical="top"')
    + _style(164, align='vertical="top"')
    + _style(2, align='vertical="top"')
    + _style(3, align='vertical="top"')
    + "</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


def export_xlsx(project: Project, ids: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Write the tables of a portal as one workbook.

    Args:
        project: A project with a model.
        ids: Processes to show; none: all.

    Returns:
        `<process-id>.xlsx` for one process, else `portal.xlsx`.

    Raises:
        ValueError: The project has no model.
    """
    name = ids[0] if len(ids) == 1 else "portal"
    title = say(project.portal, project.portal.name) if project.portal else None
    return {f"{name}.xlsx": write_workbook(portal_sheets(project, ids), title or "")}


def write_workbook(sheets: tuple[Sheet, ...], title: str) -> bytes:
    """Write sheets with a frozen head, filters and widths that fit; numbers stay numbers.

    A text that a spreadsheet could take for a formula is marked as text. The parts have a fixed
    time, so that the same tables give the same bytes.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in _parts(sheets, title):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, _DECLARATION + content)
    return out.getvalue()


def _parts(sheets: tuple[Sheet, ...], title: str) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" '
        f'ContentType="{kinds}.worksheet+xml"/>'
        for number in numbers
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kinds}.styles+xml"/>'
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        f"{overrides}</Types>",
    )
    yield (
        "_rels/.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" '
        'Target="docProps/core.xml"/></Relationships>',
    )
    yield (
        "docProps/core.xml",
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_escaped(title)}</dc:title><dc:creator>procdocs</dc:creator>"
        "</cp:coreProperties>",
    )
    yield "xl/workbook.xml", _workbook(sheets)
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" '
        f'Target="worksheets/sheet{number}.xml"/>'
        for number in numbers
    )
    yield (
        "xl/_rels/workbook.xml.rels",
        f'<Relationships xmlns="{_PACKAGE}/relationships">{links}'
        f'<Relationship Id="rId{len(sheets) + 1}" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        "</Relationships>",
    )
    yield "xl/styles.xml", _STYLES
    for number, sheet in enumerate(sheets, 1):
        yield (
            f"xl/worksheets/sheet{number}.xml",
            "".join(_worksheet(sheet, title, first=number == 1)),
        )


def _workbook(sheets: tuple[Sheet, ...]) -> str:
    listed = "".join(
        f'<sheet name="{_escaped(sheet.title)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">'
        f"{_name_in_formula(sheet)}!$A$1:${_letters(sheet.shown)}${len(sheet.rows) + 1}"
        "</definedName>"
        for number, sheet in enumerate(sheets)
    )
    # Names come in order of the alphabet; each page repeats the row of heads.
    repeated = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">'
        f"{_name_in_formula(sheet)}!$1:$1</definedName>"
        for number, sheet in enumerate(sheets)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<bookViews><workbookView/></bookViews><sheets>{listed}</sheets>"
        f"<definedNames>{filters}{repeated}</definedNames></workbook>"
    )


def _name_in_formula(sheet: Sheet) -> str:
    title = sheet.title.replace("'", "''")
    return f"'{_escaped(title)}'"


def _worksheet(sheet: Sheet, title: str, *, first: bool) -> Iterator[str]:
    frozen = sheet.letters_from or 0
    corner = f"{_letters(frozen + 1)}2"
    across = f' xSplit="{frozen}"' if frozen else ""
    pane = "bottomRight" if frozen else "bottomLeft"
    yield (
        f'<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>'
        f'<sheetView workbookViewId="0" tabSelected="{int(first)}">'
        f'<pane{across} ySplit="1" topLeftCell="{corner}" activePane="{pane}" state="frozen"/>'
        "</sheetView></sheetViews>"
        f'<sheetFormatPr defaultRowHeight="{_LINE}" customHeight="1"/><cols>'
    )
    widths = _widths(sheet)
    for column, width in enumerate(widths, 1):
        hidden = ' hidden="1"' if column > sheet.shown else ""
        yield f'<col min="{column}" max="{column}" width="{width}" customWidth="1"{hidden}/>'
    yield "</cols><sheetData>"
    for number, row in enumerate((sheet.head, *sheet.rows), 1):
        points = _LINE * _height(row, widths, sheet.shown)
        if number == 1 and sheet.letters_from is not None:
            turned = sheet.head[sheet.letters_from : sheet.shown]
            points = max(points, 7 * max(map(text_columns, turned), default=0) + 10)
        tall = f' ht="{points}" customHeight="1"' if points > _LINE else ""
        yield f'<row r="{number}"{tall}>'
        for column, value in enumerate(row):
            if value is not None:
                style = _style_of(sheet, column, value, head=number == 1)
                yield _cell(f"{_letters(column + 1)}{number}", value, style)
        yield "</row>"
    end = f"{_letters(sheet.shown)}{len(sheet.rows) + 1}"
    yield f'</sheetData><autoFilter ref="A1:{end}"/>'
    # On paper: across, as wide as the sheet, with lines between cells and numbered pages.
    yield (
        '<printOptions gridLines="1"/>'
        '<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>&amp;L{_in_header(title)}&amp;R&amp;A</oddHeader>"
        "<oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
    )


def _in_header(title: str) -> str:
    """Write a text for a page's head, where `&` begins a code and digits behind one a size."""
    return _escaped(title.replace("&", "&&"))[:200]


def _widths(sheet: Sheet) -> list[int]:
    """Measure columns in characters; Chinese takes two each."""
    least = [
        4 if _is_letter(sheet, column) else text_columns(head) + 4
        for column, head in enumerate(sheet.head)
    ]
    longest = [0] * len(least)
    for row in sheet.rows:
        for column, value in enumerate(row):
            if value is not None:
                width = max(text_columns(line) for line in str(value).split("\n"))
                longest[column] = max(longest[column], width + 3)
    widest = _WIDEST
    while True:
        widths = [max(a, min(b, widest)) for a, b in zip(least, longest, strict=True)]
        if widest == _LEAST or sum(widths[: sheet.shown]) <= _PAPER:
            return widths
        widest -= 2


def _height(row: tuple[Cell, ...], widths: list[int], shown: int) -> int:
    """Count the lines of a row: programs do not all measure rows that they did not write."""
    most = 1
    for value, width in zip(row[:shown], widths, strict=False):
        if isinstance(value, str) and (len(value) > width / 2 or "\n" in value):
            sizes = [text_columns(line) for line in value.split("\n")]
            # A line is broken between words, so that it is never quite full.
            lines = [1 if size < width else math.ceil(size * 1.08 / (width - 2)) for size in sizes]
            most = max(most, sum(lines))
    return min(most, 27)


def _is_letter(sheet: Sheet, column: int) -> bool:
    return sheet.letters_from is not None and sheet.letters_from <= column < sheet.shown


def _style_of(sheet: Sheet, column: int, value: Cell, *, head: bool) -> int:
    letter = _is_letter(sheet, column)
    if head:
        return _TURNED if letter else _HEAD
    if isinstance(value, int | float):
        name = sheet.head[column]
        return _WHOLE if name in _WHOLE_COLUMNS else _FORMATS.get(name, _NUMBER)
    if str(value).startswith(_FORMULA):
        return _QUOTED
    return _LETTER if letter else _TEXT


def _cell(place: str, value: Cell, style: int) -> str:
    if isinstance(value, int | float):
        return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'
    text = _FORBIDDEN.sub("", str(value))[:_LONGEST]
    # `_x0041_` would be read as the character it names.
    shown = escape(_CODED.sub("_x005F_", text))
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
    )


def _letters(column: int) -> str:
    made = ""
    while column:
        column, rest = divmod(column - 1, 26)
        made = chr(65 + rest) + made
    return made


def _escaped(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text), {'"': "&quot;", "'": "&apos;"})
