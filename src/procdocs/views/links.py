"""Every address of the portal is made here: paths of pages, anchors, links between them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from procdocs.model.places import Ref
from procdocs.model.policy import Policy
from procdocs.model.portal import Portal
from procdocs.model.process import Process
from procdocs.views.page import LinkView

HOME = "index.md"
PROCESSES = "processes/index.md"
ROLES = "roles/index.md"
POLICIES = "policies/index.md"
RESPONSIBILITIES = "responsibilities.md"
IMPROVE = "improve.md"
GOVERNANCE = "governance.md"
GLOSSARY = "glossary.md"
SYSTEMS = "systems/index.md"
DOCUMENTS = "documents/index.md"
KPIS = "kpis/index.md"
RISKS = "risks/index.md"
UNITS = "units/index.md"
PARTIES = "parties/index.md"
VALUE_STREAMS = "value-streams/index.md"
ABOUT = "about/index.md"
RULES = "about/rules/index.md"
REFERENCE = "about/reference.md"

FOLDERS: Mapping[str, str] = {
    "process": "processes",
    "role": "roles",
    "unit": "units",
    "policy": "policies",
    "system": "systems",
    "document": "documents",
    "kpi": "kpis",
    "risk": "risks",
    "value-stream": "value-streams",
    "compare": "compare",
    "party": "parties",
    "raci": "raci",
}
"""Folder of the pages of each kind; a term is an anchor of the glossary."""

SAFE_SCHEMES = ("http", "https", "mailto", "tel")
"""Schemes that a writer's address may have."""

_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_BLANK = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]")


def object_path(kind: str, object_id: str) -> str:
    """Give the path of an object's page, such as `roles/credit-clerk.md`.

    An object called `index` would take the place of its folder's own page and is moved aside.
    """
    name = "index_" if object_id == "index" else object_id
    return f"{FOLDERS[kind]}/{name}.md"


def rule_page(code: str) -> str:
    """Give the path of the page that explains a rule of the checks."""
    return f"about/rules/{code}.md"


def process_page(portal: Portal, process: Process) -> str:
    """Give the path of the page that shows a process; an embedded one is shown by its parent."""
    seen = {process.id}
    while process.part_of and process.part_of.id in portal.processes:
        if process.part_of.id in seen:
            break
        process = portal.processes[process.part_of.id]
        seen.add(process.id)
    return object_path("process", process.id)


def process_anchor(process: Process) -> str | None:
    """Give the anchor of an embedded process in its parent's page; None for a page of its own."""
    return f"sub-{process.id}" if process.part_of else None


def step_anchor(process: Process, step_id: str) -> str:
    """Give the anchor of a step: `step-register`, of an embedded process `step-sub.register`.

    No id holds a point, so the two forms never meet.
    """
    return f"step-{process.id}.{step_id}" if process.part_of else f"step-{step_id}"


def page_url(path: str, directory_urls: bool = True) -> str:
    """Give a page's address from the site's root: `processes/credit-check/`, `` for the home."""
    if not path.endswith(".md"):
        return path
    stem = path[: -len(".md")]
    if stem == "index" or stem.endswith("/index"):
        stem = stem[: -len("index")]
        return stem if directory_urls else f"{stem}index.html"
    return f"{stem}/" if directory_urls else f"{stem}.html"


def relative_url(source: str, target: str, directory_urls: bool = True) -> str:
    """Give the address of one page as seen from another, both given by their paths."""
    here = _folders(source, directory_urls)
    there, name = _place(target, directory_urls)
    common = 0
    for one, other in zip(here, there, strict=False):
        if one != other:
            break
        common += 1
    url = "../" * (len(here) - common) + "".join(f"{each}/" for each in there[common:]) + name
    return url or "./"


@lru_cache(maxsize=65536)
def _folders(path: str, directory_urls: bool) -> tuple[str, ...]:
    """Give the folders that a page's address lies in."""
    return tuple(page_url(path, directory_urls).split("/")[:-1])


@lru_cache(maxsize=65536)
def _place(path: str, directory_urls: bool) -> tuple[tuple[str, ...], str]:
    """Give the folders of an address and what follows the last, fit for a link."""
    *folders, name = quote(page_url(path, directory_urls), safe="/._-~").split("/")
    return tuple(folders), name


