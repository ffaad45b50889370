"""Pictures as the pages show them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse

if TYPE_CHECKING:
    from townline.service_requests.models import Photo

READY, PENDING = "ready", "pending"


@dataclass(frozen=True, slots=True)
class Picture:
    """`url` is empty while the copy that may be shown is being made, and for good when the file could not be read."""

    uuid: str
    url: str
    full_url: str
    is_pending: bool
    is_refused: bool
    alt: str = ""


def draft_photo(photo: "Photo", *, code: str) -> Picture:
    return _picture(photo, "portal:draft_photo", code)


def private_photo(photo: "Photo", *, token: str) -> Picture:
    return _picture(photo, "portal:private_photo", token)


def public_photo(photo: "Photo") -> Picture:
    return _picture(photo, "portal:photo")


def uuid_of(text: str) -> UUID:
    """A uuid from a form; one that names nothing for a text that is none."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)


def _picture(photo: "Photo", name: str, *prefix: str) -> Picture:
    is_ready = photo.state == READY
    full = reverse(name, args=[*prefix, photo.uuid]) if is_ready else ""
    is_pending = photo.state == PENDING
    return Picture(str(photo.uuid), f"{full}?small=1" if full else "", full, is_pending, not (is_ready or is_pending))
