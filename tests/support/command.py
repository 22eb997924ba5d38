"""A small portal on disk and the commands run upon it, in this process."""

from pathlib import Path

from click.testing import CliRunner, Result
from tests.support.portals import ORGANISATION, PORTAL

from procdocs.cli import main

CREDIT_CHECK = """\
name: Credit check
group: order-to-cash
owner: credit-manager
volume: 1200/month
steps:
  - id: register
    name: Register order
    role: sales-rep
    time: {process: 10m, wait: 2h, basis: measured}
    value: VA
  - id: check-limit
    name: Within the credit limit?
    type: decision
    role: credit-clerk
    time: {process: 5m, wait: 4h}
    value: BVA
    branches:
      - {when: "Yes", to: release, share: 80%}
      - {when: "No", to: ask-manager, share: 15%}
      - {when: Data missing, to: register, share: 5%}
  - id: ask-manager
    name: Decide on the exception
    role: credit-manager
    time: {process: 15m, lead: 1d}
    value: BVA
    branches:
      - {when: Accept, to: release, share: 70%}
      - {when: Decline, to: declined, share: 30%}
  - {id: release, name: Release order, role: credit-clerk, value: VA, time: {process: 2m, wait: 0m}}
  - {id: released, type: end, name: Order released}
  - {id: declined, type: end, name: Order declined}
"""
"""The process of the authoring contract, whose figures are worked out there by hand."""


def write_portal(root: Path, **files: str) -> Path:
    """Write a portal with the credit check; `files` are further texts under content/ by path."""
    texts = {
        "portal.yml": PORTAL,
        "organisation.yml": ORGANISATION,
        "processes/credit-check.yml": CREDIT_CHECK,
        **files,
    }
    (root / "mkdocs.yml").write_text("site_name: Test\nplugins: [procdocs]\n", encoding="utf-8")
    for name, text in texts.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def run(root: Path, *arguments: object) -> Result:
    """Run a command on a portal; an exception that escapes it fails the test."""
    command, *others = map(str, arguments)
    if command == "survey":
        command, others = command, [others[0], "-f", str(root / "mkdocs.yml"), *others[1:]]
    else:
        others = ["-f", str(root / "mkdocs.yml"), *others]
    return CliRunner().invoke(main, [command, *others], catch_exceptions=False)
