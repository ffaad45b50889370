from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.catalog import event_types
from townline.catalog.models import Group
from townline.catalog.operations.publish import touch
from townline.core.actor import Actor
from townline.core.changes import apply
from townline.core.errors import OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events


class GroupRefused(OperationRefused):
    message = _("Write the name in English and in French.")


def save_group(*, group: Group | None, values: dict[str, object], by: Viewer | Actor, at: datetime) -> Group:
    """Changes a heading of the catalogue; None for a new one. Raises NotAllowed, GroupRefused."""
    actor = actor_who_may_change(by)
    group = group or Group()
    changes = apply(group, values)
    if not (group.name_en.strip() and group.name_fr.strip()):
        raise GroupRefused
    if Group.objects.filter(code=group.code).exclude(pk=group.pk).exists():
        raise GroupRefused(_("Another group has this code. Choose another one."))
    with transaction():
        group.save()
        touch(at=at)
        fact = event_types.GroupChanged(group.pk, changes)
        events.record(fact, subject=subject_uuid(kind="service_group", id=group.pk), by=actor, at=at)
    return group
