"""What changes from one version of a process to another, step by step and letter by letter."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from procdocs.analysis.compare_steps import match_steps
from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.views.context import ViewContext
from procdocs.views.format import format_share
from procdocs.views.links import Links
from procdocs.views.page import LinkView
from procdocs.views.swimlane import Change
from procdocs.views.words import AUTOMATION, STEP_TYPE


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that differs."""

    label: str
    """What it is: role, work, wait, …"""
    before: str
    """As it was; empty for nothing."""
    after: str
    """As it becomes; empty for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChangeRow:
    """A step in both versions."""

    change: Change | None
    """`added`, `removed`, `changed`, or None where nothing differs."""
    word: str
    """The same in words."""
    before: tuple[LinkView, ...]
    """The step or steps of the base."""
    after: LinkView | None
    """The step of the variant."""
    differences: tuple[Difference, ...]
    """What differs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChangeRow:
    """A role's letters that change in an activity."""

    activity: LinkView
    """The activity."""
    role: LinkView
    """The role."""
    before: str
    """Its letters; a dash for none."""
    after: str
    """Its letters; a dash for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepChanges:
    """All changes of the steps."""

    rows: tuple[StepChangeRow, ...]
    """In order of the variant, a step that goes behind the one it followed."""
    base_marks: dict[str, Change]
    """Marks for the base's picture."""
    variant_marks: dict[str, Change]
    """Marks for the variant's picture."""


def compare_steps(
    context: ViewContext, links: Links, base: Process, variant: Process
) -> StepChanges:
    """Match the steps of two versions by id, or by `replaces`, and tell what differs.

    Args:
        context: Words.
        links: Links of the page.
        base: The as-is, or the process that was extended.
        variant: The to-be, or the local variant.
    """
    matched = match_steps(base, variant)
    taken = {old: step_id for step_id, olds in matched.items() for old in olds}
    rows: list[StepChangeRow] = []
    base_marks: dict[str, Change] = {}
    variant_marks: dict[str, Change] = {}
    gone = _gone_after(base, taken)
    for step_id in gone.pop("", ()):
        rows.append(_removed(context, links, base, step_id))
        base_marks[step_id] = "removed"
    for step in variant.steps:
        row = _row(context, links, base, variant, step, matched[step.id])
        rows.append(row)
        if row.change:
            variant_marks[step.id] = row.change
        if row.change == "changed":
            base_marks.update(dict.fromkeys(matched[step.id], "changed"))
        for step_id in gone.pop(step.id, ()):
            rows.append(_removed(context, links, base, step_id))
            base_marks[step_id] = "removed"
    return StepChanges(rows=tuple(rows), base_marks=base_marks, variant_marks=variant_marks)


def _gone_after(base: Process, taken: dict[str, str]) -> dict[str, list[str]]:
    """Give the steps that go, by the step of the variant behind which they are listed."""
    found: dict[str, list[str]] = {}
    last = ""
    for step in base.steps:
        if step.id in taken:
            last = taken[step.id]
        else:
            found.setdefault(last, []).append(step.id)
    return found


def _removed(context: ViewContext, links: Links, base: Process, step_id: str) -> StepChangeRow:
    return StepChangeRow(
        change="removed",
        word=context.words("removed"),
        before=(_named(context, links, base, step_id),),
        after=None,
        differences=(),
    )


def _row(
    context: ViewContext,
    links: Links,
    base: Process,
    variant: Process,
    step: Step,
    olds: tuple[str, ...],
) -> StepChangeRow:
    t = context.words
    after = _named(context, links, variant, step.id)
    if not olds:
        return StepChangeRow(change="added", word=t("new"), before=(), after=after, differences=())
    before = tuple(_named(context, links, base, each) for each in olds)
    first = base.step(olds[0])
    differences = (
        tuple(_differences(context, base, variant, first, step)) if first is not None else ()
    )
    changed = bool(differences) or len(olds) > 1 or olds[0] != step.id
    return StepChangeRow(
        change="changed" if changed else None,
        word=t("changed") if changed else t("same"),
        before=before,
        after=after,
        differences=differences,
    )


