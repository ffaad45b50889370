"""“Same problem: keep me informed.”"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from townline.core.actor import RESIDENT
from townline.core.errors import NotFound, OperationRefused
from townline.core.reference import ReferenceMistyped
from townline.customers.values import Contact, Preferred
from townline.interactions.values import Channel
from townline.portal import presenters
from townline.portal.forms.follow import FollowForm
from townline.portal.forms.sending import SendingForm
from townline.portal.presenters.flow import speaks
from townline.portal.views.senders import address_of
from townline.privacy import queries as privacy
from townline.privacy.shipped import PORTAL_FOLLOW
from townline.privacy.values import CurrentNotice
from townline.service_requests import operations as service_requests
from townline.service_requests import queries

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, reference: str) -> HttpResponse:
    try:
        found = queries.public_request(reference=reference)
    except (NotFound, ReferenceMistyped):
        raise Http404 from None
    if not found.is_open:
        return redirect("portal:request", reference=found.reference)
    at = timezone.now()
    data = request.POST if request.method == "POST" else None
    form, sending = FollowForm(data), SendingForm(at=at, data=data)
    notice = privacy.notice_seen(code=PORTAL_FOLLOW, said=request.POST.get("notice", ""))
    if data is not None and _is_followed(request, found, form, sending, notice, at=at):
        # The private link goes to the e-mail address only: whoever types it here need not be its owner.
        return redirect(reverse("portal:request", args=[found.reference]) + "?followed=1")
    context = {
        "form": form,
        "sending": sending,
        "notice": notice,
        "made": found,
        "service_name": presenters.service_name(found),
        "back_url": reverse("portal:request", args=[found.reference]),
    }
    return render(request, "portal/request/follow.html", context)


def _is_followed(
    request: HttpRequest,
    found: "ServiceRequest",
    form: FollowForm,
    sending: SendingForm,
    notice: CurrentNotice | None,
    *,
    at: datetime,
) -> bool:
    """What was refused stands in the forms."""
    if not (form.is_valid() and sending.is_valid()):
        return False
    said = form.cleaned_data
    contact = Contact(name=said["name"], email=said["email"], language=speaks(), preferred=Preferred.EMAIL)
    try:
        service_requests.count_sender(address=address_of(request), limit=service_requests.SENDING, at=at)
        service_requests.follow(
            request=found,
            contact=contact,
            channel=Channel.WEB,
            by=RESIDENT,
            at=at,
            notice_version_id=notice.version_id if notice else None,
        )
    except service_requests.TooMany as refusal:
        sending.add_error(None, presenters.too_many(refusal.until))
        return False
    except OperationRefused as refusal:
        form.add_error("email", str(refusal))
        return False
    return True
