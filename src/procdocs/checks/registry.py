"""Every check, in one explicit list."""

import datetime
from collections.abc import Iterator

from procdocs.analysis.analysis import Analysis
from procdocs.checks.context import Check, CheckContext
from procdocs.checks.flow import (
    branch_misses_join,
    dead_end,
    end_without_outcome,
    endless_loop,
    fork_without_join,
    join_without_fork,
    long_process,
    many_ways_out,
    message_to_nobody,
    missing_condition,
    missing_lane,
    missing_name,
    same_condition,
    same_name,
    single_branch,
    table_gaps,
    unknown_shares,
    unreachable,
    unused_lane,
    unwritten_end,
)
from procdocs.checks.glossary import (
    avoided_word,
    missing_language,
)
from procdocs.checks.glossary import (
    no_definition as glossary_no_definition,
)
from procdocs.checks.governance import (
    clause_never_carried,
    document_never_used,
    draft_linked,
    empty_unit,
    future_change,
    leaving_system,
    no_owner,
    no_review,
    not_approved,
    not_yet_effective,
    overdue_review,
    policy_never_linked,
    retired_linked,
    review_due,
    rollout_passed,
    system_never_used,
    untrained_role,
    version_order,
    version_unexplained,
)
from procdocs.checks.improvement import (
    automation_candidate,
    bottleneck,
    carried_by_hand,
    detached_process,
    distant_decision,
    drift,
    empty_approval,
    escalation,
    excess_inventory,
    key_process,
    keyed_twice,
    low_complete_accurate,
    low_limit,
    many_forms,
    many_handoffs,
    many_roles,
    many_systems,
    no_measuring_point,
    no_volume,
    one_step_visit,
    other_practice,
    overloaded_role,
    ping_pong,
    push_into_stock,
    repeated_check,
    rework,
    split_accountability,
    suggestion_overdue,
    unexplained_refusal,
    unjudged_steps,
    unmeasured_steps,
    waiting_dominates,
    waiting_step,
    waste_step,
)
from procdocs.checks.kpi import (
    floor_side,
    goal_without_value,
    missing_period,
    never_used,
    no_actuals,
    no_target,
)
from procdocs.checks.kpi import (
    no_definition as kpi_no_definition,
)
from procdocs.checks.option_names import RULE as UNKNOWN_OPTION
from procdocs.checks.option_names import check_option_names
from procdocs.checks.raci import (
    accountability_load,
    accountable_below,
    conflicting_duties,
    conflicting_person,
    exception_without_control,
    many_consulted,
    many_responsible,
    no_accountable,
    no_responsible,
    only_informed,
    role_named_after_person,
    role_not_responsible,
    role_without_letter,
    system_accountable,
    two_accountable,
    unknown_letter,
)
from procdocs.checks.risk import (
    control_failed,
    control_not_carried,
    high_residual,
    key_control_untested,
    never_linked,
    no_control,
    not_rated,
)
from procdocs.checks.structure import (
    lonely_to_be,
    never_called,
    no_group,
    no_instructions,
    no_purpose,
    no_result,
    no_steps,
    no_trigger,
    one_sided_neighbour,
)
from procdocs.diagnostics import Diagnostic, Severity
from procdocs.model.portal import Portal


def _check_option_names(context: CheckContext) -> Iterator[Diagnostic]:
    options = {check.rule.code: check.options for check in ALL_CHECKS}
    yield from check_option_names(context, options)


