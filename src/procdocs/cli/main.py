"""The command `procdocs` and its subcommands."""

from importlib import import_module
from keyword import iskeyword

import click

from procdocs import __version__

COMMANDS = {
    "check": "procdocs.cli.check",
    "explain": "procdocs.cli.check",
    "build": "procdocs.cli.build",
    "serve": "procdocs.cli.build",
    "generate": "procdocs.cli.build",
    "new": "procdocs.cli.scaffold",
    "init": "procdocs.cli.scaffold",
    "diff": "procdocs.cli.diff",
    "export": "procdocs.cli.export",
    "import": "procdocs.cli.import_",
    "survey": "procdocs.cli.survey",
    "measure": "procdocs.cli.measure",
    "whatif": "procdocs.cli.whatif",
    "publish": "procdocs.cli.publish",
}
"""Commands in the order of the help, and the module of each."""


class LazyGroup(click.Group):
    """Loads a command when it is run: `check` waits for neither MkDocs nor Graphviz."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None where there is none of that name."""
        module = COMMANDS.get(cmd_name)
        if module is None:
            return None
        attribute = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        found: click.Command = getattr(import_module(module), attribute)
        return found


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit status: 0 fine, 1 errors in the content, 2 the command could not run.",
)
@click.version_option(__version__, prog_name="procdocs")
def main() -> None:
    """Process documentation as code: YAML in, a searchable static portal out."""
