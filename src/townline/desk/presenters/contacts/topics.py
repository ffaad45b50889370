"""What contacts were about: a service, an article, requests."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from townline.catalog import queries as catalog
from townline.core.reference import said
from townline.desk.presenters.addresses import record_url
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.interactions.models import Handling
    from townline.service_requests.models import ServiceRequest


def service_codes() -> list[tuple[str, str]]:
    language = get_language() or "en"
    names = [(entry.code, entry.definition.name.in_(language)) for entry in catalog.catalogue().services]
    return sorted(names, key=lambda pair: pair[1].casefold())


def service_name(code: str) -> str:
    entry = catalog.catalogue().by_code.get(code)
    return localised(entry.definition.name) if entry else code


def topic(handling: "Handling") -> str:
    return service_name(handling.topic_service_code) if handling.topic_service_code else handling.topic_article


def requests_made(found: Iterable["ServiceRequest"]) -> list[dict[str, object]]:
    return [
        {
            "url": record_url(request.reference),
            "said": said(request.reference),
            "what": localised(request.service.name),
        }
        for request in found
    ]
