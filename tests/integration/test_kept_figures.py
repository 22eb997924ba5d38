"""Figures of simulations that were kept are those that would be found."""

import shutil
from pathlib import Path

from procdocs.project import open_project

ROOT = Path(__file__).parents[2]


def test_kept_figures_are_the_same(tmp_path):
    portal = tmp_path / "portal"
    portal.mkdir()
    shutil.copytree(ROOT / "content", portal / "content")
    shutil.copy(ROOT / "mkdocs.yml", portal)
    plain = open_project(portal / "mkdocs.yml", keep=False)
    assert not (portal / ".cache").exists()
    first = open_project(portal / "mkdocs.yml")
    assert list((portal / ".cache/procdocs/runs").iterdir())
    second = open_project(portal / "mkdocs.yml")
    assert plain.analysis == first.analysis == second.analysis
    assert plain.diagnostics == second.diagnostics
