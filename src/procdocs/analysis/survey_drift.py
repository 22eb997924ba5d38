"""Documented times beside what staff say: per step, and what it makes of the whole.

Survey answers stand beside the documented figures, never in their place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from procdocs.analysis.figures import ProcessFigures
from procdocs.analysis.flow_solution import Inner
from procdocs.analysis.process_figures import analyse_process
from procdocs.analysis.step_times import minutes
from procdocs.analysis.summing import divide
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.quantities import Basis
from procdocs.model.steps import Step, StepTime
from procdocs.model.survey import StepSurvey, Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeDrift:
    """A documented time and the actual one, in minutes per visit."""

    documented: float | None
    """As the process file says."""
    actual: float | None
    """Median of the answers."""

    @property
    def ratio(self) -> float | None:
        """Actual ÷ documented; None where one is unknown or nothing is documented."""
        return divide(self.actual, self.documented)

    @property
    def difference(self) -> float | None:
        """Actual − documented; None where one is unknown."""
        if self.actual is None or self.documented is None:
            return None
        return self.actual - self.documented


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDrift:
    """One step of a survey."""

    step: str
    """Id of the step."""
    answers: int | None
    """Answers about it."""
    process: TimeDrift
    """Work."""
    wait: TimeDrift
    """Waiting."""
    lead: TimeDrift
    """Lead time."""
    documented_complete_accurate: float | None
    """%C&A as the process file says."""
    actual_complete_accurate: float | None
    """%C&A as judged in the survey."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyDrift:
    """A process as documented and as told."""

    process: str
    """Id of the process."""
    steps: tuple[StepDrift, ...]
    """Steps with answers, in order of the survey."""
    labour_minutes: TimeDrift
    """Labour content with the answers put in where there are any."""
    wait_minutes: TimeDrift
    """Waiting, likewise."""
    cycle_time_minutes: TimeDrift
    """Cycle time, likewise."""
    annual_hours: float | None
    """Work a year that the documented times leave out; negative where less is done."""


def find_drift(
    survey: Survey, process: Process, portal: Portal, figures: Mapping[str, ProcessFigures]
) -> SurveyDrift:
    """Compare what staff say with what is written.

    Args:
        survey: The survey.
        process: Its process.
        portal: The portal.
        figures: Figures of all processes, as documented.
    """
    written = figures[process.id]
    told = _as_told(survey, process, portal, figures)
    labour = TimeDrift(documented=written.labour_minutes, actual=told.labour_minutes)
    items, more = written.items_per_year, labour.difference
    return SurveyDrift(
        process=process.id,
        steps=tuple(_step_drift(answer, process) for answer in survey.steps),
        labour_minutes=labour,
        wait_minutes=TimeDrift(documented=written.wait_minutes, actual=told.wait_minutes),
        cycle_time_minutes=TimeDrift(
            documented=written.cycle_time_minutes, actual=told.cycle_time_minutes
        ),
        annual_hours=None if items is None or more is None else more * items / 60.0,
    )


def _step_drift(answer: StepSurvey, process: Process) -> StepDrift:
    step = process.step(answer.step.part or "")
    written = _three_times(step.time if step else None)
    told = _three_times(answer.actual)
    drifts = [
        TimeDrift(documented=one, actual=other) for one, other in zip(written, told, strict=True)
    ]
    return StepDrift(
        step=answer.step.part or "",
        answers=answer.n,
        process=drifts[0],
        wait=drifts[1],
        lead=drifts[2],
        documented_complete_accurate=step.complete_accurate if step else None,
        actual_complete_accurate=answer.complete_accurate,
    )


def _three_times(time: StepTime | None) -> tuple[float | None, float | None, float | None]:
    if time is None:
        return None, None, None
    process = None if time.process is None else minutes(time.process)
    wait = None if time.wait is None else minutes(time.wait.mean)
    lead = None if time.lead is None else minutes(time.lead)
    return process, wait, lead


def _as_told(
    survey: Survey, process: Process, portal: Portal, figures: Mapping[str, ProcessFigures]
) -> ProcessFigures:
    """Compute the process with the answers put in; a time that nobody gave stays as written."""
    answers = {answer.step.part: answer for answer in survey.steps}
    steps = tuple(_put_in(step, answers.get(step.id)) for step in process.steps)
    by_id = {step.id: step for step in steps}
    flow = replace(
        process.flow, steps=tuple(by_id.get(step.id, step) for step in process.flow.steps)
    )
    known = {name: Inner(figures=found, sampler=None) for name, found in figures.items()}
    return analyse_process(replace(process, steps=steps, flow=flow), portal, known).figures


def _put_in(step: Step, answer: StepSurvey | None) -> Step:
    if answer is None or answer.actual is None:
        return step
    told, written = answer.actual, step.time
    process = told.process if told.process is not None or written is None else written.process
    wait = told.wait if told.wait is not None or written is None else written.wait
    lead = told.lead
    if process is not None and wait is not None:
        lead = process + wait.mean
    time = StepTime(process=process, wait=wait, lead=lead, basis=Basis.SURVEY)
    return replace(step, time=time)
