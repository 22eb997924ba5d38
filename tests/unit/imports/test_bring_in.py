"""BPMN 2.0 to process files: what is taken, what is named in the report."""

from pathlib import Path

import pytest
from tests.support.bpmn import bring_in, unnamed

from procdocs.imports.bpmn.bring_in import import_bpmn
from procdocs.imports.known import Known
from procdocs.imports.report import Fate

CASES = Path(__file__).parents[2] / "cases" / "bpmn"
SPACE = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def definitions(inner, **attributes):
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return (
        f'<definitions xmlns="{SPACE}" id="d" targetNamespace="urn:x"{more}>{inner}</definitions>'
    )


def process(inner, **attributes):
    more = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return definitions(f'<process id="p" name="Work"{more}>{inner}</process>')


def flows(*pairs):
    return "".join(
        f'<sequenceFlow id="f{number}" sourceRef="{a}" targetRef="{b}"/>'
        for number, (a, b) in enumerate(pairs)
    )


def steps_of(text, name="work"):
    made = import_bpmn([("model.bpmn", text.encode())])
    assert not made.refused
    found = next(file for file in made.processes if file.id == name)
    return {step["id"]: step for step in found.values["steps"]}, made


@pytest.fixture(scope="module")
def order():
    return import_bpmn([("order.bpmn", (CASES / "order.bpmn").read_bytes())])


def test_a_collaboration_becomes_a_process_with_roles_parties_and_an_embedded_file(order):
    main, bill = order.processes
    assert (main.id, bill.id) == ("handle-an-order", "handle-an-order-bill")
    assert main.values["lanes"] == ["verkaeufer", "role-1", "buyer"]
    assert main.values["participants"] == {"buyer": {"name": "Buyer"}}
    assert order.roles["role-1"]["name"] == "仓库"
    assert bill.values["part_of"] == "handle-an-order"
    assert "owner" not in bill.values
    assert main.values["description"] == "From order to delivery."


def test_every_kind_of_step_is_written_as_a_writer_would(order):
    steps = {step["id"]: step for step in order.processes[0].values["steps"]}
    assert steps["order-arrives"]["receives"] == {"from": "buyer", "name": "Order"}
    check = steps["pruefe-die-bestellung"]
    assert check["kind"] == "user"
    assert check["instructions"] == "Look at the price."
    assert check["inputs"] == "Order"
    assert steps["in-order"]["branches"] == [
        {"when": "else", "to": "fork"},
        {"when": "No", "to": "refused"},
        {"when": "Unclear", "to": "pruefe-die-bestellung"},
    ]
    assert steps["refused"]["event"] == "error"
    pick = steps["pick"]
    assert pick["repeat"] == {"times": 3}
    assert pick["on_timeout"] == {"after": "2d", "interrupting": False, "to": "remind-the-picker"}
    assert steps["bill"]["process"] == "handle-an-order-bill"
    assert steps["ship"]["name"] == "Ship"
    assert "type" not in steps["ship"]


def test_nothing_is_dropped_without_a_line_in_the_report(order):
    report = order.reports[0]
    assert unnamed(report) == []
    lines = {remark.id: remark for remark in report.remarks if remark.id}
    assert lines["merge"].fate is Fate.SIMPLIFIED
    assert lines["m3"].fate is Fate.LOST
    assert "checked" in lines["fc"].message
    assert "shipping" in lines["ship"].message
    assert any(r.kind == "extension" and "vendor" in r.name for r in report.remarks)
    assert report.counts["message flows"] == (3, 2)


def test_the_result_checks_without_errors(order, tmp_path):
    _, project = bring_in(tmp_path, "order.bpmn", (CASES / "order.bpmn").read_bytes())
    assert project.errors == ()


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ('<task id="a" name="A"/>', ["start", "a", "end"]),
        ("", ["start", "end"]),
        (
            '<startEvent id="s"/><task id="a" name="A"/><task id="b" name="B"/>'
            + flows(("s", "a"), ("a", "b"), ("b", "a")),
            ["start", "a", "b"],
        ),
    ],
)
def test_missing_starts_and_ends_are_added(inner, expected):
    steps, made = steps_of(process(inner))
    assert list(steps) == expected
    assert (len(expected) == 3 and "b" in expected) or made.reports[0].of(Fate.ADDED)


def test_a_gateway_that_joins_and_splits_becomes_two():
    steps, made = steps_of(
        process(
            '<startEvent id="s"/><parallelGateway id="f"/><task id="a" name="A"/>'
            '<task id="b" name="B"/><parallelGateway id="g" name="Both"/><task id="c" name="C"/>'
            '<task id="d" name="D"/><parallelGateway id="j"/><endEvent id="e"/>'
            + flows(
                ("s", "f"),
                ("f", "a"),
                ("f", "b"),
                ("a", "g"),
                ("b", "g"),
                ("g", "c"),
                ("g", "d"),
                ("c", "j"),
                ("d", "j"),
                ("j", "e"),
            )
        )
    )
    assert [step.get("type") for step in steps.values()].count("join") == 2
    assert steps["both"]["type"] == "fork"
    assert any("a join and a fork" in remark.message for remark in made.reports[0].remarks)


