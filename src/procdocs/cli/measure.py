"""`procdocs measure`: figures of a process from an event log."""

import sys
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from procdocs.analysis.event_log import EventLog
from procdocs.analysis.log_measures import measure_log
from procdocs.analysis.working_clock import WorkingClock
from procdocs.cli.measure_time import (
    are_mixed,
    describe_working_time,
    read_day_start,
    read_days_off,
)
from procdocs.cli.session import (
    EXIT_FINDINGS,
    config_option,
    example,
    load,
    print_findings,
    refuse,
    refusing,
)
from procdocs.diagnostics import Diagnostic
from procdocs.exports.measure_report import render_json, render_report
from procdocs.exports.measured_patch import write_patch
from procdocs.imports.event_log.csv_log import Columns
from procdocs.imports.event_log.mapping import (
    guess_mapping,
    read_mapping,
    taken_guesses,
    write_mapping,
)
from procdocs.imports.event_log.read import LogOptions, read_event_log
from procdocs.model.process import Process
from procdocs.project import Project

MAPPING_FILE = "mapping.yml"
PATCH_FILE = "measured.yml"

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@config_option
@click.argument("process")
@click.argument("log", type=_FILE)
@click.option("--mapping", "-m", type=_FILE, help="Which activity of the log is which step.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="Folder for mapping.yml and measured.yml; left out, the current one.",
)
@click.option("--write", is_flag=True, help="Write the YAML fragments to measured.yml.")
@click.option(
    "--statistic",
    type=click.Choice(["mean", "median"]),
    default="mean",
    show_default=True,
    help="Which of the two the fragments hold.",
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the figures are written.",
)
@click.option("--case", help="Column of the case.")
@click.option("--activity", help="Column of the activity.")
@click.option("--time", "time_column", help="Column of the time of completion.")
@click.option("--start", help="Column of the time of the start, where a line has both.")
@click.option("--lifecycle", help="Column that says start or complete.")
@click.option("--resource", help="Column of who did it; it is only counted.")
@click.option("--time-format", help="How times are written, such as '%d/%m/%Y %H:%M'.")
@click.option("--zone", help="Time zone whose wall clock counts, such as Europe/Amsterdam.")
@click.option("--day-start", default="08:00", show_default=True, help="When a working day starts.")
@click.option(
    "--holidays",
    multiple=True,
    metavar="DAY|FILE",
    help="A day off (2026-12-25), or a text file with one a line; may be repeated.",
)
@click.option("--skip-broken", is_flag=True, help="Leave out lines that cannot be read.")
@refusing
@example(
    "procdocs measure credit-check orders.csv            # proposes mapping.yml\n"
    "procdocs measure credit-check orders.xes.gz --mapping mapping.yml --write"
)
def measure(
    config_file: Path,
    process: str,
    log: Path,
    mapping: Path | None,
    output: Path,
    write: bool,
    statistic: str,
    format_name: str,
    time_format: str | None,
    zone: str | None,
    day_start: str,
    holidays: tuple[str, ...],
    skip_broken: bool,
    **columns: str | None,
) -> None:
    """Measure PROCESS from an event LOG: .csv or .xes, packed as .gz or not.

    Prints times, waits, shares, rework and volume with their number, where cases leave the flow,
    and YAML to paste into the process file. Without --mapping, one is proposed and written to
    mapping.yml. The process file is never changed.

    Waits count in working time: days of the portal's calendar from --day-start on, weeks from
    Monday on, without the days of --holidays.
    """
    project = load(config_file)
    portal = project.portal
    if portal is None:
        print_findings(project, project.errors, "full")
        sys.exit(EXIT_FINDINGS)
    if process not in portal.processes:
        refuse(f"there is no process {process!r}")
    if not log.is_file():
        refuse(f"there is no file {log}")
    if write and (output / PATCH_FILE).exists():
        refuse(f"{output / PATCH_FILE} exists already; it was left as it is")
    subject = portal.processes[process]
    options = LogOptions(
        columns=Columns(time=columns.pop("time_column"), **columns),
        time_format=time_format,
        zone=_zone(zone),
    )
    clock = WorkingClock(portal.calendar, read_day_start(day_start), read_days_off(holidays))
    read, faults = read_event_log(log, options)
    if faults and (read is None or not skip_broken):
        _stop(project, faults, {})
    assert read is not None
    if faults:
        click.echo(f"procdocs: {len(faults)} lines were left out", err=True)
    if zone is None and are_mixed(read.offsets):
        click.echo(
            "procdocs: the moments of the log have several offsets from UTC; name the zone whose "
            "wall clock counts with --zone",
            err=True,
        )
    steps = _mapping(project, subject, read, mapping, output)
    measures = measure_log(subject, read, steps, clock)
    patch = write_patch(portal, subject, measures, statistic=statistic)
    assumption = describe_working_time(clock, day_start)
    if format_name == "json":
        click.echo(render_json(portal, subject, measures, assumption, patch), nl=False)
    else:
        click.echo(render_report(portal, subject, measures, assumption))
        if not write:
            click.echo(patch, nl=False)
    if write:
        _write_new(output / PATCH_FILE, patch)


def _mapping(
    project: Project, process: Process, log: EventLog, mapping: Path | None, output: Path
) -> dict[str, str | None]:
    """Read the mapping, or propose one and go on with what is sure of it."""
    if mapping is not None:
        if not mapping.is_file():
            refuse(f"there is no mapping {mapping}; without --mapping one is proposed")
        read = read_mapping(mapping, process)
        if read.diagnostics:
            _stop(project, read.diagnostics, {mapping.name: read.text})
        return dict(read.steps)
    target = output / MAPPING_FILE
    if target.exists():
        refuse(
            f"{target} exists already and was left as it is; use it with --mapping {target}, or "
            "name another folder with --output"
        )
    guesses = guess_mapping(process, log.activities)
    _write_new(target, write_mapping(process, log.name, guesses))
    steps = taken_guesses(guesses)
    click.echo(
        f"{len(steps)} of {len(guesses)} activities were mapped by their names; look through it",
        err=True,
    )
    if not steps:
        refuse(f"no activity is like a step; complete {target} and use it with --mapping {target}")
    return steps


def _write_new(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("x", encoding="utf-8") as file:
        file.write(text)
    click.echo(f"Wrote {target}", err=True)


def _stop(project: Project, faults: tuple[Diagnostic, ...], sources: dict[str, str]) -> None:
    print_findings(replace(project, sources=sources), faults, "full")
    sys.exit(EXIT_FINDINGS)


def _zone(name: str | None) -> ZoneInfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        refuse(f"there is no time zone {name!r}; they are named as in Europe/Amsterdam")
