"""`procdocs publish`: a built portal goes live in one step."""

import re
from pathlib import Path

import click

from procdocs.cli.session import config_option, example, refuse, refusing
from procdocs.portal.publish import (
    CURRENT,
    KEEP,
    PublishError,
    list_releases,
    publish_site,
    roll_back,
)
from procdocs.portal.seal import SealBroken
from procdocs.project import ProjectError
from procdocs.source.site_config import read_site_config

_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*://|[^/\s]+@[^/\s]+:|[a-z0-9.-]{2,}:)", re.IGNORECASE)


@click.command()
@config_option
@click.argument("target", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--site-dir",
    "-d",
    type=click.Path(path_type=Path, file_okay=False),
    help="The built site; left out: as in mkdocs.yml.",
)
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    default=KEEP,
    show_default=True,
    help="Releases to keep, the live one included.",
)
@click.option("--rollback", is_flag=True, help="Go back to the release before the live one.")
@click.option("--to", "release", metavar="RELEASE", help="Go to this release of --list.")
@click.option("--list", "show", is_flag=True, help="List the releases; change nothing.")
@click.option("--any-audience", is_flag=True, help="Replace a portal built for another audience.")
@refusing
@example(
    "procdocs build --strict && procdocs publish /srv/portal\n"
    "procdocs publish /srv/portal --list\n"
    "procdocs publish /srv/portal --rollback"
)
def publish(
    config_file: Path,
    target: Path,
    site_dir: Path | None,
    keep: int,
    rollback: bool,
    release: str | None,
    show: bool,
    any_audience: bool,
) -> None:
    """Put the built portal live in TARGET in one atomic step, keep the last ones, roll back.

    TARGET is a folder: each release lies whole in TARGET/releases, and TARGET/current is a link to
    the live one, which the web server serves. Whatever fails leaves the live portal as it was.
    """
    if sum((rollback, release is not None, show)) > 1:
        refuse("choose one of --rollback, --to and --list")
    if not target.exists() and _REMOTE.match(str(target)):
        refuse(
            f"TARGET is a folder on this machine, and {str(target)!r} looks like another one; run "
            "the command there, or copy the site there first (see the publishing guide)"
        )
    try:
        if show:
            _show(target)
        elif rollback or release is not None:
            click.echo(f"Live in {target / CURRENT}: {roll_back(target, release)}", err=True)
        else:
            _publish(_site(config_file, site_dir), target, keep, any_audience)
    except (PublishError, SealBroken) as error:
        refuse(str(error))


def _site(config_file: Path, site_dir: Path | None) -> Path:
    if site_dir is not None:
        return site_dir
    if not config_file.is_file():
        raise ProjectError(
            f"There is no {config_file}. Run the command in the portal's folder, or name the site "
            "with --site-dir."
        )
    return config_file.parent / read_site_config(config_file).site_dir


def _publish(site: Path, target: Path, keep: int, any_audience: bool) -> None:
    done = publish_site(site, target, keep=keep, any_audience=any_audience)
    if done.unchanged:
        click.echo(f"Nothing to do: {target / CURRENT} shows this build ({done.release})", err=True)
        return
    click.echo(f"Live in {target / CURRENT}: {done.release}", err=True)
    if done.removed:
        click.echo(f"Removed: {', '.join(done.removed)}", err=True)
    for each in done.left:
        click.echo(
            f"Left {each}: it holds files that were not published, or cannot be removed", err=True
        )


def _show(target: Path) -> None:
    releases = list_releases(target)
    if not releases:
        click.echo(f"Nothing was published in {target}", err=True)
    for each in releases:
        when = each.published.strftime("%Y-%m-%d %H:%M UTC")
        audience = each.seal.audience or "all audiences"
        live = "  live" if each.current else ""
        click.echo(f"{each.id}  {when}  {len(each.seal.files)} files  {audience}{live}")
