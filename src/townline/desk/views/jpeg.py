"""A photo that the system keeps, small or whole, as an answer that the browser shows."""

from typing import TYPE_CHECKING

from django.http import FileResponse

if TYPE_CHECKING:
    from townline.service_requests.models import Photo

AN_HOUR = "private, max-age=3600"
NEVER = "private, no-store"


def jpeg(photo: "Photo", *, size: str, kept: str) -> FileResponse:
    """`kept` is for how long the browser may keep it."""
    file = photo.thumbnail if size == "small" and photo.thumbnail else photo.file
    return FileResponse(file.open("rb"), content_type="image/jpeg", headers={"Cache-Control": kept})
