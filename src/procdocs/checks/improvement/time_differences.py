"""By how much the times that staff report differ from the documented ones, and its price."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from procdocs.analysis.figures import ProcessFigures
from procdocs.checks.context import CheckContext
from procdocs.checks.improvement.prices import price_of, step_part
from procdocs.diagnostics import Price
from procdocs.model.process import Process
from procdocs.model.steps import Step, StepTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A documented time and the one that staff report."""

    word: str
    """`work` or `waiting`."""
    written: float
    """Documented minutes."""
    actual: float
    """Reported minutes."""

    @property
    def minutes(self) -> float:
        """By how much they differ, more or less."""
        return abs(self.actual - self.written)


def differences(written: StepTime, actual: StepTime, part: float) -> Iterator[Difference]:
    """Give the differences of work and of waiting.

    Args:
        written: As documented.
        actual: As reported.
        part: Least difference, as a part of the documented time; a minute in any case.
    """
    pairs = (
        ("work", written.process, actual.process),
        (
            "waiting",
            written.wait.mean if written.wait else None,
            actual.wait.mean if actual.wait else None,
        ),
    )
    for word, before, now in pairs:
        if before is None or now is None:
            continue
        least = timedelta(minutes=1)
        if abs(now - before) >= max(part * before, least):
            yield Difference(
                word=word, written=before.total_seconds() / 60, actual=now.total_seconds() / 60
            )


def drift_price(
    context: CheckContext,
    process: Process,
    figures: ProcessFigures,
    step: Step,
    apart: Sequence[Difference],
) -> Price:
    """Price by how much the documented times are off, work and waiting each by itself.

    Those hours are no part of the documented ones, so they belong to no total of them.
    """
    minutes = {one.word: one.minutes for one in apart}
    work = minutes.get("work")
    parts = [
        replace(
            part,
            work=work,
            cost=None if work is None or part.rate is None else work * part.rate / 60,
            wait=minutes.get("waiting"),
            repeats=1.0,
        )
        for part in step_part(context, step, figures)
    ]
    return replace(price_of(context, process, figures, parts), stakes=())
