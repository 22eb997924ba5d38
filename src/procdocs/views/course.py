"""The course of a KPI as a picture: every period, the target, the benchmark."""

from dataclasses import dataclass

from procdocs.model.catalogue import Kpi
from procdocs.views.context import ViewContext
from procdocs.views.sparkline import format_kpi, view_sparkline


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView:
    """Values over time."""

    points: tuple[tuple[str, float, str], ...]
    """Period, value, value in words; in order of time, at least two."""
    levels: tuple[tuple[str, float, str], ...]
    """Code, value and words of level lines: `target`, `benchmark`."""
    description: str
    """The same in words."""


def view_course(context: ViewContext, kpi: Kpi, last: int) -> CourseView | None:
    """Give the course of the last values; None below two.

    Args:
        context: Words.
        kpi: The KPI.
        last: Most values.
    """
    spark = view_sparkline(context, kpi, last)
    if spark is None:
        return None
    t = context.words
    levels = []
    if kpi.target is not None:
        levels.append(("target", kpi.target, f"{t('target')} {format_kpi(kpi.target, kpi)}"))
    if kpi.benchmark is not None:
        words = f"{t('benchmark')} {format_kpi(kpi.benchmark, kpi)}"
        levels.append(("benchmark", kpi.benchmark, words))
    return CourseView(
        points=tuple(
            (each.period, each.value, format_kpi(each.value, kpi)) for each in kpi.actuals[-last:]
        ),
        levels=tuple(levels),
        description=spark.description,
    )
