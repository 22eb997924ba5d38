"""`procdocs check` and `procdocs explain`."""

import sys
from pathlib import Path

import click

from procdocs.checks.manual import read_manual
from procdocs.cli.session import (
    EXIT_FINDINGS,
    config_option,
    echo_findings,
    example,
    has_colour,
    load,
    refuse,
    refusing,
    render_findings,
)
from procdocs.diagnostics import Severity
from procdocs.diagnostics.render import RENDERERS
from procdocs.portal.answers import Answer
from procdocs.project import ALL_RULES


@click.command()
@config_option
@click.option(
    "--format",
    "format_name",
    type=click.Choice(sorted(RENDERERS)),
    default="full",
    show_default=True,
    help="How findings are written.",
)
@click.option("--strict", is_flag=True, help="Warnings too make the exit status 1.")
@refusing
@example("procdocs check --format concise\nprocdocs check --strict --format github   # in CI")
def check(config_file: Path, format_name: str, strict: bool) -> None:
    """List every finding: what is wrong in the content, where, and how to mend it."""
    colour = has_colour(format_name)
    answer = Answer(config_file, "check", format_name, str(colour))
    kept = answer.kept()
    if kept is None:
        project = load(config_file)
        found = project.diagnostics
        kept = {
            "text": render_findings(project, found, format_name),
            "worst": max((each.severity.value for each in found), default=-1),
        }
        answer.keep(kept)
    echo_findings(str(kept["text"]), colour=colour)
    least = Severity.WARNING if strict else Severity.ERROR
    if int(str(kept["worst"])) >= least.value:
        sys.exit(EXIT_FINDINGS)


@click.command()
@click.argument("code", required=False)
@refusing
@example("procdocs explain RACI001")
def explain(code: str | None) -> None:
    """Say what a rule means and why, with a failing and a passing example.

    Without CODE, list every rule.
    """
    if code is None:
        for rule in ALL_RULES:
            click.echo(f"{rule.code:<9} {rule.severity.label:<8} {rule.name:<36} {rule.summary}")
        return
    wanted = code.strip()
    for rule in ALL_RULES:
        if wanted.upper() == rule.code or wanted.lower() == rule.name:
            click.echo(read_manual(rule.code).text)
            return
    refuse(f"there is no rule {wanted!r}; `procdocs explain` lists every rule")
