"""The interface described for machines."""

from django.http import HttpRequest, HttpResponse

from townline.api.open311.door import document, door
from townline.api.open311.openapi import description
from townline.service_requests.queries.open311 import Suffix


@door("GET")
def show(request: HttpRequest, *, suffix: Suffix) -> HttpResponse:
    return document(description(), Suffix.JSON)
