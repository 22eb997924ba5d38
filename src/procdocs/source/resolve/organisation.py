"""Units, roles, outside parties and the segregation of duties."""

from collections.abc import Callable, Iterable, Mapping

from procdocs.model.organisation import (
    DutyException,
    Party,
    Role,
    SegregationRule,
    Unit,
)
from procdocs.model.places import Ref
from procdocs.model.quantities import Rate
from procdocs.source.cursor import Cursor
from procdocs.source.documents.organisation import (
    PartyDocument,
    RoleDocument,
    SegregationDocument,
    UnitDocument,
)
from procdocs.source.quantities import WrittenMoney
from procdocs.source.resolve.context import Context
from procdocs.source.rules import CYCLE, DUTIES, OTHER_CURRENCY, UNIT_ROOT


def resolve_unit(id_: str, document: UnitDocument, cursor: Cursor, context: Context) -> Unit:
    """Resolve a unit."""
    subject = f"unit:{id_}"
    return Unit(
        id=id_,
        name=context.need_text(document.name, cursor.at("name")),
        parent=context.ref("unit", document.parent, cursor.at("parent"), subject),
        head=context.ref("role", document.head, cursor.at("head"), subject),
        common=context.common(document, cursor, subject),
        place=cursor.place(),
    )


def resolve_role(id_: str, document: RoleDocument, cursor: Cursor, context: Context) -> Role:
    """Resolve a role; held_by and cost_rate are for the narrowest audience unless it says more."""
    subject = f"role:{id_}"
    trained = []
    for training, day in (document.trained or {}).items():
        found = context.ref("document", training, cursor.at("trained", training), subject)
        if found is not None:
            trained.append((found, day))
    narrowest = context.settings.audiences[-1]
    return Role(
        id=id_,
        name=context.need_text(document.name, cursor.at("name")),
        unit=context.ref("unit", document.unit, cursor.at("unit"), subject),
        reports_to=context.ref("role", document.reports_to, cursor.at("reports_to"), subject),
        kind=document.kind or "person",
        cost_rate=_rate(document.cost_rate, cursor.at("cost_rate"), context, subject),
        capacity=document.capacity,
        held_by=tuple(document.held_by or ()),
        goals=context.refs("kpi", document.goals, cursor.at("goals"), subject),
        training=context.refs("document", document.training, cursor.at("training"), subject),
        trained=tuple(trained),
        private_audience=context.audience(
            document.private_audience, cursor.at("private_audience"), narrowest
        ),
        common=context.common(document, cursor, subject),
        place=cursor.place(),
    )


def _rate(
    value: WrittenMoney | None, cursor: Cursor, context: Context, subject: str
) -> Rate | None:
    if value is None:
        return None
    currency = context.settings.currency
    if value.currency not in (None, currency):
        context.report(
            OTHER_CURRENCY,
            f"the rate is in {value.currency}, the portal reckons in {currency}",
            cursor,
            subject,
            f"Write it in {currency}.",
        )
        return None
    return Rate(amount=value.amount, currency=currency)


def resolve_party(id_: str, document: PartyDocument, cursor: Cursor, context: Context) -> Party:
    """Resolve an outside party."""
    subject = f"party:{id_}"
    return Party(
        id=id_,
        name=context.need_text(document.name, cursor.at("name")),
        kind=document.kind,
        common=context.common(document, cursor, subject),
        place=cursor.place(),
    )


def resolve_segregation(
    document: SegregationDocument, cursor: Cursor, context: Context
) -> SegregationRule:
    """Resolve a rule that keeps duties apart."""
    if len(document.duties) < 2:
        context.findings.add(
            DUTIES,
            "a rule of segregation needs two lists of duties or more",
            cursor.at("duties").key_span,
            help="Write them as [[process#step], [other-process#step]].",
        )
    duties = tuple(
        context.refs("process", duty, cursor.at("duties", number), None, part="must")
        for number, duty in enumerate(document.duties)
    )
    first: dict[str, int] = {}
    for number, refs in enumerate(duties):
        for ref in refs:
            if first.setdefault(str(ref), number) != number:
                context.findings.add(
                    DUTIES,
                    f"the duty `{ref}` is in two of the lists",
                    ref.span,
                    help="Whoever does it could never be parted from it; take it out of one.",
                )
    exceptions = []
    for number, exception in enumerate(document.exceptions or ()):
        here = cursor.at("exceptions", number)
        role = context.ref("role", exception.role, here.at("role"), None)
        control = context.ref("control", exception.compensated_by, here.at("compensated_by"), None)
        if role is not None:
            exceptions.append(
                DutyException(role=role, until=exception.until, compensated_by=control)
            )
    context.common(document, cursor, None)
    return SegregationRule(
        name=context.need_text(document.name, cursor.at("name")),
        duties=duties,
        reason=context.text(document.reason, cursor.at("reason")),
        exceptions=tuple(exceptions),
        place=cursor.place("name"),
    )


def check_unit_root(units: Mapping[str, Unit], context: Context) -> None:
    """Report units without a parent beside the root, and none where there must be one."""
    roots = [unit for unit in units.values() if "parent" not in unit.place.keys]
    for unit in roots[1:]:
        context.findings.add(
            UNIT_ROOT,
            f"the unit `{unit.id}` has no parent; only the root, `{roots[0].id}`, has none",
            unit.place.span,
            help=f"Write its parent, such as `parent: {roots[0].id}`.",
            subject=f"unit:{unit.id}",
        )


def check_cycle(
    ids: Iterable[str], above: Callable[[str], Ref | None], noun: str, context: Context
) -> frozenset[str]:
    """Report chains that come back to where they started.

    Args:
        ids: Ids in authored order.
        above: Gives the reference to what stands above an id.
        noun: Kind of the ids, for messages.
        context: Where to report.

    Returns:
        One id of each cycle: cutting there makes the chains end.
    """
    done: set[str] = set()
    cut: list[str] = []
    for start in ids:
        path: list[str] = []
        current: str | None = start
        while current is not None and current not in done and current not in path:
            path.append(current)
            ref = above(current)
            current = ref.id if ref else None
        if current is not None and current in path:
            cycle = [*path[path.index(current) :], current]
            last = above(path[-1])
            assert last is not None
            context.findings.add(
                CYCLE,
                f"the {noun} `{current}` stands above itself: {' → '.join(cycle)}",
                last.span,
                help="Correct one of them, so that the chain ends at the top.",
                subject=f"{noun}:{path[-1]}",
            )
            cut.append(path[-1])
        done.update(path)
    return frozenset(cut)
