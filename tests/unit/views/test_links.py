import pytest

from procdocs.views.links import object_path, page_url, relative_url


@pytest.mark.parametrize(
    ("source", "target", "url"),
    [
        ("processes/a.md", "roles/b.md", "../../roles/b/"),
        ("processes/a.md", "processes/index.md", "../"),
        ("processes/index.md", "processes/a.md", "a/"),
        ("processes/a.md", "index.md", "../../"),
        ("index.md", "processes/a.md", "processes/a/"),
        ("index.md", "index.md", "./"),
        ("improve.md", "glossary.md", "../glossary/"),
        ("processes/a.md", "assets/forms/x y.pdf", "../../assets/forms/x%20y.pdf"),
    ],
)
def test_pages_find_each_other_as_folders(source, target, url):
    assert relative_url(source, target) == url


@pytest.mark.parametrize(
    ("source", "target", "url"),
    [
        ("processes/a.md", "roles/b.md", "../roles/b.html"),
        ("processes/a.md", "processes/index.md", "index.html"),
        ("index.md", "improve.md", "improve.html"),
    ],
)
def test_pages_find_each_other_as_files(source, target, url):
    assert relative_url(source, target, directory_urls=False) == url


def test_an_object_called_index_does_not_take_the_folder_s_page():
    assert object_path("process", "index") != "processes/index.md"
    assert page_url("processes/index.md") == "processes/"
