"""Run the command line as `python -m procdocs`."""

from procdocs.cli import main

main()
