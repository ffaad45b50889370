"""The class of a road."""

from django.db.models import Count, Max

from townline.core.kept import Kept
from townline.core.words import plain
from townline.places.models import Asset
from townline.places.queries.addresses import nearest_address
from townline.places.values import Location

ROAD = "road"  # the kind of asset that names a road; its property road_class says how much traffic it takes


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
