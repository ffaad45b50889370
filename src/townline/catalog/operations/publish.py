"""Put a definition in force as a new version."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from townline.accounts import queries as accounts
from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.catalog import event_types
from townline.catalog.definitions import DefinitionRefused, ServiceDefinition
from townline.catalog.documents import read, write
from townline.catalog.models import Group, Service, ServiceVersion, Stamp
from townline.catalog.queries import forget
from townline.core.actor import Actor
from townline.core.errors import NotFound, OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events

if TYPE_CHECKING:
    from townline.accounts.models import Department, Team


class NotPublished(OperationRefused):
    message = _lazy("Publish it first: there is nothing to offer yet.")


@transaction_required
def touch(*, at: datetime) -> None:
    """Tells every process to read the catalogue again."""
    Stamp.objects.all().delete()
    Stamp.objects.create(changed_at=at)
    forget()


def publish(*, document: dict[str, Any], by: Viewer | Actor, at: datetime, note: str = "") -> Service:
    """Adds the service, or a new version of it. Raises DefinitionRefused; published versions never change."""
    actor = actor_who_may_change(by)
    definition = read(document=document)
    with transaction():
        service = _write_service(definition, at=at)
        ServiceVersion.objects.create(
            service=service,
            number=service.number,
            definition=service.definition,
            note=note,
            published_at=at,
            published_by=actor.label,
        )
        touch(at=at)
        fact = event_types.ServicePublished(service.pk, service.code, service.number, note)
        events.record(fact, subject=subject_uuid(kind="service", id=service.pk), by=actor, at=at)
    forget()
    return service


def _write_service(definition: ServiceDefinition, *, at: datetime) -> Service:
    group, department, team = owners_of(definition)
    service = Service.objects.select_for_update().filter(code=definition.code).first() or Service(
        code=definition.code, number=0
    )
    service.group, service.department, service.team = group, department, team
    service.name_en, service.name_fr = definition.name.en, definition.name.fr
    service.visibility = definition.visibility.value
    service.definition = write(definition=definition)
    service.draft = None
    if service.number == 0:
        service.is_active = True  # its first version
    service.number += 1
    service.changed_at = at
    service.save()
    return service


def owners_of(definition: ServiceDefinition) -> "tuple[Group, Department, Team]":
    group = Group.objects.filter(code=definition.group_code).first()
    if group is None:
        raise DefinitionRefused("group_code", _("There is no group “%s”.") % definition.group_code)
    try:
        department = accounts.department_coded(code=definition.department_code)
        team = accounts.team_coded(code=definition.team_code)
    except NotFound:
        raise DefinitionRefused("team_code", _("Choose a department and a team that exist.")) from None
    return group, department, team


def switch(*, service: Service, is_active: bool, by: Viewer | Actor, at: datetime) -> None:
    """Takes a service off every channel, or puts it back. Requests made under it stay as they are.

    Raises NotAllowed, NotPublished.
    """
    actor = actor_who_may_change(by)
    if is_active and service.number == 0:
        raise NotPublished
    with transaction():
        service.is_active = is_active
        service.changed_at = at
        service.save(update_fields=["is_active", "changed_at"])
        touch(at=at)
        fact = event_types.ServiceChanged(service.pk, {"is_active": [not is_active, is_active]})
        events.record(fact, subject=subject_uuid(kind="service", id=service.pk), by=actor, at=at)
    forget()
