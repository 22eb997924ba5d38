"""Key processes: importance against performance, after Hardaker and Ward (1987)."""

from dataclasses import dataclass

from procdocs.analysis.portal_figures import ProcessPriority
from procdocs.views.context import ViewContext
from procdocs.views.format import format_number
from procdocs.views.landscape import repeats_base
from procdocs.views.links import Links
from procdocs.views.page import LinkView
from procdocs.views.table import Cell, Column, Row, TableView, linked


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyProcessPoint:
    """A process in the matrix."""

    name: str
    """What it is called."""
    href: str | None
    """Its page."""
    importance: float
    """0..5, upwards."""
    performance: float
    """0..5, to the right."""
    key: bool
    """Whether it is a key process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyProcessesView:
    """The matrix."""

    points: tuple[KeyProcessPoint, ...]
    """Most important first."""
    importance_limit: float
    """Least importance of a key process."""
    performance_limit: float
    """Greatest performance of a key process."""
    key_text: str
    """What stands in the corner of the key processes."""
    performance_text: str
    """Name of the axis across."""
    importance_text: str
    """Name of the axis upwards."""
    description: str
    """The same in words."""


def ranked_priorities(context: ViewContext) -> list[ProcessPriority]:
    """Give the scored processes, most important first, poorest first among equals.

    A local variant with the scores of its base is left out: the row of the base stands for both.
    """
    return sorted(
        (
            each
            for each in context.analysis.priorities.values()
            if each.importance is not None and not repeats_base(context, each.process)
        ),
        key=lambda each: (
            -(each.importance or 0),
            each.performance if each.performance is not None else 9,
        ),
    )


def view_key_processes(context: ViewContext, links: Links) -> KeyProcessesView | None:
    """Make the picture; None where no process can be placed."""
    t = context.words
    priority = context.portal.priority
    points = []
    for each in ranked_priorities(context):
        link = links.process(each.process)
        if link is None or each.importance is None or each.performance is None:
            continue
        points.append(
            KeyProcessPoint(
                name=link.text,
                href=link.href,
                importance=each.importance,
                performance=each.performance,
                key=each.key,
            )
        )
    if not points:
        return None
    return KeyProcessesView(
        points=tuple(points),
        importance_limit=priority.importance,
        performance_limit=priority.performance,
        key_text=t("Key: important and weak"),
        performance_text=t("Performance, actual against target →"),
        importance_text=t("Importance →"),
        description=t(
            "Key-process matrix: performance across, importance up. The table beside it holds the "
            "same figures."
        ),
    )


def key_table(context: ViewContext, links: Links) -> TableView:
    """Give the key processes, then the other important ones, as a table."""
    ranked = ranked_priorities(context)
    limit = context.portal.priority.importance
    sound = [each for each in ranked if not each.key and (each.importance or 0) >= limit]
    groups = (("", [each for each in ranked if each.key]), ("Important and sound", sound))
    return _table(context, links, groups)


def rest_table(context: ViewContext, links: Links) -> TableView:
    """Give the less important processes, then those without a score."""
    ranked = ranked_priorities(context)
    scored = {each.process for each in ranked}
    limit = context.portal.priority.importance
    less = [each for each in ranked if not each.key and (each.importance or 0) < limit]
    every = context.analysis.priorities.values()
    unscored = [
        each
        for each in every
        if each.process not in scored and not repeats_base(context, each.process)
    ]
    return _table(context, links, (("Less important", less), ("Without a score", unscored)))


def _table(
    context: ViewContext,
    links: Links,
    groups: tuple[tuple[str, list[ProcessPriority]], ...],
) -> TableView:
    t = context.words
    factors = len(context.portal.success_factors)
    rows = []
    for name, members in groups:
        group = LinkView(text=t(name)) if name else None
        for each in members:
            link = links.process(each.process)
            if link is None:
                continue
            rows.append(
                Row(
                    group=group,
                    cells=(
                        linked(link, note=variants_named(context, each.process)),
                        _number(each.importance),
                        _number(each.performance),
                        Cell(text=t("{k} of {n}").format(k=each.factors, n=factors)),
                    ),
                )
            )
            group = None
    return TableView(
        columns=(
            Column(name=t("Process")),
            Column(name=t("Imp."), number=True, title=t("Importance"), label=t("Importance")),
            Column(name=t("Perf."), number=True, title=t("Performance"), label=t("Performance")),
            Column(name=t("Factors"), number=True, title=t("Success factors touched")),
        ),
        rows=tuple(rows),
    )


def variants_named(context: ViewContext, base: str) -> str:
    """Name the local variants for which the row of their base stands, too; empty for none."""
    names = [
        context.say(process.name)
        for process in context.portal.current_processes()
        if process.extends is not None
        and process.extends.id == base
        and repeats_base(context, process.id)
    ]
    return context.words("and {names}").format(names=", ".join(names)) if names else ""


def _number(value: float | None) -> Cell:
    return Cell(text="?" if value is None else format_number(value, 1))
