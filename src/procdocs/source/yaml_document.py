"""A YAML file that was read: plain values, the place of each, and what is wrong with it."""

from dataclasses import dataclass
from typing import Any

from procdocs.diagnostics.suppress import Suppression
from procdocs.diagnostics.types import Diagnostic, Span, finding
from procdocs.source.yaml_marks import MarkTree, Path, Places
from procdocs.source.yaml_rules import EMPTY_FILE, NOT_A_MAPPING


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlTree:
    """A YAML file as plain values, with the place of each."""

    file: str
    """Path relative to the portal's folder."""
    value: Any
    """Dicts with text keys, lists, str, int, float, bool and None; None where nothing was read."""
    marks: MarkTree
    """The places of every node, by path; made when asked."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the file as YAML, in the order of the file."""
    suppressions: tuple[Suppression, ...]
    """The comments that allow findings."""
    places: Places
    """The text that was read."""

    @property
    def text(self) -> str:
        """The text that was read, with line feeds only."""
        return self.places.text

    def span(self, path: Path, key: bool = False) -> Span:
        """Tell where a node was written.

        Args:
            path: Keys and positions from the top.
            key: Whether the node's key is meant rather than its value.

        Returns:
            The place of the value, or of the key. Where the path leads nowhere, that of the
            nearest node above. Where a key is asked of what has none (an entry of a list, the
            top), the first line of its value.
        """
        node, _ = self.marks.nearest(path)
        if node is None:
            return self.places.span(0, 0)
        if not key:
            return self.places.span(node[2], node[3])
        if node[0] >= 0:
            return self.places.span(node[0], node[1])
        return self.places.span(node[2], min(node[3], self.places.line_end(node[2])))

    def source(self, path: Path) -> str | None:
        """Give the text of a node as written, with its quotes; None where there is no node."""
        node, left = self.marks.nearest(path)
        return None if node is None or left else self.text[node[2] : node[3]]

    def mapping(
        self, *, may_be_empty: bool = False
    ) -> tuple[dict[str, Any], tuple[Diagnostic, ...]]:
        """Give the top level as a mapping.

        Args:
            may_be_empty: Whether a file with nothing but comments is fine.

        Returns:
            The mapping (empty where there is none) and the findings about its absence, none
            where the file could not be parsed, since that is reported already.
        """
        if isinstance(self.value, dict):
            return self.value, ()
        if self.value is None and (may_be_empty or self.diagnostics):
            return {}, ()
        if self.value is None:
            return {}, (
                finding(
                    EMPTY_FILE,
                    "the file is empty",
                    self.span(()),
                    help="Write its keys, or delete it.",
                ),
            )
        kind = "a list" if isinstance(self.value, list) else "a single text"
        place = self.span((), key=True)
        return {}, (
            finding(
                NOT_A_MAPPING,
                f"the file holds {kind} where keys are expected",
                place,
                help="Start it with `key: value` at the left margin.",
            ),
        )
