"""Names and pictures that the pages of what is asked again share."""

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


def language() -> str:
    return get_language() or "en"


def what_is_asked(request: "ServiceRequest") -> str:
    return localised(request.service.name)


def times_asked(number: int) -> str:
    return ngettext("asked %(count)d time", "asked %(count)d times", number) % {"count": number}


def photo_of(uuid: str) -> dict[str, object]:
    return {
        "url": reverse("desk:photo", args=[uuid, "small"]),
        "full_url": reverse("desk:photo", args=[uuid, "full"]),
        "alt": _("Photo from the customer"),
    }
