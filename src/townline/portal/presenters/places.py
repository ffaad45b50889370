"""Places in words."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from townline.core.words import plain
from townline.places import queries as places
from townline.places.values import Location
from townline.portal.presenters.flow import speaks
from townline.ui.places import is_outside, ward_name

if TYPE_CHECKING:
    from townline.places.models import Address

__all__ = [
    "exact_match",
    "found_addresses",
    "is_outside",
    "offered_place",
    "place_in_words",
    "place_rows",
    "ward_name",
    "ward_names",
]


def ward_names(*, on: date) -> dict[int, str]:
    return {area.pk: area.name.in_(speaks()) for area in places.current_areas(on=on)}


def found_addresses(found: "Sequence[Address]") -> list[tuple[str, str, str]]:
    """The id, the address and the ward of each, to choose from."""
    today = timezone.localdate()
    return [(str(row.pk), row.text, ward_name(lat=row.lat, long=row.long, on=today)) for row in found]


def exact_match(found: "Sequence[Address]", typed: str) -> "Address | None":
    """The one address that is just what was typed."""
    same = [row for row in found if plain(row.text) == plain(typed)]
    return same[0] if len(same) == 1 else None


def place_in_words(location: Location) -> str:
    return location.address or location.description or _("The point on the map")


def offered_place(point: tuple[float, float]) -> str:
    """Where a photo was taken, in words; nothing if that was outside the city."""
    lat, long = point
    if is_outside(lat=lat, long=long, on=timezone.localdate()):
        return ""
    near = places.nearest_address(lat=lat, long=long)
    return near.text if near else _("a point without an address")


def place_rows(location: Location, *, on: date) -> list[str]:
    """The lines of the place on the check page: where, described how, in which ward."""
    ward = ward_name(lat=location.lat, long=location.long, on=on)
    first = location.address or (_("The point on the map") if location.has_point else "")
    return [line for line in (first, location.description, ward) if line]
