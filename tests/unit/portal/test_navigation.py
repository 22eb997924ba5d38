from procdocs.portal.navigation import plan_navigation


def test_only_pages_that_exist_are_named():
    items = plan_navigation({"index.md", "kpis/index.md", "processes/a.md"}, lambda word: word)
    assert [item.title for item in items] == ["Home", "Reference"]
    assert [child.path for child in items[1].children] == ["kpis/index.md"]


def test_titles_are_translated():
    items = plan_navigation({"index.md"}, {"Home": "首页"}.__getitem__)
    assert items[0].title == "首页"
