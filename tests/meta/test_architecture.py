"""The structure is a promise: import direction, sizes, names, and the linters' own verdicts."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
SCRIPTS = sorted((ROOT / "theme").rglob("*.js"))
BIN = Path(sys.executable).parent
MOST_LINES = 400
NAMES_THAT_SAY_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_imports_go_one_way():
    done = run(str(BIN / "lint-imports"), "--no-cache")
    assert done.returncode == 0, done.stdout


def test_types_are_strict():
    done = run(sys.executable, "-m", "mypy")
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("arguments", [("check", "."), ("format", "--check", ".")])
def test_ruff_agrees(arguments):
    done = run(sys.executable, "-m", "ruff", *arguments)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", [*SOURCES, *SCRIPTS], ids=lambda path: path.name)
def test_no_module_is_long(path):
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= MOST_LINES, f"{path.relative_to(ROOT)} has {lines} lines"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_names_say_what_a_module_is_for(path):
    assert path.stem not in NAMES_THAT_SAY_NOTHING


def test_only_one_module_reads_yaml_and_one_calls_graphviz():
    importers = {"yaml": set(), "pygraphviz": set(), "graphviz": set()}
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for name in names:
                if name.split(".")[0] in importers:
                    importers[name.split(".")[0]].add(path.relative_to(ROOT / "src").as_posix())
    assert all(path.startswith("procdocs/source/yaml_") for path in importers["yaml"])
    assert importers["pygraphviz"] | importers["graphviz"] <= {"procdocs/diagrams/graphviz.py"}


def test_nothing_is_left_open_in_the_code():
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X", "NotImplemented" + "Error")
    for path in [*SOURCES, *SCRIPTS]:
        text = path.read_text("utf-8")
        assert not any(mark in text for mark in marks), path
