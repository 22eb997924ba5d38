"""What procdocs reads from mkdocs.yml: its own plugin's options, and where the site is built.

The command `check` must not load MkDocs for two options, and mkdocs.yml may hold tags that only
MkDocs understands (`!ENV`, `!!python/name:…`); its other parts are MkDocs' to judge.
"""

from dataclasses import dataclass
from pathlib import Path

from procdocs.diagnostics import Diagnostic
from procdocs.source.yaml_tree import read_yaml


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteConfig:
    """The plugin's options."""

    content: str = "content"
    """The content folder, relative to mkdocs.yml."""
    audience: str | None = None
    """The audience to show; None: everything."""
    site_dir: str = "site"
    """Where the site is built, relative to mkdocs.yml."""
    text: str = ""
    """The whole of mkdocs.yml."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Why it cannot be read as YAML at all."""


def read_site_config(config_file: Path) -> SiteConfig:
    """Read the options of the plugin `procdocs`; what is missing or odd has its default."""
    text = config_file.read_text(encoding="utf-8-sig", errors="replace")
    read = read_yaml(config_file.name, text)
    tree = read.value
    if tree is None and read.diagnostics:
        return SiteConfig(text=text, diagnostics=read.diagnostics)
    plugins = tree.get("plugins") if isinstance(tree, dict) else None
    site_dir = tree.get("site_dir") if isinstance(tree, dict) else None
    if not isinstance(site_dir, str):
        site_dir = SiteConfig().site_dir
    entries = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        options = entry.get("procdocs") if isinstance(entry, dict) else None
        if isinstance(options, dict):
            content = options.get("content")
            audience = options.get("audience")
            return SiteConfig(
                content=content if isinstance(content, str) else SiteConfig().content,
                audience=audience if isinstance(audience, str) else None,
                site_dir=site_dir,
                text=text,
            )
    return SiteConfig(site_dir=site_dir, text=text)
