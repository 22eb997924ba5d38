"""Which files make up a portal's content, and which lie where nothing reads them."""

import difflib
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from procdocs.diagnostics.types import Diagnostic, Related, Rule, Span, finding
from procdocs.source.text_files import (
    TextFile,
    is_within,
    not_a_file,
    read_text,
    relative_name,
    unreadable,
)
from procdocs.source.yaml_rules import (
    FILE_NAME,
    LINK_OUTSIDE,
    MISPLACED,
    NAME_COLLISION,
    UNREAD,
    WRONG_EXTENSION,
)

__all__ = ["CATALOGUES", "ContentFile", "ContentFiles", "TextFile", "list_content", "read_text"]

CATALOGUES = ("organisation", "systems", "documents", "kpis", "risks", "glossary")
"""What may be one file or a folder of the same name, in the order in which it is read."""

_ID = re.compile(r"[a-z0-9][a-z0-9-]*")
_TRANSLATED = re.compile(r"(?P<stem>.+)\.(?P<language>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)")
_JUNK = re.compile(r"\..*|.*~|#.*#|.*\.(?:swp|swo|bak|orig|rej|tmp)|Thumbs\.db|desktop\.ini", re.I)
_READ_ME = re.compile(r"(?:readme|licen[cs]e|contributing|changelog)(?:\.(?:md|txt|rst))?", re.I)
_FOLDERS = {
    "processes": ".yml",
    "raci": ".yml",
    "value-streams": ".yml",
    "policies": ".md",
    "surveys": ".yml",
    "pages": ".md",
    "about": ".md",
    "assets": "",
}
_NESTED = ("processes", "policies", "pages", "about", "assets")
_FREE_NAMES = (*CATALOGUES, "pages", "about", "assets")
_SPELLINGS = {".yml": (".yml", ".yaml"), ".md": (".md", ".markdown", ".mdown")}
_MAX_DEPTH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFile:
    """A file that is read."""

    path: Path
    """Where it is."""
    file: str
    """Its name in findings: relative to the portal's folder, with `/`."""
    folder: tuple[str, ...]
    """The folders between its kind's folder and the file, such as `("sales",)`."""
    id: str
    """Its stem, without the language of a translation."""
    language: str | None = None
    """The language of a translated policy, `zh` in `credit-policy.zh.md`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentFiles:
    """The files of a portal, each kind sorted by the parts of the path."""

    portal: ContentFile | None
    """portal.yml; None where it is missing, which is left to the caller to report."""
    catalogues: Mapping[str, tuple[ContentFile, ...]]
    """Files by catalogue, for each of `CATALOGUES`: `systems.yml` first, then `systems/*.yml`."""
    processes: tuple[ContentFile, ...]
    """processes/**/<id>.yml."""
    raci: tuple[ContentFile, ...]
    """raci/<id>.yml."""
    value_streams: tuple[ContentFile, ...]
    """value-streams/<id>.yml."""
    policies: tuple[ContentFile, ...]
    """policies/**/<id>.md, translations included."""
    surveys: tuple[ContentFile, ...]
    """surveys/<process-id>.yml."""
    pages: tuple[ContentFile, ...]
    """pages/**/*.md."""
    about: tuple[ContentFile, ...]
    """about/**/*.md: pages about the portal itself."""
    page_files: tuple[ContentFile, ...]
    """What lies beside pages and is no Markdown, such as pictures."""
    assets: tuple[ContentFile, ...]
    """assets/**."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with names and places."""


@dataclass(slots=True)
class _Listing:
    root: Path
    content: Path
    found: list[Diagnostic] = field(default_factory=list)
    kinds: dict[str, list[ContentFile]] = field(default_factory=dict)

    def report(self, rule: Rule, message: str, name: str, mend: str, *related: Related) -> None:
        self.found.append(finding(rule, message, Span.of_file(name), help=mend, related=related))


def list_content(root: Path, content: Path) -> ContentFiles:
    """Find the files of a portal.

    Hidden files and the backups of editors are passed over. A file with another spelling of its
    ending (`.yaml`) is reported and read all the same; one whose name is no id is only reported.

    Args:
        root: The portal's folder, to which names in findings are relative.
        content: The content folder.

    Returns:
        The files and the findings about names and places, in the order of their paths.
    """
    listing = _Listing(root=root, content=content)
    for parts, path in sorted(_walk(listing)):
        _sort_in(listing, parts, path)
    kinds = listing.kinds
    for kind in ("processes", "policies", "raci", "value-streams", "surveys"):
        kinds[kind] = _unique_ids(listing, kinds.get(kind, []))
    for kind in ("pages", "about", "page-files", "assets"):
        _report_capitals(listing, kinds.get(kind, []))
    portal = kinds.get("portal", [])
    return ContentFiles(
        portal=portal[0] if portal else None,
        catalogues={name: _file_first(content, kinds.get(name, [])) for name in CATALOGUES},
        processes=tuple(kinds["processes"]),
        raci=tuple(kinds["raci"]),
        value_streams=tuple(kinds["value-streams"]),
        policies=tuple(kinds["policies"]),
        surveys=tuple(kinds["surveys"]),
        pages=tuple(kinds.get("pages", ())),
        about=tuple(kinds.get("about", ())),
        page_files=tuple(kinds.get("page-files", ())),
        assets=tuple(kinds.get("assets", ())),
        diagnostics=tuple(sorted(listing.found, key=lambda found: found.sort_key)),
    )


def _file_first(content: Path, files: list[ContentFile]) -> tuple[ContentFile, ...]:
    return tuple(sorted(files, key=lambda file: file.path.parent != content))


def _walk(listing: _Listing) -> list[tuple[tuple[str, ...], Path]]:
    """List every regular file below the content folder, with the parts of its path."""
    files: list[tuple[tuple[str, ...], Path]] = []
    stack: list[tuple[tuple[str, ...], Path, frozenset[str]]] = [((), listing.content, frozenset())]
    while stack:
        parts, folder, above = stack.pop()
        name = relative_name(listing.root, folder)
        real = os.path.realpath(folder)
        if real in above or len(parts) > _MAX_DEPTH:
            listing.report(LINK_OUTSIDE, "the link leads in a circle", name, "Remove it.")
            continue
        try:
            with os.scandir(folder) as entries:
                listed = [entry for entry in entries if not _JUNK.fullmatch(entry.name)]
        except OSError as error:
            listing.found.append(unreadable(name, error))
            continue
        for entry in listed:
            path = folder / entry.name
            if not _usable(listing, entry, path):
                continue
            if entry.is_dir():
                stack.append(((*parts, entry.name), path, above | {real}))
            else:
                files.append(((*parts, entry.name), path))
    return files


def _usable(listing: _Listing, entry: "os.DirEntry[str]", path: Path) -> bool:
    """Tell whether an entry is a folder or file to be looked at; report what is odd."""
    name = relative_name(listing.root, path)
    odd = any(unicodedata.category(character) in ("Cc", "Cs") for character in entry.name)
    if odd:
        listing.report(
            FILE_NAME,
            "the name holds characters that cannot be shown",
            name,
            "Rename it with letters, digits and hyphens.",
        )
        return False
    if entry.is_symlink() and not is_within(path, listing.content):
        listing.report(
            LINK_OUTSIDE,
            "the link leads out of the content folder",
            name,
            "Put a copy in its place.",
        )
        return False
    try:
        mode = path.stat().st_mode
    except OSError as error:
        listing.found.append(unreadable(name, error, is_link=entry.is_symlink()))
        return False
    if entry.is_file() or (entry.is_dir() and path.suffix.lower() not in (".yml", ".yaml", ".md")):
        return True
    listing.found.append(not_a_file(name, mode))
    return False


def _sort_in(listing: _Listing, parts: tuple[str, ...], path: Path) -> None:
    """Put a file with its kind, or report that it has none."""
    name = relative_name(listing.root, path)
    last = PurePosixPath(parts[-1])
    if len(parts) == 1:
        kind, ending = last.stem, ".yml"
        if last.suffix.lower() not in _SPELLINGS[ending] or kind not in (*CATALOGUES, "portal"):
            _report_misplaced(listing, parts, name)
            return
    else:
        kind = parts[0]
        ending = ".yml" if kind in CATALOGUES else _FOLDERS.get(kind, "none")
        if ending == "none" or (len(parts) > 2 and kind not in _NESTED):
            _report_misplaced(listing, parts, name)
            return
        if kind in ("pages", "about") and last.suffix.lower() not in _SPELLINGS[".md"]:
            kind, ending = "page-files", ""
        elif ending and last.suffix.lower() not in _SPELLINGS[ending]:
            _report_ending(listing, parts, name, ending)
            return
    if ending and last.suffix != ending:
        mend = f"Rename it to `{last.stem}{ending}`."
        if path.with_suffix(ending).exists():
            mend = f"Delete it, or `{last.stem}{ending}` beside it."
        listing.report(WRONG_EXTENSION, f"the file must end in `{ending}`", name, mend)
        if path.with_suffix(ending).exists():
            return
    stem, language = last.stem, None
    if kind == "policies" and (match := _TRANSLATED.fullmatch(stem)):
        stem, language = match.group("stem"), match.group("language")
    if kind not in ("portal", *_FREE_NAMES, "page-files") and not _ID.fullmatch(stem):
        _report_name(listing, stem, ending, name)
        return
    listing.kinds.setdefault(kind, []).append(
        ContentFile(path=path, file=name, folder=parts[1:-1], id=stem, language=language)
    )


def _report_name(listing: _Listing, stem: str, ending: str, name: str) -> None:
    plain = unicodedata.normalize("NFKD", stem.casefold()).encode("ascii", "ignore").decode()
    better = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    mend = f"Rename it to `{better}{ending}`." if better else "Rename it, as `credit-check.yml`."
    listing.report(
        FILE_NAME,
        f"the name `{stem}` is no id: small letters a to z, digits and hyphens",
        name,
        mend,
    )


def _report_ending(listing: _Listing, parts: tuple[str, ...], name: str, ending: str) -> None:
    if _READ_ME.fullmatch(parts[-1]):
        return
    suffix = PurePosixPath(parts[-1]).suffix.lower()
    if suffix in (".yml", ".yaml", ".md", ".markdown"):
        listing.report(
            WRONG_EXTENSION,
            f"files in `{parts[0]}/` end in `{ending}`",
            name,
            "Move it to the folder of its kind, or rename it.",
        )
    else:
        listing.report(
            UNREAD,
            f"nothing reads this file; `{parts[0]}/` holds files that end in `{ending}`",
            name,
            "Move it to `assets/` if it is to be downloaded.",
        )


def _report_misplaced(listing: _Listing, parts: tuple[str, ...], name: str) -> None:
    if _READ_ME.fullmatch(parts[-1]):
        return
    content_like = PurePosixPath(parts[-1]).suffix.lower() in (".yml", ".yaml", ".md")
    rule = MISPLACED if content_like else UNREAD
    where = parts[0]
    mend = "Move it to the folder of its kind, or to `assets/` if it is to be downloaded."
    if len(parts) > 1 and (where in _FOLDERS or where in CATALOGUES):
        mend = f"Move it up into `{where}/`, which has no folders of its own."
    elif len(parts) > 1:
        near = difflib.get_close_matches(where.lower(), [*_FOLDERS, *CATALOGUES], 1, 0.6)
        if near:
            mend = f"Did you mean `{near[0]}/`?"
    else:
        stem = PurePosixPath(where).stem.lower()
        near = difflib.get_close_matches(stem, [*CATALOGUES, "portal"], 1, 0.7)
        if near and content_like:
            mend = f"Did you mean `{near[0]}.yml`?"
    listing.report(rule, "nothing reads a file in this place", name, mend)


def _unique_ids(listing: _Listing, files: list[ContentFile]) -> list[ContentFile]:
    """Keep the first of files with one id; report the others."""
    first: dict[tuple[str, str | None], ContentFile] = {}
    for file in files:
        known = first.setdefault((file.id, file.language), file)
        if known is not file:
            listing.report(
                NAME_COLLISION,
                f"there is another file with the id `{file.id}`",
                file.file,
                "Rename one of the two; the id is the name, without the folder.",
                Related(span=Span.of_file(known.file), message="the other file, which is kept"),
            )
    return list(first.values())


def _report_capitals(listing: _Listing, files: list[ContentFile]) -> None:
    first: dict[str, ContentFile] = {}
    for file in files:
        folded = unicodedata.normalize("NFC", file.file).casefold()
        known = first.setdefault(folded, file)
        if known is not file:
            listing.report(
                NAME_COLLISION,
                "another path differs from this one in capitals only",
                file.file,
                "Rename one of the two; many systems cannot tell them apart.",
                Related(span=Span.of_file(known.file), message="the other file"),
            )
