"""A questionnaire about a process: what is asked, in which words, of which steps."""

from dataclasses import dataclass

from procdocs.imports.survey_form import AS_WRITTEN
from procdocs.locale import Words, words
from procdocs.model.places import Text
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.steps import Item, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several answers."""

    value: str
    """What is saved."""
    label: str
    """What is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; its name is the column of the answer file."""

    column: str
    """Name of the column."""
    text: str
    """The question."""
    hint: str
    """How to answer; empty where that is clear."""
    kind: str
    """`choice`, `duration`, `percent` or `text`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedStep:
    """A step as it is written, for those who are asked about it."""

    id: str
    """Id of the step."""
    number: int
    """Place in the questionnaire, from 1."""
    name: str
    """What it is called."""
    facts: tuple[tuple[str, str], ...]
    """What is written of it: pairs such as role and its name."""
    instructions: str
    """How it is to be done, as written; empty where nothing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Questionnaire:
    """All that the page and the workbook show."""

    process: str
    """Id of the process."""
    version: str
    """Its version; empty where it has none."""
    name: str
    """What it is called."""
    company: str
    """Name of the company."""
    language: str
    """Language of the text."""
    hours_per_day: float
    """Hours of a working day."""
    days_per_week: float
    """Days of a working week."""
    steps: tuple[AskedStep, ...]
    """Its activities, in authored order."""
    questions: tuple[Question, ...]
    """Asked of every step."""
    choices: tuple[Choice, ...]
    """Answers to "is it done as written"."""
    units: tuple[Choice, ...]
    """Units of a duration."""
    roles: tuple[Choice, ...]
    """Roles that take part; who answers says one of them, and no name."""
    words: Words
    """Translates what the page says beside the questions."""


def ask_about(process: Process, portal: Portal, language: str) -> Questionnaire:
    """Make the questionnaire of a process.

    Documented times are left out, lest they steer the answers.

    Args:
        process: The process.
        portal: The portal, for the names of roles, systems and documents.
        language: The language to ask in; a text without it comes in its first one.
    """
    say = words(language)
    steps = tuple(
        AskedStep(
            id=step.id,
            number=number,
            name=step.name.get(language) if step.name else step.id,
            facts=_facts(step, portal, language, say),
            instructions=step.instructions.get(language) if step.instructions else "",
        )
        for number, step in enumerate(process.activities, 1)
    )
    roles = dict.fromkeys(step.role.id for step in process.activities if step.role)
    return Questionnaire(
        process=process.id,
        version=str(process.governed.version or ""),
        name=process.name.get(language),
        company=portal.company.get(language),
        language=language,
        hours_per_day=portal.calendar.hours_per_day,
        days_per_week=portal.calendar.days_per_week,
        steps=steps,
        questions=_questions(say),
        choices=tuple(
            Choice(value=value, label=label)
            for value, label in zip(
                AS_WRITTEN,
                (say("Yes"), say("Mostly"), say("No"), say("I do not do this step")),
                strict=True,
            )
        ),
        units=(
            Choice(value="m", label=say("minutes")),
            Choice(value="h", label=say("hours")),
            Choice(value="d", label=say("working days")),
            Choice(value="w", label=say("working weeks")),
        ),
        roles=tuple(
            Choice(value=id_, label=_name(portal.roles[id_].name, language))
            for id_ in roles
            if id_ in portal.roles
        ),
        words=say,
    )


def _questions(say: Words) -> tuple[Question, ...]:
    lines = say("One answer a line. Please name no people.")
    return (
        Question(column="as_written", text=say("Is it done as written?"), hint="", kind="choice"),
        Question(
            column="differs",
            text=say("How is it really done?"),
            hint=say("If not as written."),
            kind="text",
        ),
        Question(
            column="work",
            text=say("How long do you work on it?"),
            hint=say("Hands on, for one item, in the usual case."),
            kind="duration",
        ),
        Question(
            column="elapsed",
            text=say("How long from getting it to passing it on?"),
            hint=say("Working time with all waiting; it is no less than the work."),
            kind="duration",
        ),
        Question(
            column="usable",
            text=say("Of a hundred that you pass on, how many can be used as they are?"),
            hint=say("Without asking back or mending."),
            kind="percent",
        ),
        Question(column="barriers", text=say("What stands in the way?"), hint=lines, kind="text"),
        Question(
            column="record",
            text=say("What do you note down on the side, or what should be measured or recorded?"),
            hint=lines,
            kind="text",
        ),
        Question(column="help", text=say("What would help?"), hint=lines, kind="text"),
        Question(column="suggestions", text=say("What would you change?"), hint=lines, kind="text"),
    )


def _facts(step: Step, portal: Portal, language: str, say: Words) -> tuple[tuple[str, str], ...]:
    facts = []
    if step.role is not None and step.role.id in portal.roles:
        facts.append((say("Role"), _name(portal.roles[step.role.id].name, language)))
    systems = [portal.systems[ref.id].name for ref in step.systems if ref.id in portal.systems]
    pairs = (
        (say("Systems"), [_name(name, language) for name in systems]),
        (say("Inputs"), [_item(item, portal, language) for item in step.inputs]),
        (say("Outputs"), [_item(item, portal, language) for item in step.outputs]),
    )
    facts += [(label, ", ".join(names)) for label, names in pairs if names]
    return tuple(facts)


def _item(item: Item, portal: Portal, language: str) -> str:
    document = portal.documents.get(item.document.id) if item.document else None
    name = _name(document.name, language) if document else item.text or ""
    return f"{name} ({item.state})" if item.state else name


def _name(text: Text, language: str) -> str:
    return text.get(language)
