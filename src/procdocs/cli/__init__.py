"""The command line: thin commands over the layers below."""

from procdocs.cli.main import main

__all__ = ["main"]
