"""`procdocs build`, `serve` and `generate`."""

import logging
from pathlib import Path

import click

from procdocs.cli.session import (
    config_option,
    example,
    load,
    refuse,
    refusing,
    stop_on_errors,
    warnings_counted,
)
from procdocs.portal.answers import KnownSite, site_folder


@click.command()
@config_option
@click.option(
    "--site-dir",
    "-d",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the site goes; left out: as in mkdocs.yml.",
)
@click.option("--strict", is_flag=True, help="Warnings stop the build.")
@click.option("--audience", help="Show only what this audience of portal.yml may see.")
@refusing
@example("procdocs build\nprocdocs build --site-dir /srv/portal --audience internal --strict")
def build(config_file: Path, site_dir: Path | None, strict: bool, audience: str | None) -> None:
    """Build the portal, ready to serve.

    Errors in the content stop the build before anything is written.
    """
    known = None
    if config_file.is_file():
        known = KnownSite(
            config_file, site_folder(config_file, site_dir), strict=strict, audience=audience
        )
    if known is not None and known.is_there():
        built = known.site
    else:
        built = _build(config_file, site_dir, known, strict=strict, audience=audience)
    pages = sum(1 for _ in built.rglob("*.html"))
    click.echo(f"Built {pages} pages in {_short(built)}", err=True)


def _build(
    config_file: Path,
    site_dir: Path | None,
    known: KnownSite | None,
    *,
    strict: bool,
    audience: str | None,
) -> Path:
    from procdocs.portal.site import build_portal

    project = load(config_file, audience=audience)
    stop_on_errors(project, strict=strict)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    with warnings_counted() as counted:
        built = build_portal(
            config_file, site_dir=site_dir, strict=strict, audience=audience, project=project
        )
    if known is not None and not counted() and built.resolve() == known.site.resolve():
        known.keep()
    return built


@click.command()
@config_option
@click.option("--address", "-a", default="127.0.0.1:8000", show_default=True, help="Host and port.")
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@refusing
@example("procdocs serve --open")
def serve(config_file: Path, address: str, open_browser: bool) -> None:
    """Show a live preview: the portal is rebuilt whenever a file is saved."""
    from procdocs.portal.site import serve_portal

    if not config_file.is_file():
        load(config_file)
    serve_portal(config_file, address=address, open_browser=open_browser)


@click.command()
@config_option
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@click.option("--audience", help="Show only what this audience of portal.yml may see.")
@refusing
@example("procdocs generate out/docs")
def generate(config_file: Path, directory: Path, audience: str | None) -> None:
    """Write only the Markdown, SVG and assets, for any site generator.

    The folder must be new, empty, or written by an earlier run.
    """
    from procdocs.portal.build import assemble_portal
    from procdocs.portal.write import TargetNotOurs, write_tree

    project = load(config_file, audience=audience)
    stop_on_errors(project, strict=False)
    try:
        count = write_tree(assemble_portal(project), directory)
    except TargetNotOurs as error:
        refuse(str(error))
    click.echo(f"Wrote {count} files to {_short(directory)}", err=True)


def _short(path: Path) -> str:
    resolved = path.resolve()
    here = Path.cwd()
    return str(resolved.relative_to(here)) if resolved.is_relative_to(here) else str(resolved)
