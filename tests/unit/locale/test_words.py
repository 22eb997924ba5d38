import ast
import dataclasses
import json
import re
import string
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from tests.support.contexts import context_from
from tests.support.small_company import FILES

import procdocs
from procdocs.locale import Phrase, words
from procdocs.pages.registry import plan_pages
from procdocs.pages.render import render_page
from procdocs.project import ALL_RULES
from procdocs.views import change_words, improvement_kinds
from procdocs.views import words as view_words
from procdocs.views.process_flow import view_swimlane

TABLES = [path for path in files("procdocs.locale").iterdir() if path.name.endswith(".json")]


def _fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _without_places(text):
    return re.sub(r"\{[a-z_]+\}", "", text)


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_a_translation_keeps_what_is_put_into_it(table):
    pairs = json.loads(table.read_text(encoding="utf-8"))
    dates = {"day", "month", "year", "number"}
    wrong = {
        text: said
        for text, said in pairs.items()
        if _fields(text) - dates != _fields(said) - dates or (text.strip() and not said.strip())
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


def _literals(source: Path) -> Iterator[str]:
    """Give the English texts that a module or template passes to `t` or `words`."""
    text = source.read_text(encoding="utf-8")
    if source.suffix == ".j2":
        yield from re.findall(r'\bt\(\s*"([^"]+)"', text)
        return
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if name in ("t", "words"):
            # A text made of parts is not known here; those are asked for in the test below.
            parts = [node.args[0]]
            while parts:
                part = parts.pop()
                if isinstance(part, ast.IfExp):
                    parts += [part.body, part.orelse]
                elif isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value


def _texts(found: object) -> Iterator[str]:
    """Give the texts in a table of words, however deep."""
    if isinstance(found, str):
        yield found
    elif isinstance(found, dict):
        for each in found.values():
            yield from _texts(each)
    elif isinstance(found, tuple):
        for each in found:
            yield from _texts(each)
    elif dataclasses.is_dataclass(found):
        yield from (found.word, found.title)


def _own_words() -> set[str]:
    """Give every English text of the portal's own."""
    root = Path(procdocs.__file__).parent
    sources = sorted((*root.rglob("*.py"), *root.rglob("*.j2")))
    found = {text for source in sources for text in _literals(source)}
    found |= set(_texts(improvement_kinds.KINDS))
    for module in (view_words, change_words):
        for name, value in vars(module).items():
            if name.isupper() and isinstance(value, dict):
                found |= set(_texts(value))
    return found | {rule.name.replace("-", " ") for rule in ALL_RULES}


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_every_word_of_the_portal_is_translated(table):
    known = json.loads(table.read_text(encoding="utf-8"))
    missing = {text for text in _own_words() if re.search("[a-z]{2}", text)} - set(known)
    assert sorted(missing) == []


@pytest.mark.parametrize("table", TABLES, ids=lambda path: path.name)
def test_pages_ask_for_no_word_that_is_not_translated(tmp_path, table):
    known = json.loads(table.read_text(encoding="utf-8"))
    asked: set[str] = set()

    def record(text: str) -> str:
        asked.add(text)
        return Phrase(known.get(text, text))

    context = context_from(tmp_path, FILES, language=table.name.removesuffix(".json"))
    context = dataclasses.replace(context, words=record)
    for plan in plan_pages(context):
        render_page(plan.kind, plan.view(), record, context.language)
    unknown = [text for text in asked - set(known) if re.search("[a-z]{2}", _without_places(text))]
    assert sorted(unknown) == []


def test_a_phrase_takes_the_word_that_fits_its_number():
    phrase = words("en")("{a} {a:step|steps} in {b} {b:process|processes}")
    assert phrase.format(a=1, b=2) == "1 step in 2 processes"
    assert phrase.format(a="1\u00a0200", b="1") == "1\u00a0200 steps in 1 process"
    assert words("zh")(str(phrase)).format(a=1, b=2) == "2 个流程中的 1 个步骤"


def test_german_pages_write_a_comma_before_a_fraction_and_days_as_germans_do(tmp_path):
    process = (
        "name: Take an order\nvolume: 10/week\nreview_by: 2026-12-01\nsteps:\n"
        "  - {id: take, name: Take it, role: clerk, time: {process: 1h30m, wait: 2h..9h}}\n"
    )
    roles = "units: {u: {name: U}}\nroles: {clerk: {name: Clerk, unit: u, cost_rate: 40.5 EUR/h}}\n"
    files = {"processes/order.yml": process, "organisation.yml": roles}
    shown = {}
    for language in ("de", "en"):
        context = context_from(tmp_path / language, files, language=language)
        plan = next(plan for plan in plan_pages(context) if plan.object_id == "order")
        page = render_page(plan.kind, plan.view(), context.words, language)
        shown[language] = page.markdown + " ".join(page.parts.values())
    assert "60,75" in shown["de"]
    assert "2\u00a0h bis 9\u00a0h" in shown["de"]
    assert "1.\u00a0Dezember\u00a02026" in shown["de"] or "1.\u00a0Dez.\u00a02026" in shown["de"]
    assert "60.75" in shown["en"]
    assert "60,75" not in shown["en"]


def test_german_nouns_keep_their_capital_inside_a_sentence(tmp_path):
    german = context_from(tmp_path / "de", {}, language="de")
    english = context_from(tmp_path / "en", {}, language="en")
    assert german.inside(german.words("Draft")) == "Entwurf"
    assert english.inside(english.words("Draft")) == "draft"


def test_a_picture_has_the_numbers_of_its_language_wherever_it_is_made(tmp_path):
    process = (
        "name: Take an order\nsteps:\n"
        "  - {id: ok, type: decision, name: All there?, role: clerk, branches: [{when: Ja, to: a, share: 97.5%}, {when: Nein, to: b, share: 2.5%}]}\n"
        "  - {id: a, type: end, outcome: success}\n  - {id: b, type: end, outcome: failure}\n"
    )
    roles = "units: {u: {name: U}}\nroles: {clerk: {name: Clerk, unit: u}}\n"
    files = {"processes/order.yml": process, "organisation.yml": roles}
    context = context_from(tmp_path, files, language="de")
    found = view_swimlane(context, context.links("x.md"), context.portal.processes["order"])
    assert "97,5\u00a0%" in repr(found).replace("\\xa0", "\u00a0")
