"""Other versions of a process: its to-be, its as-is, its local variants."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.model.process import Process
from procdocs.views.context import ViewContext
from procdocs.views.governed import HistoryRow
from procdocs.views.links import Links
from procdocs.views.page import LinkView
from procdocs.views.words import STATUS


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantRow:
    """Another version of this process: its to-be, its as-is, a local variant."""

    kind: str
    """`To-be`, `As-is` or `Variant`."""
    link: LinkView
    """Its page."""
    status: str | None
    """Status code."""
    status_text: str
    """In words."""
    version: str
    """Its version."""
    compare: LinkView
    """The comparison."""


def view_variants(context: ViewContext, links: Links, process: Process) -> Iterator[VariantRow]:
    """Give what a process is a variant of, then its own variants in order of the portal."""
    t = context.words
    base = process.variant_of or process.extends
    original = context.portal.processes.get(base.id) if base else None
    if original:
        kind = t("As-is") if process.variant_of else t("Base")
        yield _variant(context, links, kind, original, process.id)
    for other in context.uses.variants.get(process.id, ()):
        kind = t("To-be") if other.state == "to-be" else t("Variant")
        yield _variant(context, links, kind, other, other.id)


def _variant(
    context: ViewContext, links: Links, kind: str, other: Process, variant_id: str
) -> VariantRow:
    t = context.words
    status = other.governed.status
    return VariantRow(
        kind=kind,
        link=links.process(other.id) or LinkView(text=context.say(other.name)),
        status=status,
        status_text=t(STATUS[status]) if status else "",
        version=other.governed.version or "",
        compare=LinkView(text=t("Compare"), href=links.compare(variant_id)),
    )


def pending_rows(context: ViewContext, variants: tuple[VariantRow, ...]) -> Iterator[HistoryRow]:
    """Give the rows of a history for what is proposed but not yet in force."""
    for row in variants:
        if row.kind != context.words("To-be"):
            continue
        yield HistoryRow(
            version=row.version or row.kind,
            status=row.status or "draft",
            status_text=row.status_text or row.kind,
            date="",
            iso_date="",
            by=None,
            reason=row.link.text,
            compare=row.compare,
        )
