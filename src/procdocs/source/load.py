"""Load a portal: files to trees, trees to documents, documents to the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from procdocs.analysis.hidden_references import hidden_references
from procdocs.diagnostics import Diagnostic, Span
from procdocs.diagnostics.suppress import Suppression
from procdocs.model.portal import Portal
from procdocs.source.collector import collector_paused
from procdocs.source.documents.portal import PortalDocument
from procdocs.source.files import ContentFiles, list_content
from procdocs.source.findings import Findings
from procdocs.source.gather import gather
from procdocs.source.read import Reader
from procdocs.source.resolve.portal import read_settings
from procdocs.source.resolve.whole import resolve_portal
from procdocs.source.rules import HIDDEN_REFERENCE, NO_PORTAL
from procdocs.source.text_files import relative_name
from procdocs.source.what_if import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A portal as far as it could be read, and all that is wrong with it."""

    portal: Portal | None
    """The model; None where portal.yml is missing or cannot be read."""
    diagnostics: tuple[Diagnostic, ...]
    """Findings with their rules' own severities, ordered by file and place."""
    suppressions: tuple[Suppression, ...]
    """Comments that allow findings."""
    sources: Mapping[str, str]
    """Text of every file that was read, by its name in spans."""


def load_portal(root: Path, content: Path, *, today: date, change: Change | None = None) -> Loaded:
    """Load a portal.

    Args:
        root: The portal's folder (where mkdocs.yml is), to which file names are relative.
        content: The content folder.
        today: The day, for what depends on it.
        change: What to try out on the trees before they are resolved; None: nothing.

    Returns:
        The portal and the findings. Whatever the files hold, nothing is raised: an object with a
        faulty part is kept without that part, a wrong reference is left out.
    """
    findings = Findings()
    reader = Reader(root, content, findings, change=change)
    files = list_content(root, content)
    for found in files.diagnostics:
        findings.take(found)
    with collector_paused():
        portal = _load(reader, files)
    return Loaded(
        portal=portal,
        diagnostics=findings.all(),
        suppressions=tuple(reader.suppressions),
        sources=reader.sources,
    )


def _load(reader: Reader, files: ContentFiles) -> Portal | None:
    if files.portal is None:
        name = relative_name(reader.root, reader.content / "portal.yml")
        reader.findings.add(
            NO_PORTAL,
            "there is no portal.yml",
            Span.of_file(name),
            help="Write it with `name`, `company` and `landscape`, or run `procdocs init`.",
        )
        return None
    tree = reader.tree(files.portal)
    if tree is None:
        return None
    read = reader.document(PortalDocument, tree, None, "Process portal")
    if read is None:
        return None
    document, cursor = read
    settings = read_settings(document, cursor, reader.findings)
    gathered = gather(document, cursor, files, reader, settings)
    portal = resolve_portal(gathered)
    for hidden in hidden_references(portal):
        reader.findings.add(
            HIDDEN_REFERENCE,
            f"the {hidden.noun} `{hidden.ref}` is for the audience {hidden.audience}, and this is "
            f"shown to {hidden.seen_by}",
            hidden.ref.span,
            help="It is left out where it may not be seen; take the reference away, or change one "
            "of the two audiences.",
            subject=hidden.subject,
        )
    return portal
