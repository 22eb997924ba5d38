"""The command line as its users run it: a process, its output, its exit status."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def procdocs(*arguments, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-m", "procdocs", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def portal(tmp_path):
    made = procdocs("init", "portal", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    return tmp_path / "portal"


def test_init_makes_a_portal_that_checks_and_builds(portal):
    checked = procdocs("check", "--strict", cwd=portal)
    assert checked.returncode == 0, checked.stdout
    built = procdocs("build", "--strict", cwd=portal)
    assert built.returncode == 0, built.stdout + built.stderr
    assert "Write the quotation" in (portal / "site/processes/quotation/index.html").read_text()


def test_init_overwrites_nothing(portal):
    before = (portal / "mkdocs.yml").read_text()
    (portal / "mkdocs.yml").write_text(before + "# mine\n")
    again = procdocs("init", ".", cwd=portal)
    assert again.returncode == 2
    assert "nothing was written" in again.stderr
    assert (portal / "mkdocs.yml").read_text().endswith("# mine\n")


@pytest.mark.parametrize("kind", ["process", "policy", "raci", "role", "value-stream"])
def test_new_writes_a_file_without_errors_of_its_own(portal, kind):
    made = procdocs("new", kind, "brand-new", cwd=portal)
    assert made.returncode == 0, made.stderr
    found = procdocs("check", "--format", "json", cwd=portal)
    errors = [entry for entry in json.loads(found.stdout) if entry["severity"] == "error"]
    unknown = {"process-owner", "my-group"}
    assert all(any(name in entry["message"] for name in unknown) for entry in errors), errors


def test_new_leaves_an_existing_file_alone(portal):
    assert procdocs("new", "process", "quotation", cwd=portal).returncode == 2
    assert procdocs("new", "process", "Bad Name", cwd=portal).returncode == 2


def test_check_without_a_portal_says_what_to_do(tmp_path):
    done = procdocs("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "procdocs init" in done.stderr
    assert "Traceback" not in done.stderr


def test_errors_stop_a_build_before_anything_is_written(portal):
    process = portal / "content/processes/sales/quotation.yml"
    process.write_text(process.read_text().replace("owner: sales-manager", "onwer: sales-manager"))
    done = procdocs("build", cwd=portal)
    assert done.returncode == 1
    assert "did you mean `owner`" in done.stdout
    assert "quotation.yml:3:1" in done.stdout
    assert not (portal / "site").exists()


def test_check_json_has_the_fields_of_the_contract(portal):
    process = portal / "content/processes/sales/quotation.yml"
    process.write_text(process.read_text().replace("role: sales-rep", "role: sales-reb", 1))
    done = procdocs("check", "--format", "json", cwd=portal)
    assert done.returncode == 1
    entry = json.loads(done.stdout)[0]
    assert {
        "code", "name", "severity", "message", "file", "line", "column",
        "end_line", "end_column", "help", "related",
    } == set(entry)  # fmt: skip
    assert entry["file"] == "content/processes/sales/quotation.yml"


def test_explain_lists_and_shows_rules(tmp_path):
    listed = procdocs("explain", cwd=tmp_path)
    assert listed.returncode == 0
    code = next(line.split()[0] for line in listed.stdout.splitlines() if "RACI" in line)
    shown = procdocs("explain", code, cwd=tmp_path)
    assert shown.returncode == 0
    assert code in shown.stdout
    assert procdocs("explain", "NOPE999", cwd=tmp_path).returncode == 2


def test_generate_refuses_a_folder_with_foreign_files(portal):
    (portal / "out").mkdir()
    (portal / "out/precious.txt").write_text("mine")
    done = procdocs("generate", "out", cwd=portal)
    assert done.returncode == 2
    assert (portal / "out/precious.txt").read_text() == "mine"


def test_generate_writes_pages_with_their_pictures_and_replaces_only_its_own(portal):
    for _ in range(2):
        done = procdocs("generate", "out", cwd=portal)
        assert done.returncode == 0, done.stderr
    page = (portal / "out/processes/quotation.md").read_text()
    assert "<svg" in page
    assert "data-pd-picture" not in page


def test_the_same_content_gives_the_same_bytes(portal):
    trees = []
    for seed in ("1", "2"):
        done = procdocs(
            "build", "-d", f"site{seed}", cwd=portal,
            PYTHONHASHSEED=seed, SOURCE_DATE_EPOCH="1790000000",
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        folder = portal / f"site{seed}"
        trees.append(
            {
                path.relative_to(folder): path.read_bytes()
                for path in sorted(folder.rglob("*"))
                if path.is_file()
            }
        )
    assert trees[0].keys() == trees[1].keys()
    assert [path for path in trees[0] if trees[0][path] != trees[1][path]] == []


def test_plain_mkdocs_gives_the_same_portal(portal):
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=portal, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (portal / "site/processes/quotation/index.html").is_file()
    assert not list((portal / "site").rglob("*.yml"))


@pytest.mark.parametrize(
    "command",
    ["check", "explain", "build", "serve", "generate", "new", "init", "export", "diff", "publish"],
)
def test_help_shows_an_example(command, tmp_path):
    done = procdocs(command, "--help", cwd=tmp_path)
    assert done.returncode == 0
    assert f"procdocs {command}" in done.stdout.split("Example:")[1]


def test_mkdocs_yml_that_cannot_be_read_is_a_finding_with_its_place(portal):
    (portal / "mkdocs.yml").write_text("site_name: x\n\tplugins: [procdocs]\n", encoding="utf-8")
    found = procdocs("check", "--format", "concise", cwd=portal)
    assert found.returncode == 1
    assert "mkdocs.yml:2:1: error YAML001 a tab stands where only spaces may" in found.stdout


def test_another_theme_is_refused_in_words(portal):
    text = "site_name: x\nplugins: [procdocs]\ndocs_dir: content\ntheme: readthedocs\n"
    (portal / "mkdocs.yml").write_text(text, encoding="utf-8")
    built = procdocs("build", cwd=portal)
    assert built.returncode == 2
    assert "made for the theme `material`" in built.stderr
    assert "Traceback" not in built.stderr


def test_pages_as_files_and_another_content_folder(portal):
    (portal / "content").rename(portal / "handbook")
    config = (portal / "mkdocs.yml").read_text()
    config = config.replace("docs_dir: content", "docs_dir: handbook\nuse_directory_urls: false")
    config = config.replace("  - procdocs\n", "  - procdocs: {content: handbook}\n")
    (portal / "mkdocs.yml").write_text(config)
    done = procdocs("build", cwd=portal)
    assert done.returncode == 0, done.stdout + done.stderr
    page = (portal / "site/processes/quotation.html").read_text()
    assert 'href="../roles/sales-rep.html"' in page
    links = [link for link in re.findall(r'href="([^"#:]+)(?:#[^"]*)?"', page) if link]
    missing = [link for link in links if not (portal / "site/processes" / link).exists()]
    assert missing == []


def test_the_ci_files_of_a_new_portal_run_commands_that_exist(portal):
    from procdocs.cli.main import COMMANDS

    for file in (".github/workflows/portal.yml", ".gitlab-ci.yml"):
        used = re.findall(r"^\s*(?:- (?:run: )?)?procdocs (\w+)", (portal / file).read_text(), re.M)
        assert {"check", "build", "diff"} <= set(used) <= set(COMMANDS)


def test_a_reader_who_has_enough_is_no_error_to_tell_of(portal):
    done = subprocess.run(
        f'"{sys.executable}" -m procdocs explain | true',
        shell=True, cwd=portal, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