def safe_url(address: str) -> str | None:
    """Give a writer's address if it may stand in a link, else None.

    Allowed are http, https, mailto and tel, and addresses without a scheme that stay on the site.
    Entities and white space, with which a scheme can be hidden, are seen through.
    """
    plain = address
    while (shorter := unescape(plain)) != plain:
        plain = shorter
    bare = _BLANK.sub("", plain)
    scheme = _SCHEME.match(bare)
    if scheme:
        return bare if scheme.group(1).lower() in SAFE_SCHEMES else None
    if bare.startswith(("//", "\\", "/\\")) or ":" in bare.split("/")[0].split("#")[0]:
        return None
    return bare


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Links as seen from one page, in one language."""

    portal: Portal
    """What may be linked."""
    language: str
    """Language of the names."""
    path: str
    """Path of the page they stand on."""
    directory_urls: bool = True
    """Whether pages are folders (`x/`) or files (`x.html`)."""
    known: dict[tuple[str, str], LinkView | None] = field(
        default_factory=dict, compare=False, repr=False
    )
    """Links already made, by kind and id: a page names the same few roles again and again."""

    def page(self, path: str, anchor: str | None = None) -> str:
        """Give the address of a page or file of the site, or of a part of it."""
        if path == self.path and anchor:
            return f"#{anchor}"
        url = relative_url(self.path, path, self.directory_urls)
        return f"{url}#{anchor}" if anchor else url

    def asset(self, path: str) -> str:
        """Give the address of a file under content/assets."""
        return self.page(path.lstrip("/"))

    def _named(self, kind: str, object_id: str, found: object) -> LinkView | None:
        key = (kind, object_id)
        if key not in self.known:
            self.known[key] = self._made(kind, object_id, found)
        return self.known[key]

    def _made(self, kind: str, object_id: str, found: object) -> LinkView | None:
        if found is None:
            return None
        name = getattr(found, "name", None) or getattr(found, "title", None)
        text = name.get(self.language) if name is not None else object_id
        return LinkView(text=text, href=self.page(object_path(kind, object_id)), id=object_id)

    def process(self, process_id: str) -> LinkView | None:
        """Link a process; None where it is not shown."""
        process = self.portal.processes.get(process_id)
        if process is None:
            return None
        target = process_page(self.portal, process)
        href = self.page(target, process_anchor(process))
        return LinkView(text=process.name.get(self.language), href=href, id=process_id)

    def step(self, process_id: str, step_id: str, with_process: bool = False) -> LinkView | None:
        """Link a step by its name; `with_process` puts the process before it."""
        process = self.portal.processes.get(process_id)
        step = process.step(step_id) if process else None
        if process is None or step is None:
            return None
        name = step.name.get(self.language) if step.name else step_id
        if with_process:
            name = f"{process.name.get(self.language)}: {name}"
        if step.implied:
            return LinkView(text=name, id=step_id)
        target = process_page(self.portal, process)
        return LinkView(
            text=name, href=self.page(target, step_anchor(process, step_id)), id=step_id
        )

    def role(self, role_id: str) -> LinkView | None:
        """Link a role."""
        return self._named("role", role_id, self.portal.roles.get(role_id))

    def unit(self, unit_id: str) -> LinkView | None:
        """Link a unit."""
        return self._named("unit", unit_id, self.portal.units.get(unit_id))

    def party(self, party_id: str) -> LinkView | None:
        """Link an outside party."""
        return self._named("party", party_id, self.portal.parties.get(party_id))

    def actor(self, lane_id: str) -> LinkView | None:
        """Link whoever a lane stands for: a role, else an outside party."""
        return self.role(lane_id) or self.party(lane_id)

    def system(self, system_id: str) -> LinkView | None:
        """Link a system."""
        return self._named("system", system_id, self.portal.systems.get(system_id))

    def document(self, document_id: str) -> LinkView | None:
        """Link a document."""
        return self._named("document", document_id, self.portal.documents.get(document_id))

    def kpi(self, kpi_id: str) -> LinkView | None:
        """Link a KPI."""
        return self._named("kpi", kpi_id, self.portal.kpis.get(kpi_id))

    def risk(self, risk_id: str) -> LinkView | None:
        """Link a risk."""
        return self._named("risk", risk_id, self.portal.risks.get(risk_id))

    def control(self, control_id: str) -> LinkView | None:
        """Link a control: a part of its risk's page."""
        control = self.portal.controls.get(control_id)
        if control is None or control.risk not in self.portal.risks:
            return None
        href = self.page(object_path("risk", control.risk), control_id)
        return LinkView(text=control.name.get(self.language), href=href, id=control_id)

    def value_stream(self, stream_id: str) -> LinkView | None:
        """Link a value stream."""
        return self._named("value-stream", stream_id, self.portal.value_streams.get(stream_id))

    def term(self, term_id: str) -> LinkView | None:
        """Link a term: a part of the glossary."""
        term = self.portal.terms.get(term_id)
        if term is None:
            return None
        return LinkView(
            text=term.name.get(self.language), href=self.page(GLOSSARY, term_id), id=term_id
        )

    def policy(self, ref: Ref) -> LinkView | None:
        """Link a policy, or a clause of it as `§ 2 Limits`."""
        policy: Policy | None = self.portal.policies.get(ref.id)
        if policy is None:
            return None
        target = object_path("policy", ref.id)
        if ref.part is None:
            return LinkView(text=policy.title.get(self.language), href=self.page(target), id=ref.id)
        clause = policy.clause(ref.part)
        if clause is None:
            return None
        text = f"§\u00a0{clause.number} {clause.title.get(self.language)}"
        return LinkView(
            text=text,
            href=self.page(target, clause.id),
            id=str(ref),
            note=policy.title.get(self.language),
        )

    def compare(self, variant_id: str) -> str:
        """Give the address of the page that compares a variant with its base."""
        return self.page(object_path("compare", variant_id))

    def resolve(self, address: str) -> str | None:
        """Resolve an address that a writer typed in Markdown.

        Args:
            address: `process:credit-check#register`, `policy:…`, `assets/…`, or a plain address.

        Returns:
            Where it leads; None where it is unsafe or names something that is not shown.
        """
        kind, colon, rest = address.strip().partition(":")
        if colon and kind in _KINDS:
            link = self._reference(kind, rest)
            return link.href if link else None
        plain = safe_url(address)
        if plain is None:
            return None
        if not _SCHEME.match(plain) and plain.lstrip("./").startswith("assets/"):
            return self.asset(plain.lstrip("./"))
        return plain

    def _reference(self, kind: str, rest: str) -> LinkView | None:
        object_id, _, part = rest.partition("#")
        object_id = self._current(kind, object_id)
        if kind == "policy":
            span = self.portal.place.span
            return self.policy(Ref(id=object_id, part=part or None, span=span))
        if kind == "process" and part:
            return self.step(object_id, self._current_step(object_id, part))
        found: LinkView | None = getattr(self, _KINDS[kind])(object_id)
        return found

    def _current(self, kind: str, object_id: str) -> str:
        """Give the id that a former id stands for now."""
        held: Mapping[str, object] = getattr(self.portal, _COLLECTIONS[kind])
        if object_id in held:
            return object_id
        for key, found in held.items():
            common = getattr(found, "common", None)
            if common is not None and object_id in common.aliases:
                return key
        return object_id

    def _current_step(self, process_id: str, step_id: str) -> str:
        process = self.portal.processes.get(process_id)
        if process is None or process.step(step_id):
            return step_id
        steps = (step.id for step in process.steps if step_id in step.common.aliases)
        return next(steps, step_id)


_KINDS = {
    "process": "process",
    "policy": "policy",
    "role": "role",
    "unit": "unit",
    "party": "party",
    "system": "system",
    "document": "document",
    "kpi": "kpi",
    "risk": "risk",
    "control": "control",
    "term": "term",
    "value-stream": "value_stream",
}
"""Kinds that a writer may link, and the method that does it."""

_COLLECTIONS = {
    "process": "processes",
    "policy": "policies",
    "role": "roles",
    "unit": "units",
    "party": "parties",
    "system": "systems",
    "document": "documents",
    "kpi": "kpis",
    "risk": "risks",
    "control": "controls",
    "term": "terms",
    "value-stream": "value_streams",
}
