"""Roles by name: those the organisation has, and drafts for the others."""

from typing import Any

from procdocs.imports.identifiers import make_id, unique
from procdocs.imports.known import Known, fold

_RESERVED = ("name", "group", "note")
OWNER = "Process owner, to be named"
NOBODY = "To be assigned"


class Roles:
    """Finds the role of a name, and drafts one where the organisation has none."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.drafts: dict[str, dict[str, Any]] = {}
        self.by_name: dict[str, str] = {}
        self.parties: set[str] = set()

    def find(self, name: str, origin: str, wanted: str = "") -> str:
        """Give the id of a role.

        Args:
            name: What it is called.
            origin: Where it was found, for the draft's note.
            wanted: An id it should have, if that is free.
        """
        found = self.by_name.get(fold(name)) or self.known.role(name)
        if found is None and wanted and wanted in self.known.role_ids:
            found = wanted
        if found is None and (same := make_id(name)) in self.known.role_ids:
            # “Sales rep” is the role `sales-rep`, whatever that is called in full.
            found = same
        if found is not None:
            return found
        base = wanted or make_id(name) or "role"
        taken = {*self.known.role_ids, *self.known.party_ids, *self.drafts, *self.parties}
        taken.update(_RESERVED)
        if base in _RESERVED:
            base = f"{base}-role"
        id_ = unique(base, taken) if base != "role" else _numbered(base, taken)
        self.drafts[id_] = {"name": name, "note": f"Draft: found in {origin}. Confirm or replace."}
        self.by_name[fold(name)] = id_
        return id_


def _numbered(base: str, taken: set[str]) -> str:
    number = 1
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
