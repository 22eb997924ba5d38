"""The MkDocs plugin: hands the assembled portal to MkDocs, page by page. No decisions here."""

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from procdocs.diagnostics import Severity
from procdocs.diagnostics.render import RENDERERS
from procdocs.portal.build import ACCENT_STYLE, assemble_portal
from procdocs.portal.host_pages import HostPages
from procdocs.portal.seal import write_seal
from procdocs.portal.search_index import merge_search_index
from procdocs.portal.theme import scripts, styles, theme_folder
from procdocs.portal.tree import NavItem, PortalTree
from procdocs.project import Project, ProjectError, open_project
from procdocs.source.collector import collector_paused
from procdocs.source.kept import CACHE_FOLDER

THEME = "material"
"""The theme that ours is built upon."""

log = logging.getLogger("mkdocs.plugins.procdocs")


class ProcdocsConfig(Config):  # type: ignore[no-untyped-call] # MkDocs leaves it untyped
    """The plugin's options in mkdocs.yml."""

    content = config_options.Type(str, default="content")
    audience = config_options.Optional(config_options.Type(str))


class ProcdocsPlugin(BasePlugin[ProcdocsConfig]):  # type: ignore[no-untyped-call]
    """Replaces what MkDocs finds in docs_dir by the portal made from it."""

    tree: PortalTree
    made: HostPages
    nav: Navigation
    serving = False
    opened: Project | None = None
    """A project that was opened just before, so that it need not be opened again."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether this is a preview, which shows what it can despite errors."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the content, and put in the theme, the navigation and what every page shows."""
        if config.theme.name != THEME:
            raise PluginError(
                f"the portal's pages are made for the theme `{THEME}`, and mkdocs.yml names "
                f"`{config.theme.name}`: write `theme: {{name: {THEME}}}`"
            )
        project = self._open(Path(config.config_file_path))
        self._report(project)
        with collector_paused():
            self.tree = assemble_portal(project, directory_urls=config.use_directory_urls)
        folder = str(theme_folder())
        if folder not in config.theme.dirs:
            config.theme.dirs.insert(0, folder)
        ours = (*styles(), ACCENT_STYLE)
        config.extra_css = [*ours, *(css for css in config.extra_css if css not in ours)]
        known = {str(script) for script in config.extra_javascript}
        config.extra_javascript += [script for script in scripts() if script not in known]
        config.nav = _nav(self.tree.nav)
        config.extra["procdocs"] = dict(self.tree.extra)
        config.validation.nav.omitted_files = logging.DEBUG
        # A column aligned by a `style` attribute would break a strict content security policy.
        config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give MkDocs the portal beside the theme's files; no source file is published."""
        made = [
            File.generated(config, page.path, content=page.markdown)
            for page in self.tree.pages.values()
        ]
        for file in self.tree.files:
            if file.source is not None:
                made.append(File.generated(config, file.path, abs_src_path=str(file.source)))
            else:
                made.append(File.generated(config, file.path, content=file.content or ""))
        paths = {file.src_uri for file in made}
        theme = (
            file for file in files if file.src_dir != config.docs_dir and file.src_uri not in paths
        )
        return Files([*theme, *made])

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Look for pages that MkDocs made of the same in former builds."""
        root = Path(config.config_file_path).parent
        self.made = HostPages(root / CACHE_FOLDER / "site", config)
        self.nav = nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> None:
        """Let a page be taken from these."""
        self.made.take(page)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Let the theme's part of it be taken from these."""
        return self.made.wrap(env, self.nav)

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Explain words of the glossary on hand-written pages."""
        found = self.tree.pages.get(page.file.src_uri)
        return found.explained(html) if found else html

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Put the pictures in last: neither Markdown nor the search has to read them."""
        found = self.tree.pages.get(page.file.src_uri)
        return found.whole(output) if found else output

    @event_priority(-100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Add our entries to the search index that the host wrote, and seal what is finished."""
        self.made.tidy()
        index = Path(config.site_dir) / "search" / "search_index.json"
        if index.is_file():
            merged = merge_search_index(index.read_text("utf-8"), self.tree.search)
            index.write_text(merged, "utf-8")
        if not self.serving:
            write_seal(Path(config.site_dir), self.config.audience)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> None:
        """Watch the content, also where it is not docs_dir."""
        server.watch(str(Path(config.config_file_path).parent / self.config.content))

    def _open(self, config_file: Path) -> Project:
        opened, self.opened = self.opened, None
        if opened is not None:
            return opened
        try:
            return open_project(
                config_file, content=self.config.content, audience=self.config.audience
            )
        except ProjectError as error:
            raise PluginError(str(error)) from error

    def _report(self, project: Project) -> None:
        """Log findings; errors stop a build, while a preview goes on with what is right."""
        wrong = [found for found in project.diagnostics if found.severity >= Severity.WARNING]
        concise = RENDERERS["concise"]
        for found in wrong:
            level = logging.WARNING if found.severity is Severity.ERROR else logging.INFO
            log.log(level, concise([found], project.sources.get).splitlines()[0])
        if project.portal is None or (project.errors and not self.serving):
            raise PluginError(
                f"{len(project.errors)} errors in the content; `procdocs check` shows each with "
                "its mend"
            )


def _nav(items: Sequence[NavItem]) -> list[dict[str, Any]]:
    return [{item.title: _nav(item.children) if item.children else item.path} for item in items]
