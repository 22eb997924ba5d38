"""However a portal is built, the same bytes come out: every file of the site is compared."""

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from procdocs.pages import registry
from procdocs.portal import host_pages
from procdocs.portal.site import build_portal

CACHE = ".cache/procdocs"


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """A small portal that was built once, so that everything is kept that can be."""
    folder = tmp_path_factory.mktemp("start")
    subprocess.run(
        [sys.executable, "-m", "procdocs", "init", "portal"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    portal = folder / "portal"
    (portal / "overrides/partials").mkdir(parents=True)
    partial = Path(find_spec("material").origin).parent / "templates/partials/content.html"
    shutil.copy(partial, portal / "overrides/partials")
    config = portal / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(
        text.replace("  name: material\n", "  name: material\n  custom_dir: overrides\n")
    )
    assert "custom_dir" in config.read_text("utf-8")
    return portal


@pytest.fixture(autouse=True)
def few_rules(monkeypatch):
    """The pages of two hundred rules are alike."""
    monkeypatch.setattr(registry, "ALL_RULES", registry.ALL_RULES[:3])
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")


@pytest.fixture
def portal(start, tmp_path):
    """A copy of it, with what was kept."""
    if not (start / CACHE).exists():
        build_portal(start / "mkdocs.yml", site_dir=start / "site")
    return shutil.copytree(start, tmp_path / "portal")


def files(site):
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def built(portal):
    return files(build_portal(portal / "mkdocs.yml", site_dir=portal / "site"))


def built_from_nothing(portal, tmp_path):
    copy = shutil.copytree(
        portal, tmp_path / "fresh", ignore=shutil.ignore_patterns(".cache", "site")
    )
    return built(copy)


def replace(path, old, new):
    text = path.read_text("utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, 1), "utf-8")


def process_file(portal):
    return sorted((portal / "content/processes").rglob("*.yml"))[0]


def same(one, other):
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def edit_step(portal):
    path = process_file(portal)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(
        n
        for n, line in enumerate(lines)
        if line.lstrip(" -").startswith("name:") and line.startswith("  ")
    )
    lines[at] = lines[at].replace("name: ", "name: Really ")
    path.write_text("".join(lines), "utf-8")


def rename_process(portal):
    path = process_file(portal)
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("\nname: ", "\nname: Renamed ", 1)
        if "\nname: " in text
        else "name: Renamed\n" + text.split("\n", 1)[1]
    )


def add_page(portal):
    (portal / "content/pages").mkdir(exist_ok=True)
    (portal / "content/pages/new.md").write_text(
        "# New\n\nSee [home](index.md) and [none](none.md).\n"
    )


def change_style(portal):
    (portal / "overrides/own.css").write_text("p { color: red }\n")


def change_template(portal):
    path = portal / "overrides/partials/content.html"
    path.write_text(path.read_text("utf-8") + "<p>Ours</p>\n", "utf-8")


def change_config(portal):
    replace(portal / "mkdocs.yml", "site_name: ", "site_name: Another ")


def change_host_option(portal):
    replace(portal / "mkdocs.yml", "theme:\n", "use_directory_urls: false\ntheme:\n")


def change_organisation(portal):
    path = portal / "content/organisation.yml"
    text = path.read_text("utf-8")
    at = text.index("name: ", text.index("roles:"))
    path.write_text(text[:at] + text[at:].replace("name: ", "name: Chief ", 1), "utf-8")


CHANGES = (
    edit_step, rename_process, add_page, change_style, change_template, change_config,
    change_host_option, change_organisation,
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_a_change_gives_what_a_build_from_nothing_gives(portal, tmp_path, change):
    before = files(portal / "site")
    change(portal)
    after = built(portal)
    assert after != before
    same(after, built_from_nothing(portal, tmp_path))


def test_a_page_that_is_gone_leaves_nothing_and_breaks_no_link_to_it(portal, tmp_path):
    add_page(portal)
    (portal / "content/pages/other.md").write_text("# Other\n\n[New](new.md)\n")
    built(portal)
    (portal / "content/pages/new.md").unlink()
    after = built(portal)
    assert "new/index.html" not in after
    assert b'href="new.md"' in after["other/index.html"]
    same(after, built_from_nothing(portal, tmp_path))


def test_another_day_and_another_seed_are_told_apart(portal, tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1880000000")
    after = built(portal)
    same(after, built_from_nothing(portal, tmp_path))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    same(built(portal), files(portal / "site"))


def spoil_cut(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil_bit(path):
    held = bytearray(path.read_bytes())
    held[-5] ^= 1
    path.write_bytes(held)


def spoil_empty(path):
    path.write_bytes(b"")


def spoil_swap(path):
    """Give every entry the content of one other."""
    other = sorted(path.parent.iterdir())[0]
    if other != path:
        path.write_bytes(other.read_bytes())


@pytest.mark.parametrize("spoil", [spoil_cut, spoil_bit, spoil_empty, spoil_swap])
def test_a_spoilt_entry_is_only_a_miss(portal, spoil):
    expected = files(portal / "site")
    kept = [path for path in sorted((portal / CACHE).rglob("*")) if path.is_file()]
    assert {path.parent.name for path in kept} >= {"pages", "pictures", "site"}
    for path in reversed(kept):
        spoil(path)
    same(built(portal), expected)


def test_the_host_alone_builds_the_same(portal):
    expected = files(portal / "site")
    config = load_config(str(portal / "mkdocs.yml"), site_dir=str(portal / "alone"))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    same(files(portal / "alone"), expected)


@pytest.mark.parametrize("change", ["version", "extension", "template"])
def test_where_the_host_is_not_as_expected_nothing_is_taken(portal, monkeypatch, change):
    expected = files(portal / "site")
    shutil.rmtree(portal / CACHE / "site")
    if change == "version":
        monkeypatch.setattr(host_pages, "_KNOWN_VERSIONS", ("0.",))
    elif change == "extension":
        replace(
            portal / "mkdocs.yml",
            "markdown_extensions:\n",
            "markdown_extensions:\n  - pymdownx.snippets\n",
        )
    else:
        (portal / "overrides/partials/more.html").write_text("{{ nav.pages | length }}")
    after = built(portal)
    assert not (portal / CACHE / "site").exists()
    same(after, expected)


def test_two_builds_at_once_and_any_seed_of_hashes(start, tmp_path):
    """As processes of their own, with all rules: what is kept by one is taken by the other."""
    portal = shutil.copytree(
        start, tmp_path / "portal", ignore=shutil.ignore_patterns(".cache", "site")
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "procdocs", "build", "-d", name],
            cwd=portal, env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        for name, seed in (("one", "1"), ("two", "2"))
    ]  # fmt: skip
    assert [process.wait() for process in both] == [0, 0]
    same(files(portal / "one"), files(portal / "two"))


def test_an_unchanged_site_is_left_as_it_is_and_a_changed_one_is_made_again(start, tmp_path):
    portal = shutil.copytree(
        start, tmp_path / "portal", ignore=shutil.ignore_patterns(".cache", "site")
    )

    def build():
        done = subprocess.run(
            [sys.executable, "-m", "procdocs", "build"],
            cwd=portal, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return (portal / "site/procdocs-site.json").stat().st_mtime_ns

    first = build()
    expected = files(portal / "site")
    assert build() == first
    (portal / "site/index.html").write_text("changed")
    second = build()
    assert second != first
    same(files(portal / "site"), expected)
    edit_step(portal)
    assert build() != second
    seal = json.loads((portal / "site/procdocs-site.json").read_text("utf-8"))
    assert seal["files"].keys() == expected.keys() - {"procdocs-site.json"}
