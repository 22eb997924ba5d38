"""Every sentence of a check can be said in every language the portal knows."""

import ast
import datetime
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from tests.support.cases import findings_of
from tests.support.contexts import context_from

import procdocs
from procdocs.checks.manual import manual_codes, read_manual
from procdocs.checks.registry import ALL_CHECKS
from procdocs.diagnostics.sentence import Figure, Sentence, listed, sentence
from procdocs.views.findings import view_findings
from procdocs.views.sentences import say_sentence

TABLES = {
    path.name.removesuffix(".json"): json.loads(path.read_text(encoding="utf-8"))
    for path in files("procdocs.locale").iterdir()
    if path.name.endswith(".json")
}
CHECKED = {check.rule.code for check in ALL_CHECKS}


def _has_words(template: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2}", re.sub(r"\{[^{}]*\}", "", template)))


def _constants(node: ast.expr, module: ast.Module) -> list[str]:
    """Give the texts an argument may be: a constant, a choice, or a variable that holds one."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.IfExp):
        return _constants(node.body, module) + _constants(node.orelse, module)
    if isinstance(node, ast.Name):
        return [
            text
            for each in ast.walk(module)
            if isinstance(each, ast.Assign)
            and any(isinstance(name, ast.Name) and name.id == node.id for name in each.targets)
            and not isinstance(each.value, ast.Name)
            for text in _constants(each.value, module)
        ]
    return []


def _written() -> dict[str, str]:
    """Give every template in the source of checks and analysis, with its module."""
    root = Path(procdocs.__file__).parent
    found: dict[str, str] = {}
    modules = [
        path for name in ("checks", "analysis") for path in sorted((root / name).rglob("*.py"))
    ]
    for path in (*modules, root / "diagnostics" / "sentence.py"):
        module = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(module):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", "")
            texts = node.args[:1] if name in ("sentence", "_unknown") else []
            if name == "finding":
                texts = [*node.args[1:2], *(k.value for k in node.keywords if k.arg == "help")]
            for text in texts:
                for each in _constants(text, module):
                    found.setdefault(each, path.name)
    return found


@pytest.mark.parametrize("language", TABLES)
def test_every_template_of_a_check_is_translated(language):
    missing = {
        text: module
        for text, module in _written().items()
        if _has_words(text) and text not in TABLES[language]
    }
    assert missing == {}


def _templates(text: str) -> list[str]:
    """Give the templates of a text and of all that is put into it; a fixed text is its own."""
    if not isinstance(text, Sentence):
        return [text]
    inner = [value for value in text.values.values() if isinstance(value, Sentence)]
    return [text.template, *(each for value in inner for each in _templates(value))]


@pytest.mark.parametrize("code", [code for code in manual_codes() if code in CHECKED])
def test_what_a_check_says_is_translated(code, tmp_path):
    said: set[str] = set()
    for number, example in enumerate(read_manual(code).failing):
        folder = tmp_path / str(number)
        folder.mkdir()
        for found in findings_of(example, folder):
            if found.code != code:
                continue
            price = (found.price.basis, *found.price.terms) if found.price else ()
            for text in (found.message, found.help or "", *price):
                said.update(_templates(text))
    for language, known in TABLES.items():
        assert [text for text in said if _has_words(text) and text not in known] == [], language


def test_a_sentence_is_its_english_text_and_remembers_its_parts():
    made = sentence("step `{step}` has {n:.1f} of {names}", step="a", n=2.55, names=listed("xyz"))
    assert made == "step `a` has 2.5 of x, y and z"
    assert made.template == "step `{step}` has {n:.1f} of {names}"
    assert made.values["step"] == "a"


def test_a_sentence_is_said_with_its_parts(tmp_path):
    context = context_from(tmp_path, {}, language="zh")
    names = listed(["`a`", "`b`", sentence("{n} more", n=3)])
    text = sentence(
        "{count} roles work on process `{process}`: {names}", count=5, process="p", names=names
    )
    assert say_sentence(context, text) == "5 个岗位参与流程`p`：`a`、`b`和另有 3 项"
    due = sentence("; its exception ended on {day}", day=datetime.date(2026, 3, 1))
    assert say_sentence(context, due) == "；其例外已于 2026年3月1日 到期"


def test_a_sentence_with_a_part_that_nobody_translated_stays_english(tmp_path):
    context = context_from(tmp_path, {}, language="zh")
    assert (
        say_sentence(context, sentence("{label} has no owner", label=sentence("flying carpet")))
        is None
    )
    assert say_sentence(context, "nobody ever wrote this {sentence}") is None


def test_numbers_take_the_mark_of_the_language(tmp_path):
    context = context_from(tmp_path, {}, language="de")
    assert say_sentence(context, sentence("{n}/year", n=Figure("1.25"))) == "1,25/Jahr"
    text = "an item of process `{process}` changes hands {expected:.1f} times, {units:.1f} times between units"
    said = say_sentence(context, sentence(text, process="p", expected=4.5, units=2.0))
    assert "4,5-mal" in said
    assert "2,0-mal" in said


def test_findings_speak_the_language_of_the_page(tmp_path):
    process = (
        "name: Take an order\nvolume: 10/week\nsteps: [{id: take, name: Take it, role: clerk}]\n"
    )
    roles = "units: {u: {name: U}}\nroles: {clerk: {name: Clerk, unit: u}}\n"
    written = {"processes/order.yml": process, "organisation.yml": roles}
    context = context_from(tmp_path, written, language="zh")
    found = [each for each in context.diagnostics if each.code == "PROC001"]
    (view,) = view_findings(context, context.links("improve.md"), found)
    assert view.message == "流程“Take an order”没有说明为何存在"
    assert not view.foreign
    assert view.help is not None
    assert "写明服务谁" in view.help
