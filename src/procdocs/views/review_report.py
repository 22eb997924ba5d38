"""The review of a change: what two states of a portal say otherwise, decided and in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from procdocs.analysis.compare_findings import compare_findings
from procdocs.analysis.compare_portals import PortalComparison, compare_portals, compare_variant
from procdocs.analysis.facts import SAME, Renames
from procdocs.analysis.renames import object_id
from procdocs.diagnostics import Diagnostic, Severity
from procdocs.project import Project
from procdocs.views.change_values import Difference, Teller
from procdocs.views.change_words import KINDS
from procdocs.views.context import ViewContext, make_context
from procdocs.views.review_objects import review_object
from procdocs.views.review_parts import ObjectReview

_FILE_RULES = ("YAML", "FILE")
"""Families of rules that say that a file as a whole cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSide:
    """One of the two states."""

    label: str
    """What it is called, such as `main (1a2b3c4d5e)` or `working tree`."""
    project: Project
    """The portal in that state, seen by everybody."""
    assets: dict[str, str]
    """Hash of every file to download, by its path."""

    @property
    def folder(self) -> str:
        """The content folder as files in findings are named."""
        return self.project.content.relative_to(self.project.root).as_posix()


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingReview:
    """A finding of one state."""

    code: str
    """The rule."""
    severity: str
    """`error`, `warning` or `info`."""
    message: str
    """What is wrong."""
    place: str
    """File and line in its state."""
    file: str
    """The file."""
    line: int
    """The line, from 1."""
    subject: str | None
    """What it is about, such as `process:credit-check#register`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a state could not be compared as a whole."""

    side: str
    """Label of the state."""
    text: str
    """What could not be read."""
    findings: tuple[FindingReview, ...]
    """The errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """The whole review."""

    title: str
    """What is compared."""
    before: str
    """Label of the older state."""
    after: str
    """Label of the newer one."""
    language: str
    """Language of the words."""
    lead: str
    """What changes, in a sentence."""
    problems: tuple[Problem, ...]
    """Errors of the newer state, and those of the older one that it mends: what they touch may be
    shown as changed."""
    objects: tuple[ObjectReview, ...]
    """What changes: processes first, then by kind."""
    settings: tuple[Difference, ...]
    """Settings of the portal."""
    new: tuple[FindingReview, ...]
    """Findings that the change brings, the gravest first."""
    mended: tuple[FindingReview, ...]
    """Findings that the change mends."""
    compared: bool
    """False where one of the states has no model at all."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changes."""
        return self.compared and not (self.objects or self.settings or self.new or self.mended)


def view_review(before: ReviewSide, after: ReviewSide) -> ReviewView:
    """Compare two states of a portal.

    Args:
        before: The older one.
        after: The newer one; its language and names are used.
    """
    old, new = before.project, after.project
    problems = tuple(_problems(before, after))
    if old.portal is None or old.analysis is None or new.portal is None or new.analysis is None:
        return ReviewView(
            title="",
            before=before.label,
            after=after.label,
            language="en",
            lead="",
            problems=problems,
            objects=(),
            settings=(),
            new=(),
            mended=(),
            compared=False,
        )
    comparison = compare_portals(old.portal, new.portal, old.analysis, new.analysis)
    earlier, context = _context(old, new.portal.language), _context(new, new.portal.language)
    teller = Teller(context=context, before=old.portal, renames=comparison.renames)
    objects = (
        *_in_order(_objects(comparison, teller, earlier, before, after)),
        *_assets(context, before.assets, after.assets),
    )
    findings = compare_findings(
        old.diagnostics, new.diagnostics, comparison.renames, (before.folder, after.folder)
    )
    gone = {
        (change.kind, object_id(change.before))
        for change in comparison.objects
        if change.after is None
    }
    mended = [found for found in findings.mended if _about(found) not in gone]
    settings = teller.differences(comparison.settings)
    review = ReviewView(
        title=context.say(new.portal.name),
        before=before.label,
        after=after.label,
        language=context.language,
        lead="",
        problems=problems,
        objects=objects,
        settings=settings,
        new=_findings(findings.new),
        mended=_findings(mended),
        compared=True,
    )
    return _with_lead(review, context)


def view_variant_review(project: Project, base_id: str, variant_id: str) -> ReviewView:
    """Compare two processes of one portal, such as an as-is and its to-be.

    Raises:
        ValueError: The project has no model.
    """
    if project.portal is None or project.analysis is None:
        raise ValueError("only a project with a model can be compared")
    portal = project.portal
    base, variant = portal.processes[base_id], portal.processes[variant_id]
    change = compare_variant(base, variant, project.analysis)
    context = _context(project, portal.language)
    renames = Renames(objects={("process", base_id): variant_id})
    teller = Teller(context=context, before=portal, renames=renames)
    names = [context.say(process.name) for process in (base, variant)]
    review = ReviewView(
        title=f"{names[0]} → {names[1]}",
        before=f"{names[0]} ({base_id})",
        after=f"{names[1]} ({variant_id})",
        language=context.language,
        lead="",
        problems=(),
        objects=(review_object(change, teller, context),) if change else (),
        settings=(),
        new=_findings([each for each in project.diagnostics if _is_about(each, variant_id)]),
        mended=_findings([each for each in project.diagnostics if _is_about(each, base_id)]),
        compared=True,
    )
    return _with_lead(_only_other_findings(review), context)


