"""The tables of a portal as an Excel workbook: one sheet a topic, the same bytes every time.

The few parts of Office Open XML (ECMA-376, SpreadsheetML) that such tables need are written
directly, which takes milliseconds; a portal offers a workbook for every process.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from procdocs.exports.sheet import Cell, Sheet
from procdocs.exports.sheets import portal_sheets
from procdocs.exports.values import say
from procdocs.project import Project

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_WIDEST = 60
_LONGEST = 32_000
"""Characters that a cell holds, with some to spare."""
_MOMENT = (1980, 1, 1, 0, 0, 0)
_HEAD, _TEXT, _QUOTED, _LETTER = 1, 2, 3, 4
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE6EEF2"/></patternFill></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<alignment horizontal="center"/></xf></cellXfs>'
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
        yield f"xl/worksheets/sheet{number}.xml", "".join(_worksheet(sheet, first=number == 1))


def _workbook(sheets: tuple[Sheet, ...]) -> str:
    listed = "".join(
        f'<sheet name="{_escaped(sheet.title)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">'
        f"'{_escaped(sheet.title)}'!$A$1:${_letters(sheet.shown)}${len(sheet.rows) + 1}"
        "</definedName>"
        for number, sheet in enumerate(sheets)
    )
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets>'
        f"<definedNames>{filters}</definedNames></workbook>"
    )


def _worksheet(sheet: Sheet, *, first: bool) -> Iterator[str]:
    frozen = sheet.letters_from or 0
    corner = f"{_letters(frozen + 1)}2"
    across = f' xSplit="{frozen}"' if frozen else ""
    pane = "bottomRight" if frozen else "bottomLeft"
    yield (
        f'<worksheet xmlns="{_MAIN}"><sheetViews>'
        f'<sheetView workbookViewId="0" tabSelected="{int(first)}">'
        f'<pane{across} ySplit="1" topLeftCell="{corner}" activePane="{pane}" state="frozen"/>'
        "</sheetView></sheetViews><cols>"
    )
    for column, width in enumerate(_widths(sheet), 1):
        hidden = ' hidden="1"' if column > sheet.shown else ""
        yield f'<col min="{column}" max="{column}" width="{width}" customWidth="1"{hidden}/>'
    yield "</cols><sheetData>"
    for number, row in enumerate((sheet.head, *sheet.rows), 1):
        yield f'<row r="{number}">'
        for column, value in enumerate(row, 1):
            if value is not None:
                letters = sheet.letters_from is not None and (
                    sheet.letters_from < column <= sheet.shown
                )
                yield _cell(f"{_letters(column)}{number}", value, head=number == 1, letter=letters)
        yield "</row>"
    end = f"{_letters(sheet.shown)}{len(sheet.rows) + 1}"
    yield f'</sheetData><autoFilter ref="A1:{end}"/></worksheet>'


def _widths(sheet: Sheet) -> list[int]:
    widths = [len(head) + 4 for head in sheet.head]
    for row in sheet.rows:
        for column, value in enumerate(row):
            if value is not None:
                longest = max(len(line) for line in str(value).split("\n"))
                widths[column] = max(widths[column], min(longest + 2, _WIDEST))
    return widths


def _cell(place: str, value: Cell, *, head: bool, letter: bool) -> str:
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value!r}</v></c>'
    text = _FORBIDDEN.sub("", str(value))[:_LONGEST]
    style = _LETTER if letter else _TEXT
    style = _HEAD if head else _QUOTED if text.startswith(_FORMULA) else style
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
