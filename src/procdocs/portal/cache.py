"""A folder of finished pictures, so that an unchanged process is not laid out again.

An entry is found by a hash of all that it is made from: the view, and the code that draws. A lost
or spoilt entry is only a miss, and what is read back is text that was drawn here, never code.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from procdocs.source.kept import KeptFiles, code_digest, key_of


class PictureCache:
    """Finished pictures by a hash of what they show."""

    def __init__(self, folder: Path | None) -> None:
        """Use a folder.

        Args:
            folder: Where entries are kept; None keeps none.
        """
        self._files = KeptFiles(folder)

    def key(self, view: object, prefix: str) -> str:
        """Give the name of an entry.

        Args:
            view: A view dataclass; its `repr` holds all it shows.
            prefix: What makes the ids in the picture unique.
        """
        return key_of(code_digest("diagrams", "portal/studio.py"), prefix, repr(view))

    def read(self, key: str) -> Mapping[str, str] | None:
        """Give an entry's texts by name; None where there is none that is whole."""
        held = self._files.read(key)
        found = None if held is None else json.loads(held)
        return found if isinstance(found, dict) else None

    def write(self, key: str, texts: Mapping[str, str]) -> None:
        """Keep an entry; a folder that cannot be written keeps none."""
        held = json.dumps(dict(texts), ensure_ascii=False)
        self._files.write(key, held.encode("utf-8", "surrogatepass"))

    def tidy(self) -> None:
        """Remove the entries that were not used for longest."""
        self._files.tidy()
