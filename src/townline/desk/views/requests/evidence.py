"""What is missing stands beside its field; photos stay with the form meanwhile."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from uuid import UUID, uuid4

from django.forms import Form

from townline.core.errors import NotFound, OperationRefused
from townline.desk.forms.closing import CompleteForm
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.closing_values import WANTED, Evidence

_FIELDS = {
    Evidence.NOTE: "words",
    Evidence.PHOTO: "photos",
    Evidence.MEASUREMENT: "measured",
    Evidence.CUSTOMER_TOLD: "told",
}


def keep_photos(form: CompleteForm, *, at: datetime) -> bool:
    """Stores what was sent, whatever else is wrong. False, with the reason beside the field, if a picture is refused."""
    draft = form.cleaned_data.get("kept") or uuid4()
    try:
        for file in form.cleaned_data.get("photos") or []:
            service_requests.add_photo(draft=draft, file=file, at=at)
    except OperationRefused as refusal:
        form.add_error("photos", str(refusal))
        return False
    return True


def kept_photos(form: Form | None) -> int:
    """How many pictures the form has already."""
    if not isinstance(form, CompleteForm) or not form.is_bound:
        return 0
    draft = form.cleaned_data.get("kept")
    return len(queries.photos_of_draft(draft=draft)) if draft else 0


def say_refusal(form: Form, refusal: OperationRefused, *, otherwise: str | None) -> None:
    """Each missing piece of evidence beside its own field, anything else beside the first one."""
    if isinstance(refusal, service_requests.PhotoSeenBefore):
        _take_out(form, refusal.photos)
        form.add_error("photos", str(refusal))
        return
    missing = refusal.missing if isinstance(refusal, service_requests.EvidenceMissing) else ()
    for kind in missing:
        form.add_error(_FIELDS[kind] if _FIELDS[kind] in form.fields else otherwise, str(WANTED[kind]))
    if not missing:
        form.add_error(otherwise, str(refusal))


def _take_out(form: Form, photos: Sequence[UUID]) -> None:
    """Else the form would bring the same picture each time."""
    for uuid in photos:
        with suppress(NotFound):  # it is gone already
            service_requests.remove_photo(draft=form.cleaned_data["kept"], uuid=uuid)
