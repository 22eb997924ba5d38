"""What every check is given, and the type of a check."""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from procdocs.analysis.analysis import Analysis
from procdocs.checks.flow.parallel import ParallelSplit, parallel_splits
from procdocs.checks.holders import Holder, holders
from procdocs.checks.raci.matrices import Matrix, rows
from procdocs.checks.references import Reference, read_references
from procdocs.checks.texts import WrittenText, written_texts
from procdocs.diagnostics import Diagnostic, Rule
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.model.raci import RaciRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """A threshold of a rule that portal.yml may change: `rules: {CODE: {name: …}}`."""

    name: str
    """Its key."""
    default: float
    """Its value unless portal.yml says otherwise."""
    meaning: str
    """What it limits, with the unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """A portal with what is derived from it once for all checks."""

    portal: Portal
    """The model."""
    analysis: Analysis
    """Its figures."""
    today: datetime.date
    """The day on which reviews are due or not."""
    holders: tuple[Holder, ...]
    """Every object that has a name and a place."""
    references: tuple[Reference, ...]
    """Every reference between objects, in authored order of their holders."""
    uses: Mapping[tuple[str, str], tuple[Reference, ...]] = field(repr=False)
    """References by kind and id of what they name."""
    texts: tuple[WrittenText, ...] = field(repr=False)
    """Every text that somebody wrote."""
    rows: tuple[tuple[Matrix, RaciRow], ...] = field(repr=False)
    """Every row of every RACI matrix, with its matrix."""
    splits: tuple[tuple[Process, ParallelSplit], ...] = field(repr=False)
    """Every split whose branches run side by side, with its process."""

    @classmethod
    def of(cls, portal: Portal, analysis: Analysis, today: datetime.date) -> "CheckContext":
        """Derive what the checks share."""
        texts = tuple(written_texts(portal))
        references = read_references(portal, texts)
        uses: dict[tuple[str, str], list[Reference]] = {}
        for reference in references:
            uses.setdefault((reference.kind, reference.ref.id), []).append(reference)
        return cls(
            portal=portal,
            analysis=analysis,
            today=today,
            holders=tuple(holders(portal)),
            references=references,
            uses={key: tuple(found) for key, found in uses.items()},
            texts=texts,
            rows=tuple(rows(portal)),
            splits=tuple(
                (process, split)
                for process in portal.processes.values()
                for split in parallel_splits(process.flow)
            ),
        )

    def used(self, kind: str, object_id: str) -> tuple[Reference, ...]:
        """Give every reference to an object."""
        return self.uses.get((kind, object_id), ())

    def limit(self, rule: Rule, option: Option) -> float:
        """Give a rule's threshold: as portal.yml has it, else its default."""
        setting = self.portal.rules.get(rule.code)
        if setting is None:
            return option.default
        return dict(setting.options).get(option.name, option.default)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A rule and the function that finds where it is broken."""

    rule: Rule
    """What it flags."""
    run: Callable[[CheckContext], Iterable[Diagnostic]]
    """Finds every place, in authored order."""
    options: tuple[Option, ...] = ()
    """Thresholds that portal.yml may change."""
