import json

from procdocs.portal.search_index import merge_search_index
from procdocs.portal.tree import SearchItem


def test_own_entries_come_first_and_are_escaped():
    host = json.dumps(
        {"config": {"lang": ["en"]}, "docs": [{"location": "about/", "title": "About"}]}
    )
    own = [
        SearchItem(location="processes/a/#step-b", title="<b>", text="x & y", boost=1),
        SearchItem(location="processes/a/", title="A", text="", boost=4),
    ]
    merged = json.loads(merge_search_index(host, own))
    assert merged["config"] == {"lang": ["en"]}
    assert merged["docs"] == [
        {"location": "processes/a/#step-b", "title": "&lt;b&gt;", "text": "x &amp; y"},
        {"location": "processes/a/", "title": "A", "text": "", "boost": 4},
        {"location": "about/", "title": "About"},
    ]
