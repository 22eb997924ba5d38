"""The ways out of a step: branches with their shares, combinations, boundary events."""

from collections.abc import Sequence

from procdocs.model.quantities import Share
from procdocs.model.steps import Boundary, Branch, Combination, DecisionTable
from procdocs.source.cursor import Cursor
from procdocs.source.documents.step import (
    BranchDocument,
    ErrorDocument,
    EscalationDocument,
    MessageEventDocument,
    StepDocument,
    TimeoutDocument,
)
from procdocs.source.resolve.context import Context
from procdocs.source.resolve.pools import StepSource
from procdocs.source.rules import (
    BAD_MESSAGE,
    BOUNDARY,
    DECISION_TABLE,
    SHARE_OF_COMBINATION,
    SHARES_SUM,
)

_TOLERANCE = 1e-6


def share_out(
    written: Sequence[Share | None],
) -> tuple[list[Share | None], str | None]:
    """Fill in the rest for one that was left out.

    Returns:
        The shares, None where unknown, and what is wrong with them.
    """
    given = [share for share in written if share is not None]
    if not given:
        return list(written), None
    total = sum(given)
    left_out = len(written) - len(given)
    if total > 1 + _TOLERANCE or (left_out == 0 and total < 1 - _TOLERANCE):
        return list(written), f"the shares add up to {_percent(total)}, not 100 %"
    if left_out > 1:
        return list(written), f"{left_out} of the {len(written)} shares are left out"
    rest = Share(max(0.0, round(1 - total, 12)))
    return [rest if share is None else share for share in written], None


def _percent(value: float) -> str:
    return f"{round(value * 100, 4):g} %"


def resolve_branches(source: StepSource, context: Context) -> tuple[Branch, ...]:
    """Resolve the branches of a step; shares of a choice add up, the rest is filled in."""
    documents = source.document.branches or []
    at = source.cursor.at("branches")
    shares: list[Share | None] = [branch.share for branch in documents]
    if source.type == "inclusive":
        _check_inclusive(source, context)
    elif source.type == "fork":
        shares = [None for _ in shares]
    else:
        complete = not at.dropped and not any(
            at.at(number).dropped for number in range(len(documents))
        )
        filled, wrong = share_out(shares)
        shares = filled if complete else shares
        if wrong is not None and complete:
            context.findings.add(
                SHARES_SUM,
                wrong,
                at.key_span,
                help="Correct one, or leave one out: it gets the rest.",
                subject=source.subject,
            )
            shares = [None for _ in shares]
    return tuple(
        _branch(branch, share, at.at(number), context)
        for number, (branch, share) in enumerate(zip(documents, shares, strict=True))
    )


def _branch(
    document: BranchDocument, share: Share | None, cursor: Cursor, context: Context
) -> Branch:
    return Branch(
        to=document.to,
        when=context.text(document.when, cursor.at("when")),
        share=share,
        share_written=document.share is not None,
        place=cursor.place("to"),
    )


def _check_inclusive(source: StepSource, context: Context) -> None:
    documents = source.document.branches or []
    shares = [branch.share for branch in documents]
    if source.document.combinations:
        for number, share in enumerate(shares):
            if share is not None:
                context.findings.add(
                    SHARE_OF_COMBINATION,
                    "a branch carries no share where the combinations do",
                    source.cursor.at("branches", number, "share").span,
                    help="Take the share away.",
                    subject=source.subject,
                )
    elif shares and not any(share is None or share > 0 for share in shares):
        context.findings.add(
            SHARES_SUM,
            "no branch is ever taken: all shares are 0",
            source.cursor.at("branches").key_span,
            help="At least one branch of an inclusive split is taken.",
            subject=source.subject,
        )


def resolve_combinations(source: StepSource, context: Context) -> tuple[Combination, ...]:
    """Resolve which branches of an inclusive split are taken together; they add up to 100 %."""
    documents = source.document.combinations or []
    if not documents or source.type != "inclusive":
        return ()
    at = source.cursor.at("combinations")
    targets = [branch.to for branch in source.document.branches or ()]
    seen: set[frozenset[str]] = set()
    faults = len(context.findings)

    def report(message: str, cursor: Cursor, mend: str) -> None:
        context.findings.add(
            SHARE_OF_COMBINATION, message, cursor.key_span, help=mend, subject=source.subject
        )

    for number, combination in enumerate(documents):
        here = at.at(number)
        for position, target in enumerate(combination.of):
            if target not in targets:
                context.report(
                    SHARE_OF_COMBINATION,
                    f"no branch leads to `{target}`",
                    here.at("of", position),
                    source.subject,
                    "Name branches by their `to`: " + ", ".join(targets) + ".",
                )
        chosen = frozenset(combination.of)
        if not chosen:
            report("a combination of no branches", here, "At least one branch is taken.")
        elif chosen in seen:
            report("this combination is given twice", here, "Keep one of the two.")
        seen.add(chosen)
    total = sum(combination.share for combination in documents)
    if abs(total - 1) > _TOLERANCE:
        report(
            f"the shares of the combinations add up to {_percent(total)}, not 100 %",
            at,
            "Correct them, so that together they are 100 %.",
        )
    if len(context.findings) > faults:
        return ()
    return tuple(
        Combination(of=tuple(dict.fromkeys(found.of)), share=found.share) for found in documents
    )


