"""What changes from one version of a process to another, step by step and letter by letter."""

from collections.abc import Mapping
from dataclasses import dataclass

from procdocs.analysis.compare_steps import compare_steps, variant_renames
from procdocs.model.process import Process
from procdocs.model.steps import Step
from procdocs.views.change_values import Difference, Teller
from procdocs.views.context import ViewContext
from procdocs.views.links import Links
from procdocs.views.page import LinkView
from procdocs.views.swimlane import Change
from procdocs.views.words import STEP_TYPE


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


def view_step_changes(
    context: ViewContext, links: Links, base: Process, variant: Process
) -> StepChanges:
    """Tell what becomes of each step of a base in its variant.

    Args:
        context: Words.
        links: Links of the page.
        base: The as-is, or the process that was extended.
        variant: The to-be, or the local variant.
    """
    figures = context.analysis.processes
    renames = variant_renames(base, variant)
    teller = Teller(context=context, before=context.portal, renames=renames)
    rows: list[StepChangeRow] = []
    base_marks: dict[str, Change] = {}
    variant_marks: dict[str, Change] = {}
    for step in compare_steps(base, variant, figures[base.id], figures[variant.id], renames):
        change, word = _KINDS[step.kind]
        rows.append(
            StepChangeRow(
                change=change,
                word=context.words(word),
                before=tuple(_named(context, links, base, each) for each in step.before),
                after=_named(context, links, variant, step.after) if step.after else None,
                differences=teller.differences(step.changes),
            )
        )
        if change is not None:
            base_marks.update(dict.fromkeys(step.before, change))
            if step.after is not None:
                variant_marks[step.after] = change
    return StepChanges(rows=tuple(rows), base_marks=base_marks, variant_marks=variant_marks)


_KINDS: Mapping[str, tuple[Change | None, str]] = {
    "kept": (None, "same"),
    "changed": ("changed", "changed"),
    "replaced": ("changed", "changed"),
    "added": ("added", "new"),
    "removed": ("removed", "removed"),
}


def _named(context: ViewContext, links: Links, process: Process, step_id: str) -> LinkView:
    step = process.step(step_id)
    link = links.step(process.id, step_id)
    name = _name(context, step) if step else step_id
    number = f"{step.number} " if step and step.number else ""
    return LinkView(text=f"{number}{name}", href=link.href if link else None)


def _name(context: ViewContext, step: Step) -> str:
    return context.say(step.name) or context.words(STEP_TYPE[step.type.value])


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
            before = "/".join(sorted(old.letters(role)))
            after = "/".join(sorted(row.letters(role)))
            link = links.role(role)
            if before != after and link:
                activity = links.step(variant.id, row.id) or LinkView(text=context.say(row.name))
                rows.append(
                    LetterChangeRow(
                        activity=activity, role=link, before=before or "–", after=after or "–"
                    )
                )
    return tuple(rows)
