"""Open what is sealed, with a reason, for an hour, for oneself; somebody else says afterwards whether it was right."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.core.actor import Actor
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.privacy import event_types
from townline.privacy.models import BreakGlass
from townline.privacy.permissions import REVIEW_BREAK_GLASS, Keeper, actor_who_may
from townline.privacy.values import Verdict

OPEN_FOR = timedelta(minutes=60)
SHORTEST = 15  # letters of a reason that says something


class NoReason(OperationRefused):
    message = _("Say in a sentence why you need to know. Somebody reads it and asks you about it.")


class ReviewerIsOpener(OperationRefused):
    message = _("Nobody reviews what they opened themselves. Somebody else has to do it.")


class ReviewedAlready(OperationRefused):
    message = _("Somebody has reviewed this already. Look at what they wrote.")


class NoReviewNote(OperationRefused):
    message = _("Write what was wrong, and what follows from it.")


def break_glass(
    *,
    reason: str,
    by: Actor,
    at: datetime,
    person: UUID | None = None,
    subject: UUID | None = None,
    whose: UUID | None = None,
) -> BreakGlass:
    """The caller has checked that this person may break the glass here. Raises NoReason.

    `person` or `subject` is what opens; `whose` is the customer who becomes known by it. While one is open, the same again
    is the same one: the hour does not start anew.
    """
    said = " ".join(reason.split())
    if by.id is None or not by.is_staff:
        raise NotAllowed
    if len(said) < SHORTEST:
        raise NoReason
    with transaction():
        same = BreakGlass.objects.select_for_update().filter(
            person=person, subject=subject, opened_by_id=by.id, opened_at__lte=at, until_at__gt=at
        )
        if open_one := same.first():
            return open_one
        opened = BreakGlass.objects.create(
            person=person,
            subject=subject,
            whose=whose or person,
            opened_by_id=by.id,
            reason=reason.strip(),
            opened_at=at,
            until_at=at + OPEN_FOR,
        )
        fact = event_types.GlassBroken(str(opened.uuid), str(person or ""), str(subject or ""))
        events.record(fact, subject=subject or person or opened.uuid, by=by, at=at)
    return opened


def review_break_glass(*, uuid: UUID, verdict: Verdict, note: str, by: Keeper, at: datetime) -> BreakGlass:
    """Raises NotAllowed, NotFound, ReviewedAlready, ReviewerIsOpener, NoReviewNote."""
    reviewer = actor_who_may(by=by, capability=REVIEW_BREAK_GLASS)
    if verdict == Verdict.NOT_JUSTIFIED and not note.strip():
        raise NoReviewNote
    with transaction():
        opened = BreakGlass.objects.select_for_update().filter(uuid=uuid).first()
        if opened is None:
            raise NotFound
        if opened.reviewed_at is not None:
            raise ReviewedAlready
        if reviewer.id is None or reviewer.id == opened.opened_by_id:
            raise ReviewerIsOpener
        opened.verdict, opened.review_note = verdict, note.strip()
        opened.reviewed_by_id, opened.reviewed_at = reviewer.id, at
        opened.save(update_fields=["verdict", "review_note", "reviewed_by_id", "reviewed_at"])
        fact = event_types.GlassReviewed(str(opened.uuid), str(verdict))
        events.record(fact, subject=opened.subject or opened.person or opened.uuid, by=reviewer, at=at)
    return opened
