"""What is in force and has a day of review."""

import datetime
from collections.abc import Iterator

from procdocs.checks.context import CheckContext
from procdocs.checks.holders import Holder


def reviewed(context: CheckContext) -> Iterator[tuple[Holder, datetime.date]]:
    """Give everything in force with the day on which it is to be reviewed."""
    for holder in context.holders:
        governed = holder.governed
        if governed is None or governed.review_by is None or holder.part_of is not None:
            continue
        if governed.status not in ("draft", "in-review", "retired"):
            yield holder, governed.review_by
