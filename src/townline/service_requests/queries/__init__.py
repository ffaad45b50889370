from townline.service_requests.queries.visible import (
    PrivateView,
    private_request,
    public_request,
    track_token,
    visible_request,
    visible_requests,
)

__all__ = ["PrivateView", "private_request", "public_request", "track_token", "visible_request", "visible_requests"]
