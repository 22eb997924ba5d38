"""Portals out of a few lines of YAML, for tests."""

import datetime
from collections.abc import Mapping
from pathlib import Path

from procdocs.diagnostics import Diagnostic
from procdocs.source.load import Loaded, load_portal

TODAY = datetime.date(2026, 11, 23)

PORTAL = """\
name: Process portal
company: Harbour Pumps
landscape:
  - id: core
    name: Core processes
    chain: true
    groups: [{id: order-to-cash, name: Order to cash}]
success_factors:
  on-time-delivery: {name: Deliver on time, weight: 3}
  low-bad-debt: {name: Few bad debts, weight: 2}
review: {cycle: 12 months, warn: 30 days}
"""

ORGANISATION = """\
units:
  company: {name: Harbour Pumps}
  sales: {name: Sales, parent: company}
  finance: {name: Finance, parent: company}
roles:
  cfo: {name: CFO, unit: finance}
  credit-manager: {name: Credit manager, unit: finance, reports_to: cfo, held_by: [J. Ortega]}
  credit-clerk: {name: Credit clerk, unit: finance, reports_to: credit-manager}
  sales-manager: {name: Sales manager, unit: sales}
  sales-rep: {name: Sales representative, unit: sales, reports_to: sales-manager}
parties:
  customer: {name: Customer, kind: customer}
"""

PROCESS = """\
name: Process
owner: cfo
steps:
  - {id: work, name: Do the work, role: cfo}
"""


def portal_from(folder: Path, files: Mapping[str, str], *, defaults: bool = True) -> Loaded:
    """Write a portal into a folder and load it.

    Args:
        folder: An empty folder, such as `tmp_path`.
        files: Text by path below content/, such as `processes/credit-check.yml`.
        defaults: Whether portal.yml, organisation.yml and one process are written where `files`
            has none of them: roles cfo, credit-manager, credit-clerk, sales-manager, sales-rep;
            the party customer; the group order-to-cash; the process `process`.
    """
    texts = dict(files)
    if defaults:
        texts.setdefault("portal.yml", PORTAL)
        texts.setdefault("organisation.yml", ORGANISATION)
        if not any(path.startswith("processes/") for path in texts):
            texts["processes/process.yml"] = PROCESS
    for name, text in texts.items():
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load_portal(folder, folder / "content", today=TODAY)


def concise(diagnostic: Diagnostic) -> str:
    """Write a finding on one line: file:line:column CODE message."""
    span = diagnostic.span
    return f"{span.file}:{span.line}:{span.column} {diagnostic.code} {diagnostic.message}"


def split_files(case: str) -> dict[str, str]:
    """Cut a case into its files: each starts with a line `# ==== path/below/content.yml`."""
    files: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in case.split("\n"):
        if line.startswith("# ==== "):
            lines = files.setdefault(line.removeprefix("# ==== ").strip(), [])
        else:
            lines.append(line)
    return {name: "\n".join(content).rstrip("\n") + "\n" for name, content in files.items()}
