"""The list of all value streams."""

from procdocs.views.context import ViewContext
from procdocs.views.index_pages import index_page
from procdocs.views.links import VALUE_STREAMS
from procdocs.views.table import Cell, Column, ObjectPageView, Row, TableView, linked
from procdocs.views.value_stream_map import days_text, seconds_text
from procdocs.views.words import STATUS


def view_value_streams_index(context: ViewContext) -> ObjectPageView:
    """Make the list of all value streams."""
    t = context.words
    links = context.links(VALUE_STREAMS)
    rows = []
    for stream in context.portal.value_streams.values():
        figures = context.analysis.streams[stream.id]
        status = stream.governed.status
        note = t("to-be") if stream.state == "to-be" else ""
        rows.append(
            Row(
                cells=(
                    linked(links.value_stream(stream.id), note=note),
                    Cell(text=context.say(stream.customer.name) if stream.customer else ""),
                    Cell(
                        text=""
                        if figures.takt_seconds is None
                        else seconds_text(context, figures.takt_seconds)
                    ),
                    Cell(
                        text=""
                        if figures.lead_time_days is None
                        else days_text(figures.lead_time_days)
                    ),
                    Cell(
                        text=""
                        if figures.processing_seconds is None
                        else seconds_text(context, figures.processing_seconds)
                    ),
                    Cell(text=str(len(figures.bottlenecks))),
                    linked(links.role(stream.governed.owner.id) if stream.governed.owner else None),
                    Cell(text=t(STATUS[status]), status=status) if status else Cell(),
                )
            )
        )
    return index_page(
        context,
        VALUE_STREAMS,
        "Value streams",
        TableView(
            columns=(
                Column(name=t("Value stream")),
                Column(name=t("Customer")),
                Column(name=t("Takt"), number=True),
                Column(name=t("Lead time"), number=True),
                Column(name=t("Processing"), number=True),
                Column(name=t("Bottlenecks"), number=True),
                Column(name=t("Owner")),
                Column(name=t("Status")),
            ),
            rows=tuple(rows),
        ),
    )
