"""What is being worked on: kept, thrown away, begun. Nobody outside the settings pages sees it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.catalog import event_types
from townline.catalog.definitions import DefinitionRefused
from townline.catalog.documents import read, write
from townline.catalog.models import Service
from townline.catalog.operations.publish import owners_of
from townline.core.actor import Actor
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events


def start_service(*, document: dict[str, Any], by: Viewer | Actor, at: datetime) -> Service:
    """A new service that nobody sees until its first version is published. Raises NotAllowed, DefinitionRefused."""
    actor = actor_who_may_change(by)
    definition = read(document=document)
    if Service.objects.filter(code=definition.code).exists():
        raise DefinitionRefused("code", _("Another service has this code. Choose another one."))
    group, department, team = owners_of(definition)
    with transaction():
        plain = write(definition=definition)
        service = Service.objects.create(
            code=definition.code,
            group=group,
            department=department,
            team=team,
            name_en=definition.name.en,
            name_fr=definition.name.fr,
            visibility=definition.visibility.value,
            definition=plain,
            draft=plain,
            number=0,
            is_active=False,
            changed_at=at,
        )
        fact = event_types.ServiceChanged(service.pk, {"draft": [None, "saved"]})
        events.record(fact, subject=subject_uuid(kind="service", id=service.pk), by=actor, at=at)
    return service


def save_draft(*, service: Service, document: dict[str, Any], by: Viewer | Actor, at: datetime) -> Service:
    """Keeps a definition that is being worked on, complete or not."""
    actor = actor_who_may_change(by)
    with transaction():
        service.draft = document
        service.save(update_fields=["draft"])
        fact = event_types.ServiceChanged(service.pk, {"draft": [None, "saved"]})
        events.record(fact, subject=subject_uuid(kind="service", id=service.pk), by=actor, at=at)
    return service


def discard_draft(*, service: Service, by: Viewer | Actor, at: datetime) -> Service:
    actor = actor_who_may_change(by)
    with transaction():
        service.draft = None
        service.save(update_fields=["draft"])
        fact = event_types.ServiceChanged(service.pk, {"draft": ["saved", None]})
        events.record(fact, subject=subject_uuid(kind="service", id=service.pk), by=actor, at=at)
    return service
