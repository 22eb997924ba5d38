import os
import time

import pytest

from procdocs.source.kept import KeptFiles, KeptRuns, key_of


def test_what_is_kept_is_given_back_under_its_key_only(tmp_path):
    files = KeptFiles(tmp_path / "kept")
    one, two = key_of("a", "bc"), key_of("ab", "c")
    assert one != two
    files.write(one, b"content")
    assert files.read(one) == b"content"
    assert files.read(two) is None
    (tmp_path / "kept" / one).rename(tmp_path / "kept" / two)
    assert files.read(two) is None


@pytest.mark.parametrize(
    "spoil",
    [lambda held: held[:-1], lambda held: held[:10], lambda held: b"", lambda held: held + b" "],
)
def test_an_entry_that_is_not_whole_is_a_miss(tmp_path, spoil):
    files = KeptFiles(tmp_path)
    key = key_of("one")
    files.write(key, b"content")
    path = tmp_path / key
    path.write_bytes(spoil(path.read_bytes()))
    assert files.read(key) is None
    files.write(key, b"content")
    assert files.read(key) == b"content"


def test_what_was_not_used_for_longest_goes_first(tmp_path):
    files = KeptFiles(tmp_path, most_bytes=2 * (32 + 10))
    now = time.time()
    for number, name in enumerate(("old", "older", "new")):
        files.write(key_of(name), b"x" * 10)
        age = (0, 9000, 0)[number] + (5000 if name == "old" else 0)
        os.utime(tmp_path / key_of(name), (now - age, now - age))
    files.read(key_of("older"))
    (tmp_path / "half.1.2.part").write_bytes(b"half")
    os.utime(tmp_path / "half.1.2.part", (now - 9000, now - 9000))
    files.tidy()
    assert {path.name for path in tmp_path.iterdir()} == {key_of("older"), key_of("new")}


def test_a_folder_that_cannot_be_written_keeps_nothing_and_raises_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way")
    files = KeptFiles(tmp_path / "file" / "kept")
    files.write(key_of("one"), b"content")
    assert files.read(key_of("one")) is None
    files.tidy()


def test_simulated_figures_are_kept_by_their_content(tmp_path):
    KeptRuns(tmp_path).keep("flow", "1.5")
    assert KeptRuns(tmp_path).recall("flow") == "1.5"
    assert KeptRuns(tmp_path).recall("another flow") is None
