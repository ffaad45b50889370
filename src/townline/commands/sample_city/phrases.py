"""What residents and staff write, put together from the phrases of the file."""

import random
from typing import Any

from townline.commands.sample_city.content import read_toml
from townline.commands.sample_city.geometry.addresses import Place

FALLBACK = {"en": ["Please have a look at {number}."], "fr": ["Pouvez-vous venir voir au {number}?"]}
TYPOS = 0.06
WORRIED = 0.3


def said(chance: random.Random, *, service: str, language: str, place: Place) -> str:
    """A resident's words: with an opener or a closer or neither, and sometimes a slip of the finger."""
    around = read_toml_once()[language]
    opener, closer = chance.choice(around["openers"]), chance.choice(around["closers"])
    if service in read_toml_once()["worrying"] and chance.random() < WORRIED:
        closer = chance.choice(around["worries"])
    text = plainly(chance, service=service, language=language, place=place)
    text = text[0].lower() + text[1:] if opener.endswith(", ") else text
    stop = "." if closer and text[-1] not in ".?!" else ""
    whole = f"{opener}{text}{stop}{closer}"
    return _slip(chance, whole) if chance.random() < TYPOS else whole


def plainly(chance: random.Random, *, service: str, language: str, place: Place) -> str:
    """The matter alone."""
    phrases = read_toml_once()
    words = chance.choice(phrases["services"].get(service, FALLBACK)[language])
    when = chance.choice(phrases[language]["when"])
    return str(words.format(street=place.street, number=place.text, when=when))


def wrote(chance: random.Random, *, kind: str, language: str) -> str:
    """A note of that kind by staff or by the customer."""
    return str(chance.choice(read_toml_once()["notes"][kind][language]))


def read_toml_once() -> dict[str, Any]:
    if not _kept:
        _kept.update(read_toml(name="phrases.toml"))
    return _kept


_kept: dict[str, Any] = {}


def _slip(chance: random.Random, text: str) -> str:
    """Two neighbours swapped inside a word."""
    places = [place for place in range(1, len(text) - 2) if text[place].isalpha() and text[place + 1].isalpha()]
    place = chance.choice(places)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
