"""Give and take back consent. A row is never changed but to say that it has ended."""

import calendar
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from townline.core.actor import Actor
from townline.core.errors import NotFound, OperationRefused
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.privacy.event_types import ConsentGiven, ConsentWithdrawn
from townline.privacy.models import Consent, NoticeVersion
from townline.privacy.permissions import KEEP_CONSENTS, Keeper, actor_who_may
from townline.privacy.queries import scope_coded
from townline.privacy.values import Method, Scope


class NoWordsYet(OperationRefused):
    message = _("Nobody can agree to this yet: its words are not published. Ask the privacy officer.")


class AlreadyEnded(OperationRefused):
    message = _("This consent has ended already.")


class EndsBeforeItStarts(OperationRefused):
    message = _("Choose a last day that lies ahead.")


@dataclass(frozen=True, slots=True)
class Given:
    """How it was given. Without `version_id` the person read the words of now; without `until` it holds as the scope says."""

    scope: str
    method: Method
    language: str = "en"
    version_id: int | None = None
    about: UUID | None = None
    until: datetime | None = None
    note: str = ""


def give_consent(*, person: UUID, given: Given, by: Keeper | Actor, at: datetime) -> Consent:
    """Takes the place of an earlier one for the same. Raises NotAllowed, NotFound, NoWordsYet, EndsBeforeItStarts."""
    actor = actor_who_may(by=by, capability=KEEP_CONSENTS)
    scope = scope_coded(code=given.scope)
    expires_at = given.until or (_months_later(at, scope.months) if scope.months else None)
    if expires_at is not None and expires_at <= at:
        raise EndsBeforeItStarts
    version_id = _version_of(scope, given.version_id)
    with transaction():
        _one_at_a_time(person)
        _renew(person, given, by=actor, at=at)
        row = Consent.objects.create(
            person=person,
            about=given.about,
            scope_id=scope.code,
            notice_version_id=version_id,
            language=given.language,
            method=given.method,
            given_at=at,
            expires_at=expires_at,
            recorded_by_id=actor.id if actor.is_staff else None,
            evidence_note=given.note.strip(),
        )
        until = expires_at.isoformat() if expires_at else ""
        fact = ConsentGiven(str(person), scope.code, given.method, version_id, until)
        events.record(fact, subject=row.uuid, by=actor, at=at)
    return row


def withdraw_consent(*, uuid: UUID, by: Keeper | Actor, at: datetime) -> Consent:
    """Raises NotAllowed, NotFound, AlreadyEnded."""
    actor = actor_who_may(by=by, capability=KEEP_CONSENTS)
    with transaction():
        row = Consent.objects.select_for_update(of=("self",)).filter(uuid=uuid).first()
        if row is None:
            raise NotFound
        if not row.holds(at=at):
            raise AlreadyEnded
        _end(row, by=actor, at=at)
    return row


def _months_later(at: datetime, months: int) -> datetime:
    """The same day of a later month, or that month's last."""
    month = at.month - 1 + months
    year, month = at.year + month // 12, month % 12 + 1
    return at.replace(year=year, month=month, day=min(at.day, calendar.monthrange(year, month)[1]))


def _version_of(scope: Scope, shown: int | None) -> int:
    """The words that the person saw; they may have changed since, but they are words of this scope."""
    if scope.notice is None or not scope.is_active:
        raise NoWordsYet
    if shown is None or shown == scope.notice.version_id:
        return scope.notice.version_id
    known = NoticeVersion.objects.filter(pk=shown, notice__code=scope.notice.code, published_at__isnull=False)
    if not known.exists():
        raise NotFound
    return shown


@transaction_required
def _one_at_a_time(person: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"consent {person}"])


@transaction_required
def _renew(person: UUID, given: Given, *, by: Actor, at: datetime) -> None:
    earlier = Consent.objects.filter(
        person=person, scope__code=given.scope, about=given.about, withdrawn_at__isnull=True
    )
    for row in earlier:
        row.is_renewed = True
        _end(row, by=by, at=max(at, row.given_at))


@transaction_required
def _end(row: Consent, *, by: Actor, at: datetime) -> None:
    row.withdrawn_at, row.withdrawn_by_id = at, by.id if by.is_staff else None
    row.save(update_fields=["withdrawn_at", "withdrawn_by_id", "is_renewed"])
    events.record(ConsentWithdrawn(str(row.person), row.scope_id, row.is_renewed), subject=row.uuid, by=by, at=at)
