"""`procdocs publish` as its user runs it, on a portal that was built."""

import os
import subprocess
import sys

import pytest


def procdocs(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", "procdocs", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("publish")
    assert procdocs("init", "portal", cwd=folder).returncode == 0
    built = procdocs("build", cwd=folder / "portal")
    assert built.returncode == 0, built.stderr
    return folder / "portal"


def test_a_built_portal_goes_live_is_listed_and_comes_back(portal, tmp_path):
    target = tmp_path / "srv"
    first = procdocs("publish", target, cwd=portal)
    assert first.returncode == 0, first.stderr
    assert (target / "current/processes/quotation/index.html").is_file()
    again = procdocs("publish", target, cwd=portal)
    assert again.returncode == 0
    assert "Nothing to do" in again.stderr
    listed = procdocs("publish", target, "--list", cwd=portal)
    assert listed.stdout.count("\n") == 1
    assert listed.stdout.rstrip().endswith("live")
    nowhere = procdocs("publish", target, "--rollback", cwd=portal)
    assert nowhere.returncode == 2
    assert "no release before" in nowhere.stderr
    assert os.readlink(target / "current").removeprefix("releases/") in first.stderr


def test_plain_mkdocs_builds_what_can_be_published(portal, tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "site")],
        cwd=portal, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    published = procdocs("publish", tmp_path / "srv", "-d", tmp_path / "site", cwd=tmp_path)
    assert published.returncode == 0, published.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["publish", "user@host:/srv/portal"], "folder on this machine"),
        (["publish", "host.example.com:/srv"], "folder on this machine"),
        (["publish", "s3://bucket/x"], "folder on this machine"),
        (["publish", "out", "-d", "content"], "procdocs build"),
        (["publish", "out", "--rollback"], "nothing was published"),
        (["publish", "out", "--rollback", "--list"], "choose one"),
        (["publish", "out", "--keep", "0"], "--keep"),
        (["publish", "site/inside"], "lie in each other"),
    ],
)
def test_what_cannot_be_published_is_refused_in_words(portal, arguments, told):
    done = procdocs(*arguments, cwd=portal)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert not (portal / "out").exists()


def test_a_portal_with_errors_is_not_published(portal, tmp_path):
    process = portal / "content/processes/sales/quotation.yml"
    text = process.read_text()
    process.write_text(text.replace("owner: sales-manager", "onwer: sales-manager"))
    try:
        site = tmp_path / "site"
        assert procdocs("build", "-d", site, cwd=portal).returncode == 1
        done = procdocs("publish", tmp_path / "srv", "-d", site, cwd=portal)
    finally:
        process.write_text(text)
    assert done.returncode == 2
    assert "procdocs build" in done.stderr
