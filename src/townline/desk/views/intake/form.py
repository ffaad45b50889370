"""Taking a request for a caller: one page, kept while it is typed."""

from uuid import UUID

from django.http import HttpResponseBase
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.core.errors import NotFound
from townline.desk.forms.intake import IntakeForm
from townline.desk.presenters import intake_place
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.intake import contact as intake_contact
from townline.desk.views.intake import photos as intake_photos
from townline.desk.views.intake.draft import keep, start
from townline.desk.views.intake.page import intake_page
from townline.desk.views.intake.sending import send
from townline.desk.views.typed import uuid_in
from townline.service_requests import queries

PHOTOS, PHOTO_PLACE = "photos", "photo_place"


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.TAKE_REQUESTS)
def intake(request: DeskRequest) -> HttpResponseBase:
    if request.method != "POST":
        if intake_contact.asks_first(request):
            return intake_contact.wrap_up_first(request)
        return intake_page(request, start(request), is_fresh=True)
    draft = uuid_in(request.POST.get("draft", ""))
    if not queries.is_draft_open_to(uuid=draft, owner_id=request.viewer.user_id):
        raise NotFound
    if request.POST.get("do") == "send":
        return send(request)
    if "remove" in request.POST or request.POST.get("do") == PHOTOS:
        return _change_photos(request, draft)
    if request.POST.get("do") == PHOTO_PLACE:
        return intake_page(
            request, intake_place.at_photo(request.POST, queries.photos_of_draft(draft=draft)), is_fresh=True
        )
    return intake_page(request, request.POST, is_fresh=True)  # without scripts: look again with what is typed


def _change_photos(request: DeskRequest, draft: UUID) -> HttpResponseBase:
    """The rest of the form is kept with them, so that nothing is lost when the call drops now."""
    form = IntakeForm(request.POST, request.FILES)
    intake_photos.judge(form)
    keep(request)
    if "remove" in request.POST:
        intake_photos.remove(request, draft=draft)
    else:
        intake_photos.take_in(request, form, draft=draft)
    return intake_page(request, request.POST, form=form, status=422 if form.errors else 200)
