"""What a change does to a process: its steps, letters, figures, and the picture of both states."""

from collections.abc import Iterator

from procdocs.analysis.compare import Comparison, RaciChange
from procdocs.analysis.compare_metrics import MetricChange
from procdocs.analysis.compare_portals import ObjectChange
from procdocs.analysis.compare_steps import StepChange
from procdocs.analysis.facts import Named, compare_facts, step_facts
from procdocs.model.process import Process
from procdocs.model.raci import Origin
from procdocs.views.change_picture import MOST_NODES, view_change_picture, without_links
from procdocs.views.change_values import Teller
from procdocs.views.context import ViewContext
from procdocs.views.format import format_share, minutes_measure
from procdocs.views.links import process_page
from procdocs.views.metric_changes import UNKNOWN, MetricTexts, tell_metric
from procdocs.views.process_flow import view_swimlane
from procdocs.views.review_parts import CHANGE_WORDS, LetterReview, MetricReview, StepReview
from procdocs.views.stream_comparison import STREAM_LABELS, stream_value
from procdocs.views.swimlane import Change, SwimlaneView
from procdocs.views.words import STEP_TYPE

_FIRST_OF_STEP = (
    *("role", "party", "systems", "time.process", "time.wait", "value", "policies", "process"),
    "ways",
)


