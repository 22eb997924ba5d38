"""Portals that are right load without a finding; the reports on wrong ones are as expected."""

from pathlib import Path

import pytest
from tests.support.portals import concise, portal_from, split_files

CASES = Path(__file__).parents[2] / "cases" / "source"


def name_of(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("case", sorted((CASES / "valid").glob("*.yml")), ids=name_of)
def test_valid(case: Path, tmp_path: Path) -> None:
    loaded = portal_from(tmp_path, split_files(case.read_text("utf-8")))
    assert [concise(found) for found in loaded.diagnostics] == []
    assert loaded.portal is not None


@pytest.mark.parametrize("case", sorted((CASES / "invalid").glob("*.yml")), ids=name_of)
def test_invalid(case: Path, tmp_path: Path) -> None:
    loaded = portal_from(tmp_path, split_files(case.read_text("utf-8")))
    expected = case.with_suffix(".txt").read_text("utf-8").splitlines()
    assert [concise(found) for found in loaded.diagnostics] == expected
