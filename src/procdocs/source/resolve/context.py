"""What resolving one object needs to know of the whole: settings, ids, and where to report."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from procdocs.diagnostics import Rule
from procdocs.model.places import Change, Governed, Link, Ref, Text
from procdocs.model.places import Common as ModelCommon
from procdocs.model.quantities import Calendar, Period, Wait
from procdocs.source.cursor import Cursor
from procdocs.source.documents import base
from procdocs.source.findings import Findings
from procdocs.source.nearest import nearest
from procdocs.source.quantities import WrittenDuration, WrittenWait
from procdocs.source.registry import KINDS, Registry
from procdocs.source.rules import (
    BAD_LANGUAGE,
    BAD_WAIT,
    CLOCK_HOURS,
    MISSING_ASSET,
    NOT_ALLOWED,
    PERSON_AS_ROLE,
    UNKNOWN_PART,
    UNKNOWN_REFERENCE,
)
from procdocs.source.scalars import LanguageText
from procdocs.source.text_files import TextFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What portal.yml says that every other file depends on."""

    language: str = "en"
    """Of a text without a language."""
    languages: tuple[str, ...] = ("en",)
    """What texts may be in."""
    languages_written: bool = False
    """Whether portal.yml lists them; where it does not, any is taken."""
    currency: str = "EUR"
    """ISO 4217 code."""
    calendar: Calendar = field(default_factory=Calendar)
    """Working time."""
    review_cycle: Period | None = None
    """How long a governed object stays reviewed."""
    audiences: tuple[str, ...] = ("internal",)
    """Widest first."""
    default_audience: str = "internal"
    """Of what says nothing."""
    scheme: str = "RACI"
    """Letters of tables that name none."""