class FlowReviewer:
    """Steps, letters and figures of a process, or what a stream and a table have of them."""

    def __init__(self, change: ObjectChange, teller: Teller, earlier: ViewContext) -> None:
        self.change = change
        self.teller = teller
        self.context = teller.context
        self.earlier = teller.context if change.against is not None else earlier
        self.before: Process | None = change.against or change.before
        self.comparison: Comparison | None = change.comparison

    def steps(self) -> tuple[StepReview, ...]:
        """Tell which steps change; of a new process each."""
        if self.comparison is None:
            new = self.change.after if self.change.before is None else None
            steps = new.steps if isinstance(new, Process) else ()
            return tuple(self._new_step(step.id) for step in steps)
        return tuple(self._step(step) for step in self.comparison.steps if self._shown(step))

    def _shown(self, step: StepChange) -> bool:
        return step.kind != "kept" or bool(step.after and step.before != (step.after,))

    def _new_step(self, step_id: str, effect: str = "") -> StepReview:
        """Tell what a reader of a new step asks first: who does it, how long, what comes next."""
        process = self.change.after
        facts = compare_facts((), step_facts(process, process.step(step_id)))
        return StepReview(
            change="added",
            word=self.context.words(CHANGE_WORDS["added"]),
            name=self._name(self.context, process, step_id),
            before_ids=(),
            after_id=step_id,
            differences=self.teller.differences(
                tuple(fact for fact in facts if fact.key in _FIRST_OF_STEP)
            ),
            effect=effect,
        )

    def _step(self, step: StepChange) -> StepReview:
        if step.kind == "added" and step.after is not None:
            return self._new_step(step.after, self._effect(step))
        moved = step.kind in ("kept", "changed") and step.before != (step.after,)
        kind = "moved" if moved else step.kind
        after = self.change.after
        if step.after is not None:
            name = self._name(self.context, after, step.after)
        else:
            name = self._name(self.earlier, self.before, step.before[0])
        if step.kind == "replaced":
            olds = ", ".join(self._name(self.earlier, self.before, each) for each in step.before)
            name = self.context.words("{name} (takes the place of {others})").format(
                name=name, others=olds
            )
        return StepReview(
            change=kind,
            word=self.context.words(CHANGE_WORDS[kind]),
            name=name,
            before_ids=step.before,
            after_id=step.after,
            differences=self.teller.differences(step.changes),
            effect=self._effect(step),
        )

    def _name(self, context: ViewContext, process: Process | None, step_id: str) -> str:
        step = process.step(step_id) if process else None
        if step is None:
            return step_id
        number = f"{step.number} " if step.number else ""
        return number + (context.say(step.name) or context.words(STEP_TYPE[step.type.value]))

    def _effect(self, step: StepChange) -> str:
        t = self.context.words
        told = []
        for label, minutes in (("work", step.labour_minutes), ("waiting", step.wait_minutes)):
            if minutes is not None and abs(minutes) > 1e-6:
                sign = "+" if minutes > 0 else "−"
                size = minutes_measure(abs(minutes), self.context.portal.calendar)
                told.append(f"{t(label)} {sign}{size}")
        return ", ".join(told)

    def letters(self) -> tuple[LetterReview, ...]:
        """Tell which letters change in activities that stay."""
        if self.comparison is not None:
            return tuple(self._letters(self.comparison.raci))
        return tuple(self._letters(self.change.letters))

    def _letters(self, changes: tuple[RaciChange, ...]) -> Iterator[LetterReview]:
        steps = {step.id for step in self.before.steps} if isinstance(self.before, Process) else ()
        inherited: dict[tuple[str, str, str], list[str]] = {}
        for each in changes:
            if each.before_row is None and each.after_row in self._new_steps():
                continue
            if each.after_row is None and each.before_row in steps:
                continue
            role = self.teller.name(Named(kind="role", id=each.role))
            before, after = "/".join(each.before), "/".join(each.after)
            activity = self._activity(each)
            if self._is_owner_only(each):
                inherited.setdefault((role, before, after), []).append(activity)
            else:
                yield LetterReview(activity=activity, role=role, before=before, after=after)
        for (role, before, after), activities in inherited.items():
            pattern = self.context.words("{n} activities, as the owner")
            many = len(activities) > 1
            activity = pattern.format(n=len(activities)) if many else activities[0]
            yield LetterReview(activity=activity, role=role, before=before, after=after)

    def _new_steps(self) -> set[str]:
        after = self.change.after
        return {step.id for step in after.steps} if isinstance(after, Process) else set()

    def _is_owner_only(self, change: RaciChange) -> bool:
        """Tell whether a letter changes only because the process has another owner."""
        if not (isinstance(self.before, Process) and isinstance(self.change.after, Process)):
            return False
        differing = set(change.before) ^ set(change.after)
        origins = set()
        for process, row in (
            (self.before, change.before_row),
            (self.change.after, change.after_row),
        ):
            found = process.raci.row(row) if row else None
            for cell in found.assignments if found else ():
                role = self.teller.renames.of("role", cell.role).id
                if role == change.role and cell.letter in differing:
                    origins.add(cell.origin)
        return origins == {Origin.OWNER}

    def _activity(self, change: RaciChange) -> str:
        after, before = self.change.after, self.before or self.change.before
        sides = ((self.context, after, change.after_row), (self.earlier, before, change.before_row))
        for context, thing, row in sides:
            if row is None or thing is None:
                continue
            matrix = thing.raci if isinstance(thing, Process) else thing.matrix
            found = matrix.row(row)
            if found is not None:
                return context.say(found.name) or row
        return change.after_row or change.before_row or ""

    def _all_metrics(self) -> tuple[MetricChange, ...]:
        if self.comparison is not None:
            return self.comparison.metrics
        return self.change.stream.metrics if self.change.stream is not None else ()

    def metrics(self) -> tuple[MetricReview, ...]:
        """Tell which figures change."""
        return tuple(
            MetricReview(metric=metric, texts=self._tell(metric))
            for metric in self._all_metrics()
            if metric.moves
        )

    def steady(self) -> int:
        """Count the known figures that stay."""
        known = [each for each in self._all_metrics() if each.before is not None]
        return sum(not each.moves for each in known)

    def _tell(self, metric: MetricChange) -> MetricTexts:
        if self.comparison is not None:
            return tell_metric(self.context.portal, metric)
        change = ""
        if metric.difference is not None and metric.before:
            sign = "+" if metric.difference > 0 else "−"
            share = abs(metric.difference) / abs(metric.before)
            change = sign + format_share(share, 0 if share >= 0.01 else 1)
        texts = [
            self.context.words(UNKNOWN)
            if value is None
            else stream_value(self.context, metric.unit, value)
            for value in (metric.before, metric.after)
        ]
        label = self.context.words(STREAM_LABELS.get(metric.name, metric.name))
        return MetricTexts(label=label, before=texts[0], after=texts[1], change=change, annual="")

    def gain(self) -> str:
        """Say what a year brings: work, money and waiting of all items."""
        if self.comparison is None:
            return ""
        told = []
        for name, label in (
            ("labour_minutes", "{amount} of work"),
            ("cost_per_item", "{amount}"),
            ("wait_minutes", "{amount} of waiting"),
        ):
            metric = self.comparison.metric(name)
            amount = tell_metric(self.context.portal, metric).annual if metric else ""
            if amount:
                told.append(self.context.words(label).format(amount=amount))
        return ", ".join(told)

    def picture(self) -> SwimlaneView | None:
        """Draw both states in one; None where nothing of the flow changes, or it is too large."""
        after = self.change.after
        if not self._is_drawn() or self._is_large():
            return None
        if self.comparison is None or self.before is None:
            links = self.context.links(process_page(self.context.portal, after))
            marks: dict[str, Change] = dict.fromkeys((step.id for step in after.steps), "added")
            return without_links(view_swimlane(self.context, links, after, "lr", marks))
        portals = (self.earlier.portal, self.context.portal)
        before_links = self.earlier.links(process_page(portals[0], self.before))
        after_links = self.context.links(process_page(portals[1], after))
        return view_change_picture(
            self.context,
            view_swimlane(self.earlier, before_links, self.before),
            view_swimlane(self.context, after_links, after),
            self.comparison.steps,
            self.teller.renames,
        )

    def picture_note(self) -> str:
        """Say why there is no picture."""
        if not self._is_drawn() or not self._is_large():
            return ""
        pattern = "Not drawn: more than {n} steps. The table of steps says what changes."
        return self.context.words(pattern).format(n=MOST_NODES)

    def _is_drawn(self) -> bool:
        return bool(self.steps())

    def _is_large(self) -> bool:
        steps = self.comparison.steps if self.comparison else self.change.after.steps
        return len(steps) > MOST_NODES
