"""How well two colours can be told apart, as WCAG 2.2 counts it."""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from typing import Final

HEX: Final = re.compile(r"#[0-9a-fA-F]{6}")
WHITE: Final = "#ffffff"
BLACK: Final = "#101614"
Rgb = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on that colour."""
    return WHITE if contrast(colour, WHITE) >= contrast(colour, BLACK) else BLACK


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with a share (0 to 1) of `other` in it."""
    channels = zip(_rgb(colour), _rgb(other), strict=True)
    red, green, blue = (a * (1 - share) + b * share for a, b in channels)
    return _hex((red, green, blue))


def readable_on(ground: str, colour: str, *, towards: str, at_least: float) -> str:
    """The colour, moved towards another one only as far as reading on `ground` needs."""
    steps = (mix(colour, towards, share / 20) for share in range(21))
    return next((step for step in steps if contrast(step, ground) >= at_least), towards)


def lightened(colour: str, *, ground: str, at_least: float) -> str:
    """The same hue, as light as reading on a dark `ground` needs; at most half as vivid, which is easier on the eye."""
    hue, light, vivid = rgb_to_hls(*_rgb(colour))
    lights = (light + (1 - light) * share / 40 for share in range(41))
    steps = (_hex(hls_to_rgb(hue, step, min(vivid, 0.5))) for step in lights)
    return next((step for step in steps if contrast(step, ground) >= at_least), WHITE)


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in rgb)


def _rgb(colour: str) -> Rgb:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(channel) for channel in _rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
