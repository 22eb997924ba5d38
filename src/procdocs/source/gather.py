"""All documents of a portal, and the registry of all ids, before anything is resolved."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from procdocs.diagnostics import Related, Span
from procdocs.model.portal import Page
from procdocs.source.cursor import Cursor
from procdocs.source.documents import catalogue as catalogues
from procdocs.source.documents import organisation as people
from procdocs.source.documents.base import Common
from procdocs.source.documents.portal import PortalDocument
from procdocs.source.documents.raci import ROW_KEYS, RaciDocument
from procdocs.source.documents.survey import SurveyDocument
from procdocs.source.documents.value_stream import ValueStreamDocument
from procdocs.source.extends import read_processes
from procdocs.source.files import ContentFile, ContentFiles
from procdocs.source.findings import Findings
from procdocs.source.read import Model, Reader
from procdocs.source.registry import Registry
from procdocs.source.resolve.context import Context, Settings
from procdocs.source.resolve.ids import fold
from procdocs.source.resolve.policy import PolicySource, clause_parts
from procdocs.source.resolve.process import ProcessSource
from procdocs.source.rules import ALIAS_TAKEN, BAD_ID, DUPLICATE_ID
from procdocs.source.text_files import TextFile

Entry = tuple[str, Model, Cursor]


@dataclass(slots=True, kw_only=True)
class Gathered:
    """Everything that was read; ids are unique and known to the registry."""

    document: PortalDocument
    """portal.yml."""
    cursor: Cursor
    """Its tree."""
    context: Context
    """What to resolve with."""
    reader: Reader
    """What read it."""
    groups: frozenset[tuple[int, int]]
    """Positions of area and group whose id is the first of its kind."""
    units: list[Entry[people.UnitDocument]]
    """Units."""
    roles: list[Entry[people.RoleDocument]]
    """Roles."""
    parties: list[Entry[people.PartyDocument]]
    """Outside parties."""
    segregation: list[tuple[people.SegregationDocument, Cursor]]
    """Duties kept apart."""
    systems: list[Entry[catalogues.SystemDocument]]
    """Systems."""
    documents: list[Entry[catalogues.DocumentDocument]]
    """Documents."""
    kpis: list[Entry[catalogues.KpiDocument]]
    """KPIs."""
    risks: list[Entry[catalogues.RiskDocument]]
    """Risks."""
    controls: dict[str, list[str]]
    """Ids of controls by risk."""
    terms: list[Entry[catalogues.TermDocument]]
    """Glossary."""
    processes: dict[str, ProcessSource]
    """Processes, by id."""
    policies: dict[str, PolicySource]
    """Policies, by id."""
    tables: list[Entry[RaciDocument]]
    """RACI tables."""
    streams: list[Entry[ValueStreamDocument]]
    """Value streams."""
    surveys: list[Entry[SurveyDocument]]
    """Surveys."""
    pages: list[Page]
    """Hand-written pages."""


def gather(
    document: PortalDocument,
    cursor: Cursor,
    files: ContentFiles,
    reader: Reader,
    settings: Settings,
) -> Gathered:
    """Read all files and enter every id.

    Args:
        document: portal.yml.
        cursor: Its tree.
        files: All files.
        reader: Reads them.
        settings: What portal.yml says that all depends on.
    """
    registry = Registry(reader.findings)
    context = Context(
        settings=settings,
        registry=registry,
        findings=reader.findings,
        assets=frozenset(_asset_name(file) for file in files.assets),
        read_asset=_asset_reader(files, reader),
    )
    units, roles, parties, segregation = _organisation(files, reader, registry)
    kinds = files.catalogues
    made = Gathered(
        document=document,
        cursor=cursor,
        context=context,
        reader=reader,
        groups=_enter_landscape(document, cursor, registry, reader.findings),
        units=_enter("unit", units, registry),
        roles=_enter("role", roles, registry),
        parties=_enter("party", parties, registry),
        segregation=segregation,
        systems=_catalogue("system", catalogues.SystemDocument, kinds["systems"], reader, registry),
        documents=_catalogue(
            "document", catalogues.DocumentDocument, kinds["documents"], reader, registry
        ),
        kpis=_catalogue("kpi", catalogues.KpiDocument, kinds["kpis"], reader, registry),
        risks=_catalogue("risk", catalogues.RiskDocument, kinds["risks"], reader, registry),
        controls={},
        terms=_catalogue("term", catalogues.TermDocument, kinds["glossary"], reader, registry),
        processes=read_processes(files.processes, reader),
        policies=_policies(files.policies, reader),
        tables=_documents(RaciDocument, files.raci, reader, "raci"),
        streams=_documents(ValueStreamDocument, files.value_streams, reader, "value-stream"),
        surveys=_documents(SurveyDocument, files.surveys, reader, "process"),
        pages=_pages(files, reader),
    )
    made.streams = _enter("stream", made.streams, registry)
    for kind, listed, known in (
        ("process", files.processes, set(made.processes)),
        ("policy", files.policies, set(made.policies)),
        ("stream", files.value_streams, {id_ for id_, _, _ in made.streams}),
    ):
        for file in listed:
            if file.id not in known:
                registry.add_unread(kind, file.id)
    _enter_rest(made, registry)
    for id_, party, at in made.parties:
        context.party_names[id_] = context.need_text(party.name, at.at("name"))
    return made


def _asset_name(file: ContentFile) -> str:
    return "/".join(("assets", *file.folder, file.path.name))


def _asset_reader(files: ContentFiles, reader: Reader) -> Callable[[str], TextFile | None]:
    paths = {_asset_name(file): file.path for file in files.assets}

    def read(name: str) -> TextFile | None:
        return reader.text(paths[name])

    return read


def _organisation(
    files: ContentFiles, reader: Reader, registry: Registry
) -> tuple[
    list[Entry[people.UnitDocument]],
    list[Entry[people.RoleDocument]],
    list[Entry[people.PartyDocument]],
    list[tuple[people.SegregationDocument, Cursor]],
]:
    units: list[Entry[people.UnitDocument]] = []
    roles: list[Entry[people.RoleDocument]] = []
    parties: list[Entry[people.PartyDocument]] = []
    segregation: list[tuple[people.SegregationDocument, Cursor]] = []
    for file in files.catalogues["organisation"]:
        tree = reader.tree(file, may_be_empty=True)
        read = tree and reader.document(people.OrganisationDocument, tree, None, "organisation")
        if not read:
            for kind in ("unit", "role", "party"):
                registry.add_unread(kind, None)
            continue
        document, cursor = read
        _enter_unread(cursor, registry)
        units += [(id_, unit, cursor.at("units", id_)) for id_, unit in _items(document.units)]
        roles += [(id_, role, cursor.at("roles", id_)) for id_, role in _items(document.roles)]
        for id_ in ROW_KEYS:
            if id_ in (document.roles or {}):
                reader.findings.add(
                    BAD_ID,
                    f"no role may have the id `{id_}`, which is a key of every row of a RACI table",
                    cursor.at("roles", id_).key_span,
                    help="Give the role another id.",
                    subject=f"role:{id_}",
                )
        parties += [(id_, one, cursor.at("parties", id_)) for id_, one in _items(document.parties)]
        at = cursor.at("segregation_of_duties")
        segregation += [
            (rule, at.at(number))
            for number, rule in enumerate(document.segregation_of_duties or ())
        ]
    return units, roles, parties, segregation


def _enter_unread(cursor: Cursor, registry: Registry) -> None:
    """Enter units, roles and parties that were written and are too faulty to be kept."""
    for kind, key in (("unit", "units"), ("role", "roles"), ("party", "parties")):
        if key in cursor.dropped:
            registry.add_unread(kind, None)
        for id_ in cursor.at(key).dropped if cursor.has(key) else ():
            registry.add_unread(kind, id_)


def _items(found: dict[str, Model] | None) -> Iterable[tuple[str, Model]]:
    return (found or {}).items()


def _catalogue(
    kind: str,
    model: type[Model],
    files: Iterable[ContentFile],
    reader: Reader,
    registry: Registry,
) -> list[Entry[Model]]:
    return _enter(kind, reader.catalogue(model, files, kind, registry), registry)


def _enter(kind: str, entries: list[Entry[Model]], registry: Registry) -> list[Entry[Model]]:
    """Enter ids; an entry whose id is taken is left out."""
    return [entry for entry in entries if registry.add(kind, entry[0], entry[2].key_span)]


def _documents(
    model: type[Model], files: Iterable[ContentFile], reader: Reader, kind: str
) -> list[Entry[Model]]:
    made = []
    for file in files:
        tree = reader.tree(file)
        if tree is not None and kind == "raci":
            tree = reader.changed(kind, file.id, tree)
        read = tree and reader.document(model, tree, f"{kind}:{file.id}", file.id)
        if read:
            made.append((file.id, *read))
    return made


def _policies(files: Iterable[ContentFile], reader: Reader) -> dict[str, PolicySource]:
    originals = [file for file in files if file.language is None]
    others: dict[str, list[ContentFile]] = {file.id: [] for file in originals}
    for file in files:
        if file.language is not None and file.id in others:
            others[file.id].append(file)
        elif file.language is not None:
            reader.orphan(file)
    made = {}
    for file in originals:
        read = reader.policy(file, others[file.id])
        if read is not None:
            made[file.id] = read
    return made


def _pages(files: ContentFiles, reader: Reader) -> list[Page]:
    made = []
    for file in (*files.pages, *files.about):
        text = reader.text(file.path)
        if text is not None:
            above = ("about",) if file in files.about else ()
            path = "/".join((*above, *file.folder, file.path.name))
            made.append(Page(path=path, source=text.file, text=text.text))
    return made


def _enter_landscape(
    document: PortalDocument, cursor: Cursor, registry: Registry, findings: Findings
) -> frozenset[tuple[int, int]]:
    kept = set()
    areas: dict[str, Span] = {}
    for i, area in enumerate(document.landscape):
        span = cursor.at("landscape", i, "id").span
        if areas.setdefault(area.id, span) is not span:
            findings.add(
                DUPLICATE_ID,
                f"two areas of the landscape have the id `{area.id}`",
                span,
                help="Rename one of the two.",
                related=(Related(span=areas[area.id], message="the first one"),),
            )
    for i, area in enumerate(document.landscape):
        for j, group in enumerate(area.groups or ()):
            at = cursor.at("landscape", i, "groups", j, "id")
            if registry.add("group", group.id, at.span):
                kept.add((i, j))
    for id_ in document.success_factors or {}:
        registry.add("factor", id_, cursor.at("success_factors", id_).key_span)
    return frozenset(kept)


def _enter_rest(made: Gathered, registry: Registry) -> None:
    """Enter controls, processes with their steps, policies with their clauses, aliases, people."""
    for id_, risk, cursor in made.risks:
        made.controls[id_] = [
            control
            for control in risk.controls or {}
            if registry.add("control", control, cursor.at("controls", control).key_span)
        ]
    for id_, source in made.processes.items():
        registry.add("process", id_, source.cursor.at("name").span)
        steps: dict[str, str] = {}
        for step in source.document.steps or ():
            steps.setdefault(step.id, step.id)
        _enter_step_aliases(source, steps, made.reader.findings)
        registry.add_parts("process", id_, steps)
    for id_, policy in made.policies.items():
        registry.add("policy", id_, policy.cursor.at("title").span)
        registry.add_parts("policy", id_, clause_parts(policy, made.reader.findings))
    for id_, role, _ in made.roles:
        for person in role.held_by or ():
            for form in fold(person):
                registry.people.setdefault(form, id_)
    for kind, id_, document, cursor in _aliased(made):
        at = cursor.at("aliases")
        registry.add_aliases(
            kind,
            id_,
            [(alias, at.at(number).span) for number, alias in enumerate(document.aliases or ())],
        )


def _enter_step_aliases(source: ProcessSource, steps: dict[str, str], findings: Findings) -> None:
    for number, step in enumerate(source.document.steps or ()):
        for position, alias in enumerate(step.aliases or ()):
            if steps.setdefault(alias, step.id) != step.id or alias == step.id:
                findings.add(
                    ALIAS_TAKEN,
                    f"the alias `{alias}` is the id or alias of the step `{steps[alias]}`",
                    source.cursor.at("steps", number, "aliases", position).span,
                    help="Take it away; an alias is a former id that nothing else has.",
                    subject=f"process:{source.id}#{step.id}",
                )


def _aliased(made: Gathered) -> Iterable[tuple[str, str, Common, Cursor]]:
    for kind, entries in (
        ("unit", made.units),
        ("role", made.roles),
        ("party", made.parties),
        ("system", made.systems),
        ("document", made.documents),
        ("kpi", made.kpis),
        ("risk", made.risks),
        ("term", made.terms),
        ("stream", made.streams),
    ):
        for id_, document, cursor in entries:
            yield kind, id_, document, cursor
    for id_, risk, cursor in made.risks:
        for control in made.controls[id_]:
            assert risk.controls is not None
            yield "control", control, risk.controls[control], cursor.at("controls", control)
    for id_, source in made.processes.items():
        yield "process", id_, source.document, source.cursor
    for id_, policy in made.policies.items():
        yield "policy", id_, policy.document, policy.cursor
