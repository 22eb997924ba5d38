"""Every picture for those who listen, who tab, and who have colours of their own or none."""

import pytest

pytestmark = pytest.mark.browser

PICTURES = {
    "swimlane": ("processes/credit-check/", '[data-pd-pic="lr"] .pd-swim'),
    "value-stream map": ("value-streams/order-to-delivery/", ".pd-vsm"),
    "who feeds whom": ("processes/", ".pd-graph"),
    "system": ("systems/erp/", ".pd-graph"),
    "policy": ("policies/credit-policy/", ".pd-graph"),
    "organisation": ("units/", ".pd-org"),
    "key processes": ("improve/", ".pd-kpm"),
}
EVERY = pytest.mark.parametrize(("path", "selector"), PICTURES.values(), ids=PICTURES)


@EVERY
def test_a_picture_is_a_named_group_of_named_links(visit, path, selector):
    seen = visit()
    told = (
        seen.go(path)
        .locator(selector)
        .first.evaluate(
            """svg => {
          const ids = svg.getAttribute("aria-labelledby")?.split(" ");
          const parts = ids?.map(id => document.getElementById(id).textContent);
          const inner = [...svg.querySelectorAll("a")];
          return {
            role: svg.getAttribute("role"),
            name: parts ? parts.join(" ") : svg.getAttribute("aria-label"),
            links: inner.length,
            unnamed: inner.filter(each => !each.getAttribute("aria-label")?.trim()).length,
          };
        }"""
        )
    )
    assert told["role"] == "group"
    assert len(told["name"]) > 30
    assert told["links"] > 3
    assert told["unnamed"] == 0
    assert seen.wrong == []


@EVERY
def test_the_link_that_has_the_focus_is_seen(visit, path, selector):
    page = visit().go(path)
    links = page.locator(f"{selector} >> nth=0").locator("a")
    look = """link => {
      const of = each => { const s = getComputedStyle(each); return [s.stroke, s.strokeWidth] };
      const outline = getComputedStyle(link);
      return JSON.stringify([outline.outlineStyle, outline.outlineWidth,
        [...link.querySelectorAll("rect, path, circle")].map(of)]);
    }"""
    for at in dict.fromkeys((0, links.count() // 2, links.count() - 1)):
        link = links.nth(at)
        before = link.evaluate(look)
        link.focus()
        page.keyboard.press("Shift")
        assert link.evaluate("link => link.matches(':focus-visible')")
        assert link.evaluate(look) != before, link.get_attribute("aria-label")
        link.evaluate("link => link.blur()")


def test_the_tab_key_follows_the_flow(visit):
    page = visit().go("processes/credit-check/")
    back = page.locator('[data-pd-pic="lr"] .pd-swim').evaluate(
        """svg => {
          const order = [...svg.querySelectorAll(".pd-swim__node")].map(each => each.dataset.step);
          return [...svg.querySelectorAll(".pd-swim__edge--seq")].filter(
            each => order.indexOf(each.dataset.from) > order.indexOf(each.dataset.to)).length;
        }"""
    )
    assert back == 0
    down = visit().go("processes/").locator(".pd-graph").first
    heights = down.evaluate(
        "svg => [...svg.querySelectorAll('a')].map(each => { const box = each.getBoundingClientRect();"
        " return Math.round(box.top + box.height / 2) })"
    )
    assert heights == sorted(heights)


@EVERY
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_words_stand_out_from_the_ground(visit, path, selector, scheme):
    page = visit(color_scheme=scheme, forced_colors="active").go(path)
    faint = page.locator(selector).first.evaluate(
        """svg => {
          const ground = getComputedStyle(document.body).backgroundColor;
          const rgb = text => text.match(/\\d+/g).slice(0, 3).map(Number);
          const far = (a, b) => Math.max(...a.map((each, at) => Math.abs(each - b[at])));
          return [...svg.querySelectorAll("text")].filter(
            each => far(rgb(getComputedStyle(each).fill), rgb(ground)) < 100).length;
        }"""
    )
    assert faint == 0


def test_print_needs_no_colour(visit):
    page = visit().go("processes/credit-check/")
    page.emulate_media(media="print")
    looks = page.locator('[data-pd-pic="lr"] .pd-swim').evaluate(
        """svg => {
          const dash = kind => {
            const line = svg.querySelector(`.pd-swim__edge--${kind}`);
            return line && getComputedStyle(line).strokeDasharray;
          };
          const marks = ["va", "bva", "nva"].map(kind =>
            svg.querySelector(`.pd-hv--${kind}`)?.innerHTML.replace(/ c?[xyd]+="[^"]*"/g, ""));
          return { sequence: dash("seq"), message: dash("msg"), marks };
        }"""
    )
    assert looks["sequence"] != looks["message"]
    assert len(set(looks["marks"])) == 3