def _only_other_findings(review: ReviewView) -> ReviewView:
    """Leave out what is found in both processes, told by rule and step."""

    def key(found: FindingReview) -> tuple[str, str]:
        return found.code, (found.subject or "").partition("#")[2]

    before, after = {key(each) for each in review.mended}, {key(each) for each in review.new}
    return replace(
        review,
        new=tuple(each for each in review.new if key(each) not in before),
        mended=tuple(each for each in review.mended if key(each) not in after),
    )


def _is_about(found: Diagnostic, process: str) -> bool:
    return (found.subject or "").partition("#")[0] == f"process:{process}"


def _context(project: Project, language: str) -> ViewContext:
    assert project.portal is not None
    assert project.analysis is not None
    return make_context(
        project.portal,
        project.analysis,
        project.diagnostics,
        today=project.today,
        language=language,
    )


def _objects(
    comparison: PortalComparison,
    teller: Teller,
    earlier: ViewContext,
    before: ReviewSide,
    after: ReviewSide,
) -> Iterator[ObjectReview]:
    lost: dict[tuple[str, str], int] = {}
    for change in comparison.objects:
        file = None
        if change.after is None:
            file = _lost_file(change.before, before, after)
        elif change.before is None:
            file = _lost_file(change.after, after, before)
        if file is None:
            yield review_object(change, teller, earlier)
        else:
            side = after if change.after is None else before
            lost[file, side.label] = lost.get((file, side.label), 0) + 1
    t = teller.context.words
    for (file, label), number in lost.items():
        yield ObjectReview(
            kind="file",
            kind_word=t(KINDS["file"][0]),
            change="unreadable",
            word=t("unreadable"),
            name=file,
            before_id=file,
            after_id=file,
            note=t("It cannot be read in {side}; what it holds is not compared ({n}).").format(
                side=label, n=number
            ),
        )


def _lost_file(thing: object, there: ReviewSide, here: ReviewSide) -> str | None:
    """Give the file of an object that is only missing because the file cannot be read here."""
    place = getattr(thing, "place", None)
    if place is None:
        return None
    name = f"{here.folder}/{place.span.file.removeprefix(there.folder + '/')}"
    spoilt = any(
        found.span.file == name and found.code.startswith(_FILE_RULES)
        for found in here.project.errors
    )
    return name if spoilt else None


def _in_order(objects: Iterator[ObjectReview]) -> tuple[ObjectReview, ...]:
    order = list(KINDS)
    return tuple(sorted(objects, key=lambda each: order.index(each.kind)))


def _assets(
    context: ViewContext, before: dict[str, str], after: dict[str, str]
) -> Iterator[ObjectReview]:
    """Tell which files to download are new, gone or other ones."""
    t = context.words
    words = {"added": t("new"), "removed": t("removed"), "changed": t("changed")}
    for path in sorted({*before, *after}):
        if before.get(path) == after.get(path):
            continue
        change = "added" if path not in before else "removed" if path not in after else "changed"
        yield ObjectReview(
            kind="file",
            kind_word=t(KINDS["file"][0]),
            change=change,
            word=words[change],
            name=path,
            before_id=path if path in before else None,
            after_id=path if path in after else None,
        )


def _problems(before: ReviewSide, after: ReviewSide) -> Iterator[Problem]:
    """Tell what cannot be read in either state; of the older one what the newer one mends."""
    folders = (before.folder, after.folder)
    old = compare_findings(before.project.errors, after.project.errors, SAME, folders).mended
    for side, errors in ((before, old), (after, after.project.errors)):
        if side.project.portal is None:
            text = "This state has no readable portal.yml, so nothing can be compared."
            yield Problem(side=side.label, text=text, findings=_findings(side.project.errors))
        elif errors:
            text = (
                f"{len(errors)} {'errors' if len(errors) > 1 else 'error'} in the content. What "
                "cannot be read is left out of the comparison; what refers to it may look changed."
            )
            yield Problem(side=side.label, text=text, findings=_findings(errors))


def _about(found: Diagnostic) -> tuple[str, str]:
    kind, _, rest = (found.subject or "").partition(":")
    return kind, rest.partition("#")[0]


def _findings(found: Sequence[Diagnostic]) -> tuple[FindingReview, ...]:
    shown = [each for each in found if each.severity is not Severity.OFF]
    return tuple(
        FindingReview(
            code=each.code,
            severity=each.severity.label,
            message=each.message,
            place=f"{each.span.file}:{each.span.line}",
            file=each.span.file,
            line=each.span.line,
            subject=each.subject,
        )
        for each in sorted(shown, key=lambda each: (-each.severity, each.sort_key))
    )


def _with_lead(review: ReviewView, context: ViewContext) -> ReviewView:
    t = context.words
    parts = []
    for kind, (one, many) in KINDS.items():
        counts: dict[str, int] = {}
        for each in review.objects:
            if each.kind == kind:
                counts[each.word] = counts.get(each.word, 0) + 1
        if counts:
            noun = t(one if sum(counts.values()) == 1 else many)
            parts.append(f"{noun}: " + ", ".join(f"{n} {word}" for word, n in counts.items()))
    if review.settings:
        parts.append(t("Settings: {n} changed").format(n=len(review.settings)))
    lead = "; ".join(parts) or t("Nothing changes in meaning")
    found = t("{new} {new:new finding|new findings}, {mended} mended").format(
        new=len(review.new), mended=len(review.mended)
    )
    return replace(review, lead=f"{lead}. {found}.")
