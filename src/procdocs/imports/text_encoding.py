"""Text of CSV files, in whatever coding the spreadsheet saved them."""

import re

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PAIR = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_COMMON_PAIR = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_OTHER = re.compile(rb"[\x80-\xff]")
_MOSTLY = 0.9


def decode_table(data: bytes) -> tuple[str, str] | None:
    """Turn the bytes of a table into text.

    Spreadsheets save CSV in the coding of the country: Windows-1252 in the west, GB 18030 in
    China. A byte-order mark decides; then UTF-8 where the bytes are that; then zeros at every
    other place tell UTF-16. Of the rest, Chinese is told by its pairs: those of its common
    characters have both bytes above 0xA0, which two letters with accents hardly ever are.

    Args:
        data: All bytes of the file.

    Returns:
        The text and the name of its coding; None where it is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _without_nul(data.decode(encoding, "replace"), encoding)
    start = data[:4000]
    if b"\0" in start:
        # Delimiters and line ends of UTF-16 have a zero before or behind them.
        before, behind = start[::2].count(0), start[1::2].count(0)
        if min(before, behind) * 4 > max(before, behind) or before + behind < 3:
            return None
        encoding = "utf-16-be" if before > behind else "utf-16-le"
        return _without_nul(data.decode(encoding, "replace"), encoding)
    try:
        return _without_nul(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    high = len(_OTHER.findall(data))
    common = 2 * len(_COMMON_PAIR.findall(_PAIR.sub(_kept_if_common, data)))
    if common >= _MOSTLY * high:
        return _without_nul(data.decode("gb18030", "replace"), "gb18030")
    return _without_nul(data.decode("cp1252", "replace"), "cp1252")


def _kept_if_common(pair: re.Match[bytes]) -> bytes:
    return pair[0] if _COMMON_PAIR.fullmatch(pair[0]) else b"?"


def _without_nul(text: str, encoding: str) -> tuple[str, str] | None:
    return None if "\0" in text else (text.removeprefix("\ufeff"), encoding)
