"""Photos of a request that is being taken for somebody: kept with its draft until it is sent."""

from contextlib import suppress
from uuid import UUID

from django.forms import Form
from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotFound
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.jpeg import NEVER, jpeg
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.pictures import PictureRefused
from townline.ui.photos import Picture, picture_of, uuid_of


def take_in(request: DeskRequest, form: Form, *, draft: UUID) -> None:
    """Keeps each picture that can be kept; the others are named in the form's errors. Nothing twice for a form sent twice."""
    files = getattr(form, "cleaned_data", {}).get("photos") or []
    if files and queries.request_of_draft(uuid=draft) is None:
        for file in files:
            try:
                service_requests.add_photo(draft=draft, file=file, at=request.at)
            except PictureRefused as refusal:
                form.add_error("photos", str(refusal))


def judge(form: Form) -> None:
    """Only what is wrong with the pictures is said; the rest of the form is not sent yet."""
    form.is_valid()
    refused = form.errors.get("photos")
    form.errors.clear()
    if refused:
        form.add_error("photos", refused)


def remove(request: DeskRequest, *, draft: UUID) -> None:
    with suppress(NotFound):  # pressed twice: it is gone already
        service_requests.remove_photo(draft=draft, uuid=uuid_of(request.POST.get("remove", "")))


def kept(*, draft: UUID, door: str = "desk:intake_photo") -> list[Picture]:
    return [picture_of(photo, door, draft) for photo in queries.photos_of_draft(draft=draft)]


@require_safe
@staff_page(Capability.TAKE_REQUESTS)
def photo(request: DeskRequest, draft: UUID, uuid: UUID) -> HttpResponseBase:
    return show(request, draft=draft, uuid=uuid)


def show(request: DeskRequest, *, draft: UUID, uuid: UUID) -> HttpResponseBase:
    """Of the request that this person is taking. Raises NotFound."""
    if queries.open_draft(uuid=draft, owner_id=request.viewer.user_id) is None:
        raise NotFound
    found = queries.draft_photo(uuid=uuid, draft=draft)
    return jpeg(found, size="small" if "small" in request.GET else "", kept=NEVER)
