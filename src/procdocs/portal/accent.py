"""The portal's one accent colour, made readable on light and on dark ground.

Contrast is that of WCAG 2.2 (relative luminance, section 1.4.3): text needs 4.5 : 1.
"""

import colorsys

DEFAULT = "#0b5a7a"
LIGHT_GROUND = "#ffffff"
DARK_GROUND = "#13171d"
LEAST_CONTRAST = 5.0


def accent_css(accent: str | None) -> str:
    """Write the style sheet that sets the accent variables for both schemes.

    Args:
        accent: A colour `#rrggbb`; None or anything else gives the default.
    """
    base = accent if accent is not None and is_colour(accent) else DEFAULT
    light = readable(base, LIGHT_GROUND, darken=True)
    dark = readable(_lifted(base), DARK_GROUND, darken=False)
    return "".join(
        f"{selector} {{\n  --pd-accent: {colour};\n  --pd-accent-soft: {soft};\n"
        f"  --pd-on-accent: {on_colour};\n}}\n"
        for selector, colour, soft, on_colour in (
            (":root", light, _tint(light, 0.925, 0.5), "#ffffff"),
            ('[data-md-color-scheme="slate"]', dark, _tint(dark, 0.17, 0.47), "#08202b"),
        )
    )


def is_colour(text: str) -> bool:
    """Tell whether a text is a colour `#rrggbb`."""
    digits = text.removeprefix("#")
    return (
        len(text) == 7 and len(digits) == 6 and all(c in "0123456789abcdefABCDEF" for c in digits)
    )


def contrast(first: str, second: str) -> float:
    """Give the contrast ratio of two colours, 1..21."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable(colour: str, ground: str, *, darken: bool) -> str:
    """Move a colour away from its ground, in steps, until text in it can be read there."""
    goal = "#000000" if darken else "#ffffff"
    for step in range(0, 101, 2):
        moved = mix(goal, colour, step / 100)
        if contrast(moved, ground) >= LEAST_CONTRAST:
            return moved
    return goal


def mix(first: str, second: str, part: float) -> str:
    """Mix two colours; `part` of the first."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return _hex(*(a * part + b * (1 - part) for a, b in pairs))


def _tint(colour: str, lightness: float, most: float) -> str:
    """Give the ground of what is selected or mine: the accent's hue, almost as light as the page.

    Mixing the accent with the page makes grey of a dark accent, so the hue is kept instead.
    """
    hue, _, saturation = colorsys.rgb_to_hls(*_channels(colour))
    return _hex(*colorsys.hls_to_rgb(hue, lightness, min(saturation, most)))


def _lifted(colour: str) -> str:
    """Lighten a colour for dark ground, its hue kept."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_channels(colour))
    return _hex(*colorsys.hls_to_rgb(hue, max(lightness, 0.66), min(saturation, 0.65)))


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(red: float, green: float, blue: float) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in (red, green, blue))


def _luminance(colour: str) -> float:
    linear = [
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in _channels(colour)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