ALL_CHECKS: tuple[Check, ...] = (
    Check(rule=UNKNOWN_OPTION, run=_check_option_names),
    unreachable.CHECK,
    dead_end.CHECK,
    unwritten_end.CHECK,
    endless_loop.CHECK,
    fork_without_join.CHECK,
    branch_misses_join.CHECK,
    join_without_fork.CHECK,
    single_branch.CHECK,
    same_condition.CHECK,
    missing_condition.CHECK,
    many_ways_out.CHECK,
    unused_lane.CHECK,
    missing_lane.CHECK,
    end_without_outcome.CHECK,
    message_to_nobody.CHECK,
    unknown_shares.CHECK,
    table_gaps.CHECK,
    missing_name.CHECK,
    same_name.CHECK,
    long_process.CHECK,
    two_accountable.CHECK,
    no_accountable.CHECK,
    no_responsible.CHECK,
    unknown_letter.CHECK,
    many_responsible.CHECK,
    many_consulted.CHECK,
    role_without_letter.CHECK,
    only_informed.CHECK,
    accountable_below.CHECK,
    accountability_load.CHECK,
    conflicting_duties.CHECK,
    conflicting_person.CHECK,
    system_accountable.CHECK,
    exception_without_control.CHECK,
    role_not_responsible.CHECK,
    role_named_after_person.CHECK,
    no_purpose.CHECK,
    no_trigger.CHECK,
    no_result.CHECK,
    no_group.CHECK,
    one_sided_neighbour.CHECK,
    lonely_to_be.CHECK,
    no_instructions.CHECK,
    no_steps.CHECK,
    never_called.CHECK,
    retired_linked.CHECK,
    draft_linked.CHECK,
    no_owner.CHECK,
    policy_never_linked.CHECK,
    clause_never_carried.CHECK,
    document_never_used.CHECK,
    system_never_used.CHECK,
    leaving_system.CHECK,
    not_yet_effective.CHECK,
    version_unexplained.CHECK,
    version_order.CHECK,
    future_change.CHECK,
    not_approved.CHECK,
    rollout_passed.CHECK,
    untrained_role.CHECK,
    empty_unit.CHECK,
    overdue_review.CHECK,
    review_due.CHECK,
    no_review.CHECK,
    no_target.CHECK,
    no_actuals.CHECK,
    missing_period.CHECK,
    never_used.CHECK,
    kpi_no_definition.CHECK,
    floor_side.CHECK,
    goal_without_value.CHECK,
    no_control.CHECK,
    control_failed.CHECK,
    key_control_untested.CHECK,
    high_residual.CHECK,
    not_rated.CHECK,
    control_not_carried.CHECK,
    never_linked.CHECK,
    avoided_word.CHECK,
    glossary_no_definition.CHECK,
    missing_language.CHECK,
    no_measuring_point.CHECK,
    unmeasured_steps.CHECK,
    unjudged_steps.CHECK,
    no_volume.CHECK,
    detached_process.CHECK,
    overloaded_role.CHECK,
    key_process.CHECK,
    waste_step.CHECK,
    waiting_dominates.CHECK,
    rework.CHECK,
    low_complete_accurate.CHECK,
    repeated_check.CHECK,
    bottleneck.CHECK,
    excess_inventory.CHECK,
    push_into_stock.CHECK,
    waiting_step.CHECK,
    escalation.CHECK,
    empty_approval.CHECK,
    low_limit.CHECK,
    distant_decision.CHECK,
    many_handoffs.CHECK,
    ping_pong.CHECK,
    one_step_visit.CHECK,
    split_accountability.CHECK,
    keyed_twice.CHECK,
    many_forms.CHECK,
    many_systems.CHECK,
    many_roles.CHECK,
    automation_candidate.CHECK,
    carried_by_hand.CHECK,
    drift.CHECK,
    suggestion_overdue.CHECK,
    unexplained_refusal.CHECK,
    other_practice.CHECK,
)
"""All checks over the model, family by family, in order of their codes."""


def run_checks(portal: Portal, analysis: Analysis, today: datetime.date) -> tuple[Diagnostic, ...]:
    """Run every check that portal.yml does not switch off.

    Severities are the rules' own; the portal's are put in for all findings at once, later.

    Args:
        portal: The model.
        analysis: Its figures.
        today: The day on which reviews are due or not.

    Returns:
        Findings in order of the checks; one that a local variant repeats at the same place with
        the same words is given once.
    """
    context = CheckContext.of(portal, analysis, today)
    found: dict[tuple[str, str, int, int, str], Diagnostic] = {}
    for check in ALL_CHECKS:
        setting = portal.rules.get(check.rule.code)
        if setting is not None and setting.level is Severity.OFF:
            continue
        for diagnostic in check.run(context):
            span = diagnostic.span
            key = (check.rule.code, span.file, span.line, span.column, diagnostic.message)
            found.setdefault(key, diagnostic)
    return tuple(found.values())
