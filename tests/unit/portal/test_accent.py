import pytest

from procdocs.portal.accent import (
    DARK_GROUND,
    LIGHT_GROUND,
    accent_css,
    contrast,
    is_colour,
    mix,
    readable,
)


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's own example


@pytest.mark.parametrize("accent", ["#0b5a7a", "#ffff00", "#ffffff", "#000000", "#ff0000"])
def test_any_accent_can_be_read_on_both_grounds(accent):
    colours = [
        line.split(":")[1].strip(" ;")
        for line in accent_css(accent).splitlines()
        if line.strip().startswith("--pd-accent:")
    ]
    assert contrast(colours[0], LIGHT_GROUND) >= 4.5
    assert contrast(colours[1], DARK_GROUND) >= 4.5


@pytest.mark.parametrize("hostile", [None, "red", "#12345", "#0b5a7a}body{display:none"])
def test_what_is_no_colour_never_reaches_the_style_sheet(hostile):
    assert accent_css(hostile) == accent_css("#0b5a7a")
    assert not is_colour(hostile or "")


def test_a_readable_colour_stays_as_it_is():
    assert readable("#0b5a7a", LIGHT_GROUND, darken=True) == "#0b5a7a"
    assert mix("#000000", "#ffffff", 0.5) == "#808080"


@pytest.mark.parametrize("accent", [None, "#7a0b2c", "#1f7a0b", "#333333"])
def test_the_ground_of_what_is_selected_keeps_hue_and_words_readable(accent):
    values = [
        line.split(":")[1].strip(" ;")
        for line in accent_css(accent).splitlines()
        if line.strip().startswith("--pd-accent")
    ]
    light, light_soft, dark, dark_soft = values
    assert contrast(light, light_soft) >= 4.5
    assert contrast(dark, dark_soft) >= 4.5
    assert contrast(light_soft, LIGHT_GROUND) < 1.3
    if accent is None:
        assert light_soft == "#e2f0f5"
