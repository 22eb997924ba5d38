from pathlib import Path

import pytest

from procdocs.project import open_project
from procdocs.views.context import make_context
from procdocs.views.process_figures import view_figures

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def context():
    project = open_project(ROOT / "mkdocs.yml")
    return make_context(project.portal, project.analysis, project.diagnostics, today=project.today)


def lead_note(context, process_id):
    process = context.portal.processes[process_id]
    figures = context.analysis.processes[process_id]
    return figures, view_figures(context, context.links("index.md"), process, figures).main[0].note


def test_waiting_in_a_chain_is_part_of_the_lead_time(context):
    figures, note = lead_note(context, "reference-loan-approval")
    assert figures.wait_minutes < figures.cycle_time_minutes
    assert note.startswith("of it ")


def test_waiting_of_parallel_branches_is_never_called_a_part_of_the_lead_time(context):
    seen = 0
    for process_id, figures in context.analysis.processes.items():
        if figures.wait_minutes and figures.cycle_time_minutes:
            _, note = lead_note(context, process_id)
            if figures.wait_minutes > figures.cycle_time_minutes:
                seen += 1
                assert not note.startswith("of it "), process_id
    assert seen
