"""The review of a change as JSON, version 1; `review.schema.json` describes it.

Texts are as a reader sees them, in the portal's language. Figures are numbers as well: times in
minutes of working time (of value streams in seconds and days), changes a year in hours or money.
"""

import json
from typing import Any

from procdocs.analysis.compare_metrics import MetricChange
from procdocs.exports.values import number
from procdocs.views.change_values import Difference
from procdocs.views.review_parts import ObjectReview, StepReview
from procdocs.views.review_report import FindingReview, ReviewView

SCHEMA_VERSION = 1


def render_review_json(review: ReviewView) -> str:
    """Write the review; the same for the same review."""
    values: dict[str, Any] = {
        "schema": SCHEMA_VERSION,
        "title": review.title,
        "before": review.before,
        "after": review.after,
        "compared": review.compared,
        "changed": not review.is_empty,
        "summary": review.lead,
        "problems": [
            {
                "side": problem.side,
                "text": problem.text,
                "findings": [_finding(each) for each in problem.findings],
            }
            for problem in review.problems
        ],
        "objects": [_object(each) for each in review.objects],
        "settings": [_field(each) for each in review.settings],
        "findings": {
            "new": [_finding(each) for each in review.new],
            "mended": [_finding(each) for each in review.mended],
        },
    }
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _object(review: ObjectReview) -> dict[str, Any]:
    return {
        "kind": review.kind,
        "change": review.change,
        "name": review.name,
        "before_id": review.before_id,
        "after_id": review.after_id,
        "note": review.note,
        "fields": [_field(each) for each in review.differences],
        "steps": [_step(each) for each in review.steps],
        "raci": [
            {
                "activity": each.activity,
                "role": each.role,
                "before": each.before,
                "after": each.after,
            }
            for each in review.letters
        ],
        "metrics": [_metric(each.metric) for each in review.metrics],
        "gain_a_year": review.gain,
    }


def _step(step: StepReview) -> dict[str, Any]:
    return {
        "change": step.change,
        "name": step.name,
        "before_ids": list(step.before_ids),
        "after_id": step.after_id,
        "fields": [_field(each) for each in step.differences],
        "effect": step.effect,
    }


def _field(field: Difference) -> dict[str, Any]:
    return {"key": field.key, "label": field.label, "before": field.before, "after": field.after}


def _metric(metric: MetricChange) -> dict[str, Any]:
    annual_unit = {"minutes": "hours", "money": "money"}.get(metric.unit)
    return {
        "name": metric.name,
        "unit": metric.unit,
        "better": metric.better,
        "before": number(metric.before),
        "after": number(metric.after),
        "difference": number(metric.difference),
        "annual": number(metric.annual),
        "annual_unit": annual_unit if metric.annual is not None else None,
        "improves": metric.improves,
    }


def _finding(found: FindingReview) -> dict[str, Any]:
    return {
        "code": found.code,
        "severity": found.severity,
        "message": found.message,
        "file": found.file,
        "line": found.line,
        "subject": found.subject,
    }
