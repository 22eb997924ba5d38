"""The questionnaire, opened as a file without a network, and the answers that it saves."""

import pytest
from tests.support.command import run, write_portal

from procdocs.source.yaml_tree import read_yaml

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser, tmp_path):
    write_portal(tmp_path)
    assert run(tmp_path, "survey", "new", "credit-check", "-o", tmp_path).exit_code == 0
    context = browser.new_context(offline=True, accept_downloads=True)
    opened = context.new_page()
    wrong = []
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto((tmp_path / "credit-check-questionnaire.html").as_uri())
    yield opened
    context.close()
    assert wrong == []


def test_answers_are_saved_and_come_back(page, tmp_path):
    page.get_by_label("Your role").select_option("credit-clerk")
    step = page.locator('section[data-step="check-limit"]')
    step.get_by_label("No", exact=True).check()
    step.get_by_label("How is it really done?").fill('=1+1, "first"; then\nlater')
    step.get_by_label("How long do you work on it?", exact=True).fill("12")
    step.get_by_label("How long from getting it to passing it on?", exact=True).fill("9")
    assert step.get_by_role("alert").is_visible(), "nine minutes are less than twelve"
    step.locator("select").nth(1).select_option("h")
    assert step.get_by_role("alert").is_hidden()
    step.get_by_label("What stands in the way?").fill("Two screens\nOld limits")
    page.locator("#whole-suggestions").fill("Raise the limit")
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the answers").click()
    saved = tmp_path / download.value.suggested_filename
    download.value.save_as(saved)
    assert run(tmp_path, "survey", "import", saved).exit_code == 0
    survey = (tmp_path / "content/surveys/credit-check.yml").read_text(encoding="utf-8")
    found = read_yaml("survey", survey).value
    assert found["asked_of"] == ["credit-clerk"]
    assert found["steps"]["check-limit"] == {
        "actual": {"process": "12m", "wait": "1d48m"},
        "n": 1,
        "differs": '1 of 1 do it otherwise: =1+1, "first"; then later',
        "barriers": ["Two screens", "Old limits"],
    }
    assert found["suggestions"] == [{"text": "Raise the limit", "votes": 1, "status": "open"}]


def test_an_empty_questionnaire_saves_nothing(page):
    page.get_by_role("button", name="Save the answers").click()
    assert "Nothing is answered yet" in page.locator("#saved").inner_text()
