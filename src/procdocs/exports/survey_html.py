"""A questionnaire as one HTML page that works offline and saves the answers as CSV."""

import base64
import hashlib
import json
from importlib.resources import files

import jinja2

from procdocs.exports.survey_questionnaire import Questionnaire
from procdocs.imports.survey_form import COLUMNS

_TEMPLATES = files("procdocs.exports") / "templates"


def render_questionnaire(questionnaire: Questionnaire) -> str:
    """Write the page.

    It holds its style and script itself and may load nothing: its content security policy names
    the two by their hashes and forbids all else. Every text of a writer is escaped.

    Args:
        questionnaire: What to ask.

    Returns:
        HTML, the same for the same questionnaire.
    """
    style = _TEMPLATES.joinpath("questionnaire.css").read_text("utf-8")
    script = _TEMPLATES.joinpath("questionnaire.js").read_text("utf-8")
    environment = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.from_string(
        _TEMPLATES.joinpath("questionnaire.html.j2").read_text("utf-8")
    )
    return template.render(
        view=questionnaire,
        t=questionnaire.words,
        columns=json.dumps(COLUMNS),
        style=style,
        script=script,
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
    )


def _hash(text: str) -> str:
    """Name an inline part for a content security policy."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
