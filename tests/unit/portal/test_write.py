import pytest

from procdocs.portal.tree import PortalFile, PortalPage, PortalTree
from procdocs.portal.write import MARKER, TargetNotOurs, write_tree


def tree(**pages):
    return PortalTree(
        pages={
            path: PortalPage(
                path=path, markdown=text, parts={"k": "<svg/>"}, generated=True, source=""
            )
            for path, text in pages.items()
        },
        files=(PortalFile(path="assets/a.css", content="a{}"),),
        nav=(),
        search=(),
        extra={},
    )


def test_pictures_stand_in_the_page(tmp_path):
    text = 'x <div class="pd-picture" data-pd-picture="k"></div> y'
    assert write_tree(tree(**{"a/b.md": text}), tmp_path) == 2
    assert (tmp_path / "a/b.md").read_text() == "x <svg/> y"


def test_what_is_gone_from_the_portal_goes_from_the_folder(tmp_path):
    write_tree(tree(**{"old.md": "x"}), tmp_path)
    write_tree(tree(**{"new.md": "x"}), tmp_path)
    assert not (tmp_path / "old.md").exists()


def test_a_foreign_file_is_never_touched(tmp_path):
    (tmp_path / "a.md").write_text("mine")
    with pytest.raises(TargetNotOurs, match=r"a\.md"):
        write_tree(tree(**{"a.md": "x"}), tmp_path)
    assert (tmp_path / "a.md").read_text() == "mine"


def test_a_forged_marker_removes_nothing_outside(tmp_path):
    outside = tmp_path / "precious.txt"
    outside.write_text("mine")
    inside = tmp_path / "out"
    inside.mkdir()
    (inside / MARKER).write_text("../precious.txt\n")
    write_tree(tree(**{"a.md": "x"}), inside)
    assert outside.read_text() == "mine"
