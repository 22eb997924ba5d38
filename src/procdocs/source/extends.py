"""Process files, and local variants laid over the process that they extend."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from procdocs.source.cursor import Cursor
from procdocs.source.documents.process import ProcessDocument
from procdocs.source.files import ContentFile
from procdocs.source.overlay import Overlay, lay_over
from procdocs.source.read import Reader
from procdocs.source.resolve.process import ProcessSource
from procdocs.source.rules import BAD_VARIANT, CYCLE


def read_processes(files: Iterable[ContentFile], reader: Reader) -> dict[str, ProcessSource]:
    """Read all processes; local variants are laid over their base, embedded ones know theirs."""
    trees: dict[str, Cursor] = {}
    for file in files:
        tree = reader.tree(file)
        if tree is not None:
            trees[file.id] = tree
    aliases = _aliases(trees)
    merged: dict[str, Overlay] = {}
    for id_ in trees:
        _merge(id_, trees, aliases, merged, reader)
    read: dict[str, ProcessSource] = {}
    for id_ in trees:
        overlay = merged[id_]
        cursor = reader.changed("process", id_, overlay.cursor)
        found = reader.document(ProcessDocument, cursor, f"process:{id_}", id_)
        if found is not None:
            read[id_] = ProcessSource(
                id=id_, document=found[0], cursor=found[1], dropped=overlay.dropped
            )
    return {id_: _with_parent(source, read, aliases, reader) for id_, source in read.items()}


def _aliases(trees: Mapping[str, Cursor]) -> dict[str, str]:
    """Find former ids before anything is known to be right."""
    made: dict[str, str] = {}
    for id_, tree in trees.items():
        written = tree.raw.get("aliases")
        for alias in written if isinstance(written, list) else [written]:
            if isinstance(alias, str) and alias not in trees:
                made.setdefault(alias, id_)
    return made


def _base(tree: Cursor, trees: Mapping[str, Cursor], aliases: Mapping[str, str]) -> str | None:
    written = tree.raw.get("extends")
    if not isinstance(written, str):
        return None
    return written if written in trees else aliases.get(written)


def _merge(
    id_: str,
    trees: Mapping[str, Cursor],
    aliases: Mapping[str, str],
    merged: dict[str, Overlay],
    reader: Reader,
) -> None:
    """Lay a process over its base, the base over its own base first."""
    chain = [id_]
    while chain[-1] not in merged:
        base = _base(trees[chain[-1]], trees, aliases)
        if base is None:
            break
        if base in chain:
            circle = " → ".join((*chain[chain.index(base) :], base))
            reader.findings.add(
                CYCLE,
                f"the process `{base}` extends itself: {circle}",
                trees[chain[-1]].at("extends").span,
                help="One of them must hold the whole process.",
                subject=f"process:{chain[-1]}",
            )
            break
        chain.append(base)
    below: str | None = None
    for link in reversed(chain):
        if link not in merged:
            if below is None:
                _check_alone(link, trees[link], reader)
                merged[link] = Overlay(cursor=trees[link], dropped=frozenset())
            else:
                merged[link] = lay_over(
                    link, trees[link], below, merged[below].cursor, reader.findings
                )
        below = link


def _check_alone(id_: str, tree: Cursor, reader: Reader) -> None:
    if tree.has("override") and not tree.has("extends"):
        reader.findings.add(
            BAD_VARIANT,
            "`override` needs `extends`, the process of which this is a local variant",
            tree.key_of("override"),
            help="Write `extends:`, or take `override` away.",
            subject=f"process:{id_}",
        )


def _with_parent(
    source: ProcessSource,
    read: Mapping[str, ProcessSource],
    aliases: Mapping[str, str],
    reader: Reader,
) -> ProcessSource:
    """Link an embedded sub-process to its parent, and that to its own."""
    chain = [source]
    while (written := chain[-1].document.part_of) is not None:
        parent = read.get(aliases.get(written, written))
        if parent is None:
            break
        if any(link.id == parent.id for link in chain):
            reader.findings.add(
                CYCLE,
                f"the process `{parent.id}` is a part of itself",
                chain[-1].cursor.at("part_of").span,
                help="Name the process that contains it.",
                subject=f"process:{chain[-1].id}",
            )
            break
        chain.append(parent)
    made: ProcessSource | None = None
    for link in reversed(chain):
        made = replace(link, parent=made)
    assert made is not None
    return made
