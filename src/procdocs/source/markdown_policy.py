"""A policy's Markdown: front matter apart from text, and the text cut into clauses."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.diagnostics import Related, Span
from procdocs.source.findings import Findings
from procdocs.source.rules import BAD_CLAUSE
from procdocs.source.scalars import ID
from procdocs.source.yaml_marks import Places

_FRONT = re.compile(r"---[ \t]*\n(?P<yaml>.*?)(?:^|\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(?P<marks>#{1,6})(?:[ \t]+(?P<title>.*?))?[ \t]*(?:#+[ \t]*)?$")
_UNDERLINE = re.compile(r" {0,3}(?P<mark>=+|-+)[ \t]*$")
_UNDERLINED = re.compile(r" {0,3}(?![-*+][ \t]|[>#|=]|\d+[.)][ \t]|```|~~~)(?P<title>\S.*?)[ \t]*$")
_ATTRIBUTES = re.compile(r"[ \t]*\{:?[ \t]*(?P<inside>[^{}]*)\}$")
_ID_ATTRIBUTE = re.compile(r"(?:^|\s)#(\S+)")
_MARKUP = re.compile(r"[*_`~]|!?\[|\]\([^)]*\)|\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading and the text up to the next one."""

    id: str
    """Written, or the slug."""
    title: str
    """The heading without its id."""
    level: int
    """Number of `#`."""
    number: str
    """Its number by position."""
    heading: Span
    """The heading."""
    start: int
    """Offset of the text behind the heading."""
    end: int
    """Offset of the next heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyText:
    """A Markdown file in parts."""

    places: Places
    """The file."""
    front: str | None
    """The YAML between the lines `---`; None where there is none."""
    body: int
    """Offset of the first character behind the front matter."""
    preamble_end: int
    """Offset of the first heading, or the end."""
    sections: tuple[Section, ...]
    """In order."""

    def text(self, start: int, end: int) -> str:
        """Give a part of the text without the blank lines around it."""
        return self.places.text[start:end].strip("\n").rstrip()


def slug(title: str) -> str:
    """Make an id of a heading or a name: small Latin letters, digits and hyphens.

    Returns:
        The id; empty where no Latin letter is in it.
    """
    folded = unicodedata.normalize("NFKD", _MARKUP.sub("", title)).encode("ascii", "ignore")
    made = re.sub(r"[^a-z0-9]+", "-", folded.decode().lower()).strip("-")
    return made if re.search("[a-z]", made) else ""


def split_front_matter(text: str) -> tuple[str | None, int]:
    """Cut the front matter off.

    Returns:
        Its YAML (None where there is none) and the offset where the rest starts.
    """
    found = _FRONT.match(text)
    return (found["yaml"], found.end()) if found else (None, 0)


def read_policy_text(file: str, text: str, findings: Findings, subject: str) -> PolicyText:
    """Cut a policy, or its translation, into clauses.

    Args:
        file: The file's name in spans.
        text: All of it, with line feeds only.
        findings: Where headings without an id are reported.
        subject: What the findings are about.
    """
    places = Places(file=file, text=text)
    front, body = split_front_matter(text)
    headings = list(_headings(text, body))
    numbers = _numbers([level for _, _, level, _, _ in headings])
    sections: list[Section] = []
    first: dict[str, Span] = {}
    for index, (start, end, level, title, behind) in enumerate(headings):
        following = headings[index + 1][0] if index + 1 < len(headings) else len(text)
        span = places.span(start, end)
        bare, id_ = _heading_id(title, numbers[index], span, findings, subject)
        if id_ in first:
            findings.add(
                BAD_CLAUSE,
                f"two headings have the id `{id_}`",
                span,
                help="Give one of them an id of its own: `## Title {#id}`.",
                related=(Related(span=first[id_], message="the first one"),),
                subject=subject,
            )
            continue
        first[id_] = span
        sections.append(
            Section(
                id=id_,
                title=bare,
                level=level,
                number=numbers[index],
                heading=span,
                start=min(behind, following),
                end=following,
            )
        )
    return PolicyText(
        places=places,
        front=front,
        body=body,
        preamble_end=headings[0][0] if headings else len(text),
        sections=tuple(sections),
    )


def _headings(text: str, start: int) -> Iterator[tuple[int, int, int, str, int]]:
    """Find headings outside fenced code: start, end, level, text of each, and where it is over.

    A heading is marked by `##` before it, or by a line of `===` or `---` under it; as in the
    library that shows it, such a line follows a paragraph of one line.
    """
    fence = ""
    offset = start
    above: str | None = None
    blank = True
    for line in text[start:].split("\n"):
        behind = offset + len(line) + 1
        found = _FENCE.match(line)
        under = _UNDERLINE.match(line)
        title = above and _UNDERLINED.match(above)
        above = None
        if fence:
            if found and found[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
        elif found:
            fence = found[1]
        elif under and title:
            place, level = offset - len(title.string) - 1, 1 if under["mark"][0] == "=" else 2
            yield place, place + len(title.string.rstrip()), level, title["title"], behind
        elif (heading := _HEADING.match(line)) and (heading["title"] or "").strip():
            marks = len(heading["marks"])
            yield offset, offset + len(line.rstrip()), marks, heading["title"], behind
        elif blank:
            above = line
        blank = not line.strip() and not fence
        offset = behind


def _heading_id(
    title: str, number: str, span: Span, findings: Findings, subject: str
) -> tuple[str, str]:
    """Give a heading's text and id; the id is made up where it cannot be had."""
    attributes = _ATTRIBUTES.search(title)
    bare = title
    if attributes:
        bare = title[: attributes.start()].rstrip()
        written = _ID_ATTRIBUTE.search(attributes["inside"])
        if written:
            if ID.fullmatch(written[1]):
                return bare, written[1]
            findings.add(
                BAD_CLAUSE,
                f"`{written[1]}` is no id of a clause",
                span,
                help="Use small letters a-z, digits and hyphens.",
                subject=subject,
            )
            return bare, slug(written[1]) or f"clause-{number.replace('.', '-')}"
    made = slug(bare)
    if not made:
        findings.add(
            BAD_CLAUSE,
            f"the heading `{bare}` has no Latin letter, so it needs an id",
            span,
            help=f"Write it as `{bare} {{#an-id}}`.",
            subject=subject,
        )
        return bare, f"clause-{number.replace('.', '-')}"
    return bare, made


def _numbers(levels: list[int]) -> list[str]:
    """Number headings by position: `1`, `1.1`, `2`; the highest level that occurs counts first."""
    top = min(levels, default=1)
    counters: list[int] = []
    made = []
    for level in levels:
        depth = level - top + 1
        counters = counters[:depth]
        counters += [0] * (depth - len(counters))
        counters[-1] += 1
        made.append(".".join(str(count) for count in counters if count))
    return made
