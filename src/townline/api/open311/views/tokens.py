"""Tokens are for servers that number reports later."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from townline.api.open311.door import door
from townline.api.open311.forms.jurisdiction import check_jurisdiction
from townline.api.open311.refusals import not_found
from townline.service_requests.queries.open311 import Suffix


@door("GET")
def single(request: HttpRequest, *, suffix: Suffix, token: str) -> HttpResponse:
    check_jurisdiction(request.GET)
    raise not_found(_("token: this server answers with the service_request_id at once and gives no tokens."))
