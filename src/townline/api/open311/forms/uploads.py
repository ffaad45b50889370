"""Pictures sent along with a report: an extension, as multipart/form-data in `media` or `media[]`."""

from dataclasses import replace
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from townline.api.open311.forms.report import Report
from townline.api.open311.refusals import Fault, Refused
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.values import Submission


def with_uploads(request: HttpRequest, report: Report) -> Submission:
    """The submission with its pictures; they wait in a draft, which goes if nothing comes of it. Raises Refused."""
    if request.content_type != "multipart/form-data":
        return report.submission
    files = [file for name in ("media", "media[]") for file in request.FILES.getlist(name)]
    if not files or not settings.OPEN311_EXTENSIONS:
        return report.submission
    if not report.entry.definition.photos_allowed:
        raise Refused([Fault(400, _("media: this service takes no pictures."))])
    draft = uuid4()
    try:
        for file in files:
            service_requests.add_photo(draft=draft, file=file, at=timezone.now())
    except service_requests.PhotoRefused as refusal:
        forget_uploads(draft=draft)
        raise Refused([Fault(400, f"media: {refusal}")]) from None
    return replace(report.submission, draft=draft)


def forget_uploads(*, draft: UUID | None) -> None:
    """Removes the pictures that no request has taken: it was refused, or had been sent before."""
    if draft is None:
        return
    for photo in queries.photos_of_draft(draft=draft):
        service_requests.remove_photo(draft=draft, uuid=photo.uuid)
