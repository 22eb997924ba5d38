"""`procdocs diff` as a reviewer runs it: revisions, folders, hostile names, broken content."""

import json
import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser

import jsonschema
import pytest
from tests.support.command import CREDIT_CHECK, run, write_portal

from procdocs.exports.schema import review_schema

PROCESS = "content/processes/credit-check.yml"


def git(folder, *arguments):
    done = subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", *arguments],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def commit(folder, message="change"):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture
def portal(tmp_path):
    root = tmp_path / "portal"
    root.mkdir()
    write_portal(root)
    git(root, "init", "-q", "-b", "main")
    commit(root, "first")
    return root


def edit(portal, *pairs, file=PROCESS):
    path = portal / file
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def review(portal, *arguments):
    done = run(portal, "diff", *arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    values = json.loads(done.stdout)
    jsonschema.validate(values, review_schema())
    return values


def changes(values, kind="process"):
    return {each["after_id"]: each for each in values["objects"] if each["kind"] == kind}


def fields(step):
    return {each["label"]: (each["before"], each["after"]) for each in step["fields"]}


def test_what_is_formatting_is_no_change(portal):
    lines = CREDIT_CHECK.replace("name: Credit check\n", "")
    text = "# a comment\n" + lines.replace(
        "    role: sales-rep\n    time: {process: 10m, wait: 2h, basis: measured}\n",
        "    time:\n      basis: measured\n      wait: 120m\n      process: 10m  # same\n"
        "    role: 'sales-rep'\n",
    )
    (portal / PROCESS).write_text(text + "name: |-\n  Credit\n  check\n", "utf-8")
    values = review(portal, "HEAD")
    assert not values["changed"], values["objects"]
    assert "Nothing changes in meaning" in run(portal, "diff", "HEAD").stdout


def test_a_step_is_told_field_by_field_with_what_it_gives_a_year(portal):
    edit(
        portal,
        ("    role: credit-clerk\n    time: {process: 5m, wait: 4h}", "    role: sales-rep\n"
         "    time: {process: 5m, wait: 1h}"),
        ("share: 80%", "share: 90%"),
        ("share: 15%", "share: 5%"),
    )  # fmt: skip
    found = changes(review(portal, "HEAD"))["credit-check"]
    step = found["steps"][0]
    assert (step["after_id"], step["change"]) == ("check-limit", "changed")
    told = fields(step)
    assert told["Who does it"] == ("Credit clerk", "Sales representative")
    assert told["Wait"] == ("4\u00a0h", "1\u00a0h")
    assert told["Goes on with"] == (
        "Yes 80\u00a0%: Release order; No 15\u00a0%: Decide on the exception",
        "Yes 90\u00a0%: Release order; No 5\u00a0%: Decide on the exception",
    )
    letters = {(row["activity"], row["role"]): (row["before"], row["after"])
               for row in found["raci"]}  # fmt: skip
    assert letters["Within the credit limit?", "Sales representative"] == ("", "R")
    metrics = {each["name"]: each for each in found["metrics"]}
    assert metrics["labour_minutes"]["difference"] == pytest.approx(
        (-0.1 * 15 + (0.9 + 0.05 * 0.7 - 0.8 - 0.15 * 0.7) * 2) / 0.95
    )
    assert metrics["labour_minutes"]["annual"] == pytest.approx(
        metrics["labour_minutes"]["difference"] * 14_400 / 60
    )


def test_steps_that_are_new_gone_and_renumbered(portal):
    edit(
        portal,
        ("{id: release, name: Release order", "{id: approve-order, name: Release order"),
        ("to: release,", "to: approve-order,"),
        ("  - {id: declined, type: end", "  - {id: tell, name: Tell the customer, role: sales-rep}\n"
         "  - {id: declined, type: end"),
        ("when: Decline, to: declined", "when: Decline, to: tell"),
    )  # fmt: skip
    found = {
        each["after_id"]: each for each in changes(review(portal, "HEAD"))["credit-check"]["steps"]
    }
    assert found["approve-order"]["change"] == "moved"
    assert found["approve-order"]["before_ids"] == ["release"]
    assert found["approve-order"]["fields"] == []
    assert found["tell"]["change"] == "added"
    assert fields(found["ask-manager"])["Goes on with"][1].endswith("Tell the customer")
    assert "check-limit" not in found


def test_a_new_process_is_told_step_by_step_and_drawn(portal):
    new = "name: Dun\nowner: cfo\nsteps:\n  - {id: call, name: Call, role: credit-clerk, time: {process: 5m, wait: 1h}}\n"
    (portal / "content/processes/dun.yml").write_text(new)
    found = changes(review(portal, "HEAD"))["dun"]
    assert (found["change"], found["note"]) == ("added", "1 step")
    assert fields(found)["Owner"] == ("", "CFO")
    told = fields(found["steps"][0])
    assert told["Who does it"] == ("", "Credit clerk")
    assert told["Work"] == ("", "5\u00a0min")
    html = run(portal, "diff", "HEAD", "--format", "html").stdout
    assert html.count("pd-swim__node--added") >= 1
    (portal / "content/processes/dun.yml").unlink()


def test_a_role_with_a_new_id_is_one_change_not_one_a_step(portal):
    for file in (PROCESS, "content/organisation.yml"):
        edit(portal, ("credit-clerk", "credit-analyst"), file=file)
    values = review(portal, "HEAD")
    assert [(each["kind"], each["change"]) for each in values["objects"]] == [("role", "moved")]
    edit(portal, ("name: Credit clerk", "name: Credit analyst"), file="content/organisation.yml")
    values = review(portal, "HEAD")
    assert [each["kind"] for each in values["objects"]] == ["role"]


def test_findings_that_come_and_go_wherever_they_stand(portal):
    edit(portal, ("name: Credit check\n", "\n\n# three lines down\nname: Credit check\n"))
    values = review(portal, "HEAD")
    assert values["findings"] == {"new": [], "mended": []}
    edit(portal, ("    value: VA\n", "    value: NVA\n"))
    new = [(each["code"], each["subject"]) for each in review(portal, "HEAD")["findings"]["new"]]
    assert ("IMP101", "process:credit-check#register") in new


def test_neither_work_tree_nor_index_is_touched(portal):
    edit(portal, ("share: 80%", "share: 82%"), ("share: 15%", "share: 13%"))
    (portal / "untracked.txt").write_text("x")
    index = (portal / ".git/index").read_bytes()
    before = {path: path.read_bytes() for path in portal.rglob("*") if path.is_file()}
    for format_name in ("markdown", "json", "html"):
        assert run(portal, "diff", "HEAD", "--format", format_name).exit_code == 0
    assert before == {path: path.read_bytes() for path in portal.rglob("*") if path.is_file()}
    assert (portal / ".git/index").read_bytes() == index


@pytest.mark.parametrize(
    "name",
    ["nope", "", "--output=x", "-", "HEAD:content", "HEAD^{tree}", "main..HEAD", "main...", "a\nb",
     "HEAD~99", "@{-1}", "process:nope", "../../..", "x" * 5000, "\u202egnp", "refs/heads/*"],
)  # fmt: skip
def test_odd_names_are_refused_in_words(portal, name):
    done = run(portal, "diff", "--", name)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert done.stderr.startswith("procdocs: ")


def test_option_like_revisions_write_nothing(portal):
    done = run(portal, "diff", "--", "HEAD", f"--output={portal}/written")
    assert done.exit_code == 2
    assert not (portal / "written").exists()


def test_a_revision_without_a_portal_is_refused(portal):
    git(portal, "checkout", "-q", "--orphan", "empty")
    git(portal, "rm", "-rq", "--cached", ".")
    git(portal, "commit", "-q", "--allow-empty", "-m", "empty")
    git(portal, "checkout", "-qf", "main")
    done = run(portal, "diff", "empty")
    assert done.exit_code == 2
    assert "has no mkdocs.yml" in done.stderr


def test_a_renamed_content_folder_is_no_change(portal):
    git(portal, "mv", "content", "handbook")
    config = "site_name: Test\nplugins:\n  - procdocs: {content: handbook}\n"
    (portal / "mkdocs.yml").write_text(config)
    commit(portal)
    values = review(portal, "HEAD~1", "HEAD")
    assert not values["changed"], values


@pytest.mark.parametrize("content", [".", "../handbook", "sub/deep"])
def test_the_content_may_lie_anywhere_in_the_repository(tmp_path, content):
    repository = tmp_path / "repository"
    root = repository / "portal"
    root.mkdir(parents=True)
    write_portal(root)
    folder = root / content
    folder.parent.mkdir(parents=True, exist_ok=True)
    if content == ".":
        for path in (root / "content").iterdir():
            path.rename(root / path.name)
    else:
        (root / "content").rename(folder)
    config = f"site_name: T\nplugins:\n  - procdocs: {{content: {content}}}\n"
    (root / "mkdocs.yml").write_text(config)
    git(repository, "init", "-q", "-b", "main")
    commit(repository)
    process = folder / "processes/credit-check.yml"
    process.write_text(process.read_text().replace("wait: 4h", "wait: 1h"))
    assert "credit-check" in changes(review(root, "main"))
    assert not review(root, "main", "main")["changed"]


def test_content_outside_the_repository_is_refused(tmp_path):
    root = tmp_path / "portal"
    root.mkdir()
    write_portal(root)
    (root / "mkdocs.yml").write_text("site_name: T\nplugins:\n  - procdocs: {content: ../../x}\n")
    git(root, "init", "-q", "-b", "main")
    commit(root)
    done = run(root, "diff", "main", "main")
    assert done.exit_code == 2
    assert "outside the repository" in done.stderr


def test_a_shallow_clone_says_how_to_get_the_history(portal, tmp_path):
    commit_file = portal / "content/note.txt"
    commit_file.write_text("x")
    commit(portal)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{portal}", "shallow")
    done = run(tmp_path / "shallow", "diff", "HEAD~1")
    assert done.exit_code == 2
    assert "shallow" in done.stderr
    assert run(tmp_path / "shallow", "diff", "HEAD").exit_code == 0


def test_folders_need_no_git(portal, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(portal, other, ignore=shutil.ignore_patterns(".git"))
    edit(other, ("share: 80%", "share: 85%"), ("share: 15%", "share: 10%"))
    for pair in (
        (portal, other),
        (portal / "content", other / "content"),
        (portal, other / "content"),
    ):
        assert "credit-check" in changes(review(other, *pair))
    assert "credit-check" in changes(review(other, portal))


def test_a_name_that_is_folder_and_branch_is_asked_back(portal, monkeypatch):
    git(portal, "branch", "content")
    monkeypatch.chdir(portal)
    done = run(portal, "diff", "content")
    assert done.exit_code == 2
    assert "./content" in done.stderr
    assert run(portal, "diff", "./content").exit_code == 0
    assert run(portal, "diff", "content~0").exit_code == 0


@pytest.mark.parametrize("broken_side", ["base", "head"])
def test_a_file_that_is_broken_on_one_side_is_reported_with_its_findings(portal, broken_side):
    text = (portal / PROCESS).read_text()
    (portal / PROCESS).write_text(text + "  - {id: [\n")
    commit(portal, "broken")
    sides = ("HEAD", "HEAD~1") if broken_side == "base" else ("HEAD~1", "HEAD")
    values = review(portal, *sides)
    codes = [found["code"] for found in values["problems"][0]["findings"]]
    assert any(code.startswith("YAML") for code in codes)
    lost = changes(values, "file")[PROCESS]
    assert lost["change"] == "unreadable"
    assert changes(values) == {}
    assert run(portal, "diff", *sides, "--format", "html").exit_code == 0


def test_a_portal_without_a_model_on_one_side_exits_with_one(portal):
    (portal / "content/portal.yml").write_text("name: [\n")
    for format_name in ("markdown", "json", "html"):
        done = run(portal, "diff", "HEAD", "--format", format_name)
        assert done.exit_code == 1
        assert "nothing can be compared" in done.stdout
        assert "content/portal.yml" in done.stdout


def test_an_as_is_and_its_to_be_are_compared_in_one_portal(portal):
    to_be = CREDIT_CHECK.replace(
        "name: Credit check\n", "name: Next\nvariant_of: credit-check\nstate: to-be\n"
    )
    to_be = to_be.replace("wait: 4h", "wait: 1h")
    (portal / "content/processes/next.yml").write_text(to_be)
    found = changes(review(portal, "process:next"))["next"]
    assert fields(found["steps"][0])["Wait"] == ("4\u00a0h", "1\u00a0h")
    assert "of waiting" in found["gain_a_year"]
    same = changes(review(portal, "process:credit-check", "process:next"))["next"]
    assert same == found
    # In a review of revisions, a new to-be is set against its as-is.
    added = changes(review(portal, "HEAD"))["next"]
    assert added["change"] == "added"
    assert added["steps"] == found["steps"]
    assert added["metrics"] == found["metrics"]
    html = run(portal, "diff", "HEAD", "--format", "html").stdout
    assert html.count("<svg") == 1


def test_the_page_is_one_file_that_loads_and_runs_nothing(portal):
    hostile = "<img src=x onerror=alert(1)> \"' {{7*7}} </style></script>"
    edit(portal, ("name: Register order", "name: " + json.dumps(hostile)))
    edit(portal, ("role: sales-rep", "role: credit-manager"))
    html = run(portal, "diff", "HEAD", "--format", "html").stdout
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in html
    assert "<img" not in html
    assert "<script" not in html
    assert html.count("<style>") == html.count("</style>") == 1
    assert "{{7*7}}" in html
    attributes = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, found: attributes.extend(found)
    parser.feed(html)
    assert {name for name, _ in attributes if name.startswith("on") or name == "style"} == set()
    assert [
        value for name, value in attributes if name in ("src", "href") and value[0] != "#"
    ] == []
    assert html.count("<svg") == 1
    assert "pd-swim__node--changed" in html


def test_signs_that_turn_the_direction_of_writing_are_shown(portal):
    edit(portal, ("name: Register order", 'name: "Register \\u202eredro"'))
    for format_name in ("markdown", "html"):
        text = run(portal, "diff", "HEAD", "--format", format_name).stdout
        assert "U+202E" in text
    assert "\u202e" not in run(portal, "diff", "HEAD").stdout


def test_a_comment_calls_nobody_and_closes_nothing(portal):
    edit(
        portal,
        ("name: Register order", 'name: "@everyone closes #12 !3 [x](http://a.b) `c` | <b>"'),
    )
    text = run(portal, "diff", "HEAD").stdout
    for sign in ("@everyone", "#12", "!3", "[x](http", "http://", "<b>"):
        assert sign not in text, sign
    assert "\\#\u200b12" in text
    assert "@\u200beveryone" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {4, 5, 6}


def test_a_long_review_fits_a_comment_and_says_what_is_left_out(portal):
    roles = "".join(
        f"  role-{n}: {{name: 'Role {n} {'x' * 60}', unit: company}}\n" for n in range(900)
    )
    text = (portal / "content/organisation.yml").read_text()
    (portal / "content/organisation.yml").write_text(text.replace("roles:\n", "roles:\n" + roles))
    shown = run(portal, "diff", "HEAD").stdout
    assert len(shown) <= 60_000
    assert "Left out for length" in shown
    assert len(changes(review(portal, "HEAD"), "role")) == 900


def test_two_hundred_changed_steps_are_told_though_not_drawn(portal):
    steps = "".join(
        f"  - {{id: s{n}, name: Step {n}, role: sales-rep, time: {{process: 5m, wait: 1h}}}}\n"
        for n in range(200)
    )
    (portal / PROCESS).write_text("name: Long\nowner: credit-manager\nsteps:\n" + steps)
    commit(portal)
    edit(portal, ("wait: 1h", "wait: 2h"))
    found = changes(review(portal, "HEAD"))["credit-check"]
    assert len(found["steps"]) == 200
    html = run(portal, "diff", "HEAD", "--format", "html").stdout
    assert "<svg" not in html
    assert "Not drawn" in html
    assert len(run(portal, "diff", "HEAD").stdout) <= 60_000


def test_the_same_input_gives_the_same_bytes(portal, tmp_path):
    edit(portal, ("role: sales-rep", "role: credit-manager"), ("wait: 4h", "wait: 3h"))
    for format_name in ("markdown", "json", "html"):
        made = {
            subprocess.run(
                [sys.executable, "-m", "procdocs", "diff", "HEAD", "--format", format_name],
                cwd=portal, capture_output=True, check=True,
                env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "ascii"},
            ).stdout
            for seed in ("1", "2")
        }  # fmt: skip
        assert len(made) == 1


def test_names_in_every_script(portal):
    git(portal, "checkout", "-q", "-b", "流程/审核")
    edit(portal, ("name: Register order", "name: 登记订单 – Überprüfung 🙂"))
    commit(portal)
    text = run(portal, "diff", "main", "流程/审核").stdout
    assert "登记订单 – Überprüfung 🙂" in text
    assert "流程/审核" in text


def test_policies_kpis_and_settings_are_compared(portal):
    policy = "---\ntitle: Credit policy\nowner: credit-manager\nversion: '1'\n---\n## Limits {#limits}\n\nUp to 5 000 EUR.\n"
    (portal / "content/policies").mkdir()
    (portal / "content/policies/credit-policy.md").write_text(policy)
    (portal / "content/kpis.yml").write_text(
        "speed: {name: Speed, unit: h, target: 8, owner: credit-manager}\n"
    )
    commit(portal)
    edit(portal, ("5 000", "9 000"), file="content/policies/credit-policy.md")
    edit(portal, ("target: 8", "target: 4"), file="content/kpis.yml")
    edit(portal, ("company:", "currency: USD\ncompany:"), file="content/portal.yml")
    edit(portal, ("    value: BVA\n", "    value: BVA\n    policies: [credit-policy#limits]\n"))
    values = review(portal, "HEAD")
    assert fields(changes(values, "policy")["credit-policy"])["Clause Limits: Text"] == (
        "Up to 5 000 EUR.", "Up to 9 000 EUR.",
    )  # fmt: skip
    assert fields(changes(values, "kpi")["speed"])["Target"] == ("8", "4")
    assert {"label": "Currency", "key": "currency", "before": "EUR", "after": "USD"} in values[
        "settings"
    ]
    step = changes(values)["credit-check"]["steps"][0]
    assert fields(step)["Policies"] == ("", "Credit policy § Limits")


def test_another_language_of_the_portal_is_one_change(portal):
    text = (portal / "content/portal.yml").read_text()
    (portal / "content/portal.yml").write_text(text + "language: de\n")
    values = review(portal, "HEAD")
    assert values["objects"] == []
    assert {each["key"] for each in values["settings"]} <= {"language", "languages"}


def test_files_to_download_are_compared_by_what_they_hold(portal):
    folder = portal / "content/assets"
    folder.mkdir()
    (folder / "list.csv").write_bytes(b"a,b\n1,2\n")
    (folder / "form.bin").write_bytes(b"\0one\n")
    digest = "9" * 64
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 5\n"
    (folder / "large.bin").write_text(pointer)
    commit(portal)
    (folder / "list.csv").write_bytes(b"a,b\r\n1,2\r\n")
    assert not review(portal, "HEAD")["changed"]
    (folder / "form.bin").write_bytes(b"\0one\r\n")
    (folder / "large.bin").write_bytes(b"\0five")
    (folder / "new.txt").write_text("new")
    files = {each["name"]: each["change"] for each in review(portal, "HEAD")["objects"]}
    assert files == {
        "assets/form.bin": "changed",
        "assets/large.bin": "changed",
        "assets/new.txt": "added",
    }


def test_git_run_from_a_hook_is_found_from_the_portal(portal, tmp_path, monkeypatch):
    git(tmp_path, "init", "-q", "elsewhere")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere/.git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "elsewhere/index"))
    assert run(portal, "diff", "main").exit_code == 0


def test_without_git_folders_can_still_be_compared(portal, monkeypatch, tmp_path):
    shutil.copytree(portal / "content", tmp_path / "content")
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run(portal, "diff", "main")
    assert done.exit_code == 2
    assert "git is not installed" in done.stderr
    assert run(portal, "diff", tmp_path / "content").exit_code == 0
