"""The review of a change as Markdown, fit for a comment on a merge request.

A comment has a greatest length, and what writers typed must neither call a person nor close an
issue in it: every text is escaped, and what does not fit is left out and counted.
"""

import re
from collections.abc import Iterator, Sequence

from procdocs.exports.text_table import escape_markdown
from procdocs.locale import Words, words
from procdocs.views.change_values import Difference, visible
from procdocs.views.format import NBSP
from procdocs.views.review_parts import ObjectReview
from procdocs.views.review_report import FindingReview, ReviewView

MOST_CHARACTERS = 60_000
"""GitHub takes 65 536 characters in a comment."""
_MOST_ROWS = 120
_SIDES = ("What", "Was", "Becomes")
_FINDING = ("Finding", "Where", "What is wrong")
_ENTITIES = {"&": "&amp;", "~": "\\~", "$": "\\$", "://": "&#58;//"}
_REFERENCE = re.compile(r"([@#!$%&~])(?=\w)")


def render_review_markdown(review: ReviewView) -> str:
    """Write the review, at most `MOST_CHARACTERS` long; what is left out is named."""
    writer = _Writer(review, words(review.language))
    head = "\n".join(writer.head())
    sections = [("\n".join(writer.problems()), "the errors")]
    for each in review.objects:
        name = f"{each.kind_word.lower()} {_text(each.name)}"
        sections.append(("\n".join(writer.thing(each)), name))
    sections.append(("\n".join(writer.settings()), "the settings"))
    sections.append(("\n".join(writer.findings()), "the findings"))
    left = MOST_CHARACTERS - len(head) - 1_000
    kept, dropped = [head], []
    for text, name in sections:
        if not text:
            continue
        if len(text) < left:
            kept.append(text)
            left -= len(text) + 1
        else:
            dropped.append(name)
    if dropped:
        some = ", ".join(dropped[:8]) + (", …" if len(dropped) > 8 else "")
        kept.append(
            f"\n**Left out for length ({len(dropped)}):** {some[:700]}. "
            "`procdocs diff --format html` shows everything."
        )
    return "\n".join(kept).replace(NBSP, " ") + "\n"


def escape_comment(text: str) -> str:
    """Write a text so that a comment shows it as it is: no markup, no mention, no reference."""
    # The hosts look for references in the rendered text, so that no escape keeps them from it: a
    # space of no width does.
    whole = escape_markdown(_REFERENCE.sub("\\1\u200b", visible(text)))
    for sign, entity in _ENTITIES.items():
        whole = whole.replace(sign, entity)
    return whole


_text = escape_comment


def _code(text: str) -> str:
    """Write a short text such as a revision in the type of code."""
    return _text(text) if "`" in text else f"`{text}`"


def _difference_rows(differences: Sequence[Difference]) -> list[tuple[str, ...]]:
    return [(each.label, each.before, each.after) for each in differences]


class _Writer:
    """Writes the parts of a review in its language."""

    def __init__(self, review: ReviewView, t: Words) -> None:
        self.review = review
        self.t = t

    def head(self) -> Iterator[str]:
        title = f": {_text(self.review.title)}" if self.review.title else ""
        yield f"## {self.t('What changes in meaning')}{title}"
        yield ""
        yield f"{_code(self.review.before)} → {_code(self.review.after)}"
        if self.review.lead:
            yield ""
            yield _text(self.review.lead)

    def problems(self) -> Iterator[str]:
        for problem in self.review.problems:
            yield ""
            yield f"**{_code(problem.side)}:** {_text(problem.text)}"
            yield ""
            yield from self._table(_FINDING, _finding_rows(problem.findings))

    def thing(self, review: ObjectReview) -> Iterator[str]:
        yield ""
        ids = [name for name in dict.fromkeys((review.before_id, review.after_id)) if name]
        shown = (
            f" ({' → '.join(_code(id_) for id_ in ids)})" if ids and ids != [review.name] else ""
        )
        yield f"### {_text(review.kind_word)} {_text(review.name)}{shown}: {_text(review.word)}"
        if review.note:
            yield ""
            yield _text(review.note)
        if review.gain:
            yield ""
            yield f"**{self.t('In a year')}: {_text(review.gain)}**"
        if review.differences:
            yield ""
            yield from self._table(_SIDES, _difference_rows(review.differences))
        if review.steps:
            yield ""
            yield from self._table(("Step", *_SIDES), self._step_rows(review))
        if review.letters:
            rows = [(each.activity, each.role, each.before, each.after) for each in review.letters]
            title = f"{self.t('Responsibilities')} ({len(rows)})"
            yield from self._folded(title, ("Activity", "Role", "Was", "Becomes"), rows)
        if review.metrics:
            title = f"{self.t('Figures')} ({len(review.metrics)})"
            heads = ("Figure", "Was", "Becomes", "Change", "A year")
            yield from self._folded(title, heads, self._metric_rows(review))

    def _step_rows(self, review: ObjectReview) -> list[tuple[str, ...]]:
        rows: list[tuple[str, ...]] = []
        for step in review.steps:
            name = f"{step.name}: {step.word}"
            if step.change == "moved":
                rows.append((name, "id", ", ".join(step.before_ids), step.after_id or ""))
                name = ""
            if step.change != "removed":
                for each in step.differences:
                    rows.append((name, each.label, each.before, each.after))
                    name = ""
            if step.effect or name:
                label = self.t("Effect per item") if step.effect else ""
                rows.append((name, label, "", step.effect))
        return rows

    def _metric_rows(self, review: ObjectReview) -> list[tuple[str, ...]]:
        marks = {True: f" ({self.t('better')})", False: f" ({self.t('worse')})", None: ""}
        return [
            (
                each.texts.label,
                each.texts.before,
                each.texts.after,
                each.texts.change + marks[each.metric.improves],
                each.texts.annual,
            )
            for each in review.metrics
        ]

    def settings(self) -> Iterator[str]:
        if self.review.settings:
            yield ""
            yield f"### {self.t('Settings of the portal')}"
            yield ""
            yield from self._table(_SIDES, _difference_rows(self.review.settings))

    def findings(self) -> Iterator[str]:
        for title, findings in (("New findings", self.review.new), ("Mended", self.review.mended)):
            if findings:
                head = f"{self.t(title)} ({len(findings)})"
                yield from self._folded(head, _FINDING, _finding_rows(findings))

    def _folded(
        self, title: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]
    ) -> Iterator[str]:
        yield ""
        yield f"<details><summary>{title}</summary>"
        yield ""
        yield from self._table(heads, rows)
        yield ""
        yield "</details>"

    def _table(self, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
        yield _line([self.t(head) for head in heads])
        yield _line(["---"] * len(heads))
        for row in rows[:_MOST_ROWS]:
            yield _line([_text(cell) for cell in row])
        if len(rows) > _MOST_ROWS:
            rest = f"… and {len(rows) - _MOST_ROWS} more rows"
            yield _line([rest, *[""] * (len(heads) - 1)])


def _finding_rows(findings: Sequence[FindingReview]) -> list[tuple[str, ...]]:
    return [(f"{each.severity} {each.code}", each.place, each.message) for each in findings]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
