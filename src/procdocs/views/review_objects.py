"""What became of one object in a change, in words: fields, steps, letters, figures, a picture."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.analysis.compare import Comparison, RaciChange
from procdocs.analysis.compare_metrics import MetricChange
from procdocs.analysis.compare_portals import ObjectChange
from procdocs.analysis.compare_steps import StepChange
from procdocs.analysis.facts import Named
from procdocs.analysis.renames import object_id
from procdocs.model.process import Process
from procdocs.model.raci import Origin
from procdocs.views.change_picture import MOST_NODES, view_change_picture
from procdocs.views.change_values import Difference, Teller
from procdocs.views.change_words import KINDS
from procdocs.views.context import ViewContext
from procdocs.views.format import format_share, minutes_measure
from procdocs.views.links import process_page
from procdocs.views.metric_changes import UNKNOWN, MetricTexts, tell_metric
from procdocs.views.process_flow import view_swimlane
from procdocs.views.stream_comparison import STREAM_LABELS, stream_value
from procdocs.views.swimlane import SwimlaneView
from procdocs.views.words import STEP_TYPE

_WORDS = {
    "added": "new",
    "removed": "removed",
    "moved": "new id",
    "renamed": "renamed",
    "changed": "changed",
    "replaced": "changed",
    "unreadable": "unreadable",
}
_FIRST_FACTS = ("owner", "group", "purpose.customer", "purpose.need", "volume", "definition")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReview:
    """What becomes of a step."""

    change: str
    """`added`, `removed`, `changed`, `moved` (another id) or `replaced` (others)."""
    word: str
    """The same in words."""
    name: str
    """Its name; of one that takes the place of others, theirs as well."""
    before_ids: tuple[str, ...]
    """Ids before."""
    after_id: str | None
    """Id after; None where it is gone."""
    differences: tuple[Difference, ...]
    """What differs."""
    effect: str
    """What it does to the work and the waiting of an item; empty for nothing or unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReview:
    """A role's letters in an activity that change."""

    activity: str
    """The activity."""
    role: str
    """The role."""
    before: str
    """Its letters; empty for none."""
    after: str
    """Its letters; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricReview:
    """A figure before and after."""

    metric: MetricChange
    """As numbers."""
    texts: MetricTexts
    """As it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectReview:
    """What became of an object."""

    kind: str
    """`process`, `role`, `policy`, …, `file`."""
    kind_word: str
    """The same in words."""
    change: str
    """`added`, `removed`, `moved` (another id), `renamed`, `changed` or `unreadable`."""
    word: str
    """The same in words."""
    name: str
    """What it is called."""
    before_id: str | None
    """Its id before; None where it is new."""
    after_id: str | None
    """Its id after; None where it is gone."""
    note: str = ""
    """What a reader should know: another id, a comparison with an as-is, …"""
    differences: tuple[Difference, ...] = ()
    """What it says otherwise."""
    steps: tuple[StepReview, ...] = ()
    """Steps that change, in order."""
    letters: tuple[LetterReview, ...] = ()
    """RACI letters that change."""
    metrics: tuple[MetricReview, ...] = ()
    """Figures that change."""
    steady: int = 0
    """Figures that stay as they are."""
    gain: str = ""
    """What the change gives a year; empty for nothing or unknown."""
    picture: SwimlaneView | None = None
    """Both states in one; None where nothing of the flow changes, or it is too large."""
    picture_note: str = ""
    """Why there is no picture."""


def review_object(change: ObjectChange, teller: Teller, earlier: ViewContext) -> ObjectReview:
    """Tell what became of an object.

    Args:
        change: What became of it.
        teller: Names and words of the newer state.
        earlier: The older state, for its picture.
    """
    t = teller.context.words
    shown = change.after if change.after is not None else change.before
    before_id = None if change.before is None else object_id(change.before)
    after_id = None if change.after is None else object_id(change.after)
    kind = "process" if change.kind == "survey" else change.kind
    text = getattr(shown, "name", None) or getattr(shown, "title", None)
    name = (
        teller.context.say(text) or teller.name(Named(kind=kind, id=object_id(shown)))
        if (text or change.kind == "survey")
        else object_id(shown)
    )
    facts = change.facts
    if change.change == "added":
        facts = tuple(fact for fact in facts if fact.key in _FIRST_FACTS)
    flow = _Flow(change, teller, earlier)
    return ObjectReview(
        kind=change.kind,
        kind_word=t(KINDS[change.kind][0]),
        change=change.change,
        word=t(_WORDS[change.change]),
        name=name,
        before_id=before_id,
        after_id=after_id,
        note=_note(change, teller, before_id, after_id),
        differences=teller.differences(facts, shown),
        steps=flow.steps(),
        letters=flow.letters(),
        metrics=flow.metrics(),
        steady=flow.steady(),
        gain=flow.gain(),
        picture=flow.picture(),
        picture_note=flow.picture_note(),
    )


def _note(change: ObjectChange, teller: Teller, before_id: str | None, after_id: str | None) -> str:
    t = teller.context.words
    if change.against is not None:
        name = teller.context.say(change.against.name)
        return t("Compared with {name}, of which it is the to-be.").format(name=name)
    if change.change == "moved":
        return t("Its id {before} becomes {after}.").format(before=before_id, after=after_id)
    if isinstance(change.after, Process) and change.before is None:
        return t("{n} {n:step|steps}").format(n=len(change.after.steps))
    if isinstance(change.before, Process) and change.after is None:
        return t("It had {n} {n:step|steps}").format(n=len(change.before.steps))
    return ""


class _Flow:
    """Steps, letters and figures of a process, or what a stream and a table have of them."""

    def __init__(self, change: ObjectChange, teller: Teller, earlier: ViewContext) -> None:
        self.change = change
        self.teller = teller
        self.context = teller.context
        self.earlier = teller.context if change.against is not None else earlier
        self.before: Process | None = change.against or change.before
        self.comparison: Comparison | None = change.comparison

    def steps(self) -> tuple[StepReview, ...]:
        if self.comparison is None:
            return ()
        return tuple(self._step(step) for step in self.comparison.steps if self._shown(step))

    def _shown(self, step: StepChange) -> bool:
        return step.kind != "kept" or bool(step.after and step.before != (step.after,))

    def _step(self, step: StepChange) -> StepReview:
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
            word=self.context.words(_WORDS[kind]),
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
        return tuple(
            MetricReview(metric=metric, texts=self._tell(metric))
            for metric in self._all_metrics()
            if metric.moves
        )

    def steady(self) -> int:
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
        after = self.change.after
        if not self._is_drawn() or self._is_large() or self.before is None:
            return None
        assert self.comparison is not None
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
        if not self._is_drawn() or not self._is_large():
            return ""
        pattern = "Not drawn: more than {n} steps. The table of steps says what changes."
        return self.context.words(pattern).format(n=MOST_NODES)

    def _is_drawn(self) -> bool:
        return self.comparison is not None and bool(self.steps())

    def _is_large(self) -> bool:
        return self.comparison is not None and len(self.comparison.steps) > MOST_NODES
