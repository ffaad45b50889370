"""Find addresses."""

from math import cos, radians

from django.contrib.postgres.search import TrigramWordSimilarity

from townline.core.errors import NotFound
from townline.core.words import plain
from townline.places.models import Address
from townline.places.queries.distances import metres_between
from townline.places.values import Location

LIKE_ENOUGH = 0.3  # of a street's name once the number fits: "mapel st" for Maple Street


def find_addresses(*, text: str, limit: int = 10) -> list[Address]:
    """Addresses most like the typed text, best first; forgiving of misspelt street names."""
    words = plain(text)
    if len(words) < 2:
        return []
    number, _, street = words.partition(" ")
    if number[:1].isdigit() and street:
        like = TrigramWordSimilarity(street, "search")
        near = Address.objects.filter(number__iexact=number).annotate(like=like).filter(like__gte=LIKE_ENOUGH)
        found: list[Address] = list(near.order_by("-like", "text")[:limit])
        if found:
            return found
    alike = Address.objects.filter(search__trigram_word_similar=words)
    return list(alike.annotate(like=TrigramWordSimilarity(words, "search")).order_by("-like", "text")[:limit])


def address_numbered(*, number: int) -> Location | None:
    """The address with this id, as another system knows it."""
    found = Address.objects.filter(pk=number).first()
    return (
        Location(lat=found.lat, long=found.long, address=found.text, postal_code=found.postal_code) if found else None
    )


def address_by_id(*, address_id: int) -> Address:
    """Raises NotFound."""
    address = Address.objects.filter(pk=address_id).first()
    if address is None:
        raise NotFound
    return address


def address_written(*, text: str) -> Address | None:
    """The address that is written exactly so, but for case and accents."""
    return Address.objects.filter(search=plain(text)).order_by("pk").first() if text.strip() else None


def nearest_address(*, lat: float, long: float, within_metres: float = 150) -> Address | None:
    """The closest address within that distance."""
    high = within_metres / 111_000
    wide = high / max(cos(radians(lat)), 0.01)
    box = Address.objects.filter(lat__range=(lat - high, lat + high), long__range=(long - wide, long + wide))[:500]
    near = [(metres_between(lat=lat, long=long, other_lat=row.lat, other_long=row.long), row) for row in box]
    near = [pair for pair in near if pair[0] <= within_metres]
    return min(near, key=lambda pair: pair[0])[1] if near else None
