import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from hypothesis import given
from hypothesis import strategies as st

from townline.core.language import Text
from townline.ui import branding
from townline.ui.contrast import WHITE, contrast, ink_on, lightened, mix

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
GOOD = """
short_name = { en = "Elm", fr = "Orme" }
phone = "519 555 0100"
logo = "logo.svg"
[colours]
main = "#5B2A86"
second = "#C2410C"
"""


def brand_file(folder: Path, text: str) -> Path:
    (folder / "logo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    file = folder / "brand.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_read_takes_short_name_colours_and_logo(tmp_path: Path) -> None:
    brand = branding.read(brand_file(tmp_path, GOOD))
    assert brand == branding.Brand(
        short_name=Text("Elm", "Orme"),
        main="#5b2a86",
        second="#c2410c",
        phone="519 555 0100",
        logo=tmp_path / "logo.svg",
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (GOOD.replace("#5B2A86", "#7fb3d5"), "contrast of 2.3 to 1"),
        (GOOD.replace("#5B2A86", "purple"), 'must look like "#0b5661"'),
        (GOOD.replace("#C2410C", "#ffe066"), "needs 3.0 or more"),
        (GOOD.replace("logo.svg", "gone.svg"), "must be a file"),
        (GOOD.replace("short_name", "name", 1), "TOWNLINE_CITY_EN and TOWNLINE_CITY_FR"),
        ("phone = ", "cannot be read"),
    ],
)
def test_read_refuses_what_cannot_be_read_and_says_why(tmp_path: Path, wrong: str, says: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=says):
        branding.read(brand_file(tmp_path, wrong))


def test_read_names_a_shade_that_would_do(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        branding.read(brand_file(tmp_path, GOOD.replace("#5B2A86", "#7fb3d5")))
    shade = str(refused.value).split("more. ")[1][:7]
    assert contrast(shade, WHITE) >= branding.TEXT_CONTRAST


def test_default_brand_stands_its_own_test() -> None:
    assert contrast(branding.DEFAULT.main, WHITE) >= branding.TEXT_CONTRAST
    assert contrast(branding.DEFAULT.second, WHITE) >= branding.SHAPE_CONTRAST


def test_stylesheet_of_the_default_equals_the_tokens() -> None:
    tokens = (Path(branding.__file__).parent.parent / "frontend" / "css" / "tokens.css").read_text(encoding="utf-8")
    given_by_brand = set(re.findall(r"--[a-z-]+:#[0-9a-f]{6}", branding.stylesheet(branding.DEFAULT)))
    assert given_by_brand - set(re.findall(r"--[a-z-]+:#[0-9a-f]{6}", tokens.replace(" ", ""))) == set()


@given(colour=COLOURS)
def test_ink_on_any_colour_can_be_read(colour: str) -> None:
    assert contrast(ink_on(colour), colour) >= 4.5 or contrast(ink_on(colour), colour) == max(
        contrast(colour, "#ffffff"), contrast(colour, "#101614")
    )


@given(colour=COLOURS)
def test_lightened_can_be_read_in_the_dark(colour: str) -> None:
    assert contrast(lightened(colour, ground=branding.DARK_PAPER, at_least=8), branding.DARK_PAPER) >= 8


@given(one=COLOURS, other=COLOURS)
def test_contrast_is_symmetric_and_in_range(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


def test_mix_meets_both_ends() -> None:
    assert (mix("#102030", "#ffffff", 0), mix("#102030", "#ffffff", 1)) == ("#102030", "#ffffff")
