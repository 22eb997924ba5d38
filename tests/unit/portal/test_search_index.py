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


def test_any_two_characters_of_chinese_that_follow_each_other_begin_a_word():
    host = json.dumps(
        {"config": {}, "docs": [{"location": "a/", "title": "A", "text": "<p>看信用审核</p>"}]}
    )
    own = [SearchItem(location="b/", title="信用审核流程", text="x, 额度 and 提出预付款", boost=1)]
    mine, written = json.loads(merge_search_index(host, own))["docs"]
    assert mine["title"] == "信用审核流程 <i hidden>信用审核 用审核流 审核流程 核流程 流程</i>"
    assert mine["text"] == "x, 额度 and 提出预付款 <i hidden>提出预付 出预付款 预付款 付款</i>"
    assert written["title"] == "A"
    assert written["text"] == "<p>看信用审核</p> <i hidden>看信用审 信用审核 用审核 审核</i>"


def test_other_names_count_as_the_title_and_are_not_shown():
    own = [SearchItem(location="b/", title="Credit note", text="", boost=1, names="refund <b>")]
    (found,) = json.loads(merge_search_index('{"docs": []}', own))["docs"]
    assert found["title"] == "Credit note <i hidden>refund &lt;b&gt;</i>"
