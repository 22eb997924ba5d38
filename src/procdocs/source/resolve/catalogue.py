"""Systems, documents, KPIs, risks with controls, and the glossary."""

from procdocs.model.catalogue import Control, Document, Kpi, Risk, System, Term
from procdocs.model.places import Ref
from procdocs.source.cursor import Cursor
from procdocs.source.documents.catalogue import (
    ControlDocument,
    DocumentDocument,
    KpiDocument,
    RiskDocument,
    SystemDocument,
    TermDocument,
)
from procdocs.source.resolve.actuals import resolve_actuals
from procdocs.source.resolve.context import Context
from procdocs.source.rules import RESIDUAL_HIGHER


def resolve_system(id_: str, document: SystemDocument, cursor: Cursor, context: Context) -> System:
    """Resolve a system."""
    subject = f"system:{id_}"
    rollout = document.rollout
    url: str | None = document.url
    if url is not None and url.startswith("assets/"):
        url = context.asset(url, cursor.at("url"), subject)
    replaces = tuple(
        context.registry.find("system", name) or name for name in document.replaces or ()
    )
    return System(
        id=id_,
        name=context.need_text(document.name, cursor.at("name")),
        vendor=document.vendor,
        owner=context.ref("role", document.owner, cursor.at("owner"), subject),
        url=url,
        replaces=replaces,
        rollout_status=rollout.status if rollout else None,
        go_live=rollout.go_live if rollout else None,
        synonyms=tuple(document.synonyms or ()),
        common=context.common(document, cursor, subject),
        place=cursor.place(),
    )


def resolve_document(
    id_: str, document: DocumentDocument, cursor: Cursor, context: Context
) -> Document:
    """Resolve a document; its template must be a file under content/."""
    subject = f"document:{id_}"
    return Document(
        id=id_,
        name=context.need_text(document.name, cursor.at("name")),
        kind=document.kind,
        template=context.asset(document.template, cursor.at("template"), subject),
        system=context.ref("system", document.system, cursor.at("system"), subject),
        fields=tuple(document.fields or ()),
        retention=document.retention,
        governed=context.governed(document, cursor, subject),
        common=context.common(document, cursor, subject),
        place=cursor.place(),
    )


def resolve_kpi(id_: str, document: KpiDocument, cursor: Cursor, context: Context) -> Kpi:
    """Resolve a KPI with its actual values."""
    subject = f"kpi:{id_}"
    benchmark, source = document.benchmark, document.source
    return Kpi(
        id=id_,
        name=context.need_text(document.name, cursor.at("name")),
        definition=context.prose(document.definition, cursor.at("definition"), subject),
        unit=document.unit,
        better=document.better or "higher",
        target=document.target,
        floor=document.floor,
        benchmark=benchmark.value if benchmark else None,
        benchmark_source=context.text(
            benchmark.source if benchmark else None, cursor.at("benchmark", "source")
        ),
        frequency=document.frequency,
        basis=document.basis,
        owner=context.ref("role", document.owner, cursor.at("owner"), subject),
        source_system=context.ref(
            "system", source.system if source else None, cursor.at("source", "system"), subject
        ),
        source_note=context.prose(
            source.note if source else None, cursor.at("source", "note"), subject
        ),
        actuals_file=document.actuals if isinstance(document.actuals, str) else None,
        actuals=resolve_actuals(document.actuals, cursor.at("actuals"), context, subject),
        common=context.common(document, cursor, subject),
        place=cursor.place(),
    )


def resolve_risk(
    id_: str,
    document: RiskDocument,
    cursor: Cursor,
    context: Context,
    controls: tuple[str, ...],
) -> Risk:
    """Resolve a risk.

    Args:
        id_: Its id.
        document: As typed.
        cursor: Where.
        context: What to resolve with.
        controls: Ids of its controls that no other risk had before.
    """
    subject = f"risk:{id_}"
    residual = document.residual
    for key in ("likelihood", "impact"):
        before, after = getattr(document, key), getattr(residual, key, None)
        if before is not None and after is not None and after > before:
            context.report(
                RESIDUAL_HIGHER,
                f"the {key} after controls is {after}, before them it is {before}",
                cursor.at("residual", key),
                subject,
                "Controls lower a risk; correct one of the two.",
            )
    return Risk(
        id=id_,
        name=context.need_text(document.name, cursor.at("name")),
        cause=context.text(document.cause, cursor.at("cause")),
        effect=context.text(document.effect, cursor.at("effect")),
        likelihood=document.likelihood,
        impact=document.impact,
        residual_likelihood=residual.likelihood if residual else None,
        residual_impact=residual.impact if residual else None,
        owner=context.ref("role", document.owner, cursor.at("owner"), subject),
        policies=context.refs(
            "policy", document.policies, cursor.at("policies"), subject, part="may"
        ),
        controls=controls,
        common=context.common(document, cursor, subject),
        place=cursor.place(),
    )


def resolve_control(
    id_: str, document: ControlDocument, cursor: Cursor, context: Context, risk: Risk
) -> Control:
    """Resolve a control of a risk, whose audience it inherits."""
    subject = f"control:{id_}"
    tested = document.tested
    return Control(
        id=id_,
        name=context.need_text(document.name, cursor.at("name")),
        risk=risk.id,
        kind=document.kind,
        automation=document.automation,
        owner=context.ref("role", document.owner, cursor.at("owner"), subject),
        frequency=context.text(document.frequency, cursor.at("frequency")),
        evidence=context.text(document.evidence, cursor.at("evidence")),
        key=bool(document.key),
        tested=tested.date if tested else None,
        result=tested.result if tested else None,
        also_covers=context.refs("risk", document.also_covers, cursor.at("also_covers"), subject),
        common=context.common(document, cursor, subject, audience=risk.common.audience),
        place=cursor.place(),
    )


def resolve_term(id_: str, document: TermDocument, cursor: Cursor, context: Context) -> Term:
    """Resolve a word of the glossary."""
    subject = f"term:{id_}"
    source: Ref | None = context.ref(
        "policy", document.source, cursor.at("source"), subject, part="may"
    )
    return Term(
        id=id_,
        name=context.need_text(document.name, cursor.at("name")),
        definition=context.prose(document.definition, cursor.at("definition"), subject),
        synonyms=tuple(document.synonyms or ()),
        abbreviation=document.abbreviation,
        avoid=tuple(document.avoid or ()),
        see=context.refs("term", document.see, cursor.at("see"), subject),
        source=source,
        common=context.common(document, cursor, subject),
        place=cursor.place(),
    )
