"""Process files, and local variants laid over the process that they extend."""

from collections.abc import Iterable

from procdocs.source.cursor import Cursor
from procdocs.source.documents.process import ProcessDocument
from procdocs.source.files import ContentFile
from procdocs.source.read import Reader
from procdocs.source.resolve.process import ProcessSource


def read_processes(files: Iterable[ContentFile], reader: Reader) -> dict[str, ProcessSource]:
    """Read all processes; local variants are laid over their base, embedded ones know theirs."""
    trees: dict[str, Cursor] = {}
    for file in files:
        tree = reader.tree(file)
        if tree is not None:
            trees[file.id] = tree
    read: dict[str, ProcessSource] = {}
    for id_, tree in trees.items():
        found = reader.document(ProcessDocument, tree, f"process:{id_}", id_)
        if found is not None:
            read[id_] = ProcessSource(id=id_, document=found[0], cursor=found[1])
    return {id_: _with_parent(source, read) for id_, source in read.items()}


def _with_parent(source: ProcessSource, read: dict[str, ProcessSource]) -> ProcessSource:
    seen = [source.id]
    chain = [source]
    while chain[-1].document.part_of is not None:
        parent = read.get(chain[-1].document.part_of)
        if parent is None or parent.id in seen:
            break
        seen.append(parent.id)
        chain.append(parent)
    made: ProcessSource | None = None
    for link in reversed(chain):
        made = ProcessSource(id=link.id, document=link.document, cursor=link.cursor, parent=made)
    assert made is not None
    return made
