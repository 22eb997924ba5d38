"""Entries of the search, written by us: each step, clause and term finds its own place.

The host's index is made from the HTML, so a step inside a `summary` would be found under the wrong
heading and the same role name on two hundred pages would bury the process. The generated pages are
kept out of it (front matter `search: {exclude: true}`); this puts their own entries in.
"""

import html
import json
from collections.abc import Iterable

from procdocs.portal.tree import SearchItem


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
            "title": html.escape(item.title, quote=False),
            "text": html.escape(item.text, quote=False),
            **({} if item.boost == 1 else {"boost": item.boost}),
        }
        for item in items
    ]
    index["docs"] = own + index.get("docs", [])
    return json.dumps(index, ensure_ascii=False, separators=(",", ":"))
