"""The command `procdocs` and its subcommands."""

import click

from procdocs import __version__
from procdocs.cli.build import build, generate, serve
from procdocs.cli.check import check, explain
from procdocs.cli.export import export
from procdocs.cli.scaffold import init, new


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 fine, 1 errors in the content, 2 the command could not run.",
)
@click.version_option(__version__, prog_name="procdocs")
def main() -> None:
    """Process documentation as code: YAML in, a searchable static portal out."""


for command in (check, explain, build, serve, generate, new, init, export):
    main.add_command(command)
