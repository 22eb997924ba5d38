"""What every command shares: the option --config-file, opening the project, printing findings."""

import functools
import inspect
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click
from rich.console import Console

from procdocs.diagnostics import Diagnostic, Severity
from procdocs.diagnostics.render import RENDERERS
from procdocs.project import Project, ProjectError, open_project

Command = TypeVar("Command", bound=Callable[..., Any])

EXIT_FINDINGS = 1
EXIT_UNUSABLE = 2


def config_option(command: Command) -> Command:
    """Add --config-file/-f; the command gets `config_file: Path`."""
    return click.option(
        "--config-file",
        "-f",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("mkdocs.yml"),
        show_default=True,
        help="The portal's mkdocs.yml.",
    )(command)


def example(text: str) -> Callable[[Command], Command]:
    """Add an example, and the reason to type it, to a command's help."""

    def decorate(command: Command) -> Command:
        text_before = inspect.cleandoc(command.__doc__ or "")
        command.__doc__ = f"{text_before}\n\n\b\nExample:\n" + "\n".join(
            f"  {line}" for line in text.splitlines()
        )
        return command

    return decorate


def refusing(command: Command) -> Command:
    """Turn an unusable environment into a message and exit status 2, never a traceback."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except BrokenPipeError:
            # The reader, such as `head`, has enough: click ends quietly.
            raise
        except (ProjectError, OSError) as error:
            refuse(str(error))

    return run  # type: ignore[return-value]


def refuse(message: str) -> NoReturn:
    """Say why the command cannot run, and stop with status 2."""
    click.echo(f"procdocs: {message}", err=True)
    sys.exit(EXIT_UNUSABLE)


def load(config_file: Path, *, audience: str | None = None) -> Project:
    """Open the project while a terminal shows that something is going on."""
    console = Console(stderr=True)
    if not console.is_terminal:
        return open_project(config_file, audience=audience)
    with console.status("Reading and checking the content"):
        return open_project(config_file, audience=audience)


def print_findings(project: Project, findings: tuple[Diagnostic, ...], format_name: str) -> None:
    """Write findings in one of the formats to standard output."""
    text = render_findings(project, findings, format_name)
    echo_findings(text, colour=has_colour(format_name))


def has_colour(format_name: str) -> bool:
    """Tell whether findings in a format are written in colour: for readers at a terminal."""
    return format_name in ("full", "concise") and sys.stdout.isatty()


def render_findings(project: Project, findings: tuple[Diagnostic, ...], format_name: str) -> str:
    """Give findings in one of the formats, as they are printed."""
    return RENDERERS[format_name](findings, project.sources.get, colour=has_colour(format_name))


def echo_findings(text: str, *, colour: bool) -> None:
    """Write rendered findings to standard output."""
    click.echo(text, nl=not text.endswith("\n"), color=colour or None)


def stop_on_errors(project: Project, *, strict: bool) -> None:
    """Print what stands in the way of a build and stop with status 1; go on where nothing does."""
    least = Severity.WARNING if strict else Severity.ERROR
    wrong = tuple(found for found in project.diagnostics if found.severity >= least)
    if wrong or project.portal is None:
        print_findings(project, wrong, "full")
        sys.exit(EXIT_FINDINGS)


@contextmanager
def warnings_counted() -> Iterator[Callable[[], int]]:
    """Count what is logged as a warning or worse; gives a function that tells how many."""
    counter = _Counter(logging.WARNING)
    logger = logging.getLogger()
    logger.addHandler(counter)
    try:
        yield lambda: counter.count
    finally:
        logger.removeHandler(counter)


class _Counter(logging.Handler):
    count = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.count += 1
