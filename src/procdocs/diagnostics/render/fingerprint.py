"""Names for findings that stay when lines are added above them."""

import hashlib
from collections.abc import Sequence

from procdocs.diagnostics.types import Diagnostic


def fingerprints(diagnostics: Sequence[Diagnostic]) -> tuple[str, ...]:
    """Give each finding a name of its own, made of file, code and message but not of its place.

    Findings that are equal in all three are told apart by their number.

    Returns:
        Hexadecimal digits, one entry for each finding, in their order.
    """
    seen: dict[tuple[str, str, str], int] = {}
    names: list[str] = []
    for diagnostic in diagnostics:
        content = (diagnostic.span.file, diagnostic.code, diagnostic.message)
        number = seen[content] = seen.get(content, 0) + 1
        text = "\0".join((*content, str(number)))
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass"))
        names.append(digest.hexdigest()[:32])
    return tuple(names)
