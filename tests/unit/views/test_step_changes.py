from tests.support.contexts import context_from

from procdocs.views.compare_page import view_compare_page

AS_IS = """\
name: Check
owner: cfo
steps:
  - {id: type, name: Type, role: sales-rep, time: {process: 10m, wait: 1h}}
  - {id: copy, name: Copy, role: credit-clerk, time: {process: 10m, wait: 1h}}
  - {id: file, name: File, role: credit-clerk, time: {process: 10m, wait: 1h}}
  - {id: sign, name: Sign, role: cfo, time: {process: 5m, wait: 8h}}
"""
TO_BE = """\
name: Check at once
variant_of: check
state: to-be
owner: cfo
steps:
  - {id: type, name: Type, role: sales-rep, time: {process: 10m, wait: 1h}}
  - {id: scan, name: Scan, role: credit-clerk, replaces: [copy], time: {process: 1m, wait: 0m}}
  - {id: sign, name: Sign, role: credit-clerk, time: {process: 5m, wait: 1h}}
  - {id: tell, name: Tell, role: sales-rep, time: {process: 1m, wait: 0m}}
"""


def page(tmp_path):
    files = {"processes/check.yml": AS_IS, "processes/check-to-be.yml": TO_BE}
    context = context_from(tmp_path, files)
    return view_compare_page(context, context.portal.processes["check-to-be"])


def test_steps_are_matched_by_id_and_by_what_they_replace(tmp_path):
    rows = page(tmp_path).steps
    told = [
        (row.change, [link.text for link in row.before], row.after.text if row.after else None)
        for row in rows
    ]
    assert (None, ["1 Type"], "1 Type") not in told
    assert ("changed", ["2 Copy"], "2 Scan") in told
    assert ("removed", ["3 File"], None) in told
    assert ("added", [], "4 Tell") in told


def test_what_differs_is_said_before_and_after(tmp_path):
    sign = next(row for row in page(tmp_path).steps if row.after and row.after.text == "3 Sign")
    differences = {each.label: (each.before, each.after) for each in sign.differences}
    assert differences["Who does it"] == ("CFO", "Credit clerk")
    assert differences["Wait"] == ("8\u00a0h", "1\u00a0h")


def test_both_pictures_mark_what_changes(tmp_path):
    view = page(tmp_path)
    before = {node.id: node.change for node in view.before.picture.view.nodes}
    after = {node.id: node.change for node in view.after.picture.view.nodes}
    assert before["file"] == "removed"
    assert before["copy"] == "changed"
    assert after["tell"] == "added"


def test_figures_stand_side_by_side_with_their_change(tmp_path):
    lead = page(tmp_path).metrics[0]
    assert (lead.label, lead.state) == ("Lead time", "good")
    assert lead.change.startswith("−")


def test_one_picture_holds_what_is_new_what_goes_and_what_stays(tmp_path):
    view = page(tmp_path).both.view
    nodes = {node.id: (node.change, node.lane) for node in view.nodes}
    assert nodes["file"] == ("removed", "credit-clerk")
    assert nodes["scan"] == ("changed", "credit-clerk")
    assert nodes["sign"] == ("changed", "credit-clerk")
    assert nodes["tell"] == ("added", "sales-rep")
    assert "copy" not in nodes
    edges = {(edge.source, edge.target): edge.change for edge in view.edges}
    assert edges["scan", "sign"] == "added"
    assert edges["scan", "file"] == edges["file", "sign"] == "removed"
    assert edges["type", "scan"] is None
    order = [node.id for node in view.nodes]
    assert order.index("scan") < order.index("file") < order.index("sign")


def test_a_missing_translation_is_no_change_of_a_variant(tmp_path):
    base = AS_IS.replace("name: Type,", "name: {en: Type, zh: 录入},")
    files = {"processes/check.yml": base, "processes/check-to-be.yml": TO_BE}
    context = context_from(tmp_path, files)
    rows = view_compare_page(context, context.portal.processes["check-to-be"]).steps
    named = next(row for row in rows if row.after and row.after.text == "1 Type")
    assert [each.label for each in named.differences] == ["Goes on with"]


def test_every_metric_stands_before_and_after_and_what_the_change_gives_a_year(tmp_path):
    as_is = AS_IS.replace("owner: cfo", "owner: cfo\nvolume: 100/month").replace(
        "name: File,", "name: File, value: NVA,"
    )
    to_be = TO_BE.replace("owner: cfo", "owner: cfo\nvolume: 100/month").replace(
        "name: Tell,", "name: Tell, value: VA,"
    )
    files = {"processes/check.yml": as_is, "processes/check-to-be.yml": to_be}
    context = context_from(tmp_path, files)
    rows = view_compare_page(context, context.portal.processes["check-to-be"]).metrics
    told = {row.label: (row.before.replace("\u00a0", " "), row.after) for row in rows}
    assert told["of it without value"][0] == "10 min"
    assert told["of it value-adding"][0] == "0"
    assert told["Waiting a year"] == ("13 200 h", "2\u00a0400\u00a0h")
    assert told["Work a year"][0] == "700 h"
