"""What MkDocs makes of a page, kept: the HTML of its Markdown, and the page of the theme around it.

Both are found again by all that they are made from. The insides of MkDocs are leant on here and
nowhere else, so that they are looked at before: where a page or a template is not as expected,
where a plugin or an extension is unknown, where a template of the portal's own reads more than its
page, nothing is kept and MkDocs works as it always does.
"""

import inspect
import json
import logging
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jinja2
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc

from procdocs.portal.host_config import config_digest, nav_digest, page_digest
from procdocs.portal.inputs import program_digest
from procdocs.source.kept import KeptFiles, key_of

_SET_BY_RENDER = ("content", "toc", "_title_from_render", "present_anchor_ids", "links_to_anchors")
"""What `Page.render` sets: content, contents, title, anchors, links to anchors."""

_KNOWN_VERSIONS = ("1.6.",)
"""Versions of MkDocs whose pages were looked at."""


class HostPages:
    """Pages that MkDocs made, for one portal."""

    def __init__(self, folder: Path, config: MkDocsConfig, *, keep: bool = True) -> None:
        """Look at the host.

        Args:
            folder: Where pages are kept.
            config: The configuration, after all plugins have changed it.
            keep: False where nothing may be kept.
        """
        digest = config_digest(config) if keep and _is_as_expected() else None
        self._config = key_of(program_digest(), digest) if digest else ""
        self._files = KeptFiles(folder if digest else None)

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._files.folder is not None

    def take(self, page: Page) -> None:
        """Let a page render itself from what is kept, where its Markdown and links are the same."""
        if self.keeps:
            page.render = _KeptRender(self, page)  # type: ignore[method-assign]

    def wrap(self, env: jinja2.Environment, nav: Navigation) -> jinja2.Environment:
        """Let the templates of pages give what is kept, where all that they show is the same."""
        seen = nav_digest(nav) if self.keeps else None
        if seen is None:
            return env
        real = env.get_template

        def get_template(name: Any, parent: Any = None, globals: Any = None) -> Any:  # noqa: A002
            template = real(name, parent, globals)
            if parent is not None or globals is not None:
                return template
            return _KeptTemplate(self, template, seen)

        env.get_template = get_template  # type: ignore[method-assign]
        return env

    def markdown_key(self, page: Page) -> str:
        """Hash what the HTML of a page's Markdown is made from, its links' targets left out."""
        return key_of(
            self._config, "markdown", page.file.src_uri, page.file.url, page.markdown or ""
        )

    def template_key(self, name: str, page: Page, nav: str, base_url: str) -> str | None:
        """Hash what a page of the theme is made from; None where that cannot be told."""
        shown = page_digest(page)
        return shown and key_of(self._config, "template", name, nav, base_url, shown)

    def read(self, key: str) -> bytes | None:
        """Give what is kept."""
        return self._files.read(key)

    def write(self, key: str, content: bytes) -> None:
        """Keep something."""
        self._files.write(key, content)

    def tidy(self) -> None:
        """Remove what was not used for longest."""
        self._files.tidy()


class _KeptRender:
    """Stands for `Page.render` of one page."""

    def __init__(self, kept: HostPages, page: Page) -> None:
        self._kept = kept
        self._page = page

    def __call__(self, config: MkDocsConfig, files: Files) -> None:
        key = self._kept.markdown_key(self._page)
        held = self._kept.read(key)
        if held is not None and self._restore(json.loads(held), files):
            return
        targets = _Targets(files)
        before = dict(vars(self._page))
        with _Listener() as listener:
            Page.render(self._page, config, targets)  # type: ignore[arg-type]
        if listener.heard or targets.read_more:
            return
        values = self._values(before, targets.found)
        if values is not None:
            self._kept.write(key, json.dumps(values).encode())

    def _values(
        self, before: Mapping[str, Any], targets: Mapping[str, str | None]
    ) -> dict[str, Any] | None:
        """Give what rendering has set, to be kept; None where it is not what it should be."""
        page = self._page
        after = vars(page)
        changed = {key for key in after if key not in before or after[key] is not before[key]}
        tokens = [_token(item) for item in page.toc]
        if not changed.issubset(_SET_BY_RENDER) or str(get_toc(tokens)) != str(page.toc):
            return None
        return {
            "content": page.content,
            "toc": tokens,
            "title": page._title_from_render,
            "anchors": sorted(page.present_anchor_ids or ()),
            "links": None
            if page.links_to_anchors is None
            else {file.src_uri: dict(found) for file, found in page.links_to_anchors.items()},
            "targets": dict(targets),
        }

    def _restore(self, held: dict[str, Any], files: Files) -> bool:
        """Set what rendering would set; False where a link of the page now leads elsewhere."""
        for path, address in held["targets"].items():
            if _address(files, path) != address:
                return False
        page = self._page
        links = held["links"]
        if links is not None:
            leading = {files.get_file_from_path(path): found for path, found in links.items()}
            if None in leading:
                return False
            page.links_to_anchors = leading  # type: ignore[assignment]
        page.content = held["content"]
        page.toc = get_toc(held["toc"])
        page._title_from_render = held["title"]
        page.present_anchor_ids = set(held["anchors"])
        return True


class _Targets:
    """Files as rendering sees them: which are asked for, and what is found, is written down."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self.found: dict[str, str | None] = {}
        self.read_more = False

    def get_file_from_path(self, path: str) -> Any:
        self.found[path] = _address(self._files, path)
        return self._files.get_file_from_path(path)

    def __getattr__(self, name: str) -> Any:
        self.read_more = True
        return getattr(self._files, name)


class _KeptTemplate:
    """Stands for the template of a page."""

    def __init__(self, kept: HostPages, template: jinja2.Template, nav: str) -> None:
        self._kept = kept
        self._template = template
        self._nav = nav

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def render(self, *args: Any, **kwargs: Any) -> str:
        context = args[0] if len(args) == 1 and not kwargs else None
        page = context.get("page") if isinstance(context, dict) else None
        if context is None or not isinstance(page, Page):
            return self._template.render(*args, **kwargs)
        key = self._kept.template_key(
            str(self._template.name), page, self._nav, str(context.get("base_url"))
        )
        held = self._kept.read(key) if key else None
        if held is not None:
            return held.decode("utf-8", "surrogatepass")
        made = self._template.render(context)
        if key:
            self._kept.write(key, made.encode("utf-8", "surrogatepass"))
        return made


class _Listener(logging.Handler):
    """Hears whether MkDocs says anything, which it must say again the next time."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.heard = False

    def emit(self, record: logging.LogRecord) -> None:
        self.heard = True

    def __enter__(self) -> "_Listener":
        logging.getLogger("mkdocs").addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logging.getLogger("mkdocs").removeHandler(self)


def _address(files: Files, path: str) -> str | None:
    file = files.get_file_from_path(path)
    return None if file is None else f"{file.url} {file.inclusion}"


def _token(item: AnchorLink) -> Any:
    return {
        "name": item.title,
        "id": item.id,
        "level": item.level,
        "children": [_token(child) for child in item.children],
    }


def _is_as_expected() -> bool:
    """Tell whether this MkDocs makes pages as the one does that this was written for."""
    render: Callable[..., None] = Page.render
    expected = list(inspect.signature(render).parameters) == ["self", "config", "files"]
    return expected and mkdocs.__version__.startswith(_KNOWN_VERSIONS)
