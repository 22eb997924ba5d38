"""`procdocs survey`: a questionnaire, and its answers folded into the portal."""

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
from procdocs.diagnostics import Diagnostic, Severity
from procdocs.exports.survey_html import render_questionnaire
from procdocs.exports.survey_questionnaire import ask_about
from procdocs.exports.survey_xlsx import render_workbook
from procdocs.imports.survey import read_answers
from procdocs.imports.survey_file import merge_survey, update_survey, write_survey
from procdocs.imports.survey_fold import Tree, fold_answers
from procdocs.imports.workbook import WorkbookLibraryMissingError
from procdocs.locale import words
from procdocs.model.portal import Portal
from procdocs.project import Project
from procdocs.source.text_files import read_text, text_on_disk
from procdocs.source.yaml_tree import read_yaml


@click.group()
@example(
    "procdocs survey new credit-check -o out     # the questionnaire, as a page and a workbook\n"
    "procdocs survey import answers/*.csv        # the answers, one file a person"
)
def survey() -> None:
    """Ask staff how a process is really done, and take their answers in."""


@survey.command()
@config_option
@click.argument("process")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder for the two files; left out, the current one.",
)
@click.option("--language", help="A language of the portal to ask in; left out, its first.")
@click.option("--force", is_flag=True, help="Write over an older questionnaire.")
@refusing
@example(
    "procdocs survey new credit-check -o out\nprocdocs survey new credit-check -o out --language zh"
)
def new(config_file: Path, process: str, output: Path, language: str | None, force: bool) -> None:
    """Write the questionnaire of PROCESS: a page that works offline, and a workbook.

    Both ask of every step whether it is done as written, how long it takes, what stands in the
    way, what should be recorded and what would help. Nobody's name is asked. The page saves a CSV
    file, one a person; the workbook is filled in as it is.
    """
    project = load(config_file)
    portal = _portal(project)
    if process not in portal.processes:
        refuse(f"there is no process {process!r}")
    if language is not None and language not in portal.languages:
        refuse(f"the portal has no language {language!r}, only {', '.join(portal.languages)}")
    asked = ask_about(portal.processes[process], portal, language or portal.language)
    if not asked.steps:
        refuse(f"the process {process!r} has no step to ask about")
    name = f"{process}-questionnaire" + (f".{language}" if language else "")
    targets = [output / f"{name}{ending}" for ending in (".html", ".xlsx")]
    present = [target for target in targets if target.exists() and not force]
    if present:
        refuse(f"{present[0]} exists already; it was left as it is (--force writes over it)")
    output.mkdir(parents=True, exist_ok=True)
    targets[0].write_text(render_questionnaire(asked), encoding="utf-8")
    click.echo(f"Wrote {targets[0]}", err=True)
    try:
        targets[1].write_bytes(render_workbook(asked))
    except WorkbookLibraryMissingError as error:
        click.echo(f"No workbook was written: {error}", err=True)
        return
    click.echo(f"Wrote {targets[1]}", err=True)


@survey.command(name="import")
@config_option
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILES..."
)
@click.option("--dry-run", is_flag=True, help="Only print what would be written.")
@click.option("--force", is_flag=True, help="Bring a survey that exists up to date.")
@click.option("--invited", type=click.IntRange(min=1), help="How many people were asked.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the YAML; left out, surveys/ in the content folder.",
)
@refusing
@example(
    "procdocs survey import answers/*.csv --dry-run\n"
    "procdocs survey import answers/*.csv answers/*.xlsx --invited 20"
)
def import_answers(
    config_file: Path,
    files: tuple[Path, ...],
    dry_run: bool,
    force: bool,
    invited: int | None,
    output: Path | None,
) -> None:
    """Fold answers (CSV or XLSX, one file a person) into content/surveys/PROCESS.yml.

    Written are medians of work and waiting, counts, quotes without names, and suggestions with
    their votes. A survey that exists is left as it is, and what would be written is printed; with
    --force it is brought up to date: comments, other keys and the status of suggestions stay.
    """
    project = load(config_file)
    portal = _portal(project)
    try:
        read = read_answers(files, portal)
    except WorkbookLibraryMissingError as error:
        refuse(str(error))
    if read.diagnostics:
        print_findings(replace(project, sources=read.sources), read.diagnostics, "full")
    if any(found.severity is Severity.ERROR for found in read.diagnostics):
        click.echo("procdocs: nothing was written", err=True)
        sys.exit(EXIT_FINDINGS)
    people = {answers.process.id: len(answers.respondents) for answers in read.answers}
    if not any(people.values()):
        refuse("nobody answered anything")
    for id_, count in people.items():
        if invited is not None and invited < count:
            refuse(f"{count} people answered about {id_}, more than the {invited} invited")
    folder = output or project.content / "surveys"
    refused = []
    for answers in read.answers:
        tree = fold_answers(answers, portal, words(portal.language), invited)
        target = folder / f"{answers.process.id}.yml"
        exists = target.exists()
        text = _updated(project, target, tree) if exists else write_survey(tree)
        if dry_run or (exists and not force):
            click.echo(f"# {target}\n{text}", nl=False)
            refused += [target] if exists and not dry_run else []
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8"))
        click.echo(f"Wrote {target}: {len(answers.respondents)} people answered", err=True)
    if refused:
        refuse(
            f"{refused[0]} exists already and was left as it is; --force brings it up to date as "
            "printed above"
        )


def _portal(project: Project) -> Portal:
    if project.portal is None:
        print_findings(project, project.errors, "full")
        sys.exit(EXIT_FINDINGS)
    return project.portal


def _updated(project: Project, target: Path, tree: Tree) -> str:
    """Merge answers into a survey file; its faults stop the import."""
    found = read_text(target.parent, target)
    if isinstance(found, Diagnostic):
        print_findings(project, (found,), "full")
        sys.exit(EXIT_FINDINGS)
    old = read_yaml(str(target), found.text)
    value, faults = old.mapping(may_be_empty=True)
    if old.diagnostics or faults:
        shown = replace(project, sources={str(target): found.text})
        print_findings(shown, (*old.diagnostics, *faults), "full")
        sys.exit(EXIT_FINDINGS)
    merged = merge_survey(value, tree)
    return update_survey(text_on_disk(target), merged)
