"""What a reader does with the portal, in a real browser under a strict policy."""

import re
from pathlib import Path

import pytest

CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "processes/",
    "processes/credit-check/",
    "processes/assembly-and-test/",
    "processes/procure-to-pay/",
    "compare/credit-check-to-be/",
    "roles/",
    "roles/credit-clerk/",
    "units/sales/",
    "policies/credit-policy/",
    "systems/erp/",
    "documents/credit-application/",
    "kpis/order-release-time/",
    "risks/bad-debt/",
    "glossary/",
    "responsibilities/",
    "improve/",
    "governance/",
    "value-streams/order-to-delivery/",
    "about/",
)
"""At least one page of each kind."""


@pytest.mark.parametrize("path", PAGES)
def test_pages_fit_every_width_and_say_nothing_in_the_console(visit, path):
    seen = visit(1440)
    page = seen.go(path)
    wide = {}
    for width in (1440, 1024, 360):
        page.set_viewport_size({"width": width, "height": 900})
        found = page.evaluate("document.documentElement.scrollWidth")
        if found > width:
            wide[width] = found
    assert wide == {}
    assert seen.wrong == []


def test_a_link_to_a_step_opens_it_and_marks_it_in_the_picture(visit):
    page = visit().go("processes/credit-check/#step-check-limit")
    step = page.locator('.pd-step[data-step="check-limit"]')
    assert step.locator("details").get_attribute("open") is not None
    marked = page.locator('.pd-swim [data-step="check-limit"].is-linked')
    assert marked.count() >= 1


def test_my_role_is_kept_and_stands_out_on_every_page(visit):
    page = visit().go("processes/credit-check/")
    page.select_option(".pd-myrole select", "credit-clerk")
    assert page.locator(".pd-raci th.is-mine").inner_text() == "Credit clerk"
    assert page.locator('[data-pd-mine="credit-clerk"]').is_visible()
    page.goto(page.url.replace("credit-check", "order-entry"))
    assert page.locator(".pd-myrole select").input_value() == "credit-clerk"
    page.goto(page.url.replace("processes/order-entry/", ""))
    assert page.locator('.pd-start [data-pd-mine="credit-clerk"]').is_visible()


def test_the_picture_turns_grows_and_takes_colour(visit):
    page = visit().go("processes/credit-check/")
    viewer = page.locator("[data-pd-viewer]").first
    viewer.locator('[data-pd-dir="tb"]').click()
    assert viewer.locator('[data-pd-pic="tb"]').is_visible()
    assert viewer.locator('[data-pd-pic="lr"]').is_hidden()
    before = viewer.locator('[data-pd-pic="tb"] svg').bounding_box()["width"]
    viewer.locator('[data-pd-zoom="in"]').click()
    viewer.locator('[data-pd-zoom="in"]').click()
    assert viewer.locator('[data-pd-pic="tb"] svg').bounding_box()["width"] > before
    viewer.locator('[data-pd-zoom="fit"]').click()
    viewer.locator('[data-pd-colour="value"]').click()
    assert viewer.get_attribute("data-colour") == "value"
    viewer.locator('[data-pd-dir="lr"]').click()
    papers = viewer.locator('[data-pd-pic="lr"] .pd-swim__docs')
    assert papers.first.is_hidden()
    viewer.locator("[data-pd-docs]").click()
    assert papers.first.is_visible()
    assert "Credit application" in papers.first.locator("title").text_content()
    viewer.locator('[data-pd-dir="tb"]').click()
    viewer.locator(".pd-viewer__pane").focus()
    page.keyboard.press("+")
    assert viewer.get_attribute("data-zoom") == "1"


def test_a_picture_grows_around_what_is_seen_and_fits_again(visit):
    page = visit().go("processes/month-end-close/")
    viewer = page.locator("[data-pd-viewer]").first
    pane = viewer.locator(".pd-viewer__pane")
    svg = viewer.locator('[data-pd-pic="lr"] .pd-swim').first
    middle = """pane => {
      const svg = pane.querySelector(".pd-swim").getBoundingClientRect();
      return (pane.scrollLeft + pane.clientWidth / 2) / svg.width;
    }"""
    pane.evaluate("pane => { pane.scrollLeft = 300 }")
    before, width = pane.evaluate(middle), svg.bounding_box()["width"]
    viewer.locator('[data-pd-zoom="in"]').click()
    assert svg.bounding_box()["width"] > 1.3 * width
    assert abs(pane.evaluate(middle) - before) < 0.01
    viewer.locator('[data-pd-zoom="fit"]').click()
    assert pane.evaluate("pane => pane.scrollWidth <= pane.clientWidth")
    viewer.locator("[data-pd-full]").click()
    page.wait_for_function("document.fullscreenElement !== null")
    viewer.locator('[data-pd-dir="tb"]').click()
    viewer.locator('[data-pd-zoom="fit"]').click()
    assert pane.evaluate("pane => pane.scrollHeight <= pane.clientHeight + 1")


