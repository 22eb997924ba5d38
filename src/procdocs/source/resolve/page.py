"""Hand-written pages: for whom they are; all else is taken over as it is."""

from dataclasses import replace

from procdocs.model.portal import Page
from procdocs.source.cursor import Cursor
from procdocs.source.markdown_policy import split_front_matter
from procdocs.source.origins import FileOrigin
from procdocs.source.resolve.context import Context
from procdocs.source.yaml_scalars import source_text
from procdocs.source.yaml_tree import read_yaml


def resolve_page(page: Page, context: Context) -> Page:
    """Read the audience in a page's front matter.

    A front matter that cannot be read is reported, and the page is for the narrowest audience.
    """
    front, _ = split_front_matter(page.text)
    if not (front or "").strip():
        return replace(page, audience=context.settings.default_audience)
    tree = read_yaml(page.source, front or "", first_line=2)
    for found in tree.diagnostics:
        context.findings.take(found)
    if not isinstance(tree.value, dict):
        return replace(page, audience=context.settings.audiences[-1])
    written = tree.value.get("audience")
    cursor = Cursor(FileOrigin(tree), (), tree.value).at("audience")
    named = written if written is None or isinstance(written, str) else _shown(written)
    otherwise = context.settings.default_audience
    return replace(page, audience=context.audience(named, cursor, otherwise))


def _shown(value: object) -> str:
    return "…" if isinstance(value, dict | list) else source_text(value)
