"""The whole portal as JSON, version 1: what it says, what was computed, what was found.

The shape is described by the JSON Schema of `procdocs.exports.schema.PORTAL_SCHEMA`. Times are
minutes of working time; a figure that cannot be had is null, never 0. Names are in the portal's
language. Ids, step types and keys are those of the authoring format.
"""

import json
from typing import Any

from procdocs.analysis.analysis import Analysis
from procdocs.analysis.figures import ProcessFigures, StepFigures
from procdocs.diagnostics import Diagnostic
from procdocs.exports.objects import export_objects
from procdocs.exports.streams import export_streams
from procdocs.exports.values import iso, number, ref_ids, say
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.project import Project
from procdocs.views.links import page_url, process_anchor, process_page

SCHEMA_VERSION = 1


def export_json(project: Project, ids: tuple[str, ...] = ()) -> dict[str, str]:
    """Write `portal.json`.

    Args:
        project: A project with a model.
        ids: Processes to hold; none: all, and everything else of the portal beside them.

    Returns:
        One file by its name.
    """
    text = json.dumps(portal_values(project, ids), ensure_ascii=False, indent=1)
    return {"portal.json": text + "\n"}


def portal_values(project: Project, ids: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give the values behind `portal.json`; see `export_json`.

    Raises:
        ValueError: The project has no model.
    """
    portal, analysis = project.portal, project.analysis
    if portal is None or analysis is None:
        raise ValueError("only a project with a model can be exported")
    findings: dict[str, list[Diagnostic]] = {}
    for found in project.shown:
        if found.subject and found.subject.startswith("process:"):
            process_id = found.subject.removeprefix("process:").split("#")[0]
            findings.setdefault(process_id, []).append(found)
    values: dict[str, Any] = {
        "schema": SCHEMA_VERSION,
        "portal": {
            "name": say(portal, portal.name),
            "company": say(portal, portal.company),
            "language": portal.language,
            "currency": portal.currency,
            "calendar": {
                "hours_per_day": portal.calendar.hours_per_day,
                "days_per_week": portal.calendar.days_per_week,
            },
        },
        "processes": {
            process.id: _process(portal, analysis, process, findings.get(process.id, []))
            for process in portal.processes.values()
            if not ids or process.id in ids
        },
    }
    if not ids:
        values.update(export_objects(portal, analysis))
        values["value_streams"] = export_streams(portal, analysis)
    return values


def _process(
    portal: Portal, analysis: Analysis, process: Process, findings: list[Diagnostic]
) -> dict[str, Any]:
    figures = analysis.processes[process.id]
    governed = process.governed
    anchor = process_anchor(process)
    url = page_url(process_page(portal, process)) + (f"#{anchor}" if anchor else "")
    priority = analysis.priorities.get(process.id)
    return {
        "name": say(portal, process.name),
        "group": process.group,
        "owner": governed.owner.id if governed.owner else None,
        "status": governed.status,
        "version": governed.version,
        "effective": iso(governed.effective),
        "review_by": iso(governed.review_by),
        "audience": process.common.audience,
        "state": process.state,
        "variant_of": process.variant_of.id if process.variant_of else None,
        "extends": process.extends.id if process.extends else None,
        "part_of": process.part_of.id if process.part_of else None,
        "url": url,
        "purpose": _purpose(portal, process),
        "trigger": say(portal, process.trigger),
        "trigger_from": ref_ids(process.trigger_from),
        "result": say(portal, process.result),
        "result_to": ref_ids(process.result_to),
        "items_per_year": number(figures.items_per_year),
        "importance": number(priority.importance) if priority else None,
        "performance": number(priority.performance) if priority else None,
        "key": priority.key if priority else False,
        "kpis": ref_ids(process.kpis),
        "policies": ref_ids(process.policies),
        "risks": ref_ids(process.risks),
        "lanes": list(process.lanes),
        "steps": [_step(portal, step, figures.steps.get(step.id)) for step in process.steps],
        "raci": {
            row.id: {
                role: "/".join(row.letters(role))
                for role in process.raci.roles
                if row.letters(role)
            }
            for row in process.raci.rows
        },
        "metrics": _metrics(figures),
        "findings": [
            {
                "code": found.code,
                "message": found.message,
                "severity": found.severity.label,
                "file": found.span.file,
                "line": found.span.line,
                "column": found.span.column,
                "annual_hours": number(found.annual_hours),
                "annual_work_hours": number(found.annual_work_hours),
                "annual_wait_hours": number(found.annual_wait_hours),
                "annual_cost": number(found.annual_cost),
                "price_basis": found.price_basis,
            }
            for found in findings
        ],
    }


def _purpose(portal: Portal, process: Process) -> dict[str, Any] | None:
    purpose = process.purpose
    if purpose is None:
        return None
    return {
        "customer": say(portal, purpose.customer),
        "need": say(portal, purpose.need),
        "outcome": say(portal, purpose.outcome),
        "satisfaction": purpose.satisfaction.id
        if purpose.satisfaction
        else say(portal, purpose.satisfaction_text),
    }


def _step(portal: Portal, step: Step, figures: StepFigures | None) -> dict[str, Any]:
    return {
        "id": step.id,
        "name": say(portal, step.name),
        "type": step.type.value,
        "role": step.role.id if step.role else None,
        "party": step.party,
        "lane": step.lane,
        "systems": ref_ids(step.systems),
        "inputs": [item.document.id if item.document else item.text for item in step.inputs],
        "outputs": [item.document.id if item.document else item.text for item in step.outputs],
        "policies": ref_ids(step.policies),
        "controls": ref_ids(step.controls),
        "value": step.value.value if step.value else None,
        "waste": list(step.waste),
        "strain": list(step.strain),
        "automation": step.automation,
        "complete_accurate": number(step.complete_accurate),
        "basis": figures.basis.value if figures and figures.basis else None,
        "expected_visits": number(figures.visits) if figures else None,
        "reached": number(figures.reached) if figures else None,
        "process_minutes": number(figures.process_minutes) if figures else None,
        "wait_minutes": number(figures.wait_minutes) if figures else None,
        "lead_minutes": number(figures.lead_minutes) if figures else None,
        "labour_minutes": number(figures.labour_minutes) if figures else None,
        "rework_minutes": number(figures.rework_minutes) if figures else None,
        "slack_minutes": number(figures.slack_minutes) if figures else None,
    }


_NUMBERS = (
    "labour_minutes",
    "va_minutes",
    "bva_minutes",
    "nva_minutes",
    "unjudged_minutes",
    "rework_minutes",
    "wait_minutes",
    "cycle_time_minutes",
    "theoretical_cycle_time_minutes",
    "cycle_time_efficiency",
    "activity_ratio",
    "process_cycle_efficiency",
    "rolled_complete_accurate",
    "handoffs_expected",
    "unit_handoffs_expected",
    "system_contacts_expected",
    "outside_contacts_expected",
    "cost_per_item",
    "annual_labour_hours",
    "annual_wait_hours",
    "annual_cost",
    "items_inside",
)


def _metrics(figures: ProcessFigures) -> dict[str, Any]:
    simulated = figures.cycle_time_simulated
    path = figures.likely_path
    return {
        **{name: number(getattr(figures, name)) for name in _NUMBERS},
        "cycle_time_simulated_minutes": {
            "mean": number(simulated.mean),
            "low": number(simulated.low),
            "high": number(simulated.high),
            "p50": number(simulated.p50),
            "p90": number(simulated.p90),
            "runs": simulated.runs,
        }
        if simulated
        else None,
        "complete_accurate_steps": path.complete_accurate_steps if path else None,
        "likely_path": list(path.steps) if path else None,
        "critical_path": list(figures.critical_path),
        "basis": figures.basis.value if figures.basis else None,
        "activities": figures.activities,
        "unmeasured_steps": list(figures.unmeasured_steps),
        "unjudged_steps": list(figures.unjudged_steps),
        "missing_shares": list(figures.missing_shares),
        "method": figures.method.value if figures.method else None,
        "reason": figures.reason,
    }
