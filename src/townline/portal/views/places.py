"""What the map asks for: which address and ward a point has."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from townline.ui import places


@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    return places.look_up(request)
