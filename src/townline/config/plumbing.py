"""Two addresses that belong to no site: is it up, and the map tiles of the city."""

import re

from django.conf import settings
from django.db import connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

_RANGE = re.compile(r"bytes=(\d+)-(\d+)")


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For a watchdog: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def tiles(request: HttpRequest) -> HttpResponseBase:
    """The city's PMTiles in the data folder. The map asks for ranges of bytes."""
    path = settings.TOWNLINE_DATA / "tiles" / "city.pmtiles"
    if not path.exists():
        raise Http404
    size = path.stat().st_size
    match = _RANGE.fullmatch(request.headers.get("Range", ""))
    if not match:
        return FileResponse(
            path.open("rb"), content_type="application/octet-stream", headers={"Accept-Ranges": "bytes"}
        )
    start, end = int(match[1]), min(int(match[2]), size - 1)
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with path.open("rb") as file:
        file.seek(start)
        body = file.read(end - start + 1)
    response = HttpResponse(body, status=206, content_type="application/octet-stream")
    response["Content-Range"] = f"bytes {start}-{end}/{size}"
    response["Cache-Control"] = "public, max-age=3600"
    return response
