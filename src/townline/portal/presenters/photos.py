"""Pictures as the pages show them."""

from typing import TYPE_CHECKING

from townline.ui.photos import Picture, picture_of, uuid_of

if TYPE_CHECKING:
    from townline.service_requests.models import Photo

__all__ = ["Picture", "draft_photo", "private_photo", "public_photo", "uuid_of"]


def draft_photo(photo: "Photo", *, code: str) -> Picture:
    return picture_of(photo, "portal:draft_photo", code)


def private_photo(photo: "Photo", *, token: str) -> Picture:
    return picture_of(photo, "portal:private_photo", token)


def public_photo(photo: "Photo") -> Picture:
    return picture_of(photo, "portal:photo")
