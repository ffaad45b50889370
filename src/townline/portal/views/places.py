"""What the map asks for: which address and ward a point has."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from townline.places import queries as places
from townline.portal import presenters


@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    try:
        lat, long = float(request.GET["lat"]), float(request.GET["lon"])
    except (KeyError, ValueError):
        return JsonResponse({"error": "lat and lon are numbers in degrees."}, status=400)
    if not (-90 <= lat <= 90 and -180 <= long <= 180):
        return JsonResponse({"error": "lat and lon are degrees on earth."}, status=400)
    today = timezone.localdate()
    if presenters.is_outside(lat=lat, long=long, on=today):
        return JsonResponse({"outside": True})
    near = places.nearest_address(lat=lat, long=long)
    return JsonResponse(
        {"address": near.text if near else "", "ward": presenters.ward_name(lat=lat, long=long, on=today)}
    )
