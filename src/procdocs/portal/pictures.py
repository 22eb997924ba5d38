"""From a picture's view to its SVG: the type of the view says who draws it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from procdocs.diagrams.course import draw_course
from procdocs.diagrams.graph import draw_graph
from procdocs.diagrams.key_processes import draw_key_processes
from procdocs.diagrams.ladder import draw_ladder
from procdocs.diagrams.organisation import draw_organisation
from procdocs.diagrams.scale import draw_scale
from procdocs.diagrams.sparkline import draw_sparkline
from procdocs.diagrams.value_stream_map import draw_value_stream_map
from procdocs.portal.studio import FlowRequest, Studio
from procdocs.views.course import CourseView
from procdocs.views.graph import GraphView
from procdocs.views.key_processes import KeyProcessesView
from procdocs.views.organisation_map import OrganisationView
from procdocs.views.page import PageView, Picture
from procdocs.views.sparkline import SparklineView
from procdocs.views.swimlane import SwimlaneView
from procdocs.views.value_ladder import LadderView, ScaleView
from procdocs.views.value_stream_map import StreamMapView

_RENDERERS: Mapping[type, Callable[[Any], str]] = {
    SparklineView: draw_sparkline,
    CourseView: draw_course,
    LadderView: draw_ladder,
    ScaleView: draw_scale,
    KeyProcessesView: draw_key_processes,
    StreamMapView: draw_value_stream_map,
    OrganisationView: draw_organisation,
}


def draw_picture(picture: Picture, studio: Studio) -> str:
    """Draw a picture of a page.

    Args:
        picture: Its key makes the ids in it unique in the page.
        studio: Draws swimlanes.

    Returns:
        One `svg` element with classes only, no `style`; behind a swimlane that is printed in parts
        a `div` with these.

    Raises:
        KeyError: Nobody draws views of this type.
    """
    view = picture.view
    if isinstance(view, SwimlaneView):
        return studio.inline(view, picture.key)
    if isinstance(view, GraphView):
        return draw_graph(view, picture.key)
    return _RENDERERS[type(view)](view)


def swimlanes(pages: Iterable[PageView]) -> Iterator[FlowRequest]:
    """Give every swimlane of some pages, to be drawn at once."""
    for page in pages:
        for picture in page.pictures:
            if isinstance(picture.view, SwimlaneView):
                yield FlowRequest(view=picture.view, prefix=picture.key)
