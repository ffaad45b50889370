"""A restriction is appealed, and looked at again."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.complaints import event_types, permissions
from townline.complaints.models import Restriction
from townline.complaints.operations.conduct import NeedsAnother, RestrictionRefused, restriction_locked
from townline.complaints.values import RestrictionState
from townline.core.errors import NotAllowed
from townline.core.transactions import transaction
from townline.events import operations as events


def appeal_restriction(*, restriction: Restriction, words: str, by: Viewer, at: datetime) -> Restriction:
    """Written down for the person, by whoever meets them. Raises NotAllowed and RestrictionRefused."""
    if not words.strip():
        raise RestrictionRefused(_("Write why the person wants it to end."))
    if not permissions.may_handle(viewer=by):
        raise NotAllowed
    with transaction():
        current = Restriction.objects.select_for_update().get(pk=restriction.pk)
        if current.state != RestrictionState.IN_FORCE or current.appealed_at:
            raise RestrictionRefused(_("This restriction is not in force, or an appeal was made before."))
        current.appeal, current.appealed_at = words.strip(), at
        current.save(update_fields=["appeal", "appealed_at"])
        events.record(event_types.RestrictionAppealed(current.customer_id), subject=current.uuid, by=by.actor, at=at)
    return current


def review_restriction(
    *, restriction: Restriction, words: str, until: date | None, by: Viewer, at: datetime
) -> Restriction:
    """At its date or on appeal; `until` is the next review, without one it ends. Raises NotAllowed, NeedsAnother, RestrictionRefused."""
    if not words.strip():
        raise RestrictionRefused(_("Say why it goes on or ends."))
    if until is not None and until <= timezone.localtime(at).date():
        raise RestrictionRefused(_("The day on which it is looked at again is still to come."))
    with transaction():
        current = restriction_locked(restriction, by, RestrictionState.IN_FORCE)
        on_appeal = current.appealed_at is not None and current.appeal_by_id is None
        if on_appeal and by.user_id in {current.asked_by_id, current.answered_by_id}:
            raise NeedsAnother
        current.appeal_answer = words.strip()
        if on_appeal:
            current.appeal_by_id = by.user_id
        if until is None:
            current.state, current.ended_at = RestrictionState.ENDED, at
        else:
            current.review_date = until
        current.save()
        fact = event_types.RestrictionReviewed(current.customer_id, current.state)
        events.record(fact, subject=current.uuid, by=by.actor, at=at)
    return current
