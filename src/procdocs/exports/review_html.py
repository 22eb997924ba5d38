"""The review of a change as one HTML page that loads nothing and runs nothing."""

import base64
import hashlib
from collections.abc import Mapping
from importlib.resources import files

import jinja2

from procdocs.diagrams.svg import standalone_css
from procdocs.locale import words
from procdocs.views.change_values import visible
from procdocs.views.review_report import ReviewView

_TEMPLATES = files("procdocs.exports") / "templates"


def render_review_html(review: ReviewView, pictures: Mapping[int, str]) -> str:
    """Write the page.

    Its content security policy names its one style by its hash and forbids all else. Every text of
    a writer is escaped.

    Args:
        review: What changes.
        pictures: SVG without styles, by the place of its object in the review.

    Returns:
        HTML, the same for the same review.
    """
    style = standalone_css() + _TEMPLATES.joinpath("review.css").read_text("utf-8")
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_shown,
    )
    template = environment.from_string(_TEMPLATES.joinpath("review.html.j2").read_text("utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return template.render(
        view=review,
        t=words(review.language),
        pictures=pictures,
        style=style,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'",
    )


def _shown(value: object) -> object:
    """Show what would turn the direction of writing, in every text that is no markup of ours."""
    return visible(value) if type(value) is str else value
