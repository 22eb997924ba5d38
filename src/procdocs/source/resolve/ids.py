"""Ids that are keys or names of files."""

import re

from procdocs.diagnostics import Span
from procdocs.source.findings import Findings
from procdocs.source.rules import BAD_ID
from procdocs.source.scalars import ScalarError, read_id


def check_id(id_: str, span: Span, findings: Findings) -> bool:
    """Tell whether a key is an id; report where it is none."""
    try:
        read_id(id_)
    except ScalarError as error:
        findings.add(BAD_ID, error.message, span, help=_sentence(error.help))
        return False
    return True


def _sentence(text: str | None) -> str | None:
    return None if text is None else f"{text[0].upper()}{text[1:]}."


def fold(name: str) -> tuple[str, str]:
    """Give the two forms under which a person's name is recognised: folded, and as an id."""
    folded = " ".join(name.casefold().split())
    return folded, re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
