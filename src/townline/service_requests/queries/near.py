"""Open public requests close to a point: “Is it one of these?”."""

from dataclasses import dataclass
from datetime import datetime
from math import cos, radians

from townline.places.queries import metres_between
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import OPEN

WITHIN_METRES = 120
_METRES_A_DEGREE = 111_195


@dataclass(frozen=True, slots=True)
class NearRequest:
    reference: str
    metres: int
    block: str
    state: str
    submitted_at: datetime


def nearby_open(
    *, lat: float, long: float, service_id: int, within_metres: float = WITHIN_METRES, limit: int = 5
) -> list[NearRequest]:
    """Of the same service, the closest first."""
    high = within_metres / _METRES_A_DEGREE
    wide = high / max(cos(radians(lat)), 0.01)
    rows = ServiceRequest.objects.filter(
        visibility="public",
        state__in=sorted(OPEN),
        service_id=service_id,
        lat__range=(lat - high, lat + high),
        long__range=(long - wide, long + wide),
    ).values_list("reference", "lat", "long", "block", "state", "submitted_at")
    near = [
        NearRequest(reference, round(metres), block, state, submitted_at)
        for reference, at_lat, at_long, block, state, submitted_at in rows[:500]
        if (metres := metres_between(lat=lat, long=long, other_lat=at_lat or 0.0, other_long=at_long or 0.0))
        <= within_metres
    ]
    return sorted(near, key=lambda row: (row.metres, row.reference))[:limit]