def resolve_table(
    source: StepSource, branches: tuple[Branch, ...], context: Context
) -> DecisionTable | None:
    """Resolve a decision table: the last cell of each row is a branch's `when`."""
    document = source.document.table
    if document is None:
        return None
    at = source.cursor.at("table")
    answers = {text for branch in branches if branch.when for _, text in branch.when.values}
    rows = []
    for number, row in enumerate(document.rows):
        here = at.at("rows", number)
        if len(row) != len(document.inputs) + 1:
            context.findings.add(
                DECISION_TABLE,
                f"the row has {len(row)} cells, {len(document.inputs) + 1} belong here",
                here.span,
                help="Write a cell for each input and, last, the `when` of a branch.",
                subject=source.subject,
            )
            continue
        if row[-1] not in answers:
            context.findings.add(
                DECISION_TABLE,
                f"`{row[-1]}` is the `when` of no branch",
                here.at(len(row) - 1).span,
                help="End the row with one of "
                + ", ".join(f"`{answer}`" for answer in sorted(answers))
                + "."
                if answers
                else "Give the branches a `when`.",
                subject=source.subject,
            )
        rows.append(tuple(row))
    return DecisionTable(inputs=tuple(document.inputs), rows=tuple(rows), place=at.place())


BoundaryDocument = TimeoutDocument | ErrorDocument | MessageEventDocument | EscalationDocument


def resolve_boundaries(
    source: StepSource, parties: frozenset[str], context: Context
) -> tuple[Boundary, ...]:
    """Resolve the events at the border of a step, in the order of their keys."""
    made: list[Boundary] = []
    leaving = 0.0
    for key, document, at in _boundary_documents(source):
        interrupting = document.interrupting is not False
        if isinstance(document, ErrorDocument) and not interrupting:
            _report(
                context,
                source,
                "an error always interrupts its step",
                at.at("interrupting"),
                "Take `interrupting: false` away, or use on_escalation.",
            )
            interrupting = True
        every = document.every if isinstance(document, TimeoutDocument) else None
        if every is not None and interrupting:
            _report(
                context,
                source,
                "a timer that interrupts its step cannot repeat",
                at.at("every"),
                "Write `interrupting: false`, or take `every` away.",
            )
            every = None
        after = document.after if isinstance(document, TimeoutDocument) else None
        if interrupting and document.share is not None:
            leaving += document.share
        made.append(
            Boundary(
                kind=key.removeprefix("on_"),
                to=document.to,
                after=context.duration(after, at.at("after"), source.subject),
                every=context.duration(every, at.at("every"), source.subject),
                after_written=after.text if after else None,
                every_written=every.text if every else None,
                when=context.text(getattr(document, "when", None), at.at("when")),
                name=context.text(getattr(document, "name", None), at.at("name")),
                party=_sender(document, at, source, parties, context),
                share=document.share,
                interrupting=interrupting,
                place=at.place("to"),
            )
        )
    if leaving > 1 + _TOLERANCE:
        context.findings.add(
            SHARES_SUM,
            f"the events that interrupt the step add up to {_percent(leaving)}",
            source.cursor.at("id").span,
            help="Together they cannot be more than 100 %.",
            subject=source.subject,
        )
    return tuple(made)


def _boundary_documents(source: StepSource) -> list[tuple[str, BoundaryDocument, Cursor]]:
    document: StepDocument = source.document
    found: list[tuple[str, BoundaryDocument, Cursor]] = []
    for key in ("on_timeout", "on_error", "on_message", "on_escalation"):
        for number, event in enumerate(getattr(document, key) or ()):
            found.append((key, event, source.cursor.at(key, number)))
    return found


def _sender(
    document: BoundaryDocument,
    at: Cursor,
    source: StepSource,
    parties: frozenset[str],
    context: Context,
) -> str | None:
    if not isinstance(document, MessageEventDocument) or document.from_ is None:
        return None
    party = context.registry.find("party", document.from_) or document.from_
    for id_ in (document.from_, party):
        if id_ in parties and id_ != source.party:
            return id_
    context.report(
        BAD_MESSAGE,
        f"`{document.from_}` is no participant that could send a message",
        at.at("from"),
        source.subject,
        "Name a participant of this process.",
    )
    return None


def _report(context: Context, source: StepSource, message: str, cursor: Cursor, mend: str) -> None:
    context.report(BOUNDARY, message, cursor, source.subject, mend)
