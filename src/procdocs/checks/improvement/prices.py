"""What a finding has at stake a year, and the processes that are asked.

At stake is what a change could touch at most, not what it would surely save: the work of a step
and the waiting before it. Amounts of several findings overlap and must not be added; see
`procdocs.diagnostics.price.count_once`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from procdocs.analysis.figures import ProcessFigures, StepFigures
from procdocs.analysis.summing import cost_rate
from procdocs.checks.context import CheckContext
from procdocs.checks.improvement.price_words import NO_TIME, Part, write_basis, write_terms
from procdocs.diagnostics import Price
from procdocs.diagnostics.price import Stake
from procdocs.diagnostics.sentence import Figure, sentence
from procdocs.model.process import Process
from procdocs.model.steps import Step, StepType, ValueClass


def figured(context: CheckContext) -> Iterator[tuple[Process, ProcessFigures]]:
    """Give the current processes with their figures; a to-be is itself a proposal."""
    for process in context.portal.current_processes():
        figures = context.analysis.processes.get(process.id)
        if figures is not None:
            yield process, figures


def figured_activities(
    context: CheckContext,
) -> Iterator[tuple[Process, ProcessFigures, Step, StepFigures]]:
    """Give the activities of the current processes with their figures."""
    for process, figures in figured(context):
        for step in process.activities:
            found = figures.steps.get(step.id)
            if found is not None:
                yield process, figures, step, found


def step_part(
    context: CheckContext,
    step: Step | None,
    figures: ProcessFigures,
    *,
    times: float | None = None,
    share: float = 1.0,
    work: bool = True,
    wait: bool = True,
) -> tuple[Part, ...]:
    """Give what a step has at stake; nothing where its visits are unknown.

    Args:
        context: The portal, for roles and rates.
        step: The step.
        figures: Of its process.
        times: Expected times per item; left out: its visits.
        share: Part of each time that counts.
        work: Whether its work is at stake.
        wait: Whether the waiting before it is.
    """
    found = figures.steps.get(step.id) if step else None
    if step is None or found is None:
        return ()
    times = found.visits if times is None else times
    if times is None or found.visits is None:
        return ()
    part = Part(
        step=step.id,
        times=times,
        share=share,
        work=found.process_minutes if work else None,
        wait=found.wait_minutes if wait else None,
    )
    return (_with_cost(context, step, found, part) if work else part,)


def _with_cost(context: CheckContext, step: Step, found: StepFigures, part: Part) -> Part:
    portal = context.portal
    if step.type is StepType.SUBPROCESS:
        cost = found.cost / found.visits if found.cost is not None and found.visits else None
        return replace(part, cost=cost)
    rate = cost_rate(step, portal.roles, portal.currency)
    if rate is None or part.work is None:
        return part
    # Only work that is repeated and never cut off is the authored time a whole number of times.
    times = step.repeat.times if step.repeat and not step.boundaries else 1.0
    cost = part.work * rate / 60
    return replace(part, cost=cost, rate=rate, repeats=times)


def price_of(
    context: CheckContext, process: Process, figures: ProcessFigures, parts: Iterable[Part]
) -> Price:
    """Put a price together.

    Args:
        context: The portal.
        process: The process.
        figures: Its figures, for the items a year.
        parts: What its steps add.

    Returns:
        A part whose work, waiting or rate is unknown is left out of that amount. No amount, and
        why, where the items a year or every part is unknown.
    """
    items = figures.items_per_year
    parts = list(parts)
    works = _gathered((replace(p, wait=None) for p in parts if p.work), figures)
    waits = _gathered((_only_wait(p) for p in parts if p.wait), figures)
    currency = context.portal.currency
    if not works and not waits:
        return Price(currency=currency, basis=NO_TIME)
    volume = None if figures.volume_derived else process.volume
    basis = write_basis(volume, items, context.portal.calendar, works, waits, currency)
    terms = write_terms(works, waits, currency)
    if items is None:
        return Price(currency=currency, basis=basis, terms=terms)
    return Price(
        work_hours=sum(_amount(part, part.work) for part in works) * items / 60 if works else None,
        wait_hours=sum(_amount(part, part.wait) for part in waits) * items / 60 if waits else None,
        cost=_cost(works, items),
        currency=currency,
        basis=basis,
        terms=terms,
        stakes=_stakes(process, [*works, *waits], items),
    )


def _stakes(process: Process, parts: Sequence[Part], items: float) -> tuple[Stake, ...]:
    """Give the amounts by step; the work of a sub-process counts with its own steps.

    What is not current, a to-be or a retired process, counts in no total.
    """
    if process.state == "to-be" or process.governed.status == "retired":
        return ()
    found: dict[str, list[Part]] = {}
    for part in parts:
        step = process.step(part.step)
        if step is not None and step.type is not StepType.SUBPROCESS:
            found.setdefault(part.step, []).append(part)
    return tuple(
        Stake(
            step=f"{process.id}#{step}",
            work_hours=sum(_amount(part, part.work) for part in held) * items / 60,
            wait_hours=sum(_amount(part, part.wait) for part in held) * items / 60,
            cost=sum(_amount(part, part.cost) for part in held) * items,
        )
        for step, held in found.items()
    )


def step_price(
    context: CheckContext,
    process: Process,
    figures: ProcessFigures,
    step: Step,
    *,
    share: float = 1.0,
    work: bool = True,
    wait: bool = True,
) -> Price:
    """Give what one step has at stake; see `step_part` and `price_of`."""
    parts = step_part(context, step, figures, share=share, work=work, wait=wait)
    return price_of(context, process, figures, parts)


def handoff_price(context: CheckContext, process: Process, figures: ProcessFigures) -> Price:
    """Give the waiting before the steps that take over from another role."""
    parts: list[Part] = []
    for one in figures.handoffs:
        if not one.with_system and one.expected:
            target = process.step(one.target)
            parts += step_part(context, target, figures, times=one.expected, work=False)
    return price_of(context, process, figures, parts)


def _cost(works: Sequence[Part], items: float) -> float | None:
    """Add up what is known; None where that is nothing beside work of an unknown rate."""
    costs = [_amount(part, part.cost) for part in works if part.cost is not None]
    unknown = any(part.work and part.cost is None for part in works)
    return None if not costs or (unknown and not any(costs)) else sum(costs) * items


def waste_price(context: CheckContext, process: Process, figures: ProcessFigures) -> Price:
    """Give the work without value of a process, and its waiting.

    Without value are the steps of class NVA, and every visit beyond the first.
    """
    parts: list[Part] = []
    for step in process.activities:
        found = figures.steps.get(step.id)
        if found is None:
            continue
        again = found.visits if step.value is ValueClass.NVA else found.rework_visits
        if again:
            parts += step_part(context, step, figures, times=again, wait=False)
        if found.wait_minutes:
            parts += step_part(context, step, figures, work=False)
    return price_of(context, process, figures, parts)


def whole_price(context: CheckContext, process: Process, figures: ProcessFigures) -> Price:
    """Give all the work and waiting of a process."""
    parts: list[Part] = []
    for step in process.activities:
        parts += step_part(context, step, figures)
    return price_of(context, process, figures, parts)


def answered_price(context: CheckContext, steps: Mapping[str, Iterable[str]]) -> Price:
    """Give the waiting before steps of several processes.

    Args:
        context: The portal.
        steps: Ids of steps by process.
    """
    found: list[tuple[str, Price]] = []
    for name, ids in steps.items():
        process, figures = context.portal.processes.get(name), context.analysis.processes.get(name)
        if process is None or figures is None:
            continue
        parts = [
            part
            for step_id in ids
            for part in step_part(context, process.step(step_id), figures, work=False)
        ]
        found.append((name, price_of(context, process, figures, parts)))
    hours = [price.wait_hours for _, price in found if price.wait_hours is not None]
    currency = context.portal.currency
    if not hours:
        return Price(currency=currency, basis=NO_TIME)
    return Price(
        wait_hours=sum(hours),
        currency=currency,
        basis=sentence("waiting: added over {n} processes", n=len(hours)),
        terms=tuple(
            sentence("`{step}` {term}", step=name, term=price.basis)
            for name, price in found
            if price.wait_hours
        ),
        stakes=tuple(stake for _, price in found for stake in price.stakes),
    )


def _amount(part: Part, each: float | None) -> float:
    return part.times * part.share * (each or 0.0)


def _only_wait(part: Part) -> Part:
    return Part(step=part.step, times=part.times, share=part.share, wait=part.wait)


def _gathered(parts: Iterable[Part], figures: ProcessFigures) -> list[Part]:
    """Join the parts of one step that differ in how often they count only.

    No step counts oftener than it is visited: five branches that hand over to it by a join make
    five hand-offs and one visit.
    """
    joined: dict[Part, float] = {}
    whole: dict[str, float] = {}
    for part in parts:
        if part.times and part.share:
            key = replace(part, times=0.0)
            joined[key] = joined.get(key, 0.0) + part.times
            whole[part.step] = whole.get(part.step, 0.0) + part.times
    gathered = []
    for part, times in joined.items():
        visits = figures.steps[part.step].visits or 0.0
        gathered.append(replace(part, times=times * min(1.0, visits / whole[part.step])))
    return gathered


def amount(minutes: float) -> Figure:
    """Write minutes of working time for a reader: `12 min`, `4.5 h`."""
    if minutes < 90:
        return Figure(f"{minutes:.3g} min")
    return Figure(f"{minutes / 60:.3g} h")
