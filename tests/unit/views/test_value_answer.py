from tests.support.contexts import context_from
from tests.support.small_company import FILES

from procdocs.views.process_figures import view_figures
from procdocs.views.value_ladder import view_value_stream

FORK = """\
name: Offer
owner: credit-manager
group: order-to-cash
steps:
  - {id: split, type: fork, next: [price, plan]}
  - {id: price, name: Price, role: credit-clerk, time: {process: 10m, wait: 1h}, next: both}
  - {id: plan, name: Plan, role: sales-rep, time: {process: 20m, wait: %s}, next: both}
  - {id: both, type: join}
  - {id: send, name: Send, role: sales-rep, time: {process: 5m, wait: 0m}}
"""


def viewed(folder, wait):
    context = context_from(folder, {**FILES, "processes/offer.yml": FORK % wait})
    process = context.portal.processes["offer"]
    figures = context.analysis.processes["offer"]
    links = context.links("processes/offer")
    return view_value_stream(context, links, process, figures), context, process, figures


def test_the_critical_path_and_the_slack_of_every_step_are_said(tmp_path):
    view, *_ = viewed(tmp_path, "4h")
    assert view.critical.startswith("Critical path, the steps without slack: 3 Plan, 5 Send.")
    slack = {row.link.text: row.slack.replace("\u00a0", " ") for row in view.steps}
    assert slack == {"Price": "3 h 10 min", "Plan": "0", "Send": "0"}
    assert view.totals[-1][0] == "Added up", "4 h 25 min for an item, 5 h 35 min added up"


def test_where_flow_analysis_is_not_the_truth_both_are_said_and_why(tmp_path):
    view, *_ = viewed(tmp_path, '"10m..2h"')
    assert "simulated" in view.lead
    assert "Flow analysis gives 1\u00a0h 30\u00a0min" in view.lead
    assert "happens to be longest decides" in view.lead


def test_a_chain_has_neither(tmp_path):
    context = context_from(tmp_path, FILES)
    name, process = next(iter(context.portal.processes.items()))
    links = context.links(f"processes/{name}")
    figures = context.analysis.processes[name]
    view = view_value_stream(context, links, process, figures)
    assert view.critical == ""
    assert not any(row.slack for row in view.steps)
    assert "flow analysis" not in view.lead.lower()


def test_takt_is_working_time_by_volume(tmp_path):
    context = context_from(tmp_path, FILES)
    process = context.portal.processes["credit-check"]
    links = context.links("processes/credit-check")
    figures = view_figures(context, links, process, context.analysis.processes[process.id])
    (takt,) = (each for each in figures.more if each.label == "Takt")
    # 52 weeks of 40 hours ÷ 14 400 orders.
    assert (takt.number, takt.unit) == ("8.7", "min")
