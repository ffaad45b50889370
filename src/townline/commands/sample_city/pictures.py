"""Small drawn pictures that stand for residents' photos: a hole in a road, a dark lamp, bags at the curb."""

import io
import random
from collections.abc import Callable
from functools import cache

from PIL import Image, ImageDraw, ImageFilter, ImageOps

WIDTH, HEIGHT, SIDE = 640, 480, 320
VARIANTS = 6
Draw = ImageDraw.ImageDraw
Scene = Callable[[Draw, random.Random], None]


@cache
def picture(*, group: str, variant: int) -> tuple[bytes, bytes]:
    """The picture and its thumbnail, as JPEG."""
    chance = random.Random(f"{group}{variant}")
    image = Image.new("RGB", (WIDTH, HEIGHT), (176 + chance.randrange(50), 196, 214))
    SCENES.get(group, _street)(ImageDraw.Draw(image), chance)
    image = image.filter(ImageFilter.GaussianBlur(1.6))
    return _jpeg(image), _jpeg(ImageOps.fit(image, (SIDE, SIDE)))


def _jpeg(image: Image.Image) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=72)
    return buffer.getvalue()


def _ground(draw: Draw, chance: random.Random, colour: tuple[int, int, int], horizon: int) -> None:
    draw.rectangle((0, horizon, WIDTH, HEIGHT), fill=colour)
    for _ in range(500):
        x, y, shade = chance.randrange(WIDTH), chance.randrange(horizon, HEIGHT), chance.randint(-18, 18)
        spot = tuple(max(0, min(255, part + shade)) for part in colour)
        draw.ellipse((x, y, x + chance.randint(2, 9), y + chance.randint(1, 4)), fill=spot)


def _houses(draw: Draw, chance: random.Random, horizon: int) -> None:
    x = -20
    while x < WIDTH:
        wide, high = chance.randint(70, 130), chance.randint(60, 130)
        wall = (chance.randint(120, 200), chance.randint(95, 150), chance.randint(80, 130))
        draw.rectangle((x, horizon - high, x + wide, horizon), fill=wall)
        draw.polygon(
            [(x - 8, horizon - high), (x + wide / 2, horizon - high - 45), (x + wide + 8, horizon - high)],
            fill=(88, 74, 70),
        )
        draw.rectangle((x + 18, horizon - high + 20, x + 40, horizon - high + 48), fill=(214, 222, 226))
        x += wide + chance.randint(8, 40)


def _street(draw: Draw, chance: random.Random) -> None:
    _houses(draw, chance, 210)
    _ground(draw, chance, (104, 104, 108), 210)
    for step in range(5):
        draw.rectangle((310 - step * 8, 240 + step * 52, 330 + step * 2, 264 + step * 56), fill=(226, 206, 120))


def _pothole(draw: Draw, chance: random.Random) -> None:
    _street(draw, chance)
    x, y, wide = chance.randint(120, 380), chance.randint(300, 380), chance.randint(90, 190)
    draw.ellipse((x - 8, y - 5, x + wide + 8, y + wide // 2 + 5), fill=(128, 124, 120))
    draw.ellipse((x, y, x + wide, y + wide // 2), fill=(52, 48, 46))
    draw.ellipse((x + 20, y + 18, x + wide - 18, y + wide // 2 - 4), fill=(72, 82, 92))


def _snow(draw: Draw, chance: random.Random) -> None:
    _houses(draw, chance, 200)
    _ground(draw, chance, (228, 232, 238), 200)
    for _ in range(7):
        x, y = chance.randint(-60, WIDTH), chance.randint(240, 430)
        draw.ellipse((x, y, x + chance.randint(120, 260), y + chance.randint(50, 90)), fill=(244, 247, 250))


def _lamp(draw: Draw, chance: random.Random) -> None:
    draw.rectangle((0, 0, WIDTH, HEIGHT), fill=(24, 28, 46))
    _ground(draw, chance, (38, 38, 46), 330)
    x = chance.randint(180, 420)
    draw.rectangle((x, 90, x + 12, 400), fill=(88, 90, 96))
    draw.line((x + 6, 92, x + 90, 70), fill=(88, 90, 96), width=9)
    draw.rectangle((x + 78, 62, x + 122, 78), fill=(58, 60, 64))


def _bags(draw: Draw, chance: random.Random) -> None:
    _houses(draw, chance, 220)
    _ground(draw, chance, (112, 138, 92), 220)
    draw.rectangle((0, 380, WIDTH, HEIGHT), fill=(110, 110, 112))
    for _ in range(chance.randint(3, 6)):
        x, y, size = chance.randint(80, 460), chance.randint(270, 320), chance.randint(60, 100)
        colour = chance.choice([(34, 36, 40), (60, 100, 60), (40, 86, 150), (120, 96, 70)])
        draw.ellipse((x, y, x + size, y + size), fill=colour)


def _water(draw: Draw, chance: random.Random) -> None:
    _street(draw, chance)
    for _ in range(5):
        x, y = chance.randint(40, 360), chance.randint(300, 400)
        draw.ellipse((x, y, x + chance.randint(140, 280), y + chance.randint(30, 60)), fill=(126, 152, 172))


def _tree(draw: Draw, chance: random.Random) -> None:
    _ground(draw, chance, (120, 152, 92), 230)
    x = chance.randint(180, 360)
    draw.rectangle((x, 120, x + 40, 380), fill=(96, 70, 50))
    for _ in range(60):
        u, v = x + chance.randint(-130, 140), chance.randint(20, 190)
        draw.ellipse((u, v, u + 60, v + 44), fill=(60 + chance.randrange(40), 118 + chance.randrange(40), 60))
    draw.line((x + 20, 300, x + 230, 410), fill=(96, 70, 50), width=18)


SCENES: dict[str, Scene] = {
    "roads": _pothole, "winter": _snow, "lights": _lamp, "waste": _bags, "water": _water, "parks": _tree,
}  # fmt: skip
