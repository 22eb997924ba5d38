"""The portal: the company and everything it has written down."""

from collections.abc import Mapping
from dataclasses import dataclass

from procdocs.diagnostics import Severity
from procdocs.model.catalogue import Control, Document, Kpi, Risk, System, Term
from procdocs.model.organisation import Party, Role, SegregationRule, Unit
from procdocs.model.places import Place, Text
from procdocs.model.policy import Policy
from procdocs.model.process import Process
from procdocs.model.quantities import Calendar, Period
from procdocs.model.raci import RaciTable, Scheme
from procdocs.model.survey import Survey
from procdocs.model.value_stream import ValueStream


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of processes in an area."""

    id: str
    """Unique over all areas."""
    name: Text
    """What it is called."""
    description: Text | None
    """One line."""
    area: str
    """Id of its area."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A band of the landscape."""

    id: str
    """Its id."""
    name: Text
    """What it is called."""
    chain: bool
    """True where its groups follow each other."""
    groups: tuple[Group, ...]
    """In authored order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessFactor:
    """What the company must do well."""

    id: str
    """Its id."""
    name: Text
    """What it is called."""
    weight: float
    """Its weight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Priority:
    """Limits of the key processes."""

    importance: float = 3.5
    """Least importance of a key process."""
    performance: float = 2.5
    """Greatest performance of a key process."""
    cost_weight: float = 1.0
    """Weight of the cost impact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleSetting:
    """What portal.yml says of a rule."""

    code: str
    """The rule."""
    level: Severity | None
    """The severity in force; None: as the rule has it."""
    reason: str | None
    """Why."""
    options: tuple[tuple[str, float], ...]
    """Thresholds of the rule, by name."""
    place: Place
    """Where it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """Where the sources are."""

    url: str
    """Its address."""
    branch: str
    """The branch that is published."""
    edit: str
    """Pattern of the edit link: {url}, {branch}, {path}, {line}."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A hand-written page, taken over as it is."""

    path: str
    """Path under content/pages, with `/`."""
    source: str
    """Path of the file from the portal's folder."""
    text: str
    """Markdown with its front matter."""
    audience: str = ""
    """The least audience that may see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    """Everything that was read, resolved; mappings keep authored order."""

    name: Text
    """Name of the portal."""
    company: Text
    """Name of the company."""
    language: str
    """Language of the portal's own words, and of a text without a language."""
    languages: tuple[str, ...]
    """Languages that texts may be in; `language` first."""
    currency: str
    """ISO 4217 code."""
    calendar: Calendar
    """Working time."""
    accent: str | None
    """A colour `#rrggbb`."""
    logo: str | None
    """Path under content/."""
    areas: tuple[Area, ...]
    """The landscape."""
    success_factors: Mapping[str, SuccessFactor]
    """By id."""
    priority: Priority
    """Limits of the key processes."""
    scheme: Scheme
    """RACI scheme in use unless a table says otherwise."""
    review_cycle: Period | None
    """How long a governed object stays reviewed."""
    review_warn: Period
    """How long before the date a review is due."""
    rules: Mapping[str, RuleSetting]
    """By code."""
    audiences: tuple[str, ...]
    """Widest first."""
    default_audience: str
    """Of what says nothing."""
    repository: Repository | None
    """Where the sources are."""
    feedback_url: str | None
    """Pattern with {title} and {body}."""
    units: Mapping[str, Unit]
    """By id."""
    roles: Mapping[str, Role]
    """By id."""
    parties: Mapping[str, Party]
    """By id."""
    segregation: tuple[SegregationRule, ...]
    """Duties kept apart."""
    systems: Mapping[str, System]
    """By id."""
    documents: Mapping[str, Document]
    """By id."""
    kpis: Mapping[str, Kpi]
    """By id."""
    risks: Mapping[str, Risk]
    """By id."""
    controls: Mapping[str, Control]
    """By id, over all risks."""
    terms: Mapping[str, Term]
    """By id."""
    processes: Mapping[str, Process]
    """By id, in order of the landscape, then of the id."""
    raci_tables: Mapping[str, RaciTable]
    """By id."""
    policies: Mapping[str, Policy]
    """By id."""
    value_streams: Mapping[str, ValueStream]
    """By id."""
    surveys: Mapping[str, Survey]
    """By id of the process."""
    pages: tuple[Page, ...]
    """Hand-written pages."""
    assets: tuple[str, ...]
    """Paths under content/, such as assets/forms/po.xlsx."""
    place: Place
    """Where portal.yml was written."""

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups in order of the landscape."""
        return tuple(group for area in self.areas for group in area.groups)

    def current_processes(self) -> tuple[Process, ...]:
        """Give the processes that totals, loads and overviews count: no to-be, none retired."""
        return tuple(
            process
            for process in self.processes.values()
            if process.state != "to-be" and process.governed.status != "retired"
        )
