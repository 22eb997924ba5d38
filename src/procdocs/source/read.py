"""From files to documents: every file of a portal read, each with its kind's shape."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from procdocs.diagnostics import Diagnostic, Span
from procdocs.diagnostics.suppress import Suppression
from procdocs.source.cursor import Cursor
from procdocs.source.documents.policy import PolicyDocument
from procdocs.source.files import ContentFile
from procdocs.source.findings import Findings
from procdocs.source.markdown_policy import PolicyText, read_policy_text
from procdocs.source.origins import FileOrigin, TextOrigin
from procdocs.source.registry import Registry
from procdocs.source.resolve.ids import check_id
from procdocs.source.resolve.policy import PolicySource
from procdocs.source.rules import FRONT_MATTER, UNKNOWN_REFERENCE
from procdocs.source.suppressions import markdown_suppressions
from procdocs.source.text_files import TextFile, read_text
from procdocs.source.validate import read_document
from procdocs.source.yaml_tree import read_yaml

Model = TypeVar("Model", bound=BaseModel)
Entries = dict[str, tuple[Model, Cursor]]


@dataclass(slots=True)
class Reader:
    """Reads files, and keeps what was read and what was wrong."""

    root: Path
    """The portal's folder."""
    content: Path
    """The content folder."""
    findings: Findings
    """Where faults go."""
    sources: dict[str, str] = field(default_factory=dict)
    """Text of every file that was read, by its name in spans."""
    suppressions: list[Suppression] = field(default_factory=list)
    """Comments that allow findings."""
    change: Callable[[str, str, Cursor, Findings], Cursor] | None = None
    """What is tried out on the trees (see `procdocs.source.what_if`)."""

    def changed(self, kind: str, id_: str, cursor: Cursor) -> Cursor:
        """Give the tree of an object with what is tried out on it."""
        return cursor if self.change is None else self.change(kind, id_, cursor, self.findings)

    def text(self, path: Path) -> TextFile | None:
        """Read a text file; None where it cannot be read, which is reported."""
        found = read_text(self.root, path, within=self.content)
        if isinstance(found, Diagnostic):
            self.findings.take(found)
            return None
        self.sources[found.file] = found.text
        return found

    def tree(self, file: ContentFile, *, may_be_empty: bool = False) -> Cursor | None:
        """Read a YAML file as a mapping; None where there is none, which is reported."""
        text = self.text(file.path)
        if text is None:
            return None
        return self._mapping(text.file, text.text, 1, may_be_empty)

    def _mapping(self, file: str, text: str, line: int, may_be_empty: bool) -> Cursor | None:
        tree = read_yaml(file, text, first_line=line)
        value, missing = tree.mapping(may_be_empty=may_be_empty)
        for found in (*tree.diagnostics, *missing):
            self.findings.take(found)
        self.suppressions += tree.suppressions
        if missing or (tree.value is None and tree.diagnostics):
            return None
        return Cursor(FileOrigin(tree), (), value)

    def document(
        self, model: type[Model], cursor: Cursor, subject: str | None, name: str
    ) -> tuple[Model, Cursor] | None:
        """Read a tree as a document."""
        return read_document(model, cursor, self.findings, subject, name)

    def catalogue(
        self, model: type[Model], files: Iterable[ContentFile], kind: str, registry: Registry
    ) -> list[tuple[str, Model, Cursor]]:
        """Read the entries of a catalogue, each by itself, in order of the files."""
        made = []
        for file in files:
            cursor = self.tree(file, may_be_empty=True)
            if cursor is None:
                registry.add_unread(kind, None)
            else:
                made += self.entries(model, cursor, kind, registry)
        return made

    def entries(
        self, model: type[Model], cursor: Cursor, kind: str, registry: Registry
    ) -> list[tuple[str, Model, Cursor]]:
        """Read each entry of a mapping from id to entry."""
        made = []
        raw: dict[str, Any] = cursor.raw if isinstance(cursor.raw, dict) else {}
        for id_ in raw:
            here = cursor.at(id_)
            if not check_id(id_, here.key_span, self.findings):
                continue
            found = self.document(model, here, f"{kind}:{id_}", id_)
            if found is not None:
                made.append((id_, *found))
            else:
                registry.add_unread(kind, id_)
        return made

    def policy(self, file: ContentFile, others: Iterable[ContentFile]) -> PolicySource | None:
        """Read a policy with its translations."""
        subject = f"policy:{file.id}"
        text = self.text(file.path)
        if text is None:
            return None
        parts = self._policy_text(text, subject)
        if parts.front is None:
            self.findings.add(
                FRONT_MATTER,
                "the policy has no front matter",
                parts.places.span(0, 0),
                help="Start the file with `---`, `title: …` and the other keys, and `---`.",
                subject=subject,
            )
        cursor = self._mapping(text.file, parts.front or "", 2, True)
        if cursor is None or parts.front is None:
            origin = TextOrigin(parts.places, 0, 0) if cursor is None else cursor.origin
            cursor = Cursor(origin, (), {"title": file.id})
        found = self.document(PolicyDocument, cursor, subject, file.id)
        if found is None:
            return None
        translated = []
        for other in others:
            read = self.text(other.path)
            if read is not None:
                translated.append((other.language or "", self._translation(read, subject)))
        return PolicySource(
            id=file.id, document=found[0], cursor=found[1], text=parts, others=tuple(translated)
        )

    def _policy_text(self, text: TextFile, subject: str) -> PolicyText:
        parts = read_policy_text(text.file, text.text, self.findings, subject)
        body = text.text[parts.body :]
        line = text.text.count("\n", 0, parts.body) + 1
        self.suppressions += markdown_suppressions(text.file, body, first_line=line)
        return parts

    def _translation(self, text: TextFile, subject: str) -> PolicyText:
        parts = self._policy_text(text, subject)
        if parts.front is not None:
            self.findings.add(
                FRONT_MATTER,
                "a translation has no front matter of its own",
                parts.places.span(0, 3),
                help="Take it away: the front matter is in the file without a language.",
                subject=subject,
            )
        return parts

    def orphan(self, file: ContentFile) -> None:
        """Report a translation of a policy that does not exist."""
        self.findings.add(
            UNKNOWN_REFERENCE,
            f"there is no policy `{file.id}` of which this is the text in {file.language}",
            Span.of_file(file.file),
            help=f"Write `{file.id}.md` beside it, or rename the file.",
        )
