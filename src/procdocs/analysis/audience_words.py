"""Texts and files without what an audience may not see: links to hidden objects, their files."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from procdocs.model.catalogue import Document, Kpi
from procdocs.model.places import Text
from procdocs.model.portal import Portal

MAPPING_OF_LINK: Mapping[str, str] = {
    "process": "processes",
    "policy": "policies",
    "role": "roles",
    "unit": "units",
    "party": "parties",
    "system": "systems",
    "document": "documents",
    "kpi": "kpis",
    "risk": "risks",
    "control": "controls",
    "term": "terms",
    "value-stream": "value_streams",
}
"""The mapping of the portal that a link leads to, by what stands before its colon."""

_LINK = re.compile(
    r"!?\[(?P<words>[^\[\]]*)\]\(\s*<?(?P<target>[^)\s>]+)>?(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)"
    r"|^ {0,3}\[[^\]\n]+\]:[ \t]*<?(?P<defined>[^\s>]+)[^\n]*$",
    re.MULTILINE,
)
Hidden = Callable[[str], bool]
"""Tells whether the target of a link is hidden."""


def hidden_targets(
    portal: Portal,
    shown: Mapping[str, Mapping[str, Any]],
    steps: Mapping[str, Collection[str]],
    assets: Collection[str],
) -> Hidden:
    """Make a test for targets of links.

    Args:
        portal: The whole portal.
        shown: What stays of each of its mappings.
        steps: Hidden steps of the processes that stay.
        assets: Files that stay.
    """
    gone: set[str] = set()
    for scheme, kind in MAPPING_OF_LINK.items():
        for id_, found in getattr(portal, kind).items():
            if id_ not in shown[kind]:
                gone |= {f"{scheme}:{name}" for name in (id_, *found.common.aliases)}
    gone |= {f"process:{id_}#{step}" for id_, hidden in steps.items() for step in hidden}
    files = tuple(asset for asset in portal.assets if asset not in assets)

    def hidden(target: str) -> bool:
        whole = target.partition("#")[0]
        return target in gone or whole in gone or bool(files and whole.endswith(files))

    return hidden


def restrict_markdown(markdown: str, hidden: Hidden) -> str:
    """Give a text in which links to what is hidden are only their words."""
    if "](" not in markdown and "]:" not in markdown:
        return markdown

    def bare(found: re.Match[str]) -> str:
        target = found["target"] or found["defined"]
        return (found["words"] or "") if hidden(target) else found[0]

    return _LINK.sub(bare, markdown)


def restrict_text(text: Text, hidden: Hidden) -> Text:
    """Do the same in every language."""
    values = tuple((code, restrict_markdown(words, hidden)) for code, words in text.values)
    return text if values == text.values else replace(text, values=values)


def restrict_assets(
    portal: Portal, shown: Mapping[str, Mapping[str, Document | Kpi]]
) -> tuple[str, ...]:
    """Leave out files that only hidden documents and KPIs name."""
    everything = _files((*portal.documents.values(), *portal.kpis.values()))
    offered = _files((*shown["documents"].values(), *shown["kpis"].values()))
    return tuple(asset for asset in portal.assets if asset not in everything or asset in offered)


def _files(entries: Iterable[Document | Kpi]) -> set[str | None]:
    return {
        entry.template if isinstance(entry, Document) else entry.actuals_file for entry in entries
    }
