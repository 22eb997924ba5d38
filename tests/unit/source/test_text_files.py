"""One file as text, or the reason why it is none."""

import os

import pytest

from procdocs.diagnostics import Diagnostic
from procdocs.source.text_files import MAX_BYTES, TextFile, read_text


def read(tmp_path, data: bytes):
    (tmp_path / "a.yml").write_bytes(data)
    return read_text(tmp_path, tmp_path / "a.yml")


def place(found) -> tuple[str, str, int, int]:
    assert isinstance(found, Diagnostic)
    assert found.help
    return (found.code, found.span.file, found.span.line, found.span.column)


def test_reads_any_line_end_and_drops_the_byte_order_mark(tmp_path):
    found = read(tmp_path, b"\xef\xbb\xbfa: \xc3\xa9\r\nb: 1\rc: 2\n")
    assert found == TextFile(file="a.yml", text="a: é\nb: 1\nc: 2\n")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("a: é\n".encode("utf-16"), ("FILE001", "a.yml", 1, 1)),
        ("a: é\n".encode("utf-32"), ("FILE001", "a.yml", 1, 1)),
        ("a: bcd\n".encode("utf-16-le"), ("FILE001", "a.yml", 1, 1)),
        ("é: 1\r\nb: ".encode() + b"\xe4\n", ("FILE001", "a.yml", 2, 4)),
        (b"a: 1\n\xff", ("FILE001", "a.yml", 2, 1)),
        (b"a: \xed\xa0\x80", ("FILE001", "a.yml", 1, 4)),
        ("é: 1\nb: x".encode() + b"\0y: 1\n", ("FILE002", "a.yml", 2, 5)),
        (b"#" * (MAX_BYTES + 1), ("FILE010", "a.yml", 1, 1)),
    ],
)
def test_says_where_a_file_is_no_text(tmp_path, data, expected):
    assert place(read(tmp_path, data)) == expected


def test_guesses_what_a_byte_of_another_encoding_means(tmp_path):
    assert "`ä`" in read(tmp_path, b"a: \xe4").message


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "x.yml").mkdir()
    assert place(read_text(tmp_path, tmp_path / "x.yml")) == ("FILE003", "x.yml", 1, 1)


def test_a_pipe_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "x.yml")
    assert place(read_text(tmp_path, tmp_path / "x.yml"))[0] == "FILE003"


def test_a_path_does_not_leave_the_folder(tmp_path):
    inside = tmp_path / "content"
    inside.mkdir()
    (tmp_path / "secret.yml").write_text("a: 1\n")
    (inside / "link.yml").symlink_to("../secret.yml")
    for path in (inside / "link.yml", inside / ".." / "secret.yml"):
        assert place(read_text(tmp_path, path, within=inside))[0] == "FILE004"


def test_missing_broken_and_circular_links(tmp_path):
    (tmp_path / "broken.yml").symlink_to("nothing.yml")
    (tmp_path / "circle.yml").symlink_to("circle.yml")
    assert place(read_text(tmp_path, tmp_path / "none.yml"))[0] == "FILE005"
    assert "leads nowhere" in read_text(tmp_path, tmp_path / "broken.yml").message
    assert place(read_text(tmp_path, tmp_path / "circle.yml"))[0] == "FILE004"
    assert place(read_text(tmp_path, tmp_path / ("x" * 300)))[0] == "FILE005"
    assert place(read_text(tmp_path, tmp_path / "a\0b"))[0] == "FILE005"


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.yml").write_text("a: 1\n")
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert place(read_text(tmp_path, tmp_path / "a.yml"))[0] == "FILE005"
