"""What can be reported, and what must be answered."""

from django.http import HttpRequest, HttpResponse

from townline.api.open311 import presenters
from townline.api.open311.door import document, door, language_of
from townline.api.open311.forms.jurisdiction import check_jurisdiction
from townline.api.open311.refusals import unknown_service
from townline.service_requests.queries.open311 import Suffix


@door("GET")
def collection(request: HttpRequest, *, suffix: Suffix) -> HttpResponse:
    check_jurisdiction(request.GET)
    return document(presenters.service_list(suffix=suffix, language=language_of(request.GET)), suffix)


@door("GET")
def definition(request: HttpRequest, *, suffix: Suffix, code: str) -> HttpResponse:
    check_jurisdiction(request.GET)
    body = presenters.service_definition(code=code, suffix=suffix, language=language_of(request.GET))
    if body is None:
        raise unknown_service(code)
    return document(body, suffix)
