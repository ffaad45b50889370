"""Find addresses, and the areas in which a point lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import Count, F, Max, Q, QuerySet

from townline.core.errors import NotFound
from townline.core.kept import Kept
from townline.core.language import Text
from townline.core.words import plain
from townline.places.models import Address, Area, AreaKind, Asset, CouncilTerm
from townline.places.polygons import Shape
from townline.places.values import AreaRef, Location

EARTH_METRES = 6_371_008.8  # mean radius, IUGG
ROAD = "road"  # the kind of asset that names a road; its property road_class says how much traffic it takes
LIKE_ENOUGH = 0.3  # of a street's name once the number fits: "mapel st" for Maple Street


def metres_between(*, lat: float, long: float, other_lat: float, other_long: float) -> float:
    """Great-circle distance by the haversine formula."""
    half = sin(radians(other_lat - lat) / 2) ** 2
    half += cos(radians(lat)) * cos(radians(other_lat)) * sin(radians(other_long - long) / 2) ** 2
    return 2 * EARTH_METRES * asin(sqrt(half))


_Held = tuple[AreaRef, date, date | None]  # an area and its first and last day


@dataclass(frozen=True)
class _Index:
    shapes: list[Shape]
    areas: list[_Held]


def _held(row: Area) -> _Held:
    ref = AreaRef(row.pk, row.kind, row.code, Text(row.name_en, row.name_fr))
    return ref, row.effective_from, row.effective_until


def _read_index() -> _Index:
    rows = list(Area.objects.order_by("id"))
    return _Index([Shape(row.geometry) for row in rows], [_held(row) for row in rows])


def _stamp() -> object:
    """Changes when an area is added, renamed or gets another last day; a polygon never changes, it gets a successor."""
    return tuple(Area.objects.order_by("id").values_list("id", "name_en", "name_fr", "effective_until"))


_kept = Kept(read=_read_index, stamp=_stamp)


def _index() -> _Index:
    return _kept.get()


def areas_at(*, lat: float, long: float, on: date) -> dict[str, AreaRef]:
    """The area of each kind in which the point lies on that day."""
    index = _index()
    found: dict[str, AreaRef] = {}
    for shape, (area, start, end) in zip(index.shapes, index.areas, strict=True):
        if start <= on and (end is None or on <= end) and area.kind not in found and shape.holds(lat=lat, long=long):
            found[area.kind] = area
    return found


def current_areas(*, on: date, kind: str = "ward") -> QuerySet[Area]:
    areas = Area.objects.filter(kind=kind, effective_from__lte=on).exclude(effective_until__lt=on)
    return areas.order_by("code")


def areas_in_force(*, on: date, kind: str = "ward") -> list[AreaRef]:
    """The same from memory, without their polygons."""
    held = [area for area, start, end in _index().areas if start <= on and (end is None or on <= end)]
    return sorted([area for area in held if area.kind == kind], key=lambda area: area.code)


def all_areas() -> QuerySet[Area]:
    """Without their polygons; those that hold now or later first."""
    return Area.objects.defer("geometry").order_by(F("effective_until").desc(nulls_first=True), "kind", "code")


def kind_choices() -> list[tuple[str, str]]:
    return [(value, str(name)) for value, name in AreaKind.choices]


def area_by_id(*, area_id: int) -> Area:
    area = Area.objects.filter(pk=area_id).first()
    if area is None:
        raise NotFound
    return area


def middle_of(*, area: Area) -> tuple[float, float]:
    """Latitude and longitude of a point inside."""
    from shapely.geometry import shape  # slow import

    point = shape(area.geometry).representative_point()
    return point.y, point.x


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


def _read_roads() -> dict[str, str]:
    rows = Asset.objects.filter(kind=ROAD).values_list("name", "properties")
    return {plain(name): str(properties.get("road_class", "")) for name, properties in rows}


def _road_stamp() -> object:
    return Asset.objects.filter(kind=ROAD).aggregate(count=Count("id"), last=Max("id"))


_roads = Kept(read=_read_roads, stamp=_road_stamp)


def road_class_at(*, place: Location) -> str:
    """The class of the road on which it is, from the city's list of roads (assets of this kind); empty if that is not known."""
    if not (roads := _roads.get()):
        return ""
    address = place.address
    if not address and place.lat is not None and place.long is not None:
        near = nearest_address(lat=place.lat, long=place.long)
        address = near.text if near else ""
    street = address.split(",")[0].lstrip("0123456789-/ ")
    return roads.get(plain(street), "")


def has_areas() -> bool:
    """Has the city loaded any ward or zone?"""
    return bool(_index().areas)


def _read_tree() -> tuple[Any, list[_Held]]:
    from shapely import STRtree  # slow import
    from shapely.geometry import shape  # slow import

    rows = list(Area.objects.order_by("id"))
    return STRtree([shape(row.geometry) for row in rows]), [_held(row) for row in rows]


_tree = Kept(read=_read_tree, stamp=_stamp)


def wards_of(*, points: Sequence[tuple[float, float, date]]) -> list[int | None]:
    """The id of the ward of each (latitude, longitude, day); for many points at once."""
    from shapely import points as shapely_points  # slow import

    wards: list[int | None] = [None] * len(points)
    tree, held = _tree.get()
    if not held or not points:
        return wards
    there = shapely_points([(long, lat) for lat, long, _ in points])
    for position, area in zip(*tree.query(there, predicate="intersects"), strict=True):
        ref, start, end = held[area]
        if ref.kind == "ward" and start <= points[position][2] and (end is None or points[position][2] <= end):
            wards[position] = ref.id
    return wards


# -- who sits for which ward ------------------------------------------------------------------------
def terms() -> QuerySet[CouncilTerm]:
    """All of them, those that last longest first."""
    rows = CouncilTerm.objects.select_related("person", "area").defer("area__geometry")
    return rows.order_by("-until_date", "area__code", "person__name")


def term_by_id(*, term_id: int) -> CouncilTerm:
    found = terms().filter(pk=term_id).first()
    if found is None:
        raise NotFound
    return found


def terms_on(*, on: date, area_id: int | None = None) -> QuerySet[CouncilTerm]:
    """Who sits on that day: for this ward, and for the whole city; without a ward everybody."""
    held = terms().filter(from_date__lte=on, until_date__gte=on)
    return held.filter(Q(area=area_id) | Q(area=None)) if area_id is not None else held


def term_of(*, user_id: int, on: date) -> CouncilTerm | None:
    """The person's term of that day; else their last one."""
    theirs = terms().filter(person=user_id)
    return theirs.filter(from_date__lte=on, until_date__gte=on).first() or theirs.first()
