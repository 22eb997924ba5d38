"""Build and serve the finished site: MkDocs with our plugin, as plain `mkdocs build` does."""

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from procdocs.project import Project, ProjectError, build_date

PLUGIN = "procdocs"


def build_portal(
    config_file: Path,
    *,
    site_dir: Path | None = None,
    strict: bool = False,
    audience: str | None = None,
    project: Project | None = None,
) -> Path:
    """Build the portal, ready to serve.

    Two builds of one content on one day give the same bytes; set SOURCE_DATE_EPOCH for another day.

    Args:
        config_file: The portal's mkdocs.yml.
        site_dir: Where the site goes; None: as configured.
        strict: Whether a warning of the host stops the build.
        audience: The audience to show; None: as configured, else everything.
        project: The project of this mkdocs.yml and audience, where it was opened already.

    Returns:
        The folder of the site.

    Raises:
        ProjectError: MkDocs cannot build it; the message says why.
    """
    options: dict[str, Any] = {"strict": strict}
    if site_dir is not None:
        options["site_dir"] = str(site_dir.resolve())
    with _same_day(), _host_errors():
        config = load_config(str(config_file), **options)
        plugin = config.plugins.get(PLUGIN)
        if plugin is None:
            raise ProjectError(
                f"{config_file} does not use the plugin `{PLUGIN}`; add it under `plugins`"
            )
        if audience is not None:
            plugin.config["audience"] = audience
        plugin.opened = project
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
        return Path(config.site_dir)


def serve_portal(config_file: Path, *, address: str, open_browser: bool) -> None:
    """Serve the portal and rebuild it when the content changes, until interrupted.

    Args:
        config_file: The portal's mkdocs.yml.
        address: Host and port, such as `127.0.0.1:8000`.
        open_browser: Whether to open it in the reader's browser.

    Raises:
        ProjectError: MkDocs cannot serve it; the message says why.
    """
    logging.basicConfig(level=logging.INFO, format="%(levelname)s - %(message)s")
    with _host_errors():
        mkdocs_serve(str(config_file), dev_addr=address, open_in_browser=open_browser)


@contextmanager
def _same_day() -> Iterator[None]:
    """Give the host a build date that is the same all day, unless one is set already."""
    known = os.environ.get("SOURCE_DATE_EPOCH")
    if known is None:
        midnight = (build_date().toordinal() - 719163) * 86400
        os.environ["SOURCE_DATE_EPOCH"] = str(midnight)
    try:
        yield
    finally:
        if known is None:
            os.environ.pop("SOURCE_DATE_EPOCH", None)


@contextmanager
def _host_errors() -> Iterator[None]:
    try:
        yield
    except MkDocsException as error:
        raise ProjectError(str(error)) from error
