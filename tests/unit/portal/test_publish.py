import os
import shutil
import stat
import threading

import pytest

from procdocs.portal import publish, release_files
from procdocs.portal.publish import (
    CURRENT,
    LOCK,
    RELEASES,
    PublishError,
    list_releases,
    publish_site,
    roll_back,
)
from procdocs.portal.seal import SEAL_FILE, SealBroken, write_seal


def build(folder, text="one", audience=None, **more):
    shutil.rmtree(folder, ignore_errors=True)
    files = {
        "index.html": text,
        "roles/clerk/index.html": "clerk",
        "assets/表.svg": "<svg/>",
        **more,
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    write_seal(folder, audience)
    return folder


@pytest.fixture
def site(tmp_path):
    return build(tmp_path / "site")


@pytest.fixture
def target(tmp_path):
    return tmp_path / "srv/portal"


def served(target):
    return (target / CURRENT / "index.html").read_text("utf-8")


def test_a_site_goes_live_whole_and_readable_for_the_server(site, target):
    umask = os.umask(0o077)
    try:
        (site / "index.html").chmod(0o600)
        done = publish_site(site, target)
    finally:
        os.umask(umask)
    assert os.readlink(target / CURRENT) == f"{RELEASES}/{done.release}"
    names = {path.relative_to(site) for path in site.rglob("*")}
    live = target / CURRENT
    assert {path.relative_to(live) for path in live.rglob("*")} == names
    for path in (target, target / RELEASES, live.resolve(), *live.resolve().rglob("*")):
        wanted = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_the_same_site_again_is_said_to_be_live_already(site, target):
    first = publish_site(site, target)
    again = publish_site(site, target)
    assert (again.release, again.unchanged) == (first.release, True)
    (target / CURRENT / "index.html").unlink()
    mended = publish_site(site, target)
    assert not mended.unchanged
    assert served(target) == "one"


def test_a_new_release_replaces_the_old_and_a_rollback_brings_it_back(site, target):
    publish_site(site, target)
    publish_site(build(site, "two"), target)
    publish_site(build(site, "three"), target)
    assert served(target) == "three"
    roll_back(target)
    assert served(target) == "two"
    roll_back(target)
    assert served(target) == "one"
    with pytest.raises(PublishError, match="no release before"):
        roll_back(target)
    newest = list_releases(target)[0]
    roll_back(target, newest.id)
    assert served(target) == "three"
    with pytest.raises(PublishError, match="has no release"):
        roll_back(target, "../../etc")


def test_only_the_last_are_kept_and_the_live_one_always(site, target):
    for number in range(4):
        publish_site(build(site, f"{number}"), target, keep=3)
    assert len(list_releases(target)) == 3
    oldest = list_releases(target)[-1].id
    roll_back(target, oldest)
    publish_site(build(site, "new"), target, keep=1)
    assert [each.current for each in list_releases(target)] == [True]
    assert served(target) == "new"
    assert sorted(path.name for path in target.iterdir()) == sorted([LOCK, CURRENT, RELEASES])


def test_what_was_not_published_is_never_deleted(site, target):
    first = publish_site(site, target)
    own = target / RELEASES / first.release / "notes.txt"
    own.write_text("mine")
    (target / RELEASES / "mine").mkdir()
    (target / RELEASES / "20200101T000000Z-00000000").mkdir()
    done = publish_site(build(site, "two"), target, keep=1)
    assert done.left == (first.release,)
    assert own.read_text() == "mine"
    assert (target / RELEASES / "mine").is_dir()
    assert (target / RELEASES / "20200101T000000Z-00000000").is_dir()


def test_a_failed_copy_leaves_the_live_site_as_it_was(site, target, monkeypatch):
    publish_site(site, target)
    build(site, "two")
    before = sorted(path for path in target.rglob("*"))
    copied = []

    def fail(source, path):
        copied.append(path)
        if len(copied) == 2:
            raise OSError(28, "No space left on device")
        return original(source, path)

    original = release_files._copy
    monkeypatch.setattr(release_files, "_copy", fail)
    with pytest.raises(OSError, match="No space"):
        publish_site(site, target)
    assert served(target) == "one"
    assert sorted(path for path in target.rglob("*")) == before


def test_a_failed_switch_leaves_the_live_site_as_it_was(site, target, monkeypatch):
    publish_site(site, target)

    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(publish, "_switch", fail)
    with pytest.raises(OSError, match="Input/output"):
        publish_site(build(site, "two"), target)
    monkeypatch.undo()
    assert served(target) == "one"
    assert not publish_site(site, target).unchanged
    assert served(target) == "two"


def test_what_a_killed_publication_left_is_cleared_away(site, target):
    first = publish_site(site, target)
    part = target / RELEASES / f".new-{first.release}"
    part.mkdir()
    (part / "index.html").write_text("half")
    (target / ".current.next").symlink_to("nowhere")
    publish_site(build(site, "two"), target)
    assert not part.exists()
    assert served(target) == "two"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda site: (site / SEAL_FILE).unlink(), "procdocs build"),
        (lambda site: (site / SEAL_FILE).write_text("{"), "procdocs build"),
        (lambda site: (site / SEAL_FILE).write_text("[]"), "another version"),
        (lambda site: (site / "index.html").write_text("x"), "index.html was changed"),
        (lambda site: (site / "index.html").unlink(), "index.html is missing"),
        (lambda site: (site / "more.html").write_text("x"), "more.html was added"),
        (lambda site: (site / "link").symlink_to("/etc/passwd"), "is a link"),
        (lambda site: shutil.rmtree(site), "no finished portal"),
    ],
)
def test_what_is_no_finished_site_is_refused(site, target, spoil, told):
    spoil(site)
    with pytest.raises((PublishError, SealBroken), match=told):
        publish_site(site, target)
    assert not (target / CURRENT).exists()


