"""Two states of a portal: what is new, gone, renamed and changed, object by object."""

from dataclasses import dataclass
from typing import Any

from procdocs.analysis.analysis import Analysis
from procdocs.analysis.compare import Comparison, RaciChange, compare_matrices, compare_processes
from procdocs.analysis.compare_steps import variant_renames
from procdocs.analysis.compare_streams import StreamComparison, compare_streams
from procdocs.analysis.facts import (
    FactChange,
    Renames,
    compare_facts,
    object_facts,
    portal_facts,
)
from procdocs.analysis.renames import Pair, match_portals, object_id
from procdocs.model.portal import Portal
from procdocs.model.process import Process


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectChange:
    """What became of an object."""

    kind: str
    """Such as `process`, `role`, `policy`; a key of `COLLECTIONS`."""
    change: str
    """`added`, `removed`, `moved` (another id), `renamed` (another name) or `changed`."""
    before: Any
    """As it was; None where it is new."""
    after: Any
    """As it is; None where it is gone."""
    facts: tuple[FactChange, ...]
    """What it says otherwise; of a new one all it says, of one that is gone nothing."""
    comparison: Comparison | None = None
    """Of a process that was and is; of a new to-be: against its as-is."""
    against: Any = None
    """The as-is, where `comparison` is of a new to-be against it."""
    stream: StreamComparison | None = None
    """Of a value stream that was and is."""
    letters: tuple[RaciChange, ...] = ()
    """Of a RACI table that stands on its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalComparison:
    """Everything that differs in meaning."""

    objects: tuple[ObjectChange, ...]
    """By kind, in the newer order; what is gone comes last."""
    settings: tuple[FactChange, ...]
    """Settings of portal.yml, and duties kept apart."""
    renames: Renames
    """Ids that were changed."""


def compare_portals(
    before: Portal, after: Portal, analysis_before: Analysis, analysis_after: Analysis
) -> PortalComparison:
    """Compare two states of a portal.

    Order of keys, comments, white space of texts and hints for the layout are no change.
    """
    pairs, renames = match_portals(before, after, (analysis_before.usage, analysis_after.usage))
    changes = (_change(pair, renames, after, analysis_before, analysis_after) for pair in pairs)
    return PortalComparison(
        objects=tuple(change for change in changes if change is not None),
        settings=compare_facts(portal_facts(before, renames), portal_facts(after)),
        renames=renames,
    )


def _change(
    pair: Pair, renames: Renames, portal: Portal, old: Analysis, new: Analysis
) -> ObjectChange | None:
    if pair.after is None:
        return ObjectChange(
            kind=pair.kind, change="removed", before=pair.before, after=None, facts=()
        )
    inside = object_id(pair.after)
    now = object_facts(pair.after, inside=inside)
    if pair.before is None:
        return _added(pair, compare_facts((), now), portal, new)
    facts = compare_facts(object_facts(pair.before, renames, inside=inside), now)
    comparison = stream = None
    letters: tuple[RaciChange, ...] = ()
    differs = bool(facts)
    if pair.kind == "process":
        comparison = compare_processes(
            pair.before,
            pair.after,
            old.processes[pair.before.id],
            new.processes[pair.after.id],
            renames,
        )
        differs = differs or comparison.differs
    elif pair.kind == "value-stream":
        stream = compare_streams(old.streams[pair.before.id], new.streams[pair.after.id])
        differs = differs or any(metric.moves for metric in stream.metrics)
    elif pair.kind == "raci":
        letters = compare_matrices(pair.before.matrix, pair.after.matrix, {}, renames)
        differs = differs or bool(letters)
    moved = object_id(pair.before) != object_id(pair.after)
    if not differs and not moved:
        return None
    renamed = any(fact.key in ("name", "title") for fact in facts)
    return ObjectChange(
        kind=pair.kind,
        change="moved" if moved else "renamed" if renamed else "changed",
        before=pair.before,
        after=pair.after,
        facts=facts,
        comparison=comparison,
        stream=stream,
        letters=letters,
    )


def _added(
    pair: Pair, facts: tuple[FactChange, ...], portal: Portal, new: Analysis
) -> ObjectChange:
    against = None
    if pair.kind == "process" and pair.after.variant_of is not None:
        against = portal.processes.get(pair.after.variant_of.id)
    return ObjectChange(
        kind=pair.kind,
        change="added",
        before=None,
        after=pair.after,
        facts=facts,
        comparison=new.comparisons.get(pair.after.id) if against is not None else None,
        against=against,
    )


def compare_variant(base: Process, variant: Process, analysis: Analysis) -> ObjectChange:
    """Compare two processes of one portal, such as an as-is and its to-be."""
    renames = variant_renames(base, variant)
    facts = compare_facts(
        object_facts(base, renames, inside=variant.id),
        object_facts(variant, inside=variant.id),
        translations=False,
    )
    return ObjectChange(
        kind="process",
        change="changed",
        before=base,
        after=variant,
        facts=tuple(fact for fact in facts if fact.key not in ("variant_of", "extends", "state")),
        comparison=compare_processes(
            base, variant, analysis.processes[base.id], analysis.processes[variant.id]
        ),
    )
