from townline.service_requests.queries.people import followers_of, note_by_id, request_of_event
from townline.service_requests.queries.visible import (
    PrivateView,
    private_request,
    public_request,
    track_token,
    visible_request,
    visible_requests,
)

__all__ = [
    "PrivateView",
    "followers_of",
    "note_by_id",
    "private_request",
    "public_request",
    "request_of_event",
    "track_token",
    "visible_request",
    "visible_requests",
]
