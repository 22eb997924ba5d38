"""`procdocs whatif`: a change tried out on the numbers."""

import sys
from dataclasses import replace
from pathlib import Path

import click

from procdocs.cli.session import (
    EXIT_FINDINGS,
    config_option,
    example,
    load,
    print_findings,
    refuse,
    refusing,
)
from procdocs.exports.what_if import RENDERERS, compare_projects
from procdocs.project import MUST_BE_MENDED, Project, open_project
from procdocs.source.what_if import SettingError, make_change, read_settings, settings_text
from procdocs.source.what_if_edit import SETTINGS_FILE


@click.command()
@config_option
@click.argument("process")
@click.option(
    "--set",
    "changes",
    multiple=True,
    required=True,
    metavar="CHANGE",
    help="What to change; may be given several times.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(sorted(RENDERERS)),
    default="text",
    show_default=True,
    help="How the comparison is written.",
)
@refusing
@example(
    "procdocs whatif credit-check --set decide-exception.wait=1h\n"
    "procdocs whatif credit-check --set check-limit.share.release-order=90% \\\n"
    "    --set prepare-case.remove --format markdown"
)
def whatif(config_file: Path, process: str, changes: tuple[str, ...], format_name: str) -> None:
    """Try a change of PROCESS on the numbers: each figure before, after, and the gain a year.

    Nothing is written. CHANGE is one of

    \b
      STEP.wait=1h  STEP.process=5m  STEP.lead=1d   the waiting, work or lead time; a changed
                                                    work leaves the waiting, and the reverse
      STEP.share.NEXT=90%                           the share of the branch that leads to NEXT;
                                                    branches that are not set share the rest
      STEP.remove                                   the step goes, what was before it goes on to
                                                    what comes after (STEP.remove=NEXT where
                                                    several ways lead on)
      STEP.role=ROLE  STEP.value=NVA  …             any other key of a step; empty takes it away
      volume=900/month                              a key of the process

    OTHER#STEP.wait=1h changes a step of another process, such as a sub-process.
    """  # noqa: D301 - `\b` is for click
    before = load(config_file)
    if before.portal is None:
        print_findings(before, before.errors, "full")
        sys.exit(EXIT_FINDINGS)
    if process not in before.portal.processes:
        refuse(f"there is no process {process!r}")
    try:
        settings = read_settings(process, changes)
    except SettingError as error:
        refuse(str(error))
    unknown = [each.process for each in settings if each.process not in before.portal.processes]
    if unknown:
        refuse(f"there is no process {unknown[0]!r}")
    after = open_project(
        config_file, today=before.today, change=make_change(settings, before.portal)
    )
    known = {(found.code, found.message, found.span) for found in before.errors}
    faults = tuple(
        found
        for found in after.errors
        if found.code in MUST_BE_MENDED and (found.code, found.message, found.span) not in known
    )
    if faults or after.portal is None or process not in after.portal.processes:
        sources = {**after.sources, SETTINGS_FILE: settings_text(settings)}
        print_findings(_with_sources(after, sources), faults, "full")
        sys.exit(EXIT_FINDINGS)
    click.echo(RENDERERS[format_name](compare_projects(process, settings, before, after)), nl=False)


def _with_sources(project: Project, sources: dict[str, str]) -> Project:
    return replace(project, sources=sources)
