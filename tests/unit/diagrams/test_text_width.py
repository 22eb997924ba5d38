import pytest

from procdocs.diagrams.text_width import plain_text, text_width, wrap_text


def test_a_wide_character_takes_one_em():
    assert text_width("审核", 10) == pytest.approx(21.2)


def test_bold_is_wider():
    assert text_width("Approve", 12, bold=True) > text_width("Approve", 12)


def test_a_combining_mark_takes_nothing():
    assert text_width("e\u0301", 12) == text_width("e", 12)


@pytest.mark.parametrize(
    "text",
    [
        "Check the order and approve the purchase request",
        "Donaudampfschifffahrtsgesellschaftskapitän",
        "询价并比较三家供应商报价，然后签订合同。",
        "mixed 审核 words and 中文 together",
    ],
)
def test_no_line_is_wider_than_the_room_and_no_word_is_lost(text):
    lines = wrap_text(text, 90, 12)

    assert all(text_width(line, 12) <= 90 for line in lines)
    assert "".join(lines).replace(" ", "").replace("-", "") == text.replace(" ", "")


def test_a_word_is_cut_only_where_it_does_not_fit_alone_and_then_with_a_hyphen():
    assert wrap_text("Requirements signed?", 90, 12) == ("Requirements", "signed?")
    assert wrap_text("Kapitänspatent", 60, 12)[0].endswith("-")
    assert wrap_text("credit-check-result", 60, 12)[0] == "credit-"


def test_lines_are_balanced():
    widths = [text_width(line, 12) for line in wrap_text("aaaa bbbb cccc dddd eeee", 130, 12)]

    assert len(widths) == 2
    assert max(widths) < 1.8 * min(widths)


def test_closing_punctuation_does_not_begin_a_line():
    for width in range(30, 90, 4):
        lines = wrap_text("审核申请，通知供应商。完成！", width, 12)
        assert not any(line[0] in "，。！" for line in lines)


def test_a_number_keeps_its_thousands_together():
    assert "10\u00a0000" in " ".join(wrap_text("Over 10 000 EUR in total", 60, 12))


def test_too_many_lines_end_with_an_ellipsis():
    lines = wrap_text("one two three four five six", 40, 12, lines=2)

    assert len(lines) == 2
    assert lines[-1].endswith("…")


def test_an_empty_text_is_one_empty_line():
    assert wrap_text("", 50, 12) == ("",)


def test_control_characters_and_turned_writing_are_dropped():
    assert plain_text("a\x00b\u202ec\ud800\tд\ufffe") == "abc д"
