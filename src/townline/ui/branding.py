"""How the city looks: one small TOML file with its logo and two colours, checked when it is read.

What the city is called is not look: it stands in TOWNLINE_CITY_EN and TOWNLINE_CITY_FR, and messages are signed with it.

short_name = { en = "Maple Harbour", fr = "Havre-aux-Érables" }   # where there is little room
logo = "logo.svg"            # beside the file; SVG, PNG or WebP
phone = "311"
hours = { en = "Monday to Friday, 8 am to 6 pm", fr = "Du lundi au vendredi, de 8 h à 18 h" }

[colours]
main = "#0b5661"             # buttons and links: at least 4.5 to 1 against white
second = "#a8421f"           # the short stroke at the top, points on the map: at least 3 to 1
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from townline.core.language import Text
from townline.ui.contrast import HEX, WHITE, contrast, ink_on, lightened, mix, readable_on

DARK_PAPER = "#131917"
TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0
LOGO_KINDS = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}


@dataclass(frozen=True, slots=True)
class Brand:
    main: str
    second: str
    short_name: Text = field(default_factory=Text)
    phone: str = ""
    hours: Text = field(default_factory=Text)
    logo: Path | None = None

    @property
    def version(self) -> str:
        """Changes when the look changes: part of the style sheet's address."""
        return sha256(stylesheet(self).encode()).hexdigest()[:12]


DEFAULT = Brand(
    main="#0b5661",
    second="#a8421f",
    phone="311",
    hours=Text(
        en="Monday to Friday, 8 am to 6 pm. Saturday, 9 am to 1 pm.",
        fr="Du lundi au vendredi, de 8 h à 18 h. Le samedi, de 9 h à 13 h.",
    ),
    logo=Path(__file__).resolve().parent.parent / "static" / "maple-harbour.svg",
)


@cache
def brand_of(path: str) -> Brand:
    """The brand that the file describes; the sample city's when no file is named."""
    return read(Path(path)) if path else DEFAULT


def read(path: Path) -> Brand:
    """Raises ImproperlyConfigured with what to change."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ImproperlyConfigured(f"The brand file {path} cannot be read: {error}") from error
    if "name" in data:
        raise ImproperlyConfigured(
            f"{path}: take out the line “name = …”. What the city is called stands in TOWNLINE_CITY_EN and TOWNLINE_CITY_FR."
        )
    colours = data.get("colours", {})
    return Brand(
        short_name=Text.from_json(data.get("short_name")),
        main=_colour(path, colours, "main", at_least=TEXT_CONTRAST),
        second=_colour(path, colours, "second", at_least=SHAPE_CONTRAST),
        phone=str(data.get("phone", "")),
        hours=Text.from_json(data.get("hours")),
        logo=_logo(path, data),
    )


def stylesheet(brand: Brand) -> str:
    """The tokens that carry the city's two colours, for light and for dark."""
    pale = lightened(brand.main, ground=DARK_PAPER, at_least=8)
    light = _tokens(
        main=brand.main,
        strong=mix(brand.main, "#000000", 0.3),
        second=brand.second,
    )
    dark = _tokens(
        main=pale,
        strong=mix(pale, WHITE, 0.35),
        second=lightened(brand.second, ground=DARK_PAPER, at_least=6),
    )
    return f":root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def _tokens(*, main: str, strong: str, second: str) -> str:
    return f"--brand:{main};--brand-strong:{strong};--on-brand:{ink_on(main)};--brand-second:{second};"


def _colour(path: Path, colours: dict[str, Any], name: str, *, at_least: float) -> str:
    colour = str(colours.get(name, ""))
    if not HEX.fullmatch(colour):
        raise ImproperlyConfigured(f'{path}: colours.{name} must look like "#0b5661", not "{colour}".')
    found = contrast(colour, WHITE)
    if found < at_least:
        better = readable_on(WHITE, colour, towards="#000000", at_least=at_least)
        raise ImproperlyConfigured(
            f"{path}: colours.{name} {colour} has a contrast of {found:.1f} to 1 against white; "
            f"it needs {at_least} or more. {better} is the nearest shade that has it."
        )
    return colour.lower()


def _logo(path: Path, data: dict[str, Any]) -> Path | None:
    if not data.get("logo"):
        return None
    logo = path.parent / str(data["logo"])
    if not logo.is_file() or logo.suffix.lower() not in LOGO_KINDS:
        kinds = ", ".join(LOGO_KINDS)
        raise ImproperlyConfigured(f"{path}: the logo {logo} must be a file that exists and ends in {kinds}.")
    return logo
