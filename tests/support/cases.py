"""Turn the example of a case file into a portal on disk, and the portal into findings."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from procdocs.checks.manual import Example, ExampleFile
from procdocs.diagnostics import Diagnostic
from procdocs.project import open_project

TODAY = datetime.date(2026, 11, 23)

CONFIG = "site_name: Example\nplugins: [procdocs]\n"

PORTAL = """\
name: Process portal
company: Example Ltd
landscape:
  - {id: core, name: Core processes, groups: [{id: sales, name: Sales}]}
"""

ORGANISATION = """\
units:
  company: {name: Example Ltd}
  sales: {name: Sales, parent: company}
  finance: {name: Finance, parent: company}
roles:
  director: {name: Managing director, unit: company}
  manager: {name: Sales manager, unit: sales, reports_to: director}
  clerk: {name: Sales clerk, unit: sales, reports_to: manager}
  accountant: {name: Accountant, unit: finance, reports_to: director}
"""

PROCESS = """\
name: Take an order
group: sales
owner: manager
steps:
  - {id: take, name: Take the order, role: clerk}
"""


def write_example(example: Example, root: Path) -> Path:
    """Write an example's files under `root/content`, with defaults for what it leaves out."""
    config = root / "mkdocs.yml"
    config.write_text(CONFIG, encoding="utf-8")
    content = root / "content"
    content.mkdir(parents=True)
    names = {file.name for file in example.files}
    defaults = {"portal.yml": PORTAL, "organisation.yml": ORGANISATION}
    if not any(name.startswith("processes/") for name in names):
        defaults["processes/order.yml"] = PROCESS
    for name, text in defaults.items():
        if name not in names:
            _write(content, ExampleFile(name=name, kind="yaml", text=text))
    for file in example.files:
        _write(content, file)
    return config


def _write(content: Path, file: ExampleFile) -> None:
    target = content / file.name
    if file.kind == "absent":
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if file.kind == "folder":
        target.mkdir()
    elif file.kind == "link":
        target.symlink_to(file.text.strip())
    elif file.kind == "hex":
        target.write_bytes(bytes.fromhex(file.text))
    else:
        target.write_bytes((file.text * file.times).encode("utf-8"))


def findings_of(example: Example, root: Path) -> tuple[Diagnostic, ...]:
    """Open the portal that an example makes and give every finding."""
    return open_project(write_example(example, root), today=TODAY).diagnostics


def written(diagnostic: Diagnostic) -> str:
    """Write a finding as case files do."""
    span = diagnostic.span
    return (
        f"{span.file}:{span.line}:{span.column}: {diagnostic.severity.label} {diagnostic.code} "
        f"{diagnostic.message}"
    )


def example_of(files: Mapping[str, str]) -> Example:
    """Make an example of texts by their path under content/."""
    return Example(
        files=tuple(ExampleFile(name=name, kind="yaml", text=text) for name, text in files.items()),
        findings=(),
    )


def codes_of(example: Example, root: Path, *families: str) -> list[tuple[str, int, int]]:
    """Give code, line and column of the findings whose code starts in one of some ways."""
    return [
        (one.code, one.span.line, one.span.column)
        for one in findings_of(example, root)
        if one.code.startswith(families)
    ]


def codes_at(root: Path, steps: str, *families: str) -> list[tuple[str, int, int]]:
    """Give code, line and column of findings about a process; its first step is on line 5."""
    process = f"name: Take an order\ngroup: sales\nowner: manager\nsteps:\n{steps}"
    return codes_of(example_of({"processes/order.yml": process}), root, *families)
