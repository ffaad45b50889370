"""Photos on forms: the field that takes them, and those that a form keeps until it is sent."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.urls import reverse

if TYPE_CHECKING:
    from townline.service_requests.models import Photo

READY, PENDING = "ready", "pending"
ACCEPTED = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class PhotosField(forms.FileField):
    """A list of files; each is looked at by the operation, not here."""

    widget = ManyFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [file for file in (data if isinstance(data, list) else [data]) if file]


@dataclass(frozen=True, slots=True)
class Picture:
    """`url` is empty while the copy that may be shown is being made, and for good when the file could not be read."""

    uuid: str
    url: str
    full_url: str
    is_pending: bool
    is_refused: bool
    alt: str = ""


def picture_of(photo: "Photo", name: str, *prefix: object) -> Picture:
    """As components/kept_photos.html and photo_strip.html read it; `name` is the url of the site's door to the file."""
    is_ready = photo.state == READY
    full = reverse(name, args=[*prefix, photo.uuid]) if is_ready else ""
    is_pending = photo.state == PENDING
    return Picture(str(photo.uuid), f"{full}?small=1" if full else "", full, is_pending, not (is_ready or is_pending))


def uuid_of(text: str) -> UUID:
    """A uuid from a form; one that names nothing for a text that is none."""
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)
