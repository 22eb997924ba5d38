"""The page that `procdocs diff --format html` writes, opened as a file without a network."""

import json
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from tests.support.command import CREDIT_CHECK, run, write_portal

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)> </style> {{7*7}} " + "x" * 90


@pytest.fixture(scope="module")
def review(tmp_path_factory):
    before, after = (tmp_path_factory.mktemp(name) for name in ("before", "after"))
    write_portal(before)
    shutil.copytree(before, after, dirs_exist_ok=True)
    changed = (
        CREDIT_CHECK.replace("name: Register order", "name: " + json.dumps(HOSTILE))
        .replace("wait: 4h", "wait: 1h")
        .replace("role: sales-rep", "role: credit-clerk")
        .replace("- {id: declined,", "- {id: told, type: end, name: Told}\n  - {id: declined,")
        .replace("{when: Decline, to: declined", "{when: Decline, to: told")
    )
    (after / "content/processes/credit-check.yml").write_text(changed, "utf-8")
    file = after / "review.html"
    file.write_bytes(run(after, "diff", before, after, "--format", "html").stdout_bytes)
    return file


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_a_review_reads_on_every_screen(browser, review, width, scheme):
    context = browser.new_context(
        offline=True, viewport={"width": width, "height": 800}, color_scheme=scheme
    )
    page = context.new_page()
    wrong = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.goto(review.as_uri())
    assert page.locator("svg .pd-swim__node--added").count() == 1
    assert page.locator("svg .pd-swim__node--changed").count() >= 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert HOSTILE in page.locator("h4").all_inner_texts()[0]
    assert page.locator("img, script").count() == 0
    found = Axe().run(page).response["violations"]
    grave = [each["id"] for each in found if each["impact"] in ("serious", "critical")]
    context.close()
    assert grave == []
    assert wrong == []


def test_a_review_prints_in_black_on_white(browser, review):
    page = browser.new_page(color_scheme="dark")
    page.goto(review.as_uri())
    page.emulate_media(media="print")
    body = page.evaluate("getComputedStyle(document.body)")
    assert body["backgroundColor"] == "rgb(255, 255, 255)"
    assert body["color"] == "rgb(0, 0, 0)"
    page.close()
