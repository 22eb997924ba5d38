"""Whatever is changed in a portal's YAML, it loads or is reported on, and never raises."""

import copy
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.support.portals import portal_from, split_files

from procdocs.analysis.audience import restrict_portal
from procdocs.source.load import Loaded
from procdocs.source.yaml_tree import read_yaml, write_yaml

VALID = Path(__file__).parents[1] / "cases" / "source" / "valid"
CASES = [split_files(path.read_text("utf-8")) for path in sorted(VALID.glob("*.yml"))]
TREES = [
    {name: read_yaml(name, text).value for name, text in case.items() if name.endswith(".yml")}
    for case in CASES
]
ODD = st.sampled_from(
    [
        *(
            None,
            True,
            -1,
            0,
            3.5,
            1e300,
            "",
            " ",
            "-",
            "a#b",
            "#",
            "x" * 300,
            "Ä ö",
            "2d",
            "30 days",
        ),
        *(
            "cfo",
            "clerk",
            "check",
            "credit-check#check",
            "P",
            "1..2",
            "20%",
            "../..",
            "javascript:x",
        ),
        *([], {}, [[]], [None], {"a": None}, [{"id": "a"}], {"en": 1}, {"from": "1h"}, "[a](x:y)"),
        *("credit-check", "base", "north", {"name": "X"}, {"to": "check"}, ["clerk", "clerk"]),
    ]
).map(copy.deepcopy)
KEYS = st.sampled_from(
    [
        *("id", "name", "next", "branches", "to", "extends", "part_of", "override", "steps"),
        *("role", "x", ""),
    ]
)
CALM = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    below: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        below = list(value.items())
    elif isinstance(value, list):
        below = list(enumerate(value))
    return [way, *(found for key, inner in below for found in places(inner, (*way, key)))]


def mutate(draw: st.DrawFn, tree: Any) -> Any:
    tree = copy.deepcopy(tree)
    for _ in range(draw(st.integers(1, 4))):
        way = draw(st.sampled_from(places(tree)))
        kind = draw(st.sampled_from(["replace", "delete", "insert", "swap"]))
        if not way:
            if kind == "replace" and draw(st.booleans()):
                return draw(ODD)
            continue
        above = tree
        for part in way[:-1]:
            above = above[part]
        if kind == "delete":
            del above[way[-1]]
        elif kind == "replace":
            above[way[-1]] = draw(ODD)
        elif kind == "insert" and isinstance(above, list):
            above.insert(way[-1], draw(ODD))
        elif kind == "insert":
            above[draw(KEYS)] = draw(ODD)
        else:
            other = tree
            for part in draw(st.sampled_from(places(tree))):
                other = other[part]
            above[way[-1]] = copy.deepcopy(other)
    return tree


@st.composite
def changed_portals(draw: st.DrawFn) -> dict[str, str]:
    number = draw(st.integers(0, len(CASES) - 1))
    files = dict(CASES[number])
    for name in draw(st.lists(st.sampled_from(sorted(TREES[number])), min_size=1, max_size=3)):
        files[name] = write_yaml(mutate(draw, TREES[number][name]))
    return files


def assert_sound(loaded: Loaded, files: dict[str, str]) -> None:
    for found in loaded.diagnostics:
        for span in (found.span, *(related.span for related in found.related)):
            written = files.get(span.file.removeprefix("content/"))
            text = loaded.sources.get(span.file, written)
            if text is None:
                assert (span.line, span.column) == (1, 1)
                continue
            lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert 1 <= span.line <= span.end_line <= len(lines)
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1
            assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1
            assert (span.line, span.column) <= (span.end_line, span.end_column)
        for word in ("Input should", "validation error", "pydantic", "Traceback"):
            assert word not in found.message
    if loaded.portal is not None:
        for audience in loaded.portal.audiences:
            restrict_portal(loaded.portal, audience)


@CALM
@given(changed_portals())
def test_changed_trees(files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert_sound(portal_from(Path(folder), files), files)


@CALM
@given(st.data())
def test_cut_texts(data: st.DataObject) -> None:
    """A file cut off in the middle, or with a stretch of another in it."""
    files = dict(data.draw(st.sampled_from(CASES)))
    name = data.draw(st.sampled_from(sorted(files)))
    text = files[name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    with tempfile.TemporaryDirectory() as folder:
        files[name] = text[:start] + data.draw(st.text(max_size=5)) + text[end:]
        assert_sound(portal_from(Path(folder), files), files)
