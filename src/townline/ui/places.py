"""A point in words, for the map of every form that asks for a place."""

from datetime import date

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language

from townline.core.language import Language
from townline.places import queries as places


def ward_name(*, lat: float | None, long: float | None, on: date) -> str:
    if lat is None or long is None:
        return ""
    ward = places.areas_at(lat=lat, long=long, on=on).get("ward")
    return ward.name.in_(Language.of(get_language())) if ward else ""


def is_outside(*, lat: float, long: float, on: date) -> bool:
    """A city that has loaded no areas has no outside."""
    return places.has_areas() and not places.areas_at(lat=lat, long=long, on=on)


def look_up(request: HttpRequest) -> JsonResponse:
    """`?lat=&lon=`: which address and ward the point has."""
    try:
        lat, long = float(request.GET["lat"]), float(request.GET["lon"])
    except (KeyError, ValueError):
        return JsonResponse({"error": "lat and lon are numbers in degrees."}, status=400)
    if not (-90 <= lat <= 90 and -180 <= long <= 180):
        return JsonResponse({"error": "lat and lon are degrees on earth."}, status=400)
    today = timezone.localdate()
    if is_outside(lat=lat, long=long, on=today):
        return JsonResponse({"outside": True})
    near = places.nearest_address(lat=lat, long=long)
    return JsonResponse({"address": near.text if near else "", "ward": ward_name(lat=lat, long=long, on=today)})
