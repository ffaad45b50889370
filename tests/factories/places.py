from datetime import date
from typing import Any

import factory
from factory.django import DjangoModelFactory

from townline.places.models import Address, Area


def square(*, west: float = -79.5, south: float = 43.5, size: float = 0.5) -> dict[str, Any]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


class AreaFactory(DjangoModelFactory[Area]):
    class Meta:
        model = Area

    code = factory.Sequence(lambda number: f"ward-{number}")
    name_en = factory.LazyAttribute(lambda area: area.code.title())
    name_fr = factory.LazyAttribute(lambda area: f"Quartier {area.code}")
    geometry = factory.LazyFunction(square)
    effective_from = date(2020, 1, 1)


class AddressFactory(DjangoModelFactory[Address]):
    class Meta:
        model = Address

    number = factory.Sequence(lambda number: str(100 + number))
    street = "Maple Street"
    text = factory.LazyAttribute(lambda address: f"{address.number} {address.street}")
    search = factory.LazyAttribute(lambda address: address.text.lower())
    lat = 43.7
    long = -79.3