def test_a_call_finds_its_process_in_another_file_and_never_closes_a_circle():
    caller = process('<callActivity id="a" name="Do it" calledElement="q"/>')
    called = definitions(
        '<process id="q" name="Called"><callActivity id="b" name="Back" calledElement="p"/></process>'
    )
    made = import_bpmn([("a.bpmn", caller.encode()), ("b.bpmn", called.encode())])
    by_id = {file.id: file for file in made.processes}
    assert by_id["work"].values["steps"][1]["process"] == "called"
    assert "process" not in by_id["called"].values["steps"][1]
    assert "call itself" in "".join(str(remark) for remark in made.reports[1].remarks)


def test_roles_of_the_organisation_are_used_again():
    text = process(
        '<laneSet id="ls"><lane id="l" name=" Sales  REP "><flowNodeRef>a</flowNodeRef></lane>'
        '</laneSet><task id="a" name="A"/>'
    )
    known = Known(roles={"sales-rep": "sales-rep", "sales rep": "sales-rep"})
    made = import_bpmn([("a.bpmn", text.encode())], known)
    assert made.processes[0].values["steps"][1]["role"] == "sales-rep"
    assert list(made.roles) == ["process-owner"]


def test_a_fault_of_the_drawing_is_allowed_with_a_comment(tmp_path):
    text = process(
        '<startEvent id="s"/><task id="a" name="A"/><task id="b" name="B"/>'
        + flows(("s", "a"), ("a", "b"), ("b", "a"))
    )
    _, project = bring_in(tmp_path, "loop.bpmn", text.encode())
    assert project.errors == ()
    written = (tmp_path / "content/processes/work.yml").read_text()
    assert "# procdocs: allow FLOW004 because" in written


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"<a>\n<b></a>", "line 2, column 6: this is no well-formed XML: mismatched tag"),
        (b"<html/>", "this is no BPMN 2.0: the outermost element is <html>"),
        (definitions("").encode(), "holds no process"),
        (
            b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>',
            "has a document type",
        ),
        (b"<a>" * 500, "nested deeper"),
        (b'<?xml version="1.0" encoding="zlib"?><a/>', "the encoding zlib is not read"),
        (b'<?xml version="1.0" encoding="UTF-8"?><a b="\xe4"/>', "the byte 0xE4 is not UTF-8"),
        (b"PK\x03\x04", "unpack it"),
        ("<a/>".encode("utf-32"), "UTF-32 is not read; save the file as UTF-8"),
        (b'<a b="' + b"x" * 1_000_001 + b'"/>', "an attribute has more than 1,000,000"),
        (
            definitions(
                '<process id="p"><task id="a"/>'
                + '<sequenceFlow sourceRef="a" targetRef="a"/>' * 10_001
                + "</process>"
            ).encode(),
            "10,001 sequence flows; at most 10,000 are read; part it",
        ),
    ],
)
def test_what_cannot_be_read_gets_a_message_with_its_place(data, words):
    made = import_bpmn([("bad.bpmn", data)])
    assert made.processes == ()
    assert words in made.refused[0][1]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gbk", "gb18030"])
def test_encodings(encoding):
    text = process('<task id="a" name="审核订单"/>')
    data = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    made = import_bpmn([("zh.bpmn", data)])
    assert made.processes[0].values["steps"][1]["name"] == "审核订单"


def test_the_same_file_gives_the_same_values(order):
    again = import_bpmn([("order.bpmn", (CASES / "order.bpmn").read_bytes())])
    assert again == order


def test_a_name_without_end_is_cut_and_said():
    made = import_bpmn([("x.bpmn", process(f'<task id="a" name="{"w" * 5_000}"/>').encode())])
    assert len(made.processes[0].values["steps"][1]["name"]) == 1_000
    assert any("is cut behind 1,000" in remark.message for remark in made.reports[0].remarks)


def test_no_file_has_a_name_that_windows_keeps_for_devices():
    text = definitions('<process id="p" name="CON"><task id="a" name="A"/></process>')
    made = import_bpmn([("x.bpmn", text.encode())])
    assert [file.id for file in made.processes] == ["con-process"]


@pytest.mark.parametrize(
    ("name", "said"),
    [("7 days", False), ("P7D", False), ("Reminder (every 7 days)", True), ("Too late", True)],
)
def test_a_timer_loses_no_name_in_silence(name, said):
    text = process(
        '<startEvent id="s"/><task id="a" name="A"/><endEvent id="e"/><endEvent id="l"/>'
        f'<boundaryEvent id="b" name="{name}" attachedToRef="a"><timerEventDefinition>'
        "<timeDuration>P7D</timeDuration></timerEventDefinition></boundaryEvent>"
        + flows(("s", "a"), ("a", "e"), ("b", "l"))
    )
    made = import_bpmn([("x.bpmn", text.encode())])
    step = next(step for step in made.processes[0].values["steps"] if step["id"] == "a")
    assert step["on_timeout"]["after"] == "7d"
    told = [r for r in made.reports[0].remarks if "its name is not" in r.message]
    assert bool(told) is said