def _named(context: ViewContext, links: Links, process: Process, step_id: str) -> LinkView:
    step = process.step(step_id)
    link = links.step(process.id, step_id)
    name = _name(context, step) if step else step_id
    number = f"{step.number} " if step and step.number else ""
    return LinkView(text=f"{number}{name}", href=link.href if link else None)


def _name(context: ViewContext, step: Step) -> str:
    return context.say(step.name) or context.words(STEP_TYPE[step.type.value])


def _differences(
    context: ViewContext, base: Process, variant: Process, old: Step, new: Step
) -> Iterator[Difference]:
    t = context.words
    tellers: tuple[tuple[str, Callable[[ViewContext, Process, Step], str]], ...] = (
        (t("Name"), lambda context, _, step: _name(context, step)),
        (t("Role"), _role),
        (t("System"), _systems),
        (t("Work"), _work),
        (t("Wait"), _wait),
        (t("Complete, accurate"), _accurate),
        (t("Value"), lambda _, __, step: step.value.value if step.value else ""),
        (t("How"), _how),
        (t("Authority"), _authority),
        (t("Rule"), lambda _, __, step: ", ".join(str(ref) for ref in step.policies)),
        (t("Goes on with"), _ways),
    )
    for label, tell in tellers:
        before, after = tell(context, base, old), tell(context, variant, new)
        if before != after:
            yield Difference(label=label, before=before, after=after)
    if context.say(old.instructions) != context.say(new.instructions):
        yield Difference(label=t("Instructions"), before=t("as they were"), after=t("rewritten"))


def _role(context: ViewContext, _: Process, step: Step) -> str:
    role = context.portal.roles.get(step.role.id) if step.role else None
    return context.say(role.name) if role else step.party or ""


def _systems(context: ViewContext, _: Process, step: Step) -> str:
    systems = context.portal.systems
    return ", ".join(context.say(systems[ref.id].name) for ref in step.systems if ref.id in systems)


def _work(context: ViewContext, _: Process, step: Step) -> str:
    work = step.time.process if step.time else None
    return "" if work is None else context.duration(work)


def _wait(context: ViewContext, _: Process, step: Step) -> str:
    wait = step.time.wait if step.time else None
    return "" if wait is None else context.wait(wait)


def _accurate(_: ViewContext, __: Process, step: Step) -> str:
    return "" if step.complete_accurate is None else format_share(step.complete_accurate)


def _how(context: ViewContext, _: Process, step: Step) -> str:
    return context.words(AUTOMATION[step.automation]) if step.automation else ""


def _authority(_: ViewContext, __: Process, step: Step) -> str:
    limit = step.authority.limit if step.authority else None
    return f"{limit.amount:g}\u00a0{limit.currency}" if limit else ""


def _ways(context: ViewContext, process: Process, step: Step) -> str:
    """Name where the flow goes; branches with their condition and share."""
    ways = []
    for edge in process.flow.out_edges(step.id):
        target = process.step(edge.target)
        name = _name(context, target) if target else edge.target
        when = context.say(edge.when)
        share = format_share(edge.share) if edge.branch and edge.share is not None else ""
        condition = " ".join(part for part in (when, share) if part)
        ways.append(f"{condition}: {name}" if condition else name)
    return "; ".join(ways)


def compare_letters(
    context: ViewContext, links: Links, base: Process, variant: Process
) -> tuple[LetterChangeRow, ...]:
    """Give every role whose letters change in an activity that both versions have.

    Args:
        context: Words.
        links: Links of the page.
        base: The one version.
        variant: The other; activities in its order.
    """
    rows = []
    for row in variant.raci.rows:
        old = base.raci.row(row.id)
        if old is None:
            continue
        for role in dict.fromkeys((*base.raci.roles, *variant.raci.roles)):
            before, after = "".join(old.letters(role)), "".join(row.letters(role))
            link = links.role(role)
            if sorted(before) != sorted(after) and link:
                activity = links.step(variant.id, row.id) or LinkView(text=context.say(row.name))
                rows.append(
                    LetterChangeRow(
                        activity=activity, role=link, before=before or "–", after=after or "–"
                    )
                )
    return tuple(rows)
