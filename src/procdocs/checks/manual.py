"""The rules' case files: at once a test, the rule's page and the text of `procdocs explain`.

A case file is Markdown:

    # RACI001 two-accountable-roles
    prose: what is flagged, why it matters, how to mend it
    ## Fails
    fenced blocks with a title (files under content/), then one block `text`: the findings
    ## Passes
    fenced blocks with a title

Under `## Fails` a block `text` ends an example, under `## Passes` a line `---` does, so that
several may follow each other. What text cannot show is written as ```hex (bytes), ```link (a
symbolic link), ```folder or ```absent (a file that is not there).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_HERE = Path(__file__).resolve()
_TITLE = re.compile(r"# (?P<code>[A-Z]+[0-9]+) (?P<name>[a-z0-9-]+)\n")
_FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<kind>[a-z]+)(?P<attributes>[^\n]*)\n(?P<text>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r'(?P<key>[a-z]+)="(?P<value>[^"]*)"')
_WHY = re.compile(r"^\*\*Why it matters\.\*\* (?P<text>.+?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
_RULE = re.compile(r"^---$", re.MULTILINE)
_SECTION = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleFile:
    """One file of an example."""

    name: str
    """Path under content/."""
    kind: str
    """Language of the block; `hex`, `link`, `folder` and `absent` are no texts."""
    text: str
    """What it holds: a text, bytes in hex, or where a link leads."""
    times: int = 1
    """How often the text is repeated, for a file that is too large to print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Files that together break a rule, or keep it."""

    files: tuple[ExampleFile, ...]
    """In the order of the case file."""
    findings: tuple[str, ...]
    """`file:line:column: severity CODE message`, in order of their places; none when it passes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manual:
    """What a case file says of a rule."""

    code: str
    """The rule's code."""
    name: str
    """The rule's name."""
    prose: str
    """Markdown between the title and the examples."""
    failing: tuple[Example, ...]
    """Examples that break the rule."""
    passing: tuple[Example, ...]
    """Examples that keep it."""
    text: str
    """The whole file."""

    @property
    def why(self) -> str:
        """Why it matters: that paragraph, on one line; empty where there is none."""
        found = _WHY.search(self.prose)
        return " ".join(found.group("text").split()) if found else ""


def manual_folder() -> Path:
    """Find the folder of the case files: inside an installed package, else in the checkout.

    Raises:
        FileNotFoundError: There is neither.
    """
    for folder in (
        _HERE.parents[1] / "cases" / "checks",
        _HERE.parents[3] / "tests" / "cases" / "checks",
    ):
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the manual of the rules (cases/checks) is not installed")


def manual_codes() -> tuple[str, ...]:
    """Give the codes that have a case file, in order."""
    return tuple(sorted(path.stem for path in manual_folder().glob("*.md")))


@cache
def read_manual(code: str) -> Manual:
    """Read the case file of a rule.

    Args:
        code: The rule's code, as `RACI001`.

    Raises:
        FileNotFoundError: There is no such case file.
        ValueError: It is not written as a case file is.
    """
    path = manual_folder() / f"{code}.md"
    return parse_manual(path.read_text(encoding="utf-8"), path.name)


def parse_manual(text: str, source: str) -> Manual:
    """Take a case file apart.

    Args:
        text: The file's text.
        source: Its name, for messages.

    Raises:
        ValueError: The title, an example or the name of a file is missing.
    """
    title = _TITLE.match(text)
    if title is None:
        raise ValueError(f"{source}: the first line is not `# CODE name`")
    sections = list(_SECTION.finditer(_blank_fences(text)))
    bounds = [*(found.start() for found in sections), len(text)]
    parts = {
        found["title"]: text[found.end() : end]
        for found, end in zip(sections, bounds[1:], strict=True)
    }
    return Manual(
        code=title["code"],
        name=title["name"],
        prose=text[title.end() : bounds[0]].strip(),
        failing=tuple(_examples(parts.get("Fails", ""), source)),
        passing=tuple(
            example
            for part in _parted(parts.get("Passes", ""))
            for example in _examples(part, source)
        ),
        text=text,
    )


def _blank_fences(text: str) -> str:
    return _FENCE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def _parted(section: str) -> Iterator[str]:
    start = 0
    for rule in _RULE.finditer(_blank_fences(section)):
        yield section[start : rule.start()]
        start = rule.end()
    yield section[start:]


def _examples(section: str, source: str) -> Iterator[Example]:
    files: list[ExampleFile] = []
    for fence in _FENCE.finditer(section):
        if fence["kind"] == "text":
            lines = tuple(line for line in fence["text"].splitlines() if line.strip())
            yield Example(files=tuple(files), findings=lines)
            files = []
            continue
        attributes = dict(_ATTRIBUTE.findall(fence["attributes"]))
        if "title" not in attributes:
            raise ValueError(f"{source}: a block `{fence['kind']}` has no title")
        files.append(
            ExampleFile(
                name=attributes["title"],
                kind=fence["kind"],
                text=fence["text"],
                times=int(attributes.get("times", "1")),
            )
        )
    if files:
        yield Example(files=tuple(files), findings=())
