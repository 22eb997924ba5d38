"""Draws the swimlanes of a portal: kept ones are taken from the cache, the others drawn at once.

Laying out is the dearest part of a build and each picture stands alone, so that the work is shared
by the machine's cores. However it is shared, the pictures are the same.
"""

import json
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from procdocs.diagrams.scene import Scene, read_scene
from procdocs.diagrams.sheets import plan_sheets
from procdocs.diagrams.svg import render_swimlane_svg
from procdocs.diagrams.svg_sheets import render_sheets
from procdocs.diagrams.swimlane.layout import layout_swimlane
from procdocs.portal.cache import PictureCache
from procdocs.views.swimlane import SwimlaneView

LEAST_TO_SHARE = 6
"""Fewer pictures are drawn sooner than another process is started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRequest:
    """A swimlane to draw."""

    view: SwimlaneView
    """What it shows."""
    prefix: str
    """Makes the ids in it unique in its page."""


class Studio:
    """The swimlanes of one build."""

    def __init__(self, cache: PictureCache, workers: int | None = None) -> None:
        """Open a studio.

        Args:
            cache: Pictures of former builds.
            workers: Processes to draw in; None: as many as the machine has cores.
        """
        self._cache = cache
        self._workers = workers or os.cpu_count() or 1
        self._drawn: dict[str, dict[str, str]] = {}
        self._files: dict[SwimlaneView, str] = {}
        self._scenes: dict[SwimlaneView, str] = {}

    def prepare(self, requests: Iterable[FlowRequest]) -> None:
        """Draw many pictures at once."""
        missing: dict[str, FlowRequest] = {}
        for request in requests:
            key = self._cache.key(request.view, request.prefix)
            kept = self._cache.read(key)
            if kept is not None and kept.keys() == {"inline", "standalone", "scene"}:
                self._keep(key, request, dict(kept))
            elif key not in self._drawn:
                missing[key] = request
        drawn = self._draw_all(list(missing.values()))
        for (key, request), texts in zip(missing.items(), drawn, strict=True):
            self._cache.write(key, texts)
            self._keep(key, request, texts)

    def inline(self, view: SwimlaneView, prefix: str) -> str:
        """Give the SVG to stand in a page, and the sheets it is printed on if it is too large."""
        return self._texts(FlowRequest(view=view, prefix=prefix))["inline"]

    def standalone(self, view: SwimlaneView) -> str:
        """Give the SVG as a file of its own."""
        if view not in self._files:
            self._texts(FlowRequest(view=view, prefix=view.id))
        return self._files[view]

    def scene(self, view: SwimlaneView) -> Scene:
        """Give the geometry, for files that other tools draw from."""
        if view not in self._scenes:
            self._texts(FlowRequest(view=view, prefix=view.id))
        return read_scene(json.loads(self._scenes[view]))

    def _texts(self, request: FlowRequest) -> dict[str, str]:
        key = self._cache.key(request.view, request.prefix)
        if key not in self._drawn:
            self.prepare([request])
        return self._drawn[key]

    def _keep(self, key: str, request: FlowRequest, texts: dict[str, str]) -> None:
        self._drawn[key] = texts
        self._files[request.view] = texts["standalone"]
        self._scenes[request.view] = texts["scene"]

    def _draw_all(self, requests: list[FlowRequest]) -> Iterable[dict[str, str]]:
        workers = min(self._workers, len(requests))
        if workers < 2 or len(requests) < LEAST_TO_SHARE:
            return [draw_flow(request) for request in requests]
        # A fresh interpreter for each worker: a fork would copy the host's threads and watchers.
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            return list(pool.map(draw_flow, requests))


def draw_flow(request: FlowRequest) -> dict[str, str]:
    """Lay a swimlane out once and draw it for its page and as a file."""
    view = request.view
    scene = layout_swimlane(view, view.direction)
    plan = plan_sheets(scene)
    paper = "sheets" if plan.sheets else plan.paper
    inline = render_swimlane_svg(view, scene, request.prefix, paper=paper)
    return {
        "inline": inline + render_sheets(view, scene, plan, request.prefix),
        "standalone": render_swimlane_svg(view, scene, view.id, standalone=True),
        "scene": json.dumps(scene.as_json(), ensure_ascii=False),
    }
