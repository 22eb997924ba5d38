"""Whatever a writer does to a file, its review is told and holds to its schema."""

import json
import tempfile
from functools import lru_cache
from pathlib import Path

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.command import CREDIT_CHECK, write_portal

from procdocs.exports.review_html import render_review_html
from procdocs.exports.review_json import render_review_json
from procdocs.exports.review_markdown import MOST_CHARACTERS, render_review_markdown
from procdocs.exports.schema import review_schema
from procdocs.project import open_content
from procdocs.views.review_report import ReviewSide, view_review

LINES = CREDIT_CHECK.split("\n")
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["drop", "twice", "swap", "value", "break"]),
        st.integers(0, len(LINES) - 1),
        st.sampled_from(["", "null", "cfo", "审核 <b>|`@x", "{a: [", "90%", "2d", "sales-rep"]),
    ),
    max_size=4,
)


def _edited(edits):
    lines = list(LINES)
    for how, at, text in edits:
        at %= len(lines)
        key, colon, _ = lines[at].partition(": ")
        if how == "drop" and len(lines) > 1:
            del lines[at]
        elif how == "twice":
            lines.insert(at, lines[at])
        elif how == "swap":
            lines[at], lines[0] = lines[0], lines[at]
        elif how == "value":
            lines[at] = f"{key}{colon}{text}" if colon else lines[at]
        else:
            lines[at] += text
    return "\n".join(lines)


def _side(label, process):
    with tempfile.TemporaryDirectory() as folder:
        root = write_portal(Path(folder), **{"processes/credit-check.yml": process})
        return ReviewSide(label=label, project=open_content(root, root / "content"), assets={})


@lru_cache(maxsize=1)
def _base():
    return _side("base", CREDIT_CHECK)


@settings(max_examples=60, deadline=None)
@given(EDITS)
def test_every_edit_is_reviewed(edits):
    before, after = _base(), _side("head", _edited(edits))
    for sides in ((before, after), (after, before)):
        review = view_review(*sides)
        jsonschema.validate(json.loads(render_review_json(review)), review_schema())
        assert len(render_review_markdown(review)) <= MOST_CHARACTERS
        assert "<b>" not in render_review_html(review, {})
    assert view_review(after, after).is_empty


def test_nothing_is_told_of_a_state_and_itself():
    assert view_review(_base(), _base()).is_empty
