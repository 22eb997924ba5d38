"""The rules about YAML as such and about files: what keeps a file from being read at all.

Those that are errors can neither be allowed by a comment nor turned down, since behind them the
model would be a guess.
"""

from procdocs.diagnostics.types import Rule, Severity

_ERROR = Severity.ERROR

SYNTAX = Rule(
    code="YAML001",
    name="yaml-syntax",
    severity=_ERROR,
    summary="The file is not YAML: an unclosed quote or bracket, a tab, a wrong indentation.",
)
DUPLICATE_KEY = Rule(
    code="YAML002",
    name="duplicate-key",
    severity=_ERROR,
    summary="A key is written twice in one mapping; the first is kept.",
)
SEVERAL_DOCUMENTS = Rule(
    code="YAML003",
    name="several-documents",
    severity=_ERROR,
    summary="A second document starts in the file (`---`); only the first is read.",
)
BAD_KEY = Rule(
    code="YAML004",
    name="bad-key",
    severity=_ERROR,
    summary="A key is empty, or a list or mapping instead of a word.",
)
MERGE_KEY = Rule(
    code="YAML005",
    name="merge-key",
    severity=_ERROR,
    summary="A merge key `<<` is used, which YAML 1.2 no longer has.",
)
TAG = Rule(
    code="YAML006",
    name="yaml-tag",
    severity=_ERROR,
    summary="A tag such as `!name` is used; none has a meaning here.",
)
ALIAS = Rule(
    code="YAML007",
    name="yaml-alias",
    severity=_ERROR,
    summary="An alias names nothing, or names what it stands in.",
)
TOO_LARGE = Rule(
    code="YAML008",
    name="too-large",
    severity=_ERROR,
    summary="The content is nested too deeply, or grows too large when its aliases are filled in.",
)
CONTROL_CHARACTER = Rule(
    code="YAML009",
    name="control-character",
    severity=_ERROR,
    summary="An invisible control character stands in the text.",
)
CUT_BY_HASH = Rule(
    code="YAML010",
    name="cut-by-hash",
    severity=Severity.WARNING,
    summary="A `#` cuts a plain text and makes the rest a comment.",
)
NUMBER_RANGE = Rule(
    code="YAML011",
    name="number-range",
    severity=_ERROR,
    summary="A number is too large, infinite or not a number.",
)
EMPTY_FILE = Rule(
    code="YAML012",
    name="empty-file",
    severity=_ERROR,
    summary="The file holds nothing but comments where keys are expected.",
)
NOT_A_MAPPING = Rule(
    code="YAML013",
    name="not-a-mapping",
    severity=_ERROR,
    summary="The file holds a list or a single text where keys are expected.",
)

NOT_UTF8 = Rule(
    code="FILE001",
    name="not-utf8",
    severity=_ERROR,
    summary="A file is not written in UTF-8.",
)
NOT_TEXT = Rule(
    code="FILE002",
    name="not-text",
    severity=_ERROR,
    summary="A file holds NUL bytes, so it is no text.",
)
NOT_A_FILE = Rule(
    code="FILE003",
    name="not-a-file",
    severity=_ERROR,
    summary="A folder, pipe or device stands where a file is expected.",
)
LINK_OUTSIDE = Rule(
    code="FILE004",
    name="link-outside",
    severity=_ERROR,
    summary="A symbolic link leads out of the content folder, or in a circle.",
)
UNREADABLE = Rule(
    code="FILE005",
    name="unreadable-file",
    severity=_ERROR,
    summary="A file or folder is missing or cannot be opened.",
)
WRONG_EXTENSION = Rule(
    code="FILE006",
    name="wrong-extension",
    severity=_ERROR,
    summary="A file has another ending than the one that is read there.",
)
FILE_NAME = Rule(
    code="FILE007",
    name="file-name",
    severity=_ERROR,
    summary="A file's name is no id.",
)
NAME_COLLISION = Rule(
    code="FILE008",
    name="name-collision",
    severity=_ERROR,
    summary="Two files have the same id, or differ only in capitals.",
)
MISPLACED = Rule(
    code="FILE009",
    name="misplaced-file",
    severity=_ERROR,
    summary="A YAML or Markdown file lies where nothing reads it.",
)
FILE_SIZE = Rule(
    code="FILE010",
    name="file-size",
    severity=_ERROR,
    summary="A file is larger than what is read.",
)
UNREAD = Rule(
    code="FILE011",
    name="unread-file",
    severity=Severity.WARNING,
    summary="A file that is neither YAML nor Markdown lies where nothing reads it.",
)

YAML_RULES: tuple[Rule, ...] = (
    SYNTAX,
    DUPLICATE_KEY,
    SEVERAL_DOCUMENTS,
    BAD_KEY,
    MERGE_KEY,
    TAG,
    ALIAS,
    TOO_LARGE,
    CONTROL_CHARACTER,
    CUT_BY_HASH,
    NUMBER_RANGE,
    EMPTY_FILE,
    NOT_A_MAPPING,
)
"""Every rule of the family YAML, in order of their codes."""

FILE_RULES: tuple[Rule, ...] = (
    NOT_UTF8,
    NOT_TEXT,
    NOT_A_FILE,
    LINK_OUTSIDE,
    UNREADABLE,
    WRONG_EXTENSION,
    FILE_NAME,
    NAME_COLLISION,
    MISPLACED,
    FILE_SIZE,
    UNREAD,
)
"""Every rule of the family FILE, in order of their codes."""