def test_a_seal_cannot_lead_out_of_the_site(site, target, tmp_path):
    (tmp_path / "secret").write_text("s")
    text = (site / SEAL_FILE).read_text()
    (site / SEAL_FILE).write_text(text.replace('"index.html"', '"../secret"'))
    with pytest.raises(PublishError, match="no file of a site"):
        publish_site(site, target)


def test_another_folder_is_not_taken_over(site, target, tmp_path):
    target.mkdir(parents=True)
    (target / "index.html").write_text("mine")
    with pytest.raises(PublishError, match="did not publish"):
        publish_site(site, target)
    assert [path.name for path in target.iterdir()] == ["index.html"]
    for inside in (site, site / "x", tmp_path):
        with pytest.raises(PublishError, match=r"lie in each other|did not publish"):
            publish_site(site, inside)


def test_a_link_of_somebody_else_is_left(site, target):
    publish_site(site, target)
    (target / CURRENT).unlink()
    (target / CURRENT).symlink_to("elsewhere")
    with pytest.raises(PublishError, match="no link to a release"):
        publish_site(build(site, "two"), target)
    assert os.readlink(target / CURRENT) == "elsewhere"


def test_two_at_once_do_not_meet(site, target, monkeypatch):
    inside, go_on = threading.Event(), threading.Event()
    original = publish.copy_site

    def slow(*arguments):
        inside.set()
        assert go_on.wait(10)
        original(*arguments)

    monkeypatch.setattr(publish, "copy_site", slow)
    first = threading.Thread(target=publish_site, args=(site, target))
    first.start()
    assert inside.wait(10)
    try:
        with pytest.raises(PublishError, match="under way"):
            publish_site(site, target)
        with pytest.raises(PublishError, match="under way"):
            roll_back(target)
    finally:
        go_on.set()
        first.join()
    assert served(target) == "one"


def test_a_damaged_release_is_not_gone_back_to(site, target):
    first = publish_site(site, target)
    publish_site(build(site, "two"), target)
    (target / RELEASES / first.release / "index.html").write_text("spoilt")
    with pytest.raises(PublishError, match="nothing was switched"):
        roll_back(target)
    assert served(target) == "two"


def test_a_portal_for_another_audience_is_asked_back(site, target):
    publish_site(build(site, "for all", audience="public"), target)
    with pytest.raises(PublishError, match="--any-audience"):
        publish_site(build(site, "with pay", audience=None), target)
    assert served(target) == "for all"
    publish_site(site, target, any_audience=True)
    assert served(target) == "with pay"


def test_files_that_stay_keep_their_time(site, target):
    publish_site(site, target)
    old = target / CURRENT / "roles/clerk/index.html"
    os.utime(old, (1_000_000, 1_000_000))
    publish_site(build(site, "two"), target)
    assert old.stat().st_mtime == 1_000_000
    assert (target / CURRENT / "index.html").stat().st_mtime > 1_000_000
