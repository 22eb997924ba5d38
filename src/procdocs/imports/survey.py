"""Answers of staff out of the files that questionnaires save."""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from procdocs.diagnostics import Diagnostic, Rule, Severity, finding
from procdocs.imports.survey_form import (
    AS_WRITTEN,
    COLUMNS,
    EXPLAINED,
    NEEDED,
    TEXTS,
    read_spoken_duration,
    split_answers,
)
from procdocs.imports.table_file import Row, Table, read_table
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.source.nearest import nearest
from procdocs.source.rules import (
    BAD_DATE,
    BAD_SHARE,
    DUPLICATE_ID,
    MISPLACED_KEY,
    MISSING_KEY,
    NOT_ALLOWED,
    PROCESS_OVER_LEAD,
    UNKNOWN_KEY,
    UNKNOWN_PART,
    UNKNOWN_REFERENCE,
)
from procdocs.source.scalars import ScalarError

_PERCENTAGE = re.compile(r"(\d{1,3}(?:[.,]\d{1,6})?)\s*(%?)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one person says of one step, or of the process as a whole."""

    respondent: str
    """Tells people apart; names nobody."""
    step: str | None
    """Id of the step; None is the process as a whole."""
    as_written: str | None
    """One of `AS_WRITTEN`."""
    differs: str | None
    """How it differs."""
    work: timedelta | None
    """Working time spent on it."""
    elapsed: timedelta | None
    """Working time from getting it to passing it on."""
    usable: float | None
    """Share of its results that can be used as they are, 0..1."""
    texts: Mapping[str, tuple[str, ...]]
    """Answers by column of `TEXTS`."""

    @property
    def says_something(self) -> bool:
        """Whether anything was answered, but for "not my step"."""
        return self.as_written != "not-mine" and (
            self.as_written is not None
            or self.differs is not None
            or self.work is not None
            or self.elapsed is not None
            or self.usable is not None
            or any(self.texts.values())
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All answers about one process."""

    process: Process
    """The process."""
    answers: tuple[Answer, ...]
    """In order of the files and their rows."""
    respondents: tuple[str, ...]
    """Everybody who answered anything, in order."""
    roles: tuple[str, ...]
    """Ids of the roles that answered, in order."""
    answered: datetime.date | None
    """The latest day of an answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFiles:
    """What was read from answer files."""

    answers: tuple[Answers, ...]
    """By process, in the order seen."""
    diagnostics: tuple[Diagnostic, ...]
    """What is wrong with the files."""
    sources: Mapping[str, str]
    """Text of the CSV files by their names in findings."""


def read_answers(paths: Iterable[Path], portal: Portal) -> SurveyFiles:
    """Read answer files, one or more people in each.

    Args:
        paths: CSV and XLSX files.
        portal: The portal, for processes, steps, roles and the calendar.

    Returns:
        The answers, and what is wrong with file, row and column. A person found in two files is
        counted once, with a warning; the first file stands.
    """
    reading = _Reading(portal)
    for path in paths:
        table = read_table(path)
        reading.found += table.diagnostics
        reading.sources[table.file] = table.text
        if not table.diagnostics and reading.fits(table):
            reading.read(table)
    return reading.result()


class _Reading:
    def __init__(self, portal: Portal) -> None:
        self.portal = portal
        self.found: list[Diagnostic] = []
        self.sources: dict[str, str] = {}
        self.answers: dict[str, list[Answer]] = {}
        self.roles: dict[str, dict[str, None]] = {}
        self.days: dict[str, list[datetime.date]] = {}
        self.files: dict[tuple[str, str], tuple[int, str]] = {}
        self.warned: set[tuple[int, str]] = set()
        self.number = 0

    def report(self, rule: Rule, row: Row, column: str, message: str, mend: str) -> None:
        span = row.cells[column].span
        where = f"row {row.number}, column `{column}`: {message}"
        self.found.append(finding(rule, where, span, help=mend))

    def fits(self, table: Table) -> bool:
        """Look at the head; an answer file has the columns of a questionnaire."""
        before = len(self.found)
        for column in table.columns:
            if column and column not in COLUMNS:
                near = nearest(column, COLUMNS)
                mend = f"Did you mean `{near}`?" if near else "Take it out."
                self.found.append(
                    finding(
                        UNKNOWN_KEY,
                        f"row 1: unknown column `{column[:60]}`",
                        table.head(column),
                        help=mend,
                    )
                )
        for column in NEEDED:
            if column not in table.columns:
                self.found.append(
                    finding(
                        MISSING_KEY,
                        f"the column `{column}` is missing",
                        table.head(),
                        help="Use the questionnaire that `procdocs survey new` writes.",
                    )
                )
        if not table.rows and len(self.found) == before:
            self.found.append(
                finding(
                    MISSING_KEY,
                    "the file holds no answer",
                    table.head(),
                    help="Save the questionnaire again once it is filled in.",
                )
            )
        return len(self.found) == before

    def read(self, table: Table) -> None:
        self.number += 1
        seen: set[tuple[str, str | None]] = set()
        for row in table.rows:
            if row.text("step") == EXPLAINED:
                continue
            process = self._process(row)
            if process is None:
                continue
            respondent = row.text("respondent") or f"file {self.number}"
            if self._counted_already(process, respondent, row):
                continue
            answer = self._answer(process, respondent, row)
            if answer is None:
                continue
            if answer.says_something and (respondent, answer.step) in seen:
                self.report(
                    DUPLICATE_ID,
                    row,
                    "step",
                    f"`{answer.step or 'the process'}` is answered twice by one person",
                    "Keep one of the two rows; each person has a file, or a `respondent`.",
                )
                continue
            seen.add((respondent, answer.step))
            self.answers.setdefault(process.id, []).append(answer)
            self._read_head(process, row, answer)

    def _process(self, row: Row) -> Process | None:
        id_ = row.text("process")
        found = self.portal.processes.get(id_)
        if found is None:
            near = nearest(id_, self.portal.processes)
            self.report(
                UNKNOWN_REFERENCE,
                row,
                "process",
                f"there is no process `{id_[:60]}`" if id_ else "no process is named",
                f"Did you mean `{near}`?" if near else "Write the id of the process.",
            )
        return found

    def _counted_already(self, process: Process, respondent: str, row: Row) -> bool:
        """Tell whether a person's answers came with an earlier file; warn of it once a file."""
        number, first = self.files.setdefault(
            (process.id, respondent), (self.number, row.cells["process"].span.file)
        )
        if number == self.number:
            return False
        if (self.number, respondent) not in self.warned:
            self.warned.add((self.number, respondent))
            fault = finding(
                DUPLICATE_ID,
                f"row {row.number}: these answers are counted already from {first}",
                row.cells["process"].span,
                help="Leave one of the two files out.",
            )
            self.found.append(replace(fault, severity=Severity.WARNING))
        return True

    def _answer(self, process: Process, respondent: str, row: Row) -> Answer | None:
        step = self._step(process, row)
        if step is None:
            return None
        work, elapsed = self._duration(row, "work"), self._duration(row, "elapsed")
        if work is not None and elapsed is not None and work > elapsed:
            self.report(
                PROCESS_OVER_LEAD,
                row,
                "elapsed",
                f"the time from getting it to passing it on ({row.text('elapsed')[:30]}) is "
                f"shorter than the work ({row.text('work')[:30]})",
                "The longer one holds the other: work and waiting together are elapsed.",
            )
        answer = Answer(
            respondent=respondent,
            step=step or None,
            as_written=self._as_written(row),
            differs=" ".join(row.text("differs").split()) or None,
            work=work,
            elapsed=elapsed,
            usable=self._usable(row),
            texts={column: split_answers(row.text(column)) for column in TEXTS},
        )
        if answer.step is None and self._misplaced(answer, row):
            answer = replace(
                answer,
                texts={**dict.fromkeys(TEXTS, ()), "suggestions": answer.texts["suggestions"]},
            )
        return answer

    def _misplaced(self, answer: Answer, row: Row) -> bool:
        """Warn of answers about the process as a whole that belong to a step."""
        columns = [
            column for column in ("differs", "work", "elapsed", *TEXTS[:-1]) if row.text(column)
        ]
        for column in columns:
            self.report(
                MISPLACED_KEY,
                row,
                column,
                "of the process as a whole only suggestions are taken",
                "Write it in the row of a step.",
            )
            self.found[-1] = replace(self.found[-1], severity=Severity.WARNING)
        return bool(columns)

    def _step(self, process: Process, row: Row) -> str | None:
        """Find the step of a row; empty is the process as a whole, None a step that is not."""
        written = row.text("step")
        if not written:
            return ""
        for step in process.steps:
            if written == step.id or written in step.common.aliases:
                return step.id
        near = nearest(written, [step.id for step in process.steps])
        self.report(
            UNKNOWN_PART,
            row,
            "step",
            f"`{process.id}` has no step `{written[:60]}`",
            f"Did you mean `{near}`?" if near else "Write the id of a step.",
        )
        return None

    def _duration(self, row: Row, column: str) -> timedelta | None:
        written = row.text(column)
        if not written:
            return None
        try:
            return read_spoken_duration(written, self.portal.calendar)
        except ScalarError as error:
            mend = "Write a number and its unit, as in 10 min, 2 h, 1.5 d (working days)."
            self.report(error.rule, row, column, f"`{written[:60]}` is no duration", mend)
            return None

    def _usable(self, row: Row) -> float | None:
        written = row.text("usable")
        if not written:
            return None
        found = _PERCENTAGE.fullmatch(written)
        number = float(found[1].replace(",", ".")) if found else 101.0
        # In a form, 80 and 80% are the same; 0.8 is what a workbook makes of 80 %.
        if found and not found[2] and number <= 1:
            number *= 100
        if number <= 100:
            return number / 100
        self.report(
            BAD_SHARE,
            row,
            "usable",
            f"`{written[:60]}` is no percentage",
            "Write a number from 0 to 100.",
        )
        return None

    def _as_written(self, row: Row) -> str | None:
        written = row.text("as_written").lower()
        if not written or written in AS_WRITTEN:
            return written or None
        self.report(
            NOT_ALLOWED,
            row,
            "as_written",
            f"`{written[:60]}` is none of the answers",
            "Write " + ", ".join(AS_WRITTEN) + " or nothing.",
        )
        return None

    def _read_head(self, process: Process, row: Row, answer: Answer) -> None:
        role, day = row.text("role"), row.text("answered")
        if role and role not in self.portal.roles:
            near = nearest(role, self.portal.roles)
            self.report(
                UNKNOWN_REFERENCE,
                row,
                "role",
                f"there is no role `{role[:60]}`",
                f"Did you mean `{near}`?" if near else "Write the id of a role, or nothing.",
            )
        elif role:
            self.roles.setdefault(process.id, {})[role] = None
        if day:
            try:
                self.days.setdefault(process.id, []).append(datetime.date.fromisoformat(day[:10]))
            except ValueError:
                self.report(
                    BAD_DATE, row, "answered", f"`{day[:60]}` is no day", "Write it as 2026-03-01."
                )

    def result(self) -> SurveyFiles:
        made = []
        for id_, answers in self.answers.items():
            people = dict.fromkeys(each.respondent for each in answers if each.says_something)
            made.append(
                Answers(
                    process=self.portal.processes[id_],
                    answers=tuple(answers),
                    respondents=tuple(people),
                    roles=tuple(self.roles.get(id_, {})),
                    answered=max(self.days.get(id_, []), default=None),
                )
            )
        return SurveyFiles(answers=tuple(made), diagnostics=tuple(self.found), sources=self.sources)
