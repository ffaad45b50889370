import pytest

from tests.factories.catalog import POTHOLE, publish_service
from tests.factories.clock import NOON
from townline.catalog import documents, queries
from townline.catalog import operations as catalog
from townline.catalog.definitions import DefinitionRefused
from townline.catalog.models import ServiceVersion
from townline.core.actor import SYSTEM
from townline.core.errors import NotFound
from townline.core.subjects import subject_uuid
from townline.events import queries as events

pytestmark = pytest.mark.django_db


def test_publish_puts_a_new_version_in_force_and_keeps_the_old_one() -> None:
    publish_service(resolution_days=5)
    service = publish_service(resolution_days=3)
    kept = ServiceVersion.objects.filter(service=service).order_by("number")
    assert [version.definition["resolution_days"] for version in kept] == [5, 3]
    assert queries.catalogue().service("pothole").definition.resolution_days == 3


def test_publish_tells_the_log() -> None:
    service = publish_service()
    history = events.history_of(subject=subject_uuid(kind="service", id=service.pk))
    assert [event.type for event in history] == ["service.published"]


def test_switched_off_is_on_no_channel() -> None:
    service = publish_service()
    catalog.switch(service=service, is_active=False, by=SYSTEM, at=NOON)
    with pytest.raises(NotFound):
        queries.catalogue().service("pothole")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "Pot hole"),
        ("name", {"en": "Pothole", "fr": ""}),
        ("visibility", "secret"),
        ("resolution_days", -1),
        ("group_code", "nowhere"),
        ("colour", "red"),
    ],
)
def test_publish_names_the_field_that_is_wrong(field: str, value: object) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        publish_service(**{field: value})
    assert refused.value.field == field


def test_a_document_survives_reading_and_writing() -> None:
    definition = documents.read(document=POTHOLE)
    assert documents.read(document=documents.write(definition=definition)) == definition
