"""Which files make up the content."""

import os

import pytest

from procdocs.source.files import list_content


def lay(tmp_path, *names: str):
    for name in names:
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: 1\n", encoding="utf-8")
    return list_content(tmp_path, tmp_path / "content")


def ids(files) -> list[str]:
    return [file.id for file in files]


def found(listed) -> list[tuple[str, str]]:
    for one in listed.diagnostics:
        assert (one.span.line, one.span.column) == (1, 1)
        assert one.help
    return [(one.code, one.span.file) for one in listed.diagnostics]


def test_sorts_every_kind_by_the_parts_of_its_path(tmp_path):
    listed = lay(
        tmp_path,
        *("portal.yml", "organisation.yml", "systems/b.yml", "systems/a.yml", "systems.yml"),
        *("processes/z.yml", "processes/a-b/y.yml", "processes/a/deep/x.yml", "raci/z.yml"),
        *("value-streams/v.yml", "policies/fin/p.zh.md", "policies/fin/p.md", "surveys/z.yml"),
        *("pages/Hello World.md", "pages/pic.png", "assets/forms/Form 1.xlsx", "about/gaps.md"),
    )
    assert found(listed) == []
    assert listed.portal is not None
    assert [file.file for file in listed.catalogues["systems"]] == [
        "content/systems.yml",
        "content/systems/a.yml",
        "content/systems/b.yml",
    ]
    assert ids(listed.catalogues["organisation"]) == ["organisation"]
    assert listed.catalogues["risks"] == ()
    assert ids(listed.processes) == ["x", "y", "z"]
    assert [file.folder for file in listed.processes] == [("a", "deep"), ("a-b",), ()]
    assert [(file.id, file.language) for file in listed.policies] == [("p", None), ("p", "zh")]
    assert (ids(listed.raci), ids(listed.value_streams), ids(listed.surveys)) == (
        ["z"],
        ["v"],
        ["z"],
    )
    assert ids(listed.pages) == ["Hello World"]
    assert ids(listed.page_files) == ["pic"]
    assert ids(listed.about) == ["gaps"]
    assert [file.file for file in listed.assets] == ["content/assets/forms/Form 1.xlsx"]


def test_passes_over_hidden_files_and_backups(tmp_path):
    listed = lay(
        tmp_path,
        *(".hidden.yml", "processes/.x.yml", "processes/x.yml~", "processes/#x.yml#"),
        *("processes/.x.yml.swp", "processes/x.yml.bak", ".git/a.yml", "README.md", "Thumbs.db"),
    )
    assert found(listed) == []
    assert listed.processes == ()


@pytest.mark.parametrize(
    ("name", "code", "mend"),
    [
        ("foo.yml", "FILE009", "folder of its kind"),
        ("organization.yml", "FILE009", "`organisation.yml`"),
        ("process/x.yml", "FILE009", "`processes/`"),
        ("Processes/x.yml", "FILE009", "`processes/`"),
        ("raci/sales/x.yml", "FILE009", "up into `raci/`"),
        ("notes.txt", "FILE011", "`assets/`"),
        ("processes/notes.txt", "FILE011", "`assets/`"),
        ("processes/notes.md", "FILE006", "folder of its kind"),
        ("processes/Credit Check.yml", "FILE007", "`credit-check.yml`"),
        ("policies/Größe.md", "FILE007", "`grosse.md`"),
        ("raci/信用.yml", "FILE007", "`credit-check.yml`"),
    ],
)
def test_reports_what_lies_in_the_wrong_place_or_has_a_wrong_name(tmp_path, name, code, mend):
    listed = lay(tmp_path, name)
    assert found(listed) == [(code, f"content/{name}")]
    assert mend in listed.diagnostics[0].help
    assert listed.processes == listed.policies == listed.raci == ()


def test_another_spelling_of_the_ending_is_reported_and_read(tmp_path):
    listed = lay(tmp_path, "portal.yaml", "processes/a.yaml", "processes/b.yaml", "processes/b.yml")
    assert found(listed) == [
        ("FILE006", "content/portal.yaml"),
        ("FILE006", "content/processes/a.yaml"),
        ("FILE006", "content/processes/b.yaml"),
    ]
    assert ids(listed.processes) == ["a", "b"]
    assert listed.portal is not None


def test_two_files_of_one_stem(tmp_path):
    listed = lay(tmp_path, "processes/a/x.yml", "processes/b/x.yml", "raci/x.yml")
    assert found(listed) == [("FILE008", "content/processes/b/x.yml")]
    assert listed.diagnostics[0].related[0].span.file == "content/processes/a/x.yml"
    assert [file.file for file in listed.processes] == ["content/processes/a/x.yml"]


def test_paths_that_differ_in_capitals_only(tmp_path):
    listed = lay(tmp_path, "assets/Form.pdf", "assets/form.pdf")
    assert found(listed) == [("FILE008", "content/assets/form.pdf")]
    assert len(listed.assets) == 2


def test_links_pipes_and_folders_that_look_like_files(tmp_path):
    lay(tmp_path, "processes/real.yml")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.yml").write_text("a: 1\n")
    processes = tmp_path / "content" / "processes"
    (processes / "link.yml").symlink_to("../../outside/x.yml")
    (processes / "folder").symlink_to("../../outside")
    (processes / "loop").symlink_to("../processes")
    (processes / "broken.yml").symlink_to("nothing.yml")
    (processes / "good.yml").symlink_to("real.yml")
    (processes / "dir.yml").mkdir()
    os.mkfifo(processes / "pipe.yml")
    listed = lay(tmp_path)
    assert found(listed) == [
        ("FILE005", "content/processes/broken.yml"),
        ("FILE003", "content/processes/dir.yml"),
        ("FILE004", "content/processes/folder"),
        ("FILE004", "content/processes/link.yml"),
        ("FILE004", "content/processes/loop"),
        ("FILE003", "content/processes/pipe.yml"),
    ]
    assert ids(listed.processes) == ["good", "real"]


def test_names_that_cannot_be_shown(tmp_path):
    listed = lay(tmp_path, "assets/a\nb.pdf", os.fsdecode(b"assets/\xff.pdf"))
    assert [one.code for one in listed.diagnostics] == ["FILE007", "FILE007"]
    assert listed.diagnostics[0].span.file == "content/assets/\\xff.pdf"
    assert listed.assets == ()


def test_a_missing_content_folder_is_a_finding(tmp_path):
    listed = list_content(tmp_path, tmp_path / "content")
    assert found(listed) == [("FILE005", "content")]
