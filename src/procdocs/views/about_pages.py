"""About: the guides, every rule with its page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from procdocs.checks.manual import Manual, read_manual
from procdocs.diagnostics import Rule, Severity
from procdocs.model.portal import Page
from procdocs.project import ALL_RULES
from procdocs.views.catalogue import view_crumbs
from procdocs.views.context import ViewContext
from procdocs.views.findings import FindingView, view_findings
from procdocs.views.index_pages import index_page
from procdocs.views.links import ABOUT, REFERENCE, RULES, Links, rule_page
from procdocs.views.markdown_text import render_markdown
from procdocs.views.page import Html, LinkView, Picture, SearchEntry
from procdocs.views.table import (
    Cell,
    Column,
    ObjectPageView,
    Row,
    Section,
    TableView,
    linked,
    shown,
)

_TITLE = re.compile(r"^(?:title:\s*['\"]?(?P<front>[^'\"\n]+)|# +(?P<head>[^\n{]+))", re.MULTILINE)
_DESCRIPTION = re.compile(r"^description: *['\"]?(?P<text>[^'\"\n]+)", re.MULTILINE)
_ORDER = re.compile(r"^order: *(?P<number>\d{1,4})\b", re.MULTILINE)
_FAMILIES = {
    "ALLOW": "Allowed findings",
    "CFG": "Settings of rules",
    "FILE": "Files and folders",
    "FLOW": "Flow",
    "GOV": "Governance",
    "IMP": "Improvement",
    "KEY": "Keys",
    "KPI": "KPIs",
    "NEXT": "Ways from step to step",
    "ORG": "Organisation",
    "POL": "Policies",
    "POOL": "Outside parties",
    "PORTAL": "The portal as a whole",
    "PROC": "Processes",
    "RACI": "Responsibilities",
    "REF": "References",
    "REV": "Reviews",
    "RISK": "Risks and controls",
    "SHARE": "Shares",
    "STEP": "Steps",
    "STREAM": "Value streams",
    "SURVEY": "Surveys",
    "TABLE": "RACI tables",
    "TERM": "Glossary",
    "TEXT": "Texts",
    "TIME": "Times",
    "VAL": "Values",
    "VAR": "Variants",
    "YAML": "YAML",
}
"""What the families of rules are about, by the letters of their codes."""
_LEVEL = {
    Severity.OFF: "off",
    Severity.INFO: "hint",
    Severity.WARNING: "warning",
    Severity.ERROR: "error",
}
_STATE = {
    Severity.OFF: "info",
    Severity.INFO: "info",
    Severity.WARNING: "warn",
    Severity.ERROR: "bad",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExampleView:
    """An example of a rule."""

    files: tuple[tuple[str, str], ...]
    """Name and text of each file."""
    findings: str
    """What the checks say; empty for a passing example."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePageView:
    """The page of a rule."""

    path: str
    """Path of the page."""
    title: str
    """Code and name."""
    description: str
    """What it flags."""
    source_path: str
    """None behind it."""
    crumbs: tuple[LinkView, ...]
    """Pages above."""
    hide: tuple[str, ...]
    """What the theme leaves out."""
    search: tuple[SearchEntry, ...]
    """The page."""
    pictures: tuple[Picture, ...]
    """None."""
    level: Cell
    """How much a finding matters."""
    setting: str
    """What this portal says of it."""
    allow: str
    """The comment that allows a finding at its place."""
    summary: str
    """What it flags."""
    prose: Html
    """Why, and how to mend it."""
    failing: tuple[ExampleView, ...]
    """Examples that break the rule."""
    passing: tuple[ExampleView, ...]
    """Examples that keep it."""
    findings: tuple[FindingView, ...]
    """Findings of the rule in this portal."""


def view_rule_page(context: ViewContext, rule: Rule) -> RulePageView:
    """Make the page of a rule."""
    t = context.words
    path = rule_page(rule.code)
    links = context.links(path)
    manual = _manual(rule)
    found = [each for each in context.diagnostics if each.code == rule.code]
    summary = rule.summary
    return RulePageView(
        path=path,
        title=f"{rule.code} {rule.name.replace('-', ' ')}",
        description=summary,
        source_path="",
        crumbs=view_crumbs(context, links, ("About", ABOUT), ("Rules", RULES)),
        hide=("navigation",),
        search=(
            SearchEntry(
                anchor=None,
                title=f"{rule.code} {rule.name.replace('-', ' ')}",
                text=summary,
                boost=0.3,
            ),
        ),
        pictures=(),
        level=Cell(text=t(_LEVEL[rule.severity]), flag=_STATE[rule.severity]),
        setting=_setting(context, rule),
        allow=f"# procdocs: allow {rule.code} because …",
        summary=summary,
        prose=render_markdown(manual.prose, links.resolve) if manual else Html(""),
        failing=_examples(manual, fails=True),
        passing=_examples(manual, fails=False),
        findings=view_findings(context, links, found[:100]),
    )


def _manual(rule: Rule) -> Manual | None:
    try:
        return read_manual(rule.code)
    except (FileNotFoundError, ValueError):
        return None


def _examples(manual: Manual | None, *, fails: bool) -> tuple[ExampleView, ...]:
    if manual is None:
        return ()
    return tuple(
        ExampleView(
            files=tuple((file.name, file.text) for file in example.files),
            findings="\n".join(example.findings),
        )
        for example in (manual.failing if fails else manual.passing)
    )