@dataclass(slots=True, kw_only=True)
class Context:
    """Resolves what every kind of object has, and reports what cannot be."""

    settings: Settings
    """What portal.yml says."""
    registry: Registry
    """All ids."""
    findings: Findings
    """Where faults are reported."""
    assets: frozenset[str]
    """Files under assets/, with their paths from content/ on."""
    read_asset: Callable[[str], TextFile | None]
    """Reads a file under assets/ that exists; reports where it cannot."""
    party_names: dict[str, Text] = field(default_factory=dict)
    """Names of the outside parties of the organisation, by id."""
    markdown: list[tuple[Text, Cursor, str | None]] = field(default_factory=list)
    """Every Markdown text with its place and subject, for the check of its links."""

    def text(self, value: LanguageText | None, cursor: Cursor) -> Text | None:
        """Make a text; languages that the portal does not list are reported."""
        if value is None:
            return None
        settings = self.settings
        for language, _ in value:
            if language and settings.languages_written and language not in settings.languages:
                self.findings.add(
                    BAD_LANGUAGE,
                    f"the portal has no language `{language}`",
                    cursor.at(language).key_span,
                    help="Add it to `languages` in portal.yml; there are "
                    + ", ".join(settings.languages)
                    + ".",
                )
        return Text(
            values=tuple((language or settings.language, text) for language, text in value),
            span=cursor.span,
        )

    def need_text(self, value: LanguageText, cursor: Cursor) -> Text:
        """Make a text that must be there."""
        made = self.text(value, cursor)
        assert made is not None
        return made

    def prose(self, value: LanguageText | None, cursor: Cursor, subject: str | None) -> Text | None:
        """Make a Markdown text, whose links are checked later."""
        made = self.text(value, cursor)
        if made is not None:
            self.markdown.append((made, cursor, subject))
        return made

    def ref(
        self, kind: str, value: str | None, cursor: Cursor, subject: str | None, *, part: str = "no"
    ) -> Ref | None:
        """Resolve a reference.

        Args:
            kind: What it must name, of `KINDS`.
            value: As written; None gives None.
            cursor: Where it was written.
            subject: What the finding is about.
            part: `no` part may follow, it `may`, or it `must`.

        Returns:
            The reference, or None where it leads nowhere, which is reported.
        """
        if value is None:
            return None
        id_, _, behind = value.partition("#")
        found = self.registry.find(kind, id_)
        if found is None and self.registry.may_exist(kind, id_):
            return None
        if found is None:
            self._unknown(kind, value, id_, cursor, subject)
            return None
        if (behind and part == "no") or (not behind and part == "must"):
            noun = "clause" if kind == "policy" else "step"
            self.findings.add(
                UNKNOWN_PART,
                f"`{value}` names a {noun}, where the {KINDS[kind]} belongs"
                if behind
                else f"`{value}` names no {noun}",
                cursor.span,
                help=f"Write `{found}`." if behind else f"Write it as `{found}#{noun}`.",
                subject=subject,
            )
            return Ref(id=found, span=cursor.span) if behind else None
        if not behind:
            return Ref(id=found, span=cursor.span)
        meant = self.registry.find_part(kind, found, behind)
        if meant is None:
            message, mend = self.registry.explain_part(kind, found, behind)
            self.findings.add(UNKNOWN_PART, message, cursor.span, help=mend, subject=subject)
            return Ref(id=found, span=cursor.span) if part == "may" else None
        return Ref(id=found, part=meant, span=cursor.span)

    def _unknown(
        self, kind: str, value: str, id_: str, cursor: Cursor, subject: str | None
    ) -> None:
        person = self.registry.people.get(value.casefold()) if kind == "role" else None
        if person is not None:
            self.findings.add(
                PERSON_AS_ROLE,
                f"`{value}` is a person, where a role belongs",
                cursor.span,
                help=f"Name the role `{person}`, which this person holds.",
                subject=subject,
            )
            return
        message, mend = self.registry.explain(kind, id_)
        self.findings.add(UNKNOWN_REFERENCE, message, cursor.span, help=mend, subject=subject)

    def refs(
        self,
        kind: str,
        values: Sequence[str] | None,
        cursor: Cursor,
        subject: str | None,
        *,
        part: str = "no",
    ) -> tuple[Ref, ...]:
        """Resolve several references; those that lead nowhere are left out, doubles too."""
        made: dict[str, Ref] = {}
        for number, value in enumerate(values or ()):
            found = self.ref(kind, value, cursor.at(number), subject, part=part)
            if found is not None:
                made.setdefault(str(found), found)
        return tuple(made.values())

    def duration(
        self, value: WrittenDuration | None, cursor: Cursor, subject: str | None
    ) -> timedelta | None:
        """Turn a duration into working time; warn of hours that may be meant as days."""
        if value is None:
            return None
        calendar = self.settings.calendar
        days = value.misread_days(calendar)
        if days is not None:
            shown = f"{round(days, 2):g}"
            self.findings.add(
                CLOCK_HOURS,
                f"`{value.text}` are working hours: {shown} working days at "
                f"{calendar.hours_per_day:g} hours",
                cursor.span,
                help=f"Write `{shown}d` if that is meant, or days such as `1d`.",
                subject=subject,
            )
        return value.working(calendar)

    def wait(self, value: WrittenWait | None, cursor: Cursor, subject: str | None) -> Wait | None:
        """Turn a waiting time into working time; a range must have its ends in order."""
        if value is None:
            return None
        low = self.duration(value.low, cursor.at("from"), subject)
        high = low
        if value.high is not value.low:
            high = self.duration(value.high, cursor.at("to"), subject)
        assert low is not None
        assert high is not None
        mean = self.duration(value.mean, cursor.at("mean"), subject)
        if low > high:
            self.findings.add(
                BAD_WAIT,
                f"the wait is from {value.low.text} to {value.high.text}, which is shorter",
                cursor.span,
                help="Write the shorter end first.",
                subject=subject,
            )
            return None
        if mean is not None and not (low < mean < high or low == mean == high):
            self.findings.add(
                BAD_WAIT,
                f"the mean {value.mean.text if value.mean else ''} does not lie between "
                f"{value.low.text} and {value.high.text}",
                cursor.at("mean").span,
                help="Write a mean between the ends.",
                subject=subject,
            )
            return None
        if low == high:
            return Wait(mean=low, low=low, high=high)
        if mean is None:
            return Wait(mean=(low + high) / 2, low=low, high=high, shape="uniform")
        return Wait(mean=mean, low=low, high=high, shape="beta")

    def asset(self, path: str | None, cursor: Cursor, subject: str | None) -> str | None:
        """Check that a file under assets/ exists."""
        if path is None or path in self.assets:
            return path
        meant = nearest(path, self.assets_sorted())
        self.findings.add(
            MISSING_ASSET,
            f"there is no file `{path}` in the content folder"
            + (f", did you mean `{meant}`?" if meant else ""),
            cursor.span,
            help="Put the file there, or correct the path.",
            subject=subject,
        )
        return None

    def assets_sorted(self) -> list[str]:
        """Give the files under assets/ in a fixed order."""
        return sorted(self.assets)

    def audience(self, written: str | None, cursor: Cursor, otherwise: str) -> str:
        """Resolve an audience; one that portal.yml does not name is reported."""
        if written is None:
            return otherwise
        if written in self.settings.audiences:
            return written
        meant = nearest(written, self.settings.audiences)
        self.findings.add(
            NOT_ALLOWED,
            f"unknown audience `{written}`" + (f", did you mean `{meant}`?" if meant else ""),
            cursor.span,
            help="portal.yml names "
            + ", ".join(f"`{name}`" for name in self.settings.audiences)
            + ".",
        )
        return otherwise

    def common(
        self,
        document: base.Common,
        cursor: Cursor,
        subject: str | None,
        *,
        audience: str | None = None,
    ) -> ModelCommon:
        """Resolve what everything may carry.

        Args:
            document: The document.
            cursor: Where it was written.
            subject: What findings are about.
            audience: The audience where none is written; left out, the portal's default.
        """
        otherwise = audience or self.settings.default_audience
        return ModelCommon(
            description=self.prose(document.description, cursor.at("description"), subject),
            note=self.prose(document.note, cursor.at("note"), subject),
            aliases=tuple(document.aliases or ()),
            audience=self.audience(document.audience, cursor.at("audience"), otherwise),
            links=tuple(self._links(document.links or (), cursor.at("links"), subject)),
        )

    def _links(
        self, links: Iterable[base.LinkDocument], cursor: Cursor, subject: str | None
    ) -> Iterable[Link]:
        for number, link in enumerate(links):
            here = cursor.at(number)
            url: str | None = link.url
            if link.url.startswith("assets/"):
                url = self.asset(link.url, here.at("url"), subject)
            if url is not None:
                yield Link(title=self.need_text(link.title, here.at("title")), url=url)

    def governed(self, document: base.Governed, cursor: Cursor, subject: str | None) -> Governed:
        """Resolve owner, status, version, review and history."""
        cycle = self.settings.review_cycle
        review_by = document.review_by
        if review_by is None and document.effective is not None and cycle is not None:
            review_by = cycle.after(document.effective)
        changes = (
            Change(
                version=change.version,
                date=change.date,
                by=self.ref("role", change.by, cursor.at("changes", number, "by"), subject),
                reason=self.need_text(change.reason, cursor.at("changes", number, "reason")),
            )
            for number, change in enumerate(document.changes or ())
        )
        return Governed(
            owner=self.ref("role", document.owner, cursor.at("owner"), subject),
            approved_by=self.ref("role", document.approved_by, cursor.at("approved_by"), subject),
            status=document.status,
            version=document.version,
            effective=document.effective,
            review_by=review_by,
            review_written=document.review_by is not None,
            changes=tuple(changes),
        )

    def report(
        self,
        rule: Rule,
        message: str,
        cursor: Cursor,
        subject: str | None,
        help: str | None = None,  # noqa: A002 - the field is called help everywhere
    ) -> None:
        """Report a fault of a value."""
        self.findings.add(rule, message, cursor.span, help=help, subject=subject)
