"""Roles, policies and catalogue objects as plain values for `portal.json`."""

from typing import Any

from procdocs.analysis.analysis import Analysis
from procdocs.exports.values import iso, number, ref_ids, say
from procdocs.model.places import Ref
from procdocs.model.portal import Portal
from procdocs.views.links import GLOSSARY, object_path, page_url


def export_objects(portal: Portal, analysis: Analysis) -> dict[str, Any]:
    """Give everything of a portal that is no process and no value stream, by kind and id."""
    return {
        "units": {
            unit.id: {
                "name": say(portal, unit.name),
                "parent": _id(unit.parent),
                "head": _id(unit.head),
                "url": page_url(object_path("unit", unit.id)),
            }
            for unit in portal.units.values()
        },
        "roles": _roles(portal, analysis),
        "policies": _policies(portal),
        "systems": {
            system.id: {
                "name": say(portal, system.name),
                "owner": _id(system.owner),
                "vendor": system.vendor,
                "rollout": system.rollout_status,
                "go_live": iso(system.go_live),
                "url": page_url(object_path("system", system.id)),
            }
            for system in portal.systems.values()
        },
        "documents": {
            document.id: {
                "name": say(portal, document.name),
                "kind": document.kind,
                "owner": _id(document.governed.owner),
                "system": _id(document.system),
                "fields": list(document.fields),
                "template": document.template,
                "url": page_url(object_path("document", document.id)),
            }
            for document in portal.documents.values()
        },
        "kpis": _kpis(portal),
        "risks": _risks(portal),
        "terms": {
            term.id: {
                "name": say(portal, term.name),
                "definition": say(portal, term.definition),
                "synonyms": list(term.synonyms),
                "abbreviation": term.abbreviation,
                "url": f"{page_url(GLOSSARY)}#{term.id}",
            }
            for term in portal.terms.values()
        },
    }


def _id(ref: Ref | None) -> str | None:
    return str(ref) if ref is not None else None


def _roles(portal: Portal, analysis: Analysis) -> dict[str, Any]:
    values = {}
    for role in portal.roles.values():
        load = analysis.loads.get(role.id)
        values[role.id] = {
            "name": say(portal, role.name),
            "unit": _id(role.unit),
            "reports_to": _id(role.reports_to),
            "kind": role.kind,
            "goals": ref_ids(role.goals),
            "annual_hours": number(load.hours) if load else None,
            "capacity_hours": number(load.capacity_hours) if load else None,
            "letters": dict(load.letters) if load else {},
            "url": page_url(object_path("role", role.id)),
        }
    return values


def _policies(portal: Portal) -> dict[str, Any]:
    return {
        policy.id: {
            "title": say(portal, policy.title),
            "owner": _id(policy.governed.owner),
            "status": policy.governed.status,
            "version": policy.governed.version,
            "effective": iso(policy.governed.effective),
            "review_by": iso(policy.governed.review_by),
            "clauses": [
                {"id": clause.id, "number": clause.number, "title": say(portal, clause.title)}
                for clause in policy.clauses
            ],
            "url": page_url(object_path("policy", policy.id)),
        }
        for policy in portal.policies.values()
    }


def _kpis(portal: Portal) -> dict[str, Any]:
    return {
        kpi.id: {
            "name": say(portal, kpi.name),
            "unit": kpi.unit,
            "better": kpi.better,
            "target": number(kpi.target),
            "owner": _id(kpi.owner),
            "actuals": {actual.period: number(actual.value) for actual in kpi.actuals},
            "url": page_url(object_path("kpi", kpi.id)),
        }
        for kpi in portal.kpis.values()
    }


def _risks(portal: Portal) -> dict[str, Any]:
    return {
        risk.id: {
            "name": say(portal, risk.name),
            "likelihood": risk.likelihood,
            "impact": risk.impact,
            "residual_likelihood": risk.residual_likelihood,
            "residual_impact": risk.residual_impact,
            "owner": _id(risk.owner),
            "controls": {
                control.id: {
                    "name": say(portal, control.name),
                    "kind": control.kind,
                    "automation": control.automation,
                    "key": control.key,
                    "tested": iso(control.tested),
                    "result": control.result,
                }
                for control in (portal.controls[wanted] for wanted in risk.controls)
            },
            "url": page_url(object_path("risk", risk.id)),
        }
        for risk in portal.risks.values()
    }
