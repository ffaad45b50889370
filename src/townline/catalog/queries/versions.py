"""The services with their history, for the settings pages and for requests made under an older version."""

from functools import lru_cache

from django.db.models import QuerySet

from townline.catalog.definitions import ServiceDefinition
from townline.catalog.documents import read
from townline.catalog.models import Service, ServiceVersion
from townline.core.errors import NotFound


def all_services() -> QuerySet[Service]:
    """Every service, switched off ones too."""
    return Service.objects.select_related("group", "department", "team").order_by("name_en")


def service_record(*, code: str) -> Service:
    service = all_services().filter(code=code).first()
    if service is None:
        raise NotFound
    return service


def version_numbered(*, service: Service, number: int) -> ServiceVersion:
    version = ServiceVersion.objects.filter(service=service, number=number).first()
    if version is None:
        raise NotFound
    return version


def versions_of(*, service: Service) -> QuerySet[ServiceVersion]:
    return ServiceVersion.objects.filter(service=service).order_by("-number")


@lru_cache(maxsize=2_000)
def _published(service_id: int, number: int) -> ServiceDefinition | None:
    row = ServiceVersion.objects.filter(service_id=service_id, number=number).first()
    return read(document=row.definition) if row else None


def definition_of(*, service_id: int, number: int) -> ServiceDefinition:
    """The definition under which a request was made. A published version never changes, so it is kept for good."""
    definition = _published(service_id, number)
    if definition is None:
        _published.cache_clear()
        raise NotFound
    return definition
