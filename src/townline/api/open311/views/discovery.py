"""One stable file that says which endpoints there are."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from townline.api.open311.documents import CONTENT_TYPES, write
from townline.api.open311.door import document, door
from townline.api.open311.presenters import changeset
from townline.catalog import queries as catalog
from townline.service_requests.queries.open311 import Suffix

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"


@door("GET")
def show(request: HttpRequest, *, suffix: Suffix) -> HttpResponse:
    changed = changeset(catalog.catalogue())
    mailbox = settings.TOWNLINE_REPLY_TO
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{settings.TOWNLINE_SITE_URL}/open311/v2",
        "changeset": changed,
        "type": "production" if settings.TOWNLINE_PRODUCTION and not settings.TOWNLINE_TRAINING else "test",
        "formats": [CONTENT_TYPES[kind].partition(";")[0] for kind in (Suffix.XML, Suffix.JSON)],
    }
    discovery = {
        "changeset": changed,
        "contact": _("Write to %s.") % mailbox,
        "key_service": _("Write to %s and say what your application does.") % mailbox,
        "endpoints": [endpoint],
    }
    return document(write(name="discovery", value=discovery, suffix=suffix), suffix)
