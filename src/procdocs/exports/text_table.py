"""Tables of short texts, for a terminal and for Markdown."""

import unicodedata
from collections.abc import Sequence


def text_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Set a table in columns: the first to the left, the others to the right.

    Args:
        rows: The heads first; all of one length.

    Returns:
        One line a row, two spaces between columns.
    """
    widths = [max(text_columns(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell + " " * (width - text_columns(cell))
            if number == 0
            else " " * (width - text_columns(cell)) + cell
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines


def markdown_table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Write a table in Markdown; whatever has a meaning there is escaped."""
    heads, *body = rows
    align = ["---", *("---:" for _ in heads[1:])]
    return [
        _line([escape_markdown(cell) for cell in heads]),
        _line(align),
        *(_line([escape_markdown(cell) for cell in row]) for row in body),
    ]


def escape_markdown(text: str) -> str:
    """Write a text so that Markdown shows it as it is, on one line."""
    one_line = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|!" else sign for sign in one_line)


def text_columns(text: str) -> int:
    """Count the columns of a terminal that a text takes; Chinese takes two a character."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in text
    )


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
