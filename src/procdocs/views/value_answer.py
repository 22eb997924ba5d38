"""Where the time of a process goes, in sentences: its lead time, the most waiting, its slack."""

from procdocs.analysis.figures import Method, ProcessFigures, StepFigures
from procdocs.model.process import Process
from procdocs.views.context import ViewContext
from procdocs.views.format import minutes_text
from procdocs.views.sentences import said

_MOST_CRITICAL = 12
"""Steps of a critical path that are named one by one."""


def answer(context: ViewContext, process: Process, figures: ProcessFigures) -> str:
    """Say what an item takes, and where it waits most."""
    t = context.words
    if figures.cycle_time_minutes is None:
        reason = said(context, figures.reason or "no times are known")
        return t("The lead time cannot be said: {reason}.").format(reason=reason)
    simulated = figures.cycle_time_simulated
    work = _text(context, figures.labour_minutes or 0.0)
    if figures.method is Method.FLOW_ANALYSIS and simulated is not None:
        text = t(
            "An item takes {mean} on average, simulated, and {work} of work. Flow analysis gives "
            "{lead}: of branches side by side it takes the one that is longest on average, but of "
            "each item the branch that happens to be longest decides."
        ).format(
            mean=_text(context, simulated.mean),
            lead=_text(context, figures.cycle_time_minutes),
            work=work,
        )
    else:
        text = t("An item takes {lead} on average and {work} of work.").format(
            lead=_text(context, figures.cycle_time_minutes), work=work
        )
    longest = max(
        (each for each in figures.steps.values() if each.total_wait_minutes),
        key=lambda each: each.total_wait_minutes or 0.0,
        default=None,
    )
    if longest is not None:
        step = process.step(longest.step)
        text += t(" ") + t(
            "The most waiting, {time} per item, is before step {number} ({name})."
        ).format(
            time=_text(context, longest.total_wait_minutes or 0.0),
            number=step.number if step else "",
            name=context.say(step.name) if step else longest.step,
        )
    return text


def has_slack(figures: ProcessFigures) -> bool:
    """Tell whether some step may take longer without lengthening the whole."""
    return any(each.slack_minutes for each in figures.steps.values())


def critical_path(context: ViewContext, process: Process, figures: ProcessFigures) -> str:
    """Name the steps without slack; empty where nothing runs side by side."""
    if not has_slack(figures):
        return ""
    steps = [step for name in figures.critical_path if (step := process.step(name)) is not None]
    if len(steps) > _MOST_CRITICAL:
        named = ", ".join(str(step.number) for step in steps)
    else:
        named = ", ".join(f"{step.number} {context.say(step.name)}" for step in steps)
    return context.words(
        "Critical path, the steps without slack: {steps}. Any other may take as much longer as its "
        "slack says before the whole does, by expected times."
    ).format(steps=named)


def slack_text(context: ViewContext, figures: StepFigures) -> str:
    """Write the slack of a step; empty where none is known."""
    if figures.slack_minutes is None or not figures.visits:
        return ""
    return _text(context, figures.slack_minutes)


def _text(context: ViewContext, minutes: float) -> str:
    return minutes_text(minutes, context.portal.calendar)
