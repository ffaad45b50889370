"""Declare a major event, change it, end it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.core.language import Text
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_requests import major_event_types as event_types
from townline.service_requests.models import MajorEvent
from townline.service_requests.operations.major_events.errors import BeganWrongly, IsOver, MajorEventRefused
from townline.service_requests.operations.major_events.joining import join_open, wait_for_reports
from townline.service_requests.values import Joined, MajorKind

LONGEST_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Declared:
    """No ward means the whole city."""

    kind: MajorKind
    name: Text
    words: Text
    services: Sequence[int]
    wards: Sequence[int]
    starts_at: datetime


def declare(*, declared: Declared, by: Viewer, at: datetime) -> MajorEvent:
    """The open requests that fit belong to it from now on. Raises MajorEventRefused, BeganWrongly, NotAllowed."""
    _check(declared, by, at)
    with transaction():
        wait_for_reports()
        major = MajorEvent.objects.create(
            kind=declared.kind, name_en=declared.name.en.strip(), name_fr=declared.name.fr.strip(),
            words_en=declared.words.en.strip(), words_fr=declared.words.fr.strip(), starts_at=declared.starts_at,
            declared_at=at, declared_by=by.actor.label,
        )  # fmt: skip
        major.services.set(declared.services)
        major.wards.set(declared.wards)
        joined = join_open(major=major, how=Joined.DECLARED, at=at)
        fact = event_types.MajorEventDeclared(
            major.kind, sorted(declared.services), sorted(declared.wards), major.starts_at.isoformat(), joined
        )
        events.record(fact, subject=major.uuid, by=by.actor, at=at)
    return major


def change(*, major: MajorEvent, declared: Declared, by: Viewer, at: datetime) -> MajorEvent:
    """What fits the wider area or more services joins; nothing leaves by it. Raises IsOver and what `declare` raises."""
    _check(declared, by, at)
    with transaction():
        wait_for_reports()
        major = _running(major)
        before = _values(major)
        major.kind = declared.kind
        major.name_en, major.name_fr = declared.name.en.strip(), declared.name.fr.strip()
        major.words_en, major.words_fr = declared.words.en.strip(), declared.words.fr.strip()
        major.starts_at = declared.starts_at
        major.save(update_fields=["kind", "name_en", "name_fr", "words_en", "words_fr", "starts_at"])
        major.services.set(declared.services)
        major.wards.set(declared.wards)
        after = _values(major)
        changes: dict[str, list[object]] = {
            name: [before[name], value] for name, value in after.items() if before[name] != value
        }
        joined = join_open(major=major, how=Joined.DECLARED, at=at)
        fact = event_types.MajorEventChanged(changes, joined)
        events.record(fact, subject=major.uuid, by=by.actor, at=at)
    return major


def end(*, major: MajorEvent, by: Viewer, at: datetime) -> MajorEvent:
    """The banner goes, and what is reported from now on does not belong to it. Its requests stay in it. Raises IsOver."""
    if not by.can(Capability.APPROVE):
        raise NotAllowed
    with transaction():
        major = _running(major)
        major.ended_at = max(at, major.starts_at)
        major.save(update_fields=["ended_at"])
        events.record(event_types.MajorEventEnded(), subject=major.uuid, by=by.actor, at=at)
    return major


def _running(major: MajorEvent) -> MajorEvent:
    current = MajorEvent.objects.select_for_update().get(pk=major.pk)
    if current.ended_at is not None:
        raise IsOver
    return current


def _check(declared: Declared, by: Viewer, at: datetime) -> None:
    if not by.can(Capability.APPROVE):
        raise NotAllowed
    texts = (declared.name.en, declared.name.fr, declared.words.en, declared.words.fr)
    if not all(text.strip() for text in texts) or not declared.services:
        raise MajorEventRefused
    if not at - LONGEST_BACK <= declared.starts_at <= at:
        raise BeganWrongly


def _values(major: MajorEvent) -> dict[str, object]:
    return {
        "kind": str(major.kind),
        **{name: getattr(major, name) for name in ("name_en", "name_fr", "words_en", "words_fr")},
        "starts_at": major.starts_at.isoformat(),
        "services": sorted(major.services.values_list("pk", flat=True)),
        "wards": sorted(major.wards.values_list("pk", flat=True)),
    }
