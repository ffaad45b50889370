"""Look at everything once more, then send it."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from townline.core.actor import RESIDENT
from townline.core.errors import NotFound
from townline.council import queries as council
from townline.interactions.values import Channel
from townline.portal import presenters
from townline.portal.forms.sending import SendingForm
from townline.portal.presenters.flow import speaks
from townline.portal.presenters.known import Known, known_of_report
from townline.portal.views.drafts import Report, begun, report_of
from townline.portal.views.report import elsewhere, show
from townline.portal.views.senders import address_of
from townline.privacy.values import Agreed
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.permissions import ENFORCEMENT
from townline.service_requests.values import Submission

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest

STEP = "check"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    sent = _sent_before(request, code)
    if sent:
        return _to_done(sent)
    report = report_of(request, code)
    away = elsewhere(report, STEP)
    if away:
        sent = _sent_before(request, code)  # by the first press of two, between the lines above
        return _to_done(sent) if sent else away
    at = timezone.now()
    if request.method != "POST":
        return _page(request, report, SendingForm(at=at))
    form = SendingForm(at=at, data=request.POST)
    if not form.is_valid():
        return _page(request, report, form)
    try:
        service_requests.count_sender(address=address_of(request), limit=service_requests.SENDING, at=at)
        made = service_requests.submit(submission=_submission(report), by=RESIDENT, at=at)
    except service_requests.TooMany as refusal:
        form.add_error(None, presenters.too_many(refusal.until))
        return _page(request, report, form, status=429)
    except service_requests.HazardStops:
        return redirect("portal:report_stop", code=code)
    except service_requests.SubmissionRejected as refusal:
        for sentence in refusal.errors.values():
            form.add_error(None, str(sentence))
        return _page(request, report, form)
    return _to_done(made)


def _submission(report: Report) -> Submission:
    typed, language = report.flow.typed, speaks().value
    return Submission(
        service_code=report.code,
        channel=Channel.WEB,
        description=typed.description,
        answers=typed.answers,
        location=typed.location,
        contact=report.flow.contact(),
        language=language,
        submission_key=report.uuid,
        draft=report.uuid,
        notice_version_id=typed.notice if report.flow.asks_for_reach else None,
        agreed=tuple(Agreed(*box) for box in typed.agreed.items()) if report.flow.asks_for_reach else (),
    )


def _sent_before(request: HttpRequest, code: str) -> "ServiceRequest | None":
    """The button was pressed twice, or the page opened again: the report is there already."""
    number = begun(request).get(code)
    if number is None or queries.open_draft(uuid=number, owner_id=None):
        return None
    return queries.request_of_draft(uuid=number)


def _to_done(made: "ServiceRequest") -> HttpResponse:
    token = queries.track_token(uuid=made.uuid, customer_id=made.customer_id)
    return redirect("portal:done", token=token)


def _page(request: HttpRequest, report: Report, form: SendingForm, *, status: int = 200) -> HttpResponse:
    photos = queries.photos_of_draft(draft=report.uuid)
    context: dict[str, Any] = {
        "form": form,
        "rows": presenters.summary_rows(report.flow, photos=len(photos), on=timezone.localdate()),
        "photos": [presenters.draft_photo(photo, code=report.code) for photo in photos],
        "expected": presenters.expected_in_words(report.entry, at=form.at, place=report.flow.typed.location),
    }
    response = show(request, report, STEP, "portal/report/check.html", context)
    response.status_code = status
    return response


@never_cache
@require_safe
def done(request: HttpRequest, token: str) -> HttpResponse:
    """The page after sending. It opens by the private link alone, so it can be opened again."""
    try:
        view = queries.private_request(token=token)
    except NotFound:
        raise Http404 from None
    if not view.is_reporter:
        return redirect("portal:track", token=token)
    made = view.request
    context = {
        "made": made,
        "track": presenters.public_track(made),
        "promise": presenters.promise_of(made),
        "track_url": reverse("portal:track", args=[token]),
        "private_url": request.build_absolute_uri(reverse("portal:track", args=[token])),
        "told": presenters.how_told(made),
        "service_name": presenters.service_name(made),
        "known": _known(made),
        "councillors": council.councillors_to_name(request=made, on=timezone.localtime(made.submitted_at).date()),
        "sent": True,
    }
    return render(request, "portal/report/done.html", context)


def _known(made: "ServiceRequest") -> list[Known]:
    if made.visibility == ENFORCEMENT:
        return []
    return known_of_report(service_id=made.service_id, ward_id=made.ward_id, at=made.submitted_at)
