"""What a first reader stumbled over, and what must not come back."""

from dataclasses import replace

from tests.support.contexts import context_from
from tests.support.small_company import FILES

from procdocs.model.places import Text
from procdocs.portal.tree import PortalPage
from procdocs.views.about_pages import view_about
from procdocs.views.context import text_renderer
from procdocs.views.home_page import view_home_page
from procdocs.views.raci_matrix import view_raci
from procdocs.views.reference_page import view_reference

TWICE = """\
name: {en: Enquiry, zh: 询价}
group: order-to-cash
owner: credit-manager
steps:
  - {id: one, name: Read it, role: credit-clerk, raci: {A: credit-manager}}
  - {id: two, name: Wait for it, role: credit-clerk}
  - {id: three, name: Answer it, role: credit-clerk, raci: {A: credit-manager}}
"""


def test_guides_stand_in_the_order_that_their_writers_gave(tmp_path):
    pages = {
        "pages/about/zebra.md": "---\ntitle: Zebra\ndescription: First read\norder: 1\n---\nText.\n",
        "pages/about/ape.md": "---\ntitle: Ape\norder: 2\n---\n\nThe first sentence. The second.\n",
        "pages/start.md": "# Start\n\nFor everybody.\n",
    }
    rows = view_about(context_from(tmp_path, {**FILES, **pages})).sections[0].table.rows
    said = [(row.cells[0].links[0].text, row.cells[1].text) for row in rows]
    assert said[:3] == [
        ("Start", "For everybody."),
        ("Zebra", "First read"),
        ("Ape", "The first sentence."),
    ]


def test_the_reference_keeps_its_contents_short_and_common_keys_apart(tmp_path):
    view = view_reference(context_from(tmp_path, FILES))
    listed = [each for each in view.sections if not each.below]
    assert len(listed) == 12
    step = next(each for each in view.sections if each.anchor == "process-step")
    keys = [row.cells[0].text for row in step.table.rows]
    assert keys[0] in ("id", "name")
    assert "note" not in keys
    assert "note" in step.note


def test_examples_of_a_search_differ_and_show_another_language(tmp_path):
    context = context_from(tmp_path, {**FILES, "processes/enquiry.yml": TWICE})
    texts = [link.text for link in view_home_page(context).tries]
    assert len(texts) == len(set(texts))
    assert "询价" in texts


def test_a_heading_of_a_matrix_is_not_repeated_after_rows_without_one(tmp_path):
    context = context_from(tmp_path, FILES)
    matrix = context.portal.processes["credit-check"].raci
    answer = Text(values=(("en", "Answer"),), span=matrix.rows[0].name.span)
    groups = (answer, None, answer)
    rows = tuple(replace(matrix.rows[0], group=each) for each in groups)
    view = view_raci(context, context.links("raci/x.md"), replace(matrix, rows=rows))
    assert [row.group for row in view.rows] == ["Answer", None, None]


def test_words_are_explained_in_hand_written_pages_but_not_in_headings(tmp_path):
    glossary = "free-limit: {name: Free limit, definition: No check below it}\n"
    context = context_from(tmp_path, {**FILES, "glossary.yml": glossary})
    page = PortalPage(
        path="start.md",
        markdown="",
        parts={},
        generated=False,
        source="",
        terms=text_renderer(context, context.links("start.md")).terms,
    )
    made = page.explained("<h2>Free limit</h2><p>Above the free limit, ask.</p>")
    assert made.startswith("<h2>Free limit</h2><p>Above the <a ")
    assert 'title="No check below it"' in made
