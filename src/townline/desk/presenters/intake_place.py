"""Where a caller's request is: the address that is like the typed one, the point of the map, the place of a photo."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from townline.desk.presenters.spots import read_spot, write_spot
from townline.places import queries as places
from townline.places.values import Location
from townline.ui.places import is_outside

if TYPE_CHECKING:
    from townline.service_requests.models import Photo


def spots(data: QueryDict, *, takes_exact: bool, keeps_chosen: bool = False) -> list[dict[str, object]]:
    """Addresses like the typed one, each with its point.

    `takes_exact` chooses the one that is just what was typed, `keeps_chosen` the one that was chosen before.
    """
    typed, spot = (data.get("address") or "").strip(), data.get("spot") or ""
    chosen = read_spot(spot)
    if chosen and typed and data.get("do"):
        return [{"value": spot, "text": chosen.address, "is_chosen": True}]
    found = places.find_addresses(text=typed, limit=5) if len(typed) > 2 else []
    values = [write_spot(lat=row.lat, long=row.long, text=row.text, postal_code=row.postal_code) for row in found]
    return [
        {
            "value": value,
            "text": row.text,
            "is_chosen": (keeps_chosen and value == spot)
            or (takes_exact and (len(found) == 1 or row.text.casefold() == typed.casefold())),
        }
        for row, value in zip(found, values, strict=True)
    ]


def point_of(data: QueryDict) -> tuple[float, float] | None:
    """Of the chosen address, else of the map."""
    spot = read_spot(data.get("spot") or "")
    if spot and spot.lat is not None and spot.long is not None:
        return spot.lat, spot.long
    try:
        lat, long = float(data.get("lat") or ""), float(data.get("long") or "")
    except ValueError:
        return None
    return (lat, long) if -90 <= lat <= 90 and -180 <= long <= 180 else None


def with_address(location: Location) -> Location:
    """A point without words gets the address that is nearest to it."""
    if location.lat is None or location.long is None or location.address:
        return location
    near = places.nearest_address(lat=location.lat, long=location.long)
    if near is None:
        return location
    return Location(location.lat, location.long, near.text, near.postal_code, location.description)


def taken_at(photos: "Sequence[Photo]") -> tuple[float, float] | None:
    """Where the first photo that knows its place was taken, if that is in the city."""
    for photo in photos:
        if photo.lat is not None and photo.long is not None:
            inside = not is_outside(lat=photo.lat, long=photo.long, on=timezone.localdate())
            return (photo.lat, photo.long) if inside else None
    return None


def at_photo(data: QueryDict, photos: "Sequence[Photo]") -> QueryDict:
    """Puts the point where the picture was taken; the person looks at it before sending."""
    point = taken_at(photos)
    changed = data.copy()
    if point is not None:
        changed["lat"], changed["long"] = str(point[0]), str(point[1])
        changed["address"], changed["spot"] = in_words(point), ""
    return changed


def offered_photo_place(data: QueryDict, photos: "Sequence[Photo]") -> str:
    """Where the picture was taken, in words, while no other place is chosen."""
    return in_words(taken_at(photos)) if point_of(data) is None else ""


def in_words(point: tuple[float, float] | None) -> str:
    if point is None:
        return ""
    near = places.nearest_address(lat=point[0], long=point[1])
    return near.text if near else _("a point without an address")
