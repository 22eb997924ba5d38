import json
import re
import string
from importlib.resources import files

import pytest
from tests.support.contexts import context_from

from procdocs.locale import words
from procdocs.pages.registry import plan_pages
from procdocs.pages.render import render_page

TABLES = [path for path in files("procdocs.locale").iterdir() if path.name.endswith(".json")]


def _fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_a_translation_keeps_what_is_put_into_it(table):
    pairs = json.loads(table.read_text(encoding="utf-8"))
    dates = {"day", "month", "year", "number"}
    wrong = {
        text: said
        for text, said in pairs.items()
        if _fields(text) - dates != _fields(said) - dates or not said.strip()
    }
    assert wrong == {}


def test_english_is_its_own_key_and_an_unknown_language_stays_english():
    assert words("en")("Steps") == "Steps"
    assert words("en-GB")("Steps") == "Steps"
    assert words("xx")("Steps") == "Steps"
    assert words("../../etc/passwd")("Steps") == "Steps"


def test_pages_speak_the_language_of_the_build(tmp_path):
    context = context_from(tmp_path, {}, language="zh")
    plan = next(plan for plan in plan_pages(context) if plan.kind == "process")
    page = render_page(plan.kind, plan.view(), context.words, "zh")
    assert re.search(r"^## 步骤 \{#steps\}$", page.markdown, re.MULTILINE)
    assert "负责人" in page.parts["head"]
