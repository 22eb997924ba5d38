"""A value stream as it is and as it shall be: every figure before and after, the stages that go."""

from collections.abc import Iterator

from procdocs.analysis.compare_metrics import MetricChange
from procdocs.model.value_stream import ValueStream
from procdocs.views.context import ViewContext
from procdocs.views.format import format_number, format_share
from procdocs.views.links import Links
from procdocs.views.page import LinkView, Picture
from procdocs.views.table import Cell, Column, Fact, Row, Section, TableView, linked
from procdocs.views.value_stream_map import (
    days_text,
    ratio_text,
    seconds_text,
    stage_name,
    view_stream_map,
)

STREAM_LABELS = {
    "takt_seconds": "Takt",
    "lead_time_days": "Lead time",
    "processing_seconds": "Processing",
    "va_seconds": "Value-adding time",
    "processing_ratio": "Processing share",
    "process_cycle_efficiency": "Process cycle efficiency",
    "rolled_complete_accurate": "Right first time",
    "pieces_inside": "Pieces inside",
}
"""What a reader calls each figure of a value stream."""


def comparison_sections(
    context: ViewContext, links: Links, stream: ValueStream
) -> Iterator[Section]:
    """Compare a stream with its as-is, or with each of its to-bes; their maps stand below."""
    t = context.words
    for comparison in context.analysis.stream_comparisons.values():
        if stream.id not in (comparison.before, comparison.after):
            continue
        other_id = comparison.after if stream.id == comparison.before else comparison.before
        other = context.portal.value_streams.get(other_id)
        link = links.value_stream(other_id)
        if other is None or link is None:
            continue
        future = other_id == comparison.after
        rows = tuple(
            _row(context, change)
            for change in comparison.metrics
            if change.before is not None or change.after is not None
        )
        yield Section(
            anchor=f"compare-{other_id}",
            title=t("As it shall be") if future else t("As it is"),
            lead=t("Compared with {name}.").format(name=link.text),
            picture=Picture(
                key=f"stream-map-{other_id}",
                view=view_stream_map(
                    context,
                    links,
                    other,
                    context.analysis.streams[other_id],
                    (),
                    f"{link.href}#stage-",
                ),
            ),
            table=TableView(
                columns=(
                    Column(name=t("Figure")),
                    Column(name=t("As it is"), number=True),
                    Column(name=t("As it shall be"), number=True),
                    Column(name=t("Change"), number=True),
                ),
                rows=rows,
            ),
            facts=tuple(
                _stages(context, links, comparison.before, comparison.removed, "Stages that go")
            )
            + tuple(_stages(context, links, comparison.after, comparison.added, "New stages")),
        )


def _row(context: ViewContext, change: MetricChange) -> Row:
    difference = change.difference
    improves = change.improves
    text = ""
    if difference is not None and change.before:
        sign = "+" if difference > 0 else ""
        text = f"{sign}{format_share(difference / change.before, 0)}".replace("+−", "−")
    state = None if improves is None or not difference else "good" if improves else "bad"
    return Row(
        cells=(
            linked(LinkView(text=context.words(STREAM_LABELS.get(change.name, change.name)))),
            Cell(text=stream_value(context, change.unit, change.before)),
            Cell(text=stream_value(context, change.unit, change.after)),
            Cell(text=text, state=state),
        )
    )


def stream_value(context: ViewContext, unit: str, value: float | None) -> str:
    """Write a figure of a value stream."""
    if value is None:
        return "?"
    if unit == "seconds":
        return seconds_text(context, value)
    if unit == "days":
        return days_text(value)
    if unit == "share":
        return ratio_text(value)
    return format_number(value, 0 if value >= 100 else 1)


def _stages(
    context: ViewContext, links: Links, stream_id: str, stages: tuple[str, ...], label: str
) -> Iterator[Fact]:
    stream = context.portal.value_streams[stream_id]
    known = {each.id: each for each in stream.stages}
    for stage in stream.stages:
        known |= {each.id: each for chain in stage.parallel for each in chain}
    names = [stage_name(context, links, known[each]) for each in stages if each in known]
    if names:
        yield Fact(label=context.words(label), cells=(Cell(text=", ".join(names)),))
