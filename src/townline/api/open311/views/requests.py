"""Report something, and read what was reported."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from townline.api.open311.documents import write
from townline.api.open311.door import document, door
from townline.api.open311.forms.jurisdiction import check_jurisdiction
from townline.api.open311.forms.listing import shown, wanted
from townline.api.open311.forms.posted import fields_of
from townline.api.open311.forms.report import Report, read_report
from townline.api.open311.forms.uploads import forget_uploads, with_uploads
from townline.api.open311.keys import key_of
from townline.api.open311.refusals import Fault, Refused, not_found
from townline.core.actor import Actor, ActorKind
from townline.service_requests import operations as service_requests
from townline.service_requests.queries import open311
from townline.service_requests.queries.open311 import Suffix, Wanted


@door("GET", "POST")
def collection(request: HttpRequest, *, suffix: Suffix) -> HttpResponse:
    return _report(request, suffix) if request.method == "POST" else _list(request, suffix)


@door("GET")
def single(request: HttpRequest, *, suffix: Suffix, name: str) -> HttpResponse:
    """By its reference, or by the number that it had in the city's old system."""
    check_jurisdiction(request.GET)
    asked = shown(arguments=request.GET, suffix=suffix)
    body = open311.one(reference=name, shown=asked) or open311.by_source_id(source_id=name, shown=asked)
    if body is None:
        raise not_found(_("service_request_id: there is no public request “%s”.") % name[:100])
    return document(body, suffix)


def _list(request: HttpRequest, suffix: Suffix) -> HttpResponse:
    check_jurisdiction(request.GET)
    asked = wanted(arguments=request.GET, at=timezone.now())
    body = open311.listed(wanted=asked, shown=shown(arguments=request.GET, suffix=suffix))
    response = document(body, suffix)
    if "page" in request.GET or "page_size" in request.GET:
        response["Link"] = _next_page(request, asked)
    return response


def _next_page(request: HttpRequest, asked: Wanted) -> str:
    arguments = request.GET.copy()
    arguments["page"], arguments["page_size"] = str(asked.offset // asked.limit + 2), str(asked.limit)
    return f'<{request.path}?{urlencode(list(arguments.lists()), doseq=True)}>; rel="next"'


def _report(request: HttpRequest, suffix: Suffix) -> HttpResponse:
    form = fields_of(request)
    key = key_of(form=form, arguments=request.GET)
    report = read_report(form=form, key=key)
    by = Actor(ActorKind.API_CLIENT, id=key.pk, label=key.name)
    submission = with_uploads(request, report)
    try:
        made = service_requests.submit(submission=submission, by=by, at=timezone.now())
    except service_requests.HazardStops as hazard:
        raise Refused([Fault(400, hazard.choice.stop.in_(submission.language))]) from None
    except service_requests.SubmissionRejected as rejection:
        raise Refused([Fault(400, f"{_argument(name)}: {text}") for name, text in rejection.errors.items()]) from None
    finally:
        forget_uploads(draft=submission.draft)
    receipt = {"service_request_id": made.reference, "service_notice": _notice(report), "account_id": None}
    return document(write(name="service_requests", value=[receipt], suffix=suffix), suffix, 201)


def _argument(name: str) -> str:
    """Our field as the argument that the caller knows."""
    if name.startswith("answers."):
        return f"attribute[{name.removeprefix('answers.')}]"
    return {"location": "lat, long", "contact": "email, phone"}.get(name, name.removeprefix("contact."))


def _notice(report: Report) -> str | None:
    language = report.submission.language
    parts = [report.entry.definition.when.in_(language)]
    if report.unasked:
        parts.append(_("We left out what this service does not ask: %s.") % ", ".join(report.unasked)[:300])
    return " ".join(part for part in parts if part) or None
