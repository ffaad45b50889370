"""Change segments and personas."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.changes import apply
from townline.core.errors import OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.customers import event_types
from townline.customers.models import Persona, Segment
from townline.customers.segments import checked
from townline.events import operations as events


class CodeTaken(OperationRefused):
    message = _("Another one has this code. Choose a different one.")


def save_segment(*, segment: Segment | None, values: dict[str, Any], by: Viewer | Actor, at: datetime) -> Segment:
    """No segment means a new one. Raises NotAllowed, CodeTaken and SegmentRefused (a rule over what is not lawful)."""
    actor = actor_who_may_change(by)
    segment = segment or Segment()
    if "rule" in values:
        values = {**values, "rule": checked(values["rule"])}
    with transaction():
        changes = apply(segment, values)
        _refuse_a_second(Segment, segment)
        segment.save()
        fact = event_types.SegmentChanged(segment.pk, changes)
        events.record(fact, subject=subject_uuid(kind="segment", id=segment.pk), by=actor, at=at)
    return segment


def save_persona(*, persona: Persona | None, values: dict[str, Any], by: Viewer | Actor, at: datetime) -> Persona:
    """No persona means a new one. Raises NotAllowed and CodeTaken."""
    actor = actor_who_may_change(by)
    persona = persona or Persona()
    with transaction():
        changes = apply(persona, values)
        _refuse_a_second(Persona, persona)
        persona.save()
        fact = event_types.PersonaChanged(persona.pk, changes)
        events.record(fact, subject=subject_uuid(kind="persona", id=persona.pk), by=actor, at=at)
    return persona


def _refuse_a_second(model: type[Segment | Persona], row: Segment | Persona) -> None:
    if model._default_manager.filter(code=row.code).exclude(pk=row.pk).exists():
        raise CodeTaken
