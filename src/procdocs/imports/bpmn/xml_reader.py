"""XML bytes to plain elements, with their lines: no DTD, no entities, bounded size and depth."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_BYTES = 20_000_000
"""A larger file is not read."""
MAX_DEPTH = 120
"""Elements may not be nested deeper."""
MAX_ELEMENTS = 400_000
"""A file with more elements is not read."""
MAX_TEXT = 1_000_000
"""A longer text or attribute is not read."""

_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_TEXT_ENCODINGS = re.compile(
    r"utf-?8|utf-?16(-?[lb]e)?|us-?ascii|ascii|iso-?8859-?\d{1,2}|latin-?\d|(windows|cp)-?\d{3,5}"
    r"|gb2312|gbk|gb18030|big5(-?hkscs)?|shift[-_]?jis|euc[-_]?(jp|kr|cn)|iso-?2022-?(jp|kr)"
    r"|koi8-?[ru]|macroman|tis-?620",
    re.IGNORECASE,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_MEND = "mend the place, or export the model again as BPMN 2.0 XML"


class XmlError(Exception):
    """A text that is no XML we read; the message says why and where."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column

    def __str__(self) -> str:
        """The message behind the place."""
        if self.line is None:
            return self.message
        return f"line {self.line}, column {self.column or 1}: {self.message}"


@dataclass(slots=True, kw_only=True)
class Element:
    """An element of an XML file."""

    namespace: str
    """Its namespace; empty for none."""
    tag: str
    """Its name without a prefix."""
    attributes: dict[str, str]
    """Attributes without a namespace by name, others as `{namespace}name`."""
    line: int
    """Line of its tag, from 1."""
    children: list["Element"] = field(default_factory=list)
    """Elements in it."""
    parts: list[str] = field(default_factory=list)
    """Text directly in it."""

    @property
    def text(self) -> str:
        """The text directly in it, without blanks around it."""
        return "".join(self.parts).strip()

    def get(self, name: str) -> str:
        """Give an attribute without blanks around it; empty where it is missing."""
        return self.attributes.get(name, "").strip()

    def all(self, *tags: str) -> Iterator["Element"]:
        """Give the elements directly in it that have one of these names."""
        return (child for child in self.children if child.tag in tags)

    def first(self, *tags: str) -> "Element | None":
        """Give the first element directly in it that has one of these names."""
        return next(self.all(*tags), None)

    def walk(self) -> Iterator["Element"]:
        """Give it and everything in it, in order of the file."""
        stack = [self]
        while stack:
            found = stack.pop()
            yield found
            stack.extend(reversed(found.children))

    def whole_text(self) -> str:
        """Give all text in it, that of inner elements too (documentation may hold HTML)."""
        return "".join(part for each in self.walk() for part in each.parts).strip()


def read_xml(data: bytes) -> Element:
    """Read an XML file.

    Nothing outside the text is ever opened: a document type, and with it every entity, is refused.

    Args:
        data: All bytes of the file.

    Returns:
        The root.

    Raises:
        XmlError: It is no well-formed XML, is too large or too deep, or has a document type.
    """
    if len(data) > MAX_BYTES:
        raise XmlError(
            f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read; "
            "take pictures and history out of it, or part it into several files"
        )
    if not data.strip():
        raise XmlError("the file is empty; export the model again")
    if data.startswith(b"PK"):
        raise XmlError("this is an archive; unpack it, and import the BPMN files in it")
    text = _decode(data)
    builder = _Builder()
    parser = expat.ParserCreate(encoding="utf-8", namespace_separator="\n")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = builder.refuse_document_type
    parser.StartElementHandler = lambda name, attributes: builder.start(
        name, attributes, parser.CurrentLineNumber, parser.CurrentColumnNumber
    )
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.words
    builder.parser = parser
    try:
        parser.Parse(text.encode("utf-8", "surrogatepass"), True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code) or "syntax error"
        message = f"this is no well-formed XML: {reason}; {_MEND}"
        raise XmlError(message, error.lineno, error.offset + 1) from None
    assert builder.root is not None
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        self.parser: expat.XMLParserType | None = None

    def refuse_document_type(self, *_: object) -> None:
        assert self.parser is not None
        raise XmlError(
            "the file has a document type (<!DOCTYPE …>), which BPMN does not need; entities in it "
            "could read other files, so it is not read; take it out of the file",
            self.parser.CurrentLineNumber,
            self.parser.CurrentColumnNumber + 1,
        )

    def start(self, name: str, attributes: dict[str, str], line: int, column: int) -> None:
        namespace, _, tag = name.rpartition("\n")
        self.count += 1
        if len(self.open) >= MAX_DEPTH:
            raise XmlError(
                f"elements are nested deeper than {MAX_DEPTH}; make files of the inner parts",
                line,
                column + 1,
            )
        if self.count > MAX_ELEMENTS:
            raise XmlError(
                f"the file has more than {MAX_ELEMENTS:,} elements; part it into several files",
                line,
                column + 1,
            )
        if attributes and max(map(len, attributes.values())) > MAX_TEXT:
            raise XmlError(
                f"an attribute has more than {MAX_TEXT:,} characters; shorten it", line, column + 1
            )
        named = {}
        for key, value in attributes.items():
            space, _, local = key.rpartition("\n")
            named[f"{{{space}}}{local}" if space else local] = value
        made = Element(namespace=namespace, tag=tag, attributes=named, line=line)
        if self.open:
            self.open[-1].children.append(made)
        else:
            self.root = made
        self.open.append(made)

    def end(self, _: str) -> None:
        self.open.pop()

    def words(self, text: str) -> None:
        self.open[-1].parts.append(text)


def _decode(data: bytes) -> str:
    encoding = _encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace")
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        raise XmlError(
            f"the byte 0x{data[error.start]:02X} is not {encoding}, which the file "
            f"{'says it is' if _DECLARED.match(data) else 'is, as it says nothing else'}; save it "
            "as UTF-8, or declare its encoding in the first line",
            line,
            column,
        ) from None
    except (LookupError, UnicodeError):
        raise XmlError(f"the encoding {encoding} is not known; save the file as UTF-8") from None


def _encoding(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise XmlError("the encoding UTF-32 is not read; save the file as UTF-8")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    if data[:4] in (b"<\x00?\x00", b"<\x00d\x00", b"<\x00b\x00"):
        return "utf-16-le"
    if data[:4] in (b"\x00<\x00?", b"\x00<\x00d", b"\x00<\x00b"):
        return "utf-16-be"
    found = _DECLARED.match(data)
    name = found[1].decode("ascii") if found else "utf-8"
    if not _TEXT_ENCODINGS.fullmatch(name):
        raise XmlError(f"the encoding {name} is not read; save the file as UTF-8")
    # Without a byte-order mark and with a declaration that could be read as ASCII, it is no UTF-16.
    return "utf-8" if name.lower().startswith(("utf-16", "utf16")) else name
