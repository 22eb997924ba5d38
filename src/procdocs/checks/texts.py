"""Every text that somebody wrote, with what it belongs to."""

from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.model.places import Common, Text
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenText:
    """One text and its holder."""

    text: Text
    """What was written."""
    subject: str
    """The holder, as findings name it."""
    markdown: bool
    """True for a text that may hold links and emphasis."""
    status: str | None = None
    """Status of the holder where it is governed."""
    key: str = "text"
    """What it says of its holder, such as `name` or `instructions`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Author:
    subject: str
    status: str | None = None

    def plain(self, key: str, *texts: Text | None) -> Iterator[WrittenText]:
        yield from self._give(key, texts, markdown=False)

    def markdown(self, key: str, *texts: Text | None) -> Iterator[WrittenText]:
        yield from self._give(key, texts, markdown=True)

    def common(self, common: Common) -> Iterator[WrittenText]:
        yield from self.markdown("description", common.description)
        yield from self.markdown("note", common.note)

    def _give(
        self, key: str, texts: tuple[Text | None, ...], *, markdown: bool
    ) -> Iterator[WrittenText]:
        for text in texts:
            if text is not None and text.values:
                yield WrittenText(
                    text=text,
                    subject=self.subject,
                    markdown=markdown,
                    status=self.status,
                    key=key,
                )


def written_texts(portal: Portal) -> Iterator[WrittenText]:
    """Give every text of a portal that a reader sees, except those of the glossary."""
    for process in portal.processes.values():
        yield from _of_process(process)
    for policy in portal.policies.values():
        author = _Author(
            subject=f"policy:{policy.id}",
            status=policy.governed.status,
        )
        yield from author.plain("title", policy.title)
        yield from author.common(policy.common)
        yield from author.markdown("preamble", policy.preamble)
        for clause in policy.clauses:
            yield from author.plain("clause", clause.title)
            yield from author.markdown("clause", clause.text)
    yield from _of_catalogues(portal)
    yield from _of_streams_and_surveys(portal)


def _of_process(process: Process) -> Iterator[WrittenText]:
    author = _Author(
        subject=f"process:{process.id}",
        status=process.governed.status,
    )
    yield from author.plain("name", process.name)
    yield from author.common(process.common)
    purpose = process.purpose
    if purpose:
        yield from author.plain("purpose", purpose.customer, purpose.need, purpose.outcome)
        yield from author.plain("purpose", purpose.satisfaction_text)
    yield from author.plain("trigger", process.trigger)
    yield from author.plain("result", process.result)
    for step in process.steps:
        yield from _of_step(process, step)


def _of_step(process: Process, step: Step) -> Iterator[WrittenText]:
    author = _Author(
        subject=f"process:{process.id}#{step.id}",
        status=process.governed.status,
    )
    yield from author.plain("name", step.name)
    yield from author.common(step.common)
    yield from author.markdown("instructions", step.instructions)
    yield from author.plain("when", *(branch.when for branch in step.branches))
    yield from author.plain("message", *(message.name for message in step.messages))


def _of_catalogues(portal: Portal) -> Iterator[WrittenText]:
    for kind, found in (
        ("unit", portal.units),
        ("role", portal.roles),
        ("party", portal.parties),
        ("system", portal.systems),
        ("document", portal.documents),
    ):
        for item in found.values():
            author = _Author(subject=f"{kind}:{item.id}")
            yield from author.plain("name", item.name)
            yield from author.common(item.common)
    for kpi in portal.kpis.values():
        author = _Author(subject=f"kpi:{kpi.id}")
        yield from author.plain("name", kpi.name)
        yield from author.plain("definition", kpi.definition)
        yield from author.common(kpi.common)
    for risk in portal.risks.values():
        author = _Author(subject=f"risk:{risk.id}")
        yield from author.plain("name", risk.name)
        yield from author.plain("cause", risk.cause, risk.effect)
        yield from author.common(risk.common)
    for control in portal.controls.values():
        author = _Author(subject=f"control:{control.id}")
        yield from author.plain("name", control.name)
        yield from author.plain("evidence", control.frequency, control.evidence)
        yield from author.common(control.common)


def _of_streams_and_surveys(portal: Portal) -> Iterator[WrittenText]:
    for stream in portal.value_streams.values():
        author = _Author(
            subject=f"value-stream:{stream.id}",
            status=stream.governed.status,
        )
        yield from author.plain("name", stream.name)
        yield from author.common(stream.common)
        yield from author.plain("stage", *(stage.name for stage in stream.stages))
    for survey in portal.surveys.values():
        author = _Author(subject=f"survey:{survey.process.id}")
        yield from author.plain("suggestion", *(one.text for one in survey.suggestions))
