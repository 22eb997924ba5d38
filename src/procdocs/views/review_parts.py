"""What a review says of one object: fields, steps, letters, figures, a picture."""

from dataclasses import dataclass

from procdocs.analysis.compare_metrics import MetricChange
from procdocs.views.change_values import Difference
from procdocs.views.metric_changes import MetricTexts
from procdocs.views.swimlane import SwimlaneView

CHANGE_WORDS = {
    "added": "new",
    "removed": "removed",
    "moved": "new id",
    "renamed": "renamed",
    "changed": "changed",
    "replaced": "changed",
    "unreadable": "unreadable",
}
"""What a reader calls each change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReview:
    """What becomes of a step."""

    change: str
    """`added`, `removed`, `changed`, `moved` (another id) or `replaced` (others)."""
    word: str
    """The same in words."""
    name: str
    """Its name; of one that takes the place of others, theirs as well."""
    before_ids: tuple[str, ...]
    """Ids before."""
    after_id: str | None
    """Id after; None where it is gone."""
    differences: tuple[Difference, ...]
    """What differs; of a new step what a reader asks first."""
    effect: str
    """What it does to the work and the waiting of an item; empty for nothing or unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterReview:
    """A role's letters in an activity that change."""

    activity: str
    """The activity."""
    role: str
    """The role."""
    before: str
    """Its letters; empty for none."""
    after: str
    """Its letters; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricReview:
    """A figure before and after."""

    metric: MetricChange
    """As numbers."""
    texts: MetricTexts
    """As it is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectReview:
    """What became of an object."""

    kind: str
    """`process`, `role`, `policy`, …, `file`."""
    kind_word: str
    """The same in words."""
    change: str
    """`added`, `removed`, `moved` (another id), `renamed`, `changed` or `unreadable`."""
    word: str
    """The same in words."""
    name: str
    """What it is called."""
    before_id: str | None
    """Its id before; None where it is new."""
    after_id: str | None
    """Its id after; None where it is gone."""
    note: str = ""
    """What a reader should know: another id, a comparison with an as-is, …"""
    differences: tuple[Difference, ...] = ()
    """What it says otherwise."""
    steps: tuple[StepReview, ...] = ()
    """Steps that change, in order."""
    letters: tuple[LetterReview, ...] = ()
    """RACI letters that change."""
    metrics: tuple[MetricReview, ...] = ()
    """Figures that change."""
    steady: int = 0
    """Figures that stay as they are."""
    gain: str = ""
    """What the change gives a year; empty for nothing or unknown."""
    picture: SwimlaneView | None = None
    """Both states in one; None where nothing of the flow changes, or it is too large."""
    picture_note: str = ""
    """Why there is no picture."""
