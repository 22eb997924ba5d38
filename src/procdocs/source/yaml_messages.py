"""What the YAML parser complains about, in words that tell a writer what to change."""

import re
from dataclasses import dataclass

from procdocs.diagnostics.types import Diagnostic, Related, finding
from procdocs.source.yaml_marks import Places
from procdocs.source.yaml_rules import SYNTAX


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What a parser said."""

    problem: str
    """Its words."""
    at: int
    """Offset at which it stopped."""
    context: str = ""
    """What it was doing."""
    since: int | None = None
    """Offset at which it began that."""
    quoted: tuple[int, int] | None = None
    """Where the last quoted text before it lies."""


_EXPECTED_IN_FLOW = re.compile(r"(did not find )?expected ',' or '[\]}]'")
_UNKNOWN_ESCAPE = re.compile(r"found unknown escape character")
_NOT_A_START = re.compile(r"found character .*that cannot start any token")
_WRONG_BLOCK = re.compile(r"expected <block end>, but found|did not find expected (key|'-')")
_NO_CONTENT = re.compile(r"(expected the node content, but found|did not find expected node)")
_HASH = re.compile(r"(?<=\s)#")


def explain_syntax(complaint: Complaint, places: Places) -> Diagnostic:
    """Turn a parser's complaint into a finding.

    Args:
        complaint: What the parser said, with offsets into the text.
        places: The text and its lines.

    Returns:
        A finding at the text to be changed: for what was left open, where it was opened.
    """
    problem, context = complaint.problem, complaint.context
    if problem.startswith("mapping values are not allowed"):
        return _colon(complaint, places)
    if _NOT_A_START.match(problem) or problem.startswith("found a tab"):
        return _cannot_start(complaint, places)
    if "quoted scalar" in context or "flow scalar" in context:
        return _quoted(complaint, places)
    if _EXPECTED_IN_FLOW.match(problem):
        return _bracket(complaint, places)
    if problem.startswith("could not find expected ':'"):
        return _no_colon(complaint, places)
    if places.text.startswith(":", complaint.at):
        return _no_key(complaint.at, places)
    if _WRONG_BLOCK.match(problem):
        return _block(complaint, places)
    if _NO_CONTENT.match(problem):
        return _no_content(complaint, places)
    return _other(complaint, places)


def _finding(places: Places, message: str, start: int, end: int, mend: str) -> Diagnostic:
    return finding(SYNTAX, message, places.span(start, end), help=mend)


def _line_start(places: Places, offset: int) -> int:
    return places.text.rfind("\n", 0, offset) + 1


def _colon(complaint: Complaint, places: Places) -> Diagnostic:
    at = complaint.at
    before = places.text[_line_start(places, at) : at]
    if re.search(r":(\s|$)", before):
        return _finding(
            places,
            "a `:` followed by a space stands inside a plain text",
            at,
            at + 1,
            'Put the text in quotes, as in `name: "Step 2: register"`.',
        )
    if not before.strip(" -"):
        return _no_key(at, places)
    first = _line_start(places, at) + len(before) - len(before.lstrip(" -"))
    return _finding(
        places,
        f"`{before.strip()}:` is indented as if it went on with the text above",
        first,
        at + 1,
        "Align it with the key to which it belongs.",
    )


def _no_key(at: int, places: Places) -> Diagnostic:
    return _finding(places, "a key is missing before the `:`", at, at + 1, "Write `key: value`.")


def _cannot_start(complaint: Complaint, places: Places) -> Diagnostic:
    at = complaint.at
    character = places.text[at : at + 1]
    if character == "\t" or complaint.problem.startswith("found a tab"):
        return _finding(
            places,
            "a tab stands where only spaces may",
            at,
            at + 1,
            "Indent with spaces, two for each level.",
        )
    return _finding(
        places,
        f"a plain text cannot start with `{character}`",
        at,
        at + 1,
        "Put the text in quotes.",
    )


def _quoted(complaint: Complaint, places: Places) -> Diagnostic:
    opened = complaint.at if complaint.since is None else complaint.since
    quote = places.text[opened : opened + 1]
    if _UNKNOWN_ESCAPE.match(complaint.problem) or "hexadecimal" in complaint.problem:
        slash = places.text.rfind("\\", opened, complaint.at + 1)
        written = places.text[slash : slash + 2].rstrip("\n")
        return _finding(
            places,
            f"`{written}` means nothing in a text in double quotes",
            slash,
            slash + len(written),
            "Put the text in single quotes, in which a backslash is a backslash.",
        )
    return _finding(
        places,
        f"the quote {quote} is opened here and not closed",
        opened,
        opened + 1,
        f"Write {quote} behind the text.",
    )


def _bracket(complaint: Complaint, places: Places) -> Diagnostic:
    opened = complaint.at if complaint.since is None else complaint.since
    bracket = places.text[opened : opened + 1]
    closing = "}" if bracket == "{" else "]"
    if "\n" in places.text[opened : complaint.at] or not places.text[complaint.at :].strip():
        return finding(
            SYNTAX,
            f"the `{bracket}` is opened here and not closed",
            places.span(opened, opened + 1),
            help=f"Write `{closing}` behind its last entry, and a comma between two entries.",
            related=(
                Related(
                    span=places.span(complaint.at, complaint.at + 1),
                    message="noticed here",
                ),
            ),
        )
    return _finding(
        places,
        f"a comma or `{closing}` is missing before this",
        complaint.at,
        complaint.at + 1,
        "Part the entries by commas; put a text in quotes that holds `,`, `[`, `]`, `{` or `}`.",
    )


def _no_colon(complaint: Complaint, places: Places) -> Diagnostic:
    start = complaint.at if complaint.since is None else complaint.since
    end = places.line_end(start)
    hash_at = _HASH.search(places.text, start, end)
    if hash_at:
        return _finding(
            places,
            "this line has no `:` behind its key, since `#` starts a comment",
            hash_at.start(),
            hash_at.end(),
            "Put the text with the # in quotes.",
        )
    return _finding(
        places,
        "this line has no `:` behind its key",
        start,
        end,
        "Write `key: value`; a text that goes on over several lines is indented below its key.",
    )


def _block(complaint: Complaint, places: Places) -> Diagnostic:
    at = complaint.at
    if complaint.quoted and not places.text[complaint.quoted[1] : at].strip():
        start, end = complaint.quoted
        mend = "Put the whole text in quotes; inside single quotes, write '' for one '."
        if "\n" in places.text[start:end]:
            mend = "Close the quote that is opened above where its text ends."
        return finding(
            SYNTAX,
            "there is text behind the closing quote",
            places.span(at, max(at + 1, places.line_end(at))),
            help=mend,
            related=(Related(span=places.span(start, start + 1), message="opened here"),),
        )
    since = complaint.at if complaint.since is None else complaint.since
    if "block collection" in complaint.context or "block sequence" in complaint.context:
        message = "this is no entry of the list above, yet stands at its indentation"
        mend = f"Start it with `- `, or indent it deeper than column {places.column(since)}."
    else:
        message = "the indentation of this line fits nothing above"
        mend = f"Align it with the keys of its mapping (column {places.column(since)} or deeper)."
    return _finding(places, message, at, max(at + 1, places.line_end(at)), mend)


def _no_content(complaint: Complaint, places: Places) -> Diagnostic:
    at = complaint.at
    found = places.text[at : at + 1]
    if found in ("]", "}"):
        return _finding(
            places,
            f"`{found}` closes nothing that is open here",
            at,
            at + 1,
            "Take it away, or put the text in quotes.",
        )
    return _finding(
        places,
        f"a value is missing before `{found}`" if found.strip() else "a value is missing",
        at,
        at + 1,
        "Write the value, or put the text in quotes.",
    )


def _other(complaint: Complaint, places: Places) -> Diagnostic:
    at = complaint.at
    problem = complaint.problem
    if problem.startswith(("sequence entries", "block sequence entries")):
        return _finding(
            places,
            "a list cannot start behind a key on one line",
            at,
            at + 1,
            "Write each `- entry` on a line of its own, or `[first, second]`; "
            "put a text that starts with `- ` in quotes.",
        )
    start = at if complaint.since is None else complaint.since
    if "scanning an anchor" in complaint.context or "scanning an alias" in complaint.context:
        return _finding(
            places,
            f"a plain text cannot start with `{places.text[start : start + 1]}`",
            start,
            start + 1,
            "Put the text in quotes.",
        )
    if "block scalar" in complaint.context:
        return _finding(
            places,
            "a text block starts with `|` or `>` and nothing else on its line",
            start,
            max(start + 1, places.line_end(start)),
            "Write the text on the lines below, indented; put a text that starts so in quotes.",
        )
    words = re.sub(r"\s+", " ", f"{complaint.context}: {problem}" if complaint.context else problem)
    return _finding(
        places,
        f"this is not YAML ({words})",
        at,
        at + 1,
        "Put the text in quotes.",
    )
