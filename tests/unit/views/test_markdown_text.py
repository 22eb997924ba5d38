import re

import pytest

from procdocs.views.links import safe_url
from procdocs.views.markdown_text import (
    TermMarker,
    _converter,
    plain_markdown,
    render_inline,
    render_markdown,
)
from procdocs.views.page import Html


def resolve(address):
    return "../x/" if address.startswith("process:") else safe_url(address)


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "text <img src=x onerror=alert(1)> text",
        "<svg onload=alert(1)>\n\n</svg>",
        "<!-- <script>alert(1)</script> -->",
        "- a\n- <iframe src=//evil></iframe>",
        "| a |\n|---|\n| <script>x</script> |",
        "```html\n<script>alert(1)</script>\n```",
        "&lt;script&gt;<b onclick=x>bold</b>",
        "<a href=javascript:x>y</a>",
        "<div markdown=1>\n<script>x</script>\n</div>",
    ],
)
def test_html_of_a_writer_shows_as_text(typed):
    html = render_markdown(typed, resolve)
    tags = set(re.findall(r"<\s*([a-zA-Z!/]+)", html))
    assert tags <= {
        *("p", "/p", "ul", "/ul", "li", "/li", "pre", "/pre", "code", "/code"),
        *("table", "/table", "thead", "/thead", "tbody", "/tbody", "tr", "/tr", "th", "/th"),
        *("td", "/td"),
    }
    assert "alert" not in typed or "alert" in html


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&#58;alert(1)",
        "javascript&amp;#58;alert(1)",
        "javascript&colon;alert(1)",
        " \x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "//evil.example",
        "\\\\evil.example",
        "file:///etc/passwd",
    ],
)
def test_an_address_that_could_run_or_leave_loses_its_link(address):
    assert safe_url(address) is None
    html = render_markdown(f"[click]({address}) and [r][x]\n\n[x]: {address}", resolve)
    assert "href" not in html
    assert "src" not in render_markdown(f"![picture]({address})", resolve)


def test_good_addresses_stay():
    assert safe_url("https://example.com/a?b=c&d=e#f") == "https://example.com/a?b=c&d=e#f"
    assert safe_url("mailto:a@example.com") == "mailto:a@example.com"
    assert safe_url("#anchor") == "#anchor"
    html = render_inline("See [it](process:credit-check) *now*.", resolve)
    assert html == 'See <a href="../x/">it</a> <em>now</em>.'


def test_a_picture_from_outside_is_not_loaded():
    html = render_markdown("![Chart](https://example.com/x.png)", resolve)
    assert "<img" not in html
    assert 'href="https://example.com/x.png"' in html


def test_aligned_tables_carry_no_style():
    html = render_markdown("| a | b |\n|--:|:-:|\n| 1 | 2 |", resolve)
    assert "style" not in html
    assert '<td class="pd-num">1</td>' in html


def test_attributes_cannot_be_typed():
    assert "<h4>Head {: onclick=x }</h4>" in render_markdown("# Head {: onclick=x }", resolve)


@pytest.mark.parametrize(
    "text",
    [
        "One plain sentence.",
        "R&D, 5 > 3 and a-b: so.",
        "3.5 h (about); 50% of all",
        "é — 信用 'q' \"z\"",
    ],
)
def test_the_short_way_gives_what_the_library_gives(text):
    quick = render_markdown(text, resolve)
    long = render_markdown(text + "\n\n*x*", resolve).split("\n")[0]
    assert quick == long


@pytest.mark.parametrize(
    "text",
    [
        "1. Open the list.\n2. Take the oldest order.",
        "1. Open *Customer > Credit* in the ERP (screen CR-20).\n2. R&D: 5 < 6 and *a*b.",
        "1. One.\n2. *All of it*\n3. 3 * 4 = 12",
        "1. One\n3. Three",
        "1. One\n\n2. Two",
        "1. One\n2. - two",
        "1. # One",
        "1. `code` and **strong**",
        "1. 2. nested",
        "1. a * b * c",
        "1. *a* *b*",
        "2. Two",
        "1. One \n2. Two",
    ],
)
def test_a_list_the_short_way_gives_what_the_library_gives(text):
    converter, safe = _converter()
    safe.resolve = resolve
    converter.reset()
    assert render_markdown(text, resolve) == converter.convert(text).replace("\n\n", "\n")


def test_terms_are_marked_once_and_never_inside_links():
    marker = TermMarker(
        {"Credit limit": ("../g/#cl", 'A "limit" & more'), "额度": ("../g/#cl", "…")}
    )
    marked = marker.mark(
        Html(
            '<p>The credit limit and <a href="x">credit limit</a>, credit limit, credit limits.</p>'
        )
    )
    assert marked.count("pd-term") == 1
    assert "A &quot;limit&quot; &amp; more" in marked
    assert ">credit limit</a> and" in marked
    assert marker.mark(Html("<p>此额度有效</p>")).count("pd-term") == 1


def test_plain_words_for_the_search():
    assert plain_markdown("1. Open *Customer*\n2. See [policy](policy:x#y)") == (
        "Open Customer See policy"
    )


def test_lines_of_chinese_are_joined_without_a_blank():
    html = render_markdown(
        "每个客户都有\n额度。\n[信用专员](role:clerk)设定\n额度 in\nERP。\n\n下一段", lambda _: "x/"
    )
    assert html == (
        '<p>每个客户都有额度。<a href="x/">信用专员</a>设定额度 in\nERP。</p>\n<p>下一段</p>'
    )
