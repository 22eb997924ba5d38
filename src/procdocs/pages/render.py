"""From a view to a page of Markdown, by a template that decides nothing.

Large parts (steps, tables) leave a placeholder in the Markdown, as pictures do, and are put in
after the conversion: a Markdown parser would read them for nothing, and that is half of its time.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import jinja2

from procdocs.locale import Words
from procdocs.views.page import Html, PageView, Picture
from procdocs.views.words import VALUE

PLACEHOLDER = re.compile(r'<div class="pd-picture" data-pd-picture="([a-z0-9-]+)"></div>')
"""What stands where a picture or a large part shall stand."""

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!])")
_ENTITIES = {character: f"&#{ord(character)};" for character in "|<>&~:"}
"""What means something in Markdown and cannot be escaped by a backslash everywhere."""
_UNWRITABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPage:
    """A page as Markdown, with its large parts apart."""

    path: str
    """Path of the Markdown file."""
    markdown: str
    """Front matter and text, with placeholders for parts and pictures."""
    parts: Mapping[str, str]
    """HTML of the large parts by key; pictures in them are still placeholders."""

    def filled(self, draw: Callable[[str], str]) -> Mapping[str, str]:
        """Give what every placeholder of the Markdown stands for, pictures within parts drawn.

        Args:
            draw: Gives the SVG of a picture by its key.
        """
        return {key: place(part, draw) for key, part in self.parts.items()}

    def whole(self, draw: Callable[[str], str]) -> str:
        """Give the Markdown with every part and picture in it."""
        filled = self.filled(draw)
        return place(self.markdown, lambda key: filled[key] if key in filled else draw(key))


def place(text: str, fill: Callable[[str], str]) -> str:
    """Put something in for every placeholder of a text."""
    return PLACEHOLDER.sub(lambda found: fill(found.group(1)), text)


def placeholder(key: str) -> Html:
    """Give the placeholder of a picture or part."""
    return Html(f'<div class="pd-picture" data-pd-picture="{key}"></div>')


def render_page(name: str, view: PageView, words: Words, language: str = "en") -> RenderedPage:
    """Print a view with the template of its kind.

    Args:
        name: Name of the page kind: the template `<name>.md.j2`.
        view: What the page shows.
        words: The portal's own words, `t(...)` in templates.
        language: Language of the page.
    """
    parts: dict[str, str] = {}

    def part(key: str, caller: Callable[[], str]) -> Html:
        parts[key] = _without_blank_lines(str(caller()))
        return placeholder(key)

    template = _environment().get_template(f"{name}.md.j2")
    text = template.render(view=view, t=words, part=part, language=language)
    return RenderedPage(path=view.path, markdown=text, parts=parts)


def _without_blank_lines(html: str) -> str:
    """Cut blank lines, at which some Markdown parsers end a block of HTML, and indents."""
    if "<pre" in html:
        return html.strip()
    return "\n".join(line.strip() for line in html.splitlines() if line.strip())


@lru_cache(maxsize=1)
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("procdocs.pages", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.do"],
    )
    environment.filters["yaml"] = yaml_text
    environment.filters["md"] = markdown_text
    environment.globals["picture"] = _picture
    environment.globals["heading"] = heading
    environment.globals["value_words"] = tuple(VALUE.values())
    return environment


def _picture(picture: Picture | None) -> Html:
    return placeholder(picture.key) if picture else Html("")


def heading(text: str, anchor: str) -> Html:
    """Write a heading of the second level, the one that the contents of a page list."""
    return Html(f"## {markdown_text(text)} {{#{anchor}}}")


def yaml_text(text: str) -> Html:
    """Write a text as a quoted YAML scalar, for front matter."""
    return Html(json.dumps(_UNWRITABLE.sub(" ", text), ensure_ascii=False))


def markdown_text(text: str) -> Html:
    """Write a text so that Markdown shows it as it is, for headings."""
    escaped = _MARKDOWN.sub(r"\\\1", _UNWRITABLE.sub(" ", text))
    return Html("".join(_ENTITIES.get(each, each) for each in escaped))
