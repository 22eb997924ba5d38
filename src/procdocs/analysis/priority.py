"""Key processes: importance × performance.

Method: Hardaker & Ward, "How to make a team work", Harvard Business Review 1987. Importance is
(Σ wᵢsᵢ + c · cost impact) ÷ (Σ wᵢ + c) over all success factors of the portal, an unscored one 0.
Performance is as stated, else the mean over the KPIs with an actual of
5 · (actual − floor) ÷ (target − floor), cut to 0..5.
"""

import math

from procdocs.analysis.portal_figures import ProcessPriority
from procdocs.model.catalogue import Kpi
from procdocs.model.portal import Portal
from procdocs.model.process import Process

BEST = 5.0
"""Greatest score."""
TIGHT = 1e-9
"""Room for rounding at the limits."""


def rank_processes(portal: Portal) -> dict[str, ProcessPriority]:
    """Find importance and performance of every current process that is not embedded in another.

    Returns:
        By id, in the portal's order.
    """
    return {
        process.id: rank_process(process, portal)
        for process in portal.current_processes()
        if process.part_of is None
    }


def rank_process(process: Process, portal: Portal) -> ProcessPriority:
    """Find importance and performance of one process."""
    scored = bool(process.success_factors) or process.cost_impact is not None
    importance = _importance(process, portal) if scored else None
    kpi_scores = tuple(
        (ref.id, score)
        for ref in process.kpis
        if (kpi := portal.kpis.get(ref.id)) is not None and (score := kpi_score(kpi)) is not None
    )
    stated = process.performance is not None
    performance = process.performance
    if performance is None and kpi_scores:
        performance = math.fsum(score for _, score in kpi_scores) / len(kpi_scores)
    limits = portal.priority
    return ProcessPriority(
        process=process.id,
        importance=importance,
        performance=performance,
        performance_stated=stated,
        factors=sum(score > 0 for _, score in process.success_factors),
        scored=scored,
        key=(
            importance is not None
            and performance is not None
            and importance >= limits.importance - TIGHT
            and performance <= limits.performance + TIGHT
        ),
        kpi_scores=kpi_scores,
    )


def _importance(process: Process, portal: Portal) -> float | None:
    scores = dict(process.success_factors)
    factors = portal.success_factors.values()
    weights = math.fsum(factor.weight for factor in factors) + portal.priority.cost_weight
    if weights <= 0:
        return None
    cost = portal.priority.cost_weight * (process.cost_impact or 0.0)
    return (math.fsum(f.weight * scores.get(f.id, 0.0) for f in factors) + cost) / weights


def kpi_score(kpi: Kpi) -> float | None:
    """Score a KPI's latest actual value against its target, 0..5.

    Returns:
        None without target or actual, or where floor and target are the same.
    """
    if kpi.target is None or kpi.latest is None:
        return None
    floor = kpi.floor
    if floor is None:
        floor = kpi.target * 2 if kpi.better == "lower" else kpi.target / 2
    if floor == kpi.target:
        return None
    score = BEST * (kpi.latest.value - floor) / (kpi.target - floor)
    return min(BEST, max(0.0, score))
