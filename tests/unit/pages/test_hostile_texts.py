"""Whatever a writer types, every page stays what its template says."""

import re
from html import unescape
from html.parser import HTMLParser

import markdown
import pytest
import yaml
from tests.support.contexts import context_from

from procdocs.pages.registry import plan_pages
from procdocs.pages.render import PLACEHOLDER, RenderedPage, render_page

BAD = (
    "x\"'><script>alert(1)</script><img src=x onerror=alert(1)> {{ 7*7 }} {% x %} "
    "[l](javascript:alert(1)) `c` # h | --- \\\\"
)
TEXT = "'" + BAD.replace("'", "''") + "'"

FILES = {
    "portal.yml": f"""\
name: {TEXT}
company: {TEXT}
landscape:
  - id: core
    name: {TEXT}
    chain: true
    groups: [{{id: order-to-cash, name: {TEXT}, description: {TEXT}}}]
success_factors: {{speed: {{name: {TEXT}, weight: 3}}}}
repository: {{url: "https://git.example.com/x"}}
feedback: {{url: "https://git.example.com/new?title={{title}}&body={{body}}"}}
""",
    "organisation.yml": f"""\
units:
  company: {{name: {TEXT}}}
roles:
  boss: {{name: {TEXT}, unit: company, held_by: [{TEXT}], description: {TEXT}}}
  clerk: {{name: {TEXT}, unit: company, reports_to: boss, cost_rate: 40/h}}
parties: {{customer: {{name: {TEXT}, kind: customer}}}}
""",
    "systems.yml": f"erp: {{name: {TEXT}, vendor: {TEXT}, owner: boss, description: {TEXT}}}\n",
    "documents.yml": f"form: {{name: {TEXT}, kind: form, fields: [{TEXT}], description: {TEXT}}}\n",
    "kpis.yml": f"""\
speed: {{name: {TEXT}, definition: {TEXT}, unit: {TEXT}, better: lower, target: 5, owner: boss,
         actuals: {{2026-09: 7, 2026-10: 9}}}}
""",
    "risks.yml": f"""\
loss: {{name: {TEXT}, cause: {TEXT}, effect: {TEXT}, likelihood: 2, impact: 3, owner: boss,
        controls: {{look: {{name: {TEXT}, kind: preventive, owner: boss, evidence: {TEXT}}}}}}}
""",
    "glossary.yml": f"""\
word: {{name: Alert, definition: {TEXT}, synonyms: [{TEXT}]}}
""",
    "policies/rules.md": f"""\
---
title: {TEXT}
owner: boss
version: "1"
status: effective
effective: 2026-01-01
---
{BAD}

## {BAD} {{#limits}}

{BAD}

<script>alert(2)</script>
""",
    "processes/work.yml": f"""\
name: {TEXT}
group: order-to-cash
owner: boss
version: {TEXT}
status: effective
effective: 2026-01-01
description: {TEXT}
note: {TEXT}
purpose: {{customer: {TEXT}, need: {TEXT}, outcome: {TEXT}, satisfaction: speed}}
trigger: {TEXT}
result: {TEXT}
volume: 100/month
kpis: [speed]
policies: [rules]
risks: [loss]
participants: [customer]
steps:
  - id: do
    name: {TEXT}
    role: clerk
    system: erp
    instructions: {TEXT}
    description: {TEXT}
    inputs: [form, {TEXT}]
    receives: {{from: customer, name: {TEXT}}}
    policies: [rules#limits]
    controls: look
    time: {{process: 10m, wait: 2h}}
    value: VA
    links: [{{title: {TEXT}, url: "javascript:alert(1)"}}]
  - id: choose
    name: {TEXT}
    type: decision
    role: boss
    table: {{inputs: [{TEXT}], rows: [[{TEXT}, "Yes"], [else, "No"]]}}
    branches:
      - {{when: "Yes", to: done, share: 80%}}
      - {{when: "No", to: do, share: 20%}}
  - {{id: done, type: end, name: {TEXT}}}
changes: [{{version: "1", date: 2026-01-01, by: boss, reason: {TEXT}}}]
""",
    "processes/work-to-be.yml": f"""\
name: {TEXT}
variant_of: work
state: to-be
owner: boss
steps: [{{id: do, name: {TEXT}, role: boss}}]
""",
    "raci/table.yml": f"""\
name: {TEXT}
activities: {{meet: {{name: {TEXT}, group: {TEXT}, note: {TEXT}, boss: A, clerk: R}}}}
""",
    "surveys/work.yml": f"""\
asked: 2026-09-10
responses: 3
invited: 4
steps:
  do: {{actual: {{process: 30m, wait: 3h}}, n: 3, differs: {TEXT}, barriers: [{TEXT}]}}
suggestions: [{{text: {TEXT}, votes: 2, status: declined, reason: {TEXT}}}]
""",
    "value-streams/flow.yml": f"""\
name: {TEXT}
owner: boss
customer: {{name: {TEXT}, need: {TEXT}, demand: 100/month}}
supplier: {{name: {TEXT}}}
stages:
  - {{name: {TEXT}, id: one, inventory_before: {{days: 2}}, cycle_time: 10s}}
  - {{process: work, wait_before: 1d}}
""",
}

