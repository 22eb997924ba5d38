"""What a finding is: a rule, a place, what is wrong there, and the mend.

A finding is a value. It is made where the fault is seen, collected with all the others and
rendered once (see `procdocs.diagnostics.render`). Nothing in this package imports ours.
"""

from dataclasses import dataclass
from enum import IntEnum

from procdocs.diagnostics.price import Price


class Severity(IntEnum):
    """How much a finding matters; larger is worse."""

    OFF = 0
    """Not reported at all."""
    INFO = 1
    """Worth knowing; never fails a build."""
    WARNING = 2
    """Likely wrong; fails a build only when it is strict."""
    ERROR = 3
    """Wrong: the portal would say something untrue or could not say it."""

    @property
    def label(self) -> str:
        """The severity as writers type it: `info`, `warning`, `error`, `off`."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of text in a file of the portal.

    Lines and columns count from 1, columns in characters (code points). The end is exclusive:
    a span over the word `role` at the start of line 3 is 3:1 to 3:5. A file that cannot be read
    as text has the span 1:1 to 1:1.
    """

    file: str
    """Path relative to the portal's folder (where mkdocs.yml is), with `/` between its parts."""
    line: int = 1
    """First line."""
    column: int = 1
    """First column."""
    end_line: int = 1
    """Last line."""
    end_column: int = 1
    """The column after the last character."""

    @classmethod
    def of_file(cls, file: str) -> "Span":
        """Make the span that stands for a file as a whole."""
        return cls(file=file)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of finding, known by its code."""

    code: str
    """Family and number, such as `RACI001`. Never reused for another meaning."""
    name: str
    """A short name in kebab-case that reads well after "allow", such as `two-accountable-roles`."""
    severity: Severity
    """The severity unless `portal.yml` says otherwise."""
    summary: str
    """One sentence: what it flags."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another place that has part in a finding, such as the first of two equal keys."""

    span: Span
    """Where it is."""
    message: str
    """What it has to do with the finding, such as "first written here"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding at one place."""

    rule: Rule
    """The rule that was broken."""
    severity: Severity
    """The severity in force for this portal."""
    message: str
    """What is wrong, with the names involved. One sentence without a full stop."""
    span: Span
    """The smallest text that is wrong."""
    help: str | None = None
    """The mend, as an instruction; left out only where the message says it already."""
    related: tuple[Related, ...] = ()
    """The other places involved, in the order in which a reader should look at them."""
    subject: str | None = None
    """What the finding is about, as `process:credit-check#register`; pages list findings by it."""
    price: Price | None = None
    """What is at stake in a year, where that can be computed."""

    @property
    def annual_work_hours(self) -> float | None:
        """Hours of work a year at stake."""
        return self.price.work_hours if self.price else None

    @property
    def annual_wait_hours(self) -> float | None:
        """Hours of waiting a year at stake."""
        return self.price.wait_hours if self.price else None

    @property
    def annual_cost(self) -> float | None:
        """Cost a year at stake, in the portal's currency."""
        return self.price.cost if self.price else None

    @property
    def annual_hours(self) -> float | None:
        """Hours a year at stake: of work where there are any, else of waiting.

        Work and waiting are different things and are not added. Work comes first, because only
        work is paid.
        """
        return self.price.hours if self.price else None

    @property
    def price_basis(self) -> str | None:
        """How the price was computed, to be recomputed by hand."""
        return self.price.basis or None if self.price else None

    @property
    def rank_key(self) -> tuple[float, float, float, int, tuple[str, int, int, str, str]]:
        """The order in which findings matter: by cost, then work, waiting, severity, place."""
        return (
            -(self.annual_cost or 0.0),
            -(self.annual_work_hours or 0.0),
            -(self.annual_wait_hours or 0.0),
            -self.severity,
            self.sort_key,
        )

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.rule.code

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """File, place and code: the order in which findings are listed."""
        return (self.span.file, self.span.line, self.span.column, self.rule.code, self.message)


def finding(
    rule: Rule,
    message: str,
    span: Span,
    *,
    help: str | None = None,  # noqa: A002 - the field is called help everywhere
    related: tuple[Related, ...] = (),
    subject: str | None = None,
    price: Price | None = None,
) -> Diagnostic:
    """Make a diagnostic with the rule's own severity.

    Severities of the portal are put in afterwards, once, for all findings.
    """
    return Diagnostic(
        rule=rule,
        severity=rule.severity,
        message=message,
        span=span,
        help=help,
        related=related,
        subject=subject,
        price=price,
    )
