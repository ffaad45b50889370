"""A postal address as it was written, matched with the city's own addresses and put into one form."""

import re
from typing import NamedTuple

from townline.core.words import plain
from townline.places import queries as places

LONGEST = 300
_SHORT = {
    "st": "street", "str": "street", "ave": "avenue", "av": "avenue", "rd": "road", "dr": "drive", "cres": "crescent",
    "cr": "crescent", "blvd": "boulevard", "boul": "boulevard", "bd": "boulevard", "ct": "court", "crt": "court",
    "pl": "place", "ln": "lane", "sq": "square", "ter": "terrace", "terr": "terrace", "pkwy": "parkway", "hwy": "highway",
    "ch": "chemin", "rte": "route", "imp": "impasse", "e": "east", "w": "west", "n": "north", "s": "south",
}  # fmt: skip
_POSTAL_CODE = re.compile(r"\b([A-Za-z]\d[A-Za-z])[ -]?(\d[A-Za-z]\d)\b")


class PostalAddress(NamedTuple):
    """`address_id` is that of the city's address, where there is one with that number in that street."""

    text: str
    address_id: int | None = None


def postal_address_of(typed: str) -> PostalAddress:
    """One line of the street as the city writes it, the rest as typed, the postal code as `K1A 0B1`."""
    text = _POSTAL_CODE.sub(lambda found: f"{found[1]} {found[2]}".upper(), typed.replace("\x00", "").strip()[:LONGEST])
    street, rest = _first_part(text)
    wanted = _words(street)
    if len(wanted) < 2:
        return PostalAddress(text)
    for address in places.find_addresses(text=" ".join(wanted), limit=3):
        meant = _words(address.text)
        if meant[0] in wanted and set(meant) <= set(wanted):
            unit = " ".join(word for word in wanted if word not in meant)
            line = f"{address.text}, {unit}" if unit else address.text
            return PostalAddress(f"{line}{rest}"[:LONGEST], address.pk)
    return PostalAddress(text)


def _first_part(text: str) -> tuple[str, str]:
    found = re.search(r"[,\n]", text)
    return (text[: found.start()], text[found.start() :]) if found else (text, "")


def _words(text: str) -> list[str]:
    words = re.split(r"[\s.]+", plain(text).replace("#", " "))
    return [_SHORT.get(word, word) if place else word for place, word in enumerate(filter(None, words))]
