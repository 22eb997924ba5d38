"""What MkDocs makes pages from beside the page itself, as hashes: configuration, theme, navigation.

None where anything may be read that is not in the hash.
"""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date

from procdocs.portal.inputs import KNOWN_PLUGINS, is_plain
from procdocs.source.kept import key_of

_ADDRESS = " at 0x"
"""In the `repr` of an object that does not say what it holds."""
_OF_THIS_MACHINE = frozenset(
    {"plugins", "theme", "config_file_path", "docs_dir", "site_dir", "watch", "hooks", "dev_addr"}
)
"""Settings that pages do not show, or that are hashed in another way."""
_READS_MORE = re.compile(
    r"(?<!\bpage)\.(?:content|markdown|toc)\b|\bpages\b|\bbuild_date_utc\b|\|\s*random\b|\blipsum\b"
    r"|\b(?:site_dir|docs_dir|config_file_path|dev_addr|watch)\b"
)
"""What a page's template may not ask for, if its pages are to be kept."""
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_DAY = 'build_date_utc.strftime("%Y-%m-%d")'
"""The one thing that a template may ask of the moment of the build."""
_BINARY = (".png", ".jpg", ".gif", ".ico", ".woff", ".woff2", ".map")


def config_digest(config: MkDocsConfig) -> str | None:
    """Hash the configuration and the theme; None where a page may depend on more."""
    names = [str(name) for name in config.plugins]
    if not KNOWN_PLUGINS.issuperset(names) or config.hooks:
        return None
    if not is_plain(config.markdown_extensions):
        return None
    values = [f"{key}={config[key]!r}" for key in sorted(config) if key not in _OF_THIS_MACHINE]
    values += [f"{key}={config.theme[key]!r}" for key in sorted(config.theme)]
    values += [f"{name}={dict(plugin.config)!r}" for name, plugin in config.plugins.items()]
    if any(_ADDRESS in value for value in values):
        return None
    templates = [_templates(Path(folder)) for folder in config.theme.dirs]
    if None in templates:
        return None
    return key_of(*values, *(str(each) for each in templates))


def nav_digest(nav: Navigation) -> str | None:
    """Hash what every page shows: the day, and the navigation with its front matter."""
    lines = [line for item in nav.items for line in _nav_lines(item)]
    return _digest([get_build_date(), *lines])


def page_digest(page: Page) -> str | None:
    """Hash what a template shows of its page, and of those before and after it."""
    beside = [
        (each.title, each.url, each.meta) if each else None
        for each in (page.previous_page, page.next_page)
    ]
    parts = (
        *(page.title, page.url, page.meta, str(page.toc), page.content, page.edit_url),
        *(page.canonical_url, page.abs_url, page.is_homepage, page.is_index, page.is_top_level),
        *(page.file.src_uri, page.file.inclusion, page.file.dest_uri, beside),
        [item.level for item in page.toc],
    )
    return _digest([repr(part) for part in parts])


def _digest(lines: list[str]) -> str | None:
    return None if any(_ADDRESS in line for line in lines) else key_of(*lines)


def _nav_lines(item: Any) -> Iterator[str]:
    meta = getattr(item, "meta", None)
    yield repr((type(item).__name__, item.title, getattr(item, "url", None), meta))
    yield "("
    for child in item.children or ():
        yield from _nav_lines(child)
    yield ")"


def _templates(folder: Path) -> str | None:
    """Hash the templates of a folder; None where one of the portal's own reads more than its page.

    Those of MkDocs and Material are told by their versions, and are known to read no more.
    """
    if _is_of_host(folder):
        return folder.name
    parts: list[str | bytes] = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and path.suffix not in (*_BINARY, ".css", ".js"):
            held = path.read_bytes()
            if path.suffix == ".html" and _reads_more(held.decode("utf-8", "replace")):
                return None
            parts += [path.relative_to(folder).as_posix(), held]
    return key_of(*parts)


def _reads_more(template: str) -> bool:
    code = _CODE.findall(_REMARK.sub("", template.replace(_DAY, "")))
    return any(_READS_MORE.search(_QUOTED.sub("", part)) for part in code)


def _is_of_host(folder: Path) -> bool:
    homes = [Path(mkdocs.__file__).parent]
    material = find_spec("material")
    homes += [Path(place) for place in (material and material.submodule_search_locations) or ()]
    return any(folder.resolve().is_relative_to(home.resolve()) for home in homes)
