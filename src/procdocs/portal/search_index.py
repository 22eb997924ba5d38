"""Entries of the search, written by us: each step, clause and term finds its own place.

The host's index is made from the HTML, so a step inside a `summary` would be found under the wrong
heading and the same role name on two hundred pages would bury the process. The generated pages are
kept out of it (front matter `search: {exclude: true}`); this puts their own entries in.

A search compares beginnings of words, and Chinese has no blanks between them: what stands inside a
run of Chinese is put behind it in pieces of up to four characters, hidden from the reader, so that
any two characters that follow each other are found. (Segmenting by a dictionary would need one of
20 MB, and would not know the words of a company.)
"""

import html
import json
import re
from collections.abc import Iterable

from procdocs.portal.tree import SearchItem

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]{2,}")
_PIECE = 4
"""Characters of a piece: a longer query is cut where a piece of it is known."""


def merge_search_index(index_json: str, items: Iterable[SearchItem]) -> str:
    """Add items to a lunr index file of Material.

    Args:
        index_json: `{"config": {…}, "docs": [{"location", "title", "text", "boost"?}]}`.
        items: Entries to add, best first.

    Returns:
        The same file with the entries before the host's own.
    """
    index = json.loads(index_json)
    own = [
        {
            "location": item.location,
            "title": _findable(item.title, item.names),
            "text": _findable(item.text),
            **({} if item.boost == 1 else {"boost": item.boost}),
        }
        for item in items
    ]
    written = [
        {
            **doc,
            **{key: f"{doc[key]}{_pieces(doc[key])}" for key in ("title", "text") if key in doc},
        }
        for doc in index.get("docs", [])
    ]
    index["docs"] = own + written
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))


def _findable(text: str, names: str = "") -> str:
    """Escape a text; put other names for it, and the pieces of its Chinese, hidden behind it."""
    return f"{html.escape(text, quote=False)}{_hidden(names)}{_pieces(f'{text} {names}')}"


def _pieces(text: str) -> str:
    """Give the pieces of the Chinese in a text, hidden; nothing where there is none."""
    found = dict.fromkeys(
        run[start : start + _PIECE]
        for run in _HAN.findall(text)
        for start in range(len(run) - 1)
        if len(run) > 2
    )
    return _hidden(" ".join(found))


def _hidden(words: str) -> str:
    return f" <i hidden>{html.escape(words, quote=False)}</i>" if words else ""