def test_on_a_phone_the_picture_opens_readable_and_two_fingers_size_it(visit):
    seen = visit(390, has_touch=True, is_mobile=True)
    page = seen.go("processes/month-end-close/")
    viewer = page.locator("[data-pd-viewer]").first
    viewer.locator("[data-pd-show]").tap()
    svg = viewer.locator('[data-pd-pic="lr"] .pd-swim').first
    natural = svg.evaluate("svg => svg.viewBox.baseVal.width")
    before = svg.bounding_box()["width"]
    assert before >= 0.6 * natural
    box = viewer.locator(".pd-viewer__pane").bounding_box()
    y = box["y"] + 80
    touch = page.context.new_cdp_session(page)
    for kind, gap in (("touchStart", 40), ("touchMove", 60), ("touchMove", 100), ("touchEnd", 0)):
        points = [{"x": 180 - gap, "y": y}, {"x": 180 + gap, "y": y}] if gap else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert svg.bounding_box()["width"] > 1.3 * before
    viewer.locator('[data-pd-zoom="fit"]').tap()
    assert svg.bounding_box()["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.wrong == []


def test_all_steps_open_and_close_and_tables_are_sorted(visit):
    seen = visit()
    page = seen.go("processes/credit-check/")
    count = page.locator(".pd-step details").count()
    page.locator("[data-pd-expand]").first.click()
    assert page.locator(".pd-step details[open]").count() == count
    page.locator("[data-pd-expand]").first.click()
    assert page.locator(".pd-step details[open]").count() == 0
    head = page.locator(".pd-times thead th", has_text="Work per item")
    head.locator("button").click()
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    texts = page.locator(".pd-times tbody tr td:nth-child(10)").all_inner_texts()
    assert "s" not in texts[0]
    assert texts[-1] == "0"
    assert seen.wrong == []


def test_steps_and_picture_can_be_reached_by_keyboard(visit):
    page = visit().go("processes/credit-check/")
    summary = page.locator(".pd-step__row").nth(2)
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".pd-step details").nth(2).get_attribute("open") is not None
    link = page.locator(".pd-swim a").first
    link.focus()
    assert page.evaluate("document.activeElement.closest('.pd-swim') !== null")


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("credit check", "processes/credit-check/"),
        ("quotation", "processes/quotation/"),
        ("month-end close", "processes/month-end-close/"),
        ("who approves a refund?", "processes/returns-and-credit-notes/"),
        ("approving credit notes", "processes/returns-and-credit-notes/"),
        ("CL", "glossary/"),
        ("用额度", "glossary/"),
    ],
)
def test_the_search_finds_the_process_first(visit, query, first):
    seen = visit()
    page = seen.go("")
    page.locator("[data-pd-search]").click()
    page.locator("[data-md-component=search-query]").press_sequentially(query, delay=15)
    # Characters that no key stands for come without a key's events, which the search waits for.
    page.keyboard.press("End")
    # Results follow each key; on a busy machine those of the last one come late.
    page.locator(f".md-search-result__item:first-child a[href*='{first}']").first.wait_for(
        timeout=15000
    )
    assert seen.wrong == []


def test_long_lists_fold_and_can_be_filtered(visit):
    page = visit().go("governance/")
    rows = page.locator("#changes ~ .pd-scroll tbody tr:visible")
    folded = rows.count()
    page.locator("#changes ~ .pd-fold").first.click()
    assert rows.count() > folded
    page.locator("[data-pd-find]").fill("credit check")
    assert 0 < page.locator("tbody tr:visible").count() < 10
    page = visit().go("glossary/")
    page.locator("[data-pd-find]").fill("limit")
    assert page.locator(".pd-gloss__i:visible").count() == 3
    assert page.locator("h2:visible").all_inner_texts() == ["C", "F"]


def test_without_scripts_a_page_still_says_everything(visit):
    seen = visit(java_script_enabled=False)
    seen.page.goto(seen.base + "processes/credit-check/")
    assert seen.page.locator(".pd-step").count() > 10
    assert seen.page.locator(".pd-tools").first.is_hidden()
    seen.page.locator(".pd-step__num").nth(1).click()
    assert seen.page.locator(".pd-step__does").nth(1).is_visible()


def test_print_opens_every_step_and_hides_the_tools(visit):
    page = visit().go("processes/credit-check/")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".pd-step details:not([open])").count() == 0
    page.emulate_media(media="print")
    assert page.locator(".pd-tools").first.is_hidden()
    assert page.locator(".md-header").is_hidden()
    head = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--pd-doc')")
    assert "version 3.2" in head


def test_a_wide_picture_is_printed_on_wide_sheets_and_can_be_read(visit):
    page = visit().go("processes/month-end-close/")
    page.emulate_media(media="print")
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    large = [size for size in sizes if max(map(float, size)) > 1190]
    shown = page.locator(".pd-viewer__pic:not([hidden]) .pd-sheet")
    assert len(large) == shown.count() >= 2
    small = page.evaluate(
        """() => [...document.querySelectorAll(".pd-viewer__pic:not([hidden]) .pd-sheet__pic")].map(
          each => each.getBoundingClientRect().width / each.viewBox.baseVal.width)"""
    )
    assert min(small) >= 8 / 9 - 0.001


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_their_ground(visit, scheme):
    seen = visit(color_scheme=scheme)
    low = {}
    for path in PAGES:
        found = seen.go(path).evaluate(CONTRAST)
        if found:
            low[path] = found
    assert low == {}
