"""IMP302: work goes to another role and straight back."""

from collections.abc import Iterator

from procdocs.analysis.figures import PingPong, ProcessFigures
from procdocs.checks.context import Check, CheckContext, Option
from procdocs.checks.improvement.price_words import Part
from procdocs.checks.improvement.prices import figured, price_of, step_part
from procdocs.diagnostics import Diagnostic, Related, Rule, Severity, finding
from procdocs.diagnostics.sentence import sentence
from procdocs.model.process import Process

RULE = Rule(
    code="IMP302",
    name="ping-pong",
    severity=Severity.INFO,
    summary="Work goes from a role to another and straight back.",
)
LEAST = Option(name="least", default=0.1, meaning="expected times per item")


def check_ping_pong(context: CheckContext) -> Iterator[Diagnostic]:
    """Flag A → B → A.

    At stake are the work at B, the waiting before it and the waiting until A goes on.

    Yields:
        One finding per step between and role, at the role of that step.
    """
    least = context.limit(RULE, LEAST)
    for process, figures in figured(context):
        gathered: dict[tuple[str, str], list[PingPong]] = {}
        for one in figures.ping_pongs:
            gathered.setdefault((one.steps[1], one.roles[0]), []).append(one)
        for (between, role), found in gathered.items():
            times = sum(one.expected or 0 for one in found)
            most = max(found, key=lambda one: one.expected or 0)
            first, middle, last = (process.step(step) for step in most.steps)
            if first is None or middle is None or last is None or times < least:
                continue
            parts = _parts(context, process, figures, found)
            yield finding(
                RULE,
                sentence(
                    "work goes from `{role}` to `{other}` at `{between}` and straight back",
                    role=role,
                    other=most.roles[1],
                    between=between,
                ),
                middle.place.at("role"),
                help=sentence(
                    "Let `{role}` do `{between}`, or `{other}` the steps around it.",
                    role=role,
                    between=between,
                    other=most.roles[1],
                ),
                related=(
                    Related(span=first.place.span, message="from here"),
                    Related(span=last.place.span, message="and back"),
                ),
                subject=f"process:{process.id}#{between}",
                price=price_of(context, process, figures, parts),
            )


def _parts(
    context: CheckContext, process: Process, figures: ProcessFigures, found: list[PingPong]
) -> Iterator[Part]:
    for one in found:
        if one.expected is None:
            continue
        middle, last = process.step(one.steps[1]), process.step(one.steps[2])
        yield from step_part(context, middle, figures, times=one.expected)
        yield from step_part(context, last, figures, times=one.expected, work=False)


CHECK = Check(rule=RULE, run=check_ping_pong, options=(LEAST,))
