from tests.support.contexts import context_from

from procdocs.views.context import text_renderer
from procdocs.views.written_page import outside_code, view_written_page


def test_code_is_left_alone():
    text = "a `a` b\n```\na\n```\n~~~\na\n```\na\n~~~\na ``a ` a`` a"
    changed = outside_code(text, lambda piece: piece.replace("a", "X"))
    assert changed == "X `a` b\n```\na\n```\n~~~\na\n```\na\n~~~\nX ``a ` a`` X"


def test_the_way_to_a_page_stands_over_its_text_and_below_its_front_matter(tmp_path):
    text = "---\ntitle: Guide\n---\n# Guide\n"
    context = context_from(tmp_path, {"pages/guides/first.md": text})
    (page,) = context.portal.pages
    front, _, body = view_written_page(context, page).partition("<nav ")
    assert front == "---\ntitle: Guide\n---\n"
    assert 'href="../../about/"' in body
    assert body.endswith("</nav>\n\n# Guide\n")


def test_a_number_of_a_writer_stays_on_one_line(tmp_path):
    process = "name: P\ndescription: Above 1 250 000 EUR or 25 000 EUR, since 2026 300 times.\n"
    context = context_from(tmp_path, {"processes/p.yml": process})
    renderer = text_renderer(context, context.links("x.md"))
    html = renderer.block(context.portal.processes["p"].common.description)
    assert "1\u00a0250\u00a0000 EUR or 25\u00a0000 EUR, since 2026 300 times" in html