def _setting(context: ViewContext, rule: Rule) -> str:
    t = context.words
    setting = context.portal.rules.get(rule.code)
    if setting is None:
        return ""
    parts = []
    if setting.level is not None:
        parts.append(t("level {level}").format(level=t(_LEVEL[setting.level])))
    parts += [f"{name} {value:g}" for name, value in setting.options]
    text = t("This portal sets: {what}.").format(what=", ".join(parts))
    return f"{text} {setting.reason}" if setting.reason else text


def view_rules_index(context: ViewContext) -> ObjectPageView:
    """Make the list of all rules, by family."""
    t = context.words
    links = context.links(RULES)
    counts: dict[str, int] = {}
    for found in context.diagnostics:
        counts[found.code] = counts.get(found.code, 0) + 1
    families: dict[str, list[Rule]] = {}
    for rule in ALL_RULES:
        families.setdefault(rule.code.rstrip("0123456789"), []).append(rule)
    sections = tuple(
        Section(
            anchor=family.lower(),
            title=t(_FAMILIES[family]) if family in _FAMILIES else family,
            table=_rules(context, links, rules, counts),
        )
        for family, rules in families.items()
    )
    return ObjectPageView(
        path=RULES,
        title=t("Rules"),
        description=t("Every rule of the checks, with its page"),
        source_path="",
        crumbs=view_crumbs(context, links, ("About", ABOUT)),
        search=(SearchEntry(anchor=None, title=t("Rules"), text="", boost=0.5),),
        lead=t(
            "{n} rules. The command procdocs check reports what breaks them; procdocs explain says "
            "what their pages say."
        ).format(n=len(ALL_RULES)),
        find=t("Find a rule"),
        sections=shown(sections),
    )


def _rules(
    context: ViewContext, links: Links, rules: list[Rule], counts: dict[str, int]
) -> TableView:
    t = context.words
    return TableView(
        columns=(
            Column(name=t("Rule")),
            Column(name=t("Level")),
            Column(name=t("What it flags"), wide=True),
            Column(name=t("Found here"), number=True),
        ),
        rows=tuple(
            Row(
                cells=(
                    linked(
                        LinkView(
                            text=rule.code,
                            href=links.page(rule_page(rule.code)),
                            note=rule.name.replace("-", " "),
                        )
                    ),
                    Cell(text=t(_LEVEL[rule.severity]), flag=_STATE[rule.severity]),
                    Cell(text=rule.summary),
                    Cell(text=str(counts[rule.code]) if rule.code in counts else ""),
                )
            )
            for rule in rules
        ),
    )


def view_about(context: ViewContext) -> ObjectPageView:
    """Make the contents of the section: guides that were written, rules, reference."""
    t = context.words
    links = context.links(ABOUT)
    rows = [
        Row(cells=(linked(LinkView(text=title, href=links.page(page.path))), Cell(text=text)))
        for page, title, text in _guides(context)
    ]
    rows += [
        Row(
            cells=(
                linked(LinkView(text=t("Reference of keys"), href=links.page(REFERENCE))),
                Cell(
                    text=t(
                        "Every key of every kind of file: its type, whether it is required, "
                        "what it means."
                    )
                ),
            )
        ),
        Row(
            cells=(
                linked(LinkView(text=t("Rules"), href=links.page(RULES))),
                Cell(
                    text=t(
                        "Every rule of the checks: why it exists, an example that breaks it, "
                        "one that keeps it."
                    )
                ),
            )
        ),
    ]
    page = index_page(
        context,
        ABOUT,
        "About",
        TableView(
            columns=(Column(name=t("Page")), Column(name=t("What it says"))), rows=tuple(rows)
        ),
        lead=t("How this portal is written, checked and published."),
    )
    section = page.sections[0]
    return ObjectPageView(
        path=page.path,
        title=page.title,
        description=t("How this portal is written, checked and published"),
        source_path=page.source_path,
        crumbs=page.crumbs,
        hide=page.hide,
        search=page.search,
        lead=page.lead,
        sections=(Section(anchor="pages", title="", table=section.table),),
    )


def _guides(context: ViewContext) -> Iterator[tuple[Page, str, str]]:
    """Give the hand-written pages with title and description; those for every reader first."""
    pages = sorted(context.portal.pages, key=_place)
    for page in pages:
        if page.path in (ABOUT, "index.md"):
            continue
        found = _TITLE.search(page.text)
        stem = page.path.rsplit("/", 1)[-1].removesuffix(".md").replace("-", " ").capitalize()
        title = (found["front"] or found["head"] or "").strip() if found else stem
        described = _DESCRIPTION.search(_front(page.text))
        text = described["text"].strip() if described else _first_sentence(page.text)
        yield page, title or stem, text


def _place(page: Page) -> tuple[bool, int, str]:
    """Sort by what the front matter gives as `order`, then by path."""
    order = _ORDER.search(_front(page.text))
    return page.path.startswith("about/"), int(order["number"]) if order else 100, page.path


def _front(markdown: str) -> str:
    found = re.match(r"---\n.*?\n---\n", markdown, flags=re.DOTALL)
    return found[0] if found else ""


def _first_sentence(markdown: str) -> str:
    body = re.sub(r"\A---\n.*?\n---\n", "", markdown, flags=re.DOTALL)
    for block in re.split(r"\n\s*\n", body):
        line = " ".join(block.split())
        if line and line[0] not in "#<|!`-*>{:":
            plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"[`*_]", "", line))
            return re.split(r"(?<=[.!?]) ", plain)[0][:240]
    return ""
