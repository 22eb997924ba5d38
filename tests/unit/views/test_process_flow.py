from tests.support.contexts import context_from

from procdocs.views.process_flow import view_swimlane

PROCESS = """\
name: Complaint
owner: cfo
lanes: [sales-rep, customer, cfo]
participants: {customer: {name: The customer}, press: {name: The press}}
steps:
  - {id: answer, name: Answer, role: sales-rep, sends: {to: customer, name: Answer}}
  - {id: tell, name: Tell, role: cfo, sends: {to: press, name: Note}}
  - {id: asked, type: start, role: customer, name: Question, next: reads}
  - {id: reads, name: Read, role: customer, receives: {from: answer, name: Answer}}
  - {id: read, type: end, role: customer}
"""


def swimlane(tmp_path):
    context = context_from(tmp_path, {"processes/complaint.yml": PROCESS})
    process = context.portal.processes["complaint"]
    return view_swimlane(context, context.links("processes/complaint.md"), process)


def test_lanes_keep_their_order_and_outside_parties_are_pools(tmp_path):
    view = swimlane(tmp_path)
    assert [lane.id for lane in view.lanes] == ["sales-rep", "customer", "cfo"]
    assert {lane.id: lane.outside for lane in view.lanes}["customer"]
    closed = {pool.id for pool in view.pools if pool.black_box}
    assert closed == {"pool-press"}
    assert all(lane.pool in {pool.id for pool in view.pools} for lane in view.lanes)


def test_every_end_of_a_flow_is_drawn(tmp_path):
    view = swimlane(tmp_path)
    known = {node.id for node in view.nodes} | {pool.id for pool in view.pools if pool.black_box}
    assert all(edge.source in known and edge.target in known for edge in view.edges)
    lanes = {lane.id for lane in view.lanes}
    assert all(node.lane in lanes for node in view.nodes)


def test_messages_leave_for_closed_pools_and_steps_link_to_their_places(tmp_path):
    view = swimlane(tmp_path)
    messages = {(edge.source, edge.target) for edge in view.edges if edge.kind == "message"}
    assert ("tell", "pool-press") in messages
    links = {node.id: node.href for node in view.nodes}
    assert links["answer"] == "#step-answer"
