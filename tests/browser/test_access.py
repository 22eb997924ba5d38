"""What people meet who read by keyboard, by ear or in colours of their own."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "processes/credit-check/",
    "compare/credit-check-to-be/",
    "roles/credit-clerk/",
    "policies/credit-policy/",
    "kpis/order-release-time/",
    "risks/",
    "responsibilities/",
    "governance/",
    "value-streams/order-to-delivery/",
    "about/writing-guide/",
    "getting-started/",
    "404.html",
)
"""One page of each kind; the longest ones are made of the same parts."""
GRAVE = ("serious", "critical")
DARK = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The dark scheme changes colours and nothing else; test_reading reads every page of it."""


@pytest.mark.parametrize(
    ("scheme", "paths", "options"), [("light", PAGES, {}), ("dark", PAGES[:7], DARK)]
)
def test_axe_finds_nothing_grave(visit, scheme, paths, options):
    seen = visit(color_scheme=scheme)
    found = []
    for path in paths:
        page = seen.go(path)
        asked = {"resultTypes": ["violations"], **options}
        for each in Axe().run(page, options=asked).response["violations"]:
            if each["impact"] in GRAVE:
                found.append((path, each["id"], each["nodes"][0]["html"][:200]))
    assert found == []


def test_the_keyboard_goes_from_the_top_to_the_steps_in_reading_order(visit):
    page = visit().go("processes/credit-check/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-skip')")
    places = []
    for _ in range(90):
        page.keyboard.press("Tab")
        places.append(
            page.evaluate(
                """() => {
                  const at = document.activeElement;
                  if (at.closest(".pd-path")) return "path";
                  if (at.closest(".pd-head")) return "head";
                  if (at.closest(".pd-tools")) return "tools";
                  if (at.closest(".pd-swim")) return "picture";
                  if (at.closest(".pd-steps")) return "steps";
                  return "";
                }"""
            )
        )
    met = list(dict.fromkeys(each for each in places if each))
    assert met == ["path", "head", "tools", "picture", "steps"]


def test_what_has_the_focus_is_seen(visit):
    page = visit().go("processes/credit-check/")
    for selector in (".pd-act", ".pd-seg__b", ".pd-step__row", ".pd-raci th a"):
        page.locator(f"{selector} >> visible=true").first.focus()
        page.keyboard.press("Shift")
        wide = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        assert wide >= 1, selector


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_reach_the_pictures(visit, scheme):
    page = visit(color_scheme=scheme, forced_colors="active").go("processes/credit-check/")
    colours = page.evaluate(
        """() => {
          const probe = document.body.appendChild(document.createElement("i"));
          probe.setAttribute("style", "color: CanvasText");
          const own = getComputedStyle(probe).color;
          const text = getComputedStyle(document.querySelector(".pd-swim text")).fill;
          const box = getComputedStyle(document.querySelector(".pd-swim__box")).fill;
          return {own, text, box};
        }"""
    )
    assert colours["text"] == colours["own"]
    assert colours["box"] != colours["text"]


def test_the_search_opens_by_key_and_closes_again(visit):
    page = visit().go("")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.getAttribute('data-md-component')") == (
        "search-query"
    )
    page.keyboard.press("Escape")
    assert page.locator("#__search").is_checked() is False


def test_heads_of_lanes_stay_while_the_picture_moves(visit):
    seen = visit(1024)
    page = seen.go("processes/credit-check/")
    viewer = page.locator("[data-pd-viewer]").first
    viewer.locator('[data-pd-zoom="in"]').click()
    viewer.locator('[data-pd-zoom="in"]').click()
    pane = viewer.locator(".pd-viewer__pane")
    pane.evaluate("pane => { pane.scrollLeft = 300 }")
    head = pane.locator(".pd-swim__heads .pd-swim__pool").first
    head.wait_for(state="attached")
    page.wait_for_timeout(100)
    gap = head.bounding_box()["x"] - pane.bounding_box()["x"]
    assert 0 <= gap < 20
    assert seen.wrong == []


def test_a_lost_address_leads_on(visit):
    page = visit().go("404.html")
    assert page.locator("main h1").inner_text() == "There is no page at this address"
    hrefs = page.locator("article ul a").evaluate_all("all => all.map(each => each.pathname)")
    assert "/processes/" in hrefs
    page.locator("[data-pd-search]").click()
    assert page.locator("#__search").is_checked()
