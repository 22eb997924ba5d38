"""Parts of the model as a writer types them: what a file of another kind has no place for."""

from collections.abc import Iterable, Mapping
from typing import Any

from procdocs.exports.values import iso, ref_ids
from procdocs.model.places import Common, Text
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.quantities import Basis
from procdocs.model.raci import Origin
from procdocs.model.steps import Step, StepTime, StepType


def authored_process(portal: Portal, process: Process) -> dict[str, Any]:
    """Give what a process says of itself beside its name, texts, lanes, parties and steps.

    Args:
        portal: Where the process is.
        process: The process.

    Returns:
        Values by the keys of SHAPES.yml, in their order; what was not written is left out. A local
        variant is whole, so it does not say what it extends.
    """
    purpose = process.purpose
    default = portal.default_audience
    if process.part_of is not None and process.part_of.id in portal.processes:
        default = portal.processes[process.part_of.id].common.audience
    return _written(
        {
            **(_governed(process, portal) if process.part_of is None else {}),
            **_common(process.common, default, portal),
            "variant_of": str(process.variant_of) if process.variant_of else None,
            "state": process.state if process.variant_of else None,
            "purpose": _written(
                {
                    "customer": text_of(purpose.customer, portal),
                    "need": text_of(purpose.need, portal),
                    "outcome": text_of(purpose.outcome, portal),
                    "satisfaction": str(purpose.satisfaction)
                    if purpose.satisfaction
                    else text_of(purpose.satisfaction_text, portal),
                }
            )
            if purpose
            else None,
            "trigger": _linked(process.trigger, "from", ref_ids(process.trigger_from), portal),
            "result": _linked(process.result, "to", ref_ids(process.result_to), portal),
            "volume": f"{_plain(process.volume.count)}/{process.volume.per}"
            if process.volume
            else None,
            "success_factors": {id_: _number(score) for id_, score in process.success_factors},
            "cost_impact": _number(process.cost_impact),
            "performance": _number(process.performance),
            "kpis": ref_ids(process.kpis),
            "policies": ref_ids(process.policies),
            "risks": ref_ids(process.risks),
            "layout": {"direction": process.layout.direction}
            if process.layout and process.layout.direction
            else None,
        }
    )


def _governed(process: Process, portal: Portal) -> dict[str, Any]:
    governed = process.governed
    return {
        "group": process.group,
        "owner": str(governed.owner) if governed.owner else None,
        "approved_by": str(governed.approved_by) if governed.approved_by else None,
        "status": governed.status,
        "version": governed.version,
        "effective": iso(governed.effective),
        "review_by": iso(governed.review_by) if governed.review_written else None,
        "changes": [
            _written(
                {
                    "version": change.version,
                    "date": iso(change.date),
                    "by": str(change.by) if change.by else None,
                    "reason": text_of(change.reason, portal),
                }
            )
            for change in governed.changes
        ],
    }


def authored_step(portal: Portal, process: Process, step: Step) -> dict[str, Any]:
    """Give what a step says of itself beside its name, texts, flow, data and messages.

    Args:
        portal: Where the process is.
        process: Where the step is.
        step: The step.

    Returns:
        Values by the keys of SHAPES.yml, in their order; what was not written is left out.
    """
    repeat, layout, authority = step.repeat, step.layout, step.authority
    return _written(
        {
            "system": ref_ids(step.systems),
            "time": authored_time(step.time),
            "complete_accurate": percent(step.complete_accurate),
            "value": step.value.value if step.value else None,
            "waste": list(step.waste),
            "strain": list(step.strain),
            "automation": step.automation,
            "raci": letters_of(process, step, Origin.INLINE),
            "authority": _written(
                {
                    "limit": f"{_plain(authority.limit.amount)} {authority.limit.currency}"
                    if authority.limit
                    else None,
                    "escalate_to": str(authority.escalate_to) if authority.escalate_to else None,
                }
            )
            if authority
            else None,
            "policies": ref_ids(step.policies),
            "controls": ref_ids(step.controls),
            "combinations": [
                {"of": list(each.of), "share": percent(each.share)} for each in step.combinations
            ],
            "table": {
                "inputs": list(step.table.inputs),
                "rows": [list(row) for row in step.table.rows],
            }
            if step.table
            else None,
            "repeat": _written(
                {
                    "for": text_of(repeat.per, portal),
                    "times": _number(repeat.times),
                    "parallel": True if repeat.parallel else None,
                }
            )
            if repeat
            else None,
            "outcome": step.outcome,
            "share": percent(step.share) if step.type is StepType.START else None,
            "replaces": list(step.replaces),
            "layout": _written({"column": layout.column, "row": layout.row}) if layout else None,
            **_common(step.common, process.common.audience, portal),
        }
    )


def authored_time(time: StepTime | None) -> dict[str, Any] | None:
    """Give the times of a step as typed."""
    if time is None:
        return None
    typed = dict(time.written)
    made: dict[str, Any] = {}
    if "process" in typed:
        made["process"] = typed["process"]
    if "mean" in typed:
        made["wait"] = {key: typed[key] for key in ("from", "to", "mean")}
    elif "from" in typed:
        made["wait"] = f"{typed['from']}..{typed['to']}"
    elif "wait" in typed:
        made["wait"] = typed["wait"]
    if "lead" in typed:
        made["lead"] = typed["lead"]
    if made and time.basis is not Basis.ESTIMATE:
        made["basis"] = time.basis.value
    return made or None


def text_of(text: Text | None, portal: Portal) -> str | dict[str, str] | None:
    """Give a text as typed: plain, or by language where it has others than the portal's."""
    if text is None or not text.values:
        return None
    if [code for code, _ in text.values] == [portal.language]:
        return text.values[0][1]
    return dict(text.values)


def languages_of(portal: Portal, **texts: Text | None) -> dict[str, Any]:
    """Give those of several texts that are in other languages than the portal's."""
    found = {key: text_of(text, portal) for key, text in texts.items()}
    return {key: value for key, value in found.items() if isinstance(value, dict)}


def percent(share: float | None) -> str | None:
    """Write a share as `12.5%`."""
    return None if share is None else f"{_plain(round(share * 100, 9))}%"


def letters_of(process: Process, step: Step, origin: Origin) -> dict[str, list[str]]:
    """Give the roles by letter that a step itself or a table names."""
    made: dict[str, list[str]] = {}
    for row in process.raci.rows:
        if row.step == step.id:
            for each in row.assignments:
                if each.origin is origin:
                    made.setdefault(each.letter, []).append(each.role)
    return made


def _common(common: Common, default: str, portal: Portal) -> dict[str, Any]:
    return {
        "aliases": list(common.aliases),
        "audience": common.audience if common.audience != default else None,
        "links": [{"title": text_of(link.title, portal), "url": link.url} for link in common.links],
    }


def _linked(text: Text | None, key: str, ids: Iterable[str], portal: Portal) -> Any:
    said, there = text_of(text, portal), list(ids)
    return _written({"text": said, key: there}) if there else said


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, [], {}, "")}


def _number(value: float | None) -> int | float | None:
    return int(value) if value is not None and value == int(value) else value


def _plain(value: float) -> str:
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return text or "0"