ALLOWED_SCHEMES = ("http:", "https:", "mailto:")


class _Reader(HTMLParser):
    """Collect what could run."""

    def __init__(self):
        super().__init__()
        self.wrong = []
        self.ids = []

    def handle_starttag(self, tag, attrs):
        if tag in ("script", "iframe", "object", "embed", "style", "base", "meta"):
            self.wrong.append(tag)
        for key, value in attrs:
            if key.startswith("on") or key == "style":
                self.wrong.append(f"{tag} {key}")
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*:)", value or "", re.IGNORECASE)
            leads = key in ("href", "src", "xlink:href") and scheme
            if leads and scheme.group(1).lower() not in ALLOWED_SCHEMES:
                self.wrong.append(f"{key}={value}")
            if key == "id":
                self.ids.append(value)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    context = context_from(tmp_path_factory.mktemp("portal"), FILES)
    found = {}
    for plan in plan_pages(context):
        view = plan.view()
        found[plan.path] = (view, render_page(plan.kind, view, context.words, "en"))
    return found


def _html(page: RenderedPage) -> str:
    converter = markdown.Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"])
    return converter.convert(page.whole(lambda key: "").split("\n---\n", 1)[1])


def test_nothing_that_a_writer_types_runs(pages):
    wrong = {}
    for path, (_, page) in pages.items():
        reader = _Reader()
        reader.feed(_html(page))
        if reader.wrong:
            wrong[path] = reader.wrong
    assert wrong == {}


def test_every_page_has_a_readable_front_matter(pages):
    for view, page in pages.values():
        head = page.markdown.split("\n---\n", 1)[0].removeprefix("---\n")
        meta = yaml.safe_load(head)
        assert unescape(meta["title"]) == view.title
        assert not set('<>"') & set(meta["title"] + meta["description"])


def test_every_placeholder_stands_for_a_part_or_a_picture(pages):
    for path, (view, page) in pages.items():
        known = {picture.key for picture in view.pictures} | set(page.parts)
        used = PLACEHOLDER.findall(page.markdown + "".join(page.parts.values()))
        assert set(used) <= known, path
        assert len(used) == len(set(used)), path


def test_ids_are_unique_in_a_page(pages):
    for path, (_, page) in pages.items():
        reader = _Reader()
        reader.feed(_html(page))
        assert len(reader.ids) == len(set(reader.ids)), path


def test_search_entries_point_to_places_that_exist(pages):
    for path, (view, page) in pages.items():
        reader = _Reader()
        reader.feed(_html(page))
        missing = {entry.anchor for entry in view.search if entry.anchor} - set(reader.ids)
        assert missing == set(), path
