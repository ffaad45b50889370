"""Addresses that the standard does not have."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from townline.api.open311.door import door
from townline.api.open311.refusals import not_found
from townline.service_requests.queries.open311 import Suffix


@door("GET", "POST")
def show(request: HttpRequest, *, suffix: Suffix, rest: str) -> HttpResponse:
    raise not_found(_("There is nothing at this address. Discovery is at /open311/discovery.xml."))
