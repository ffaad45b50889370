"""How an office likes its digest, and when it is due."""

from datetime import datetime, timedelta

from django.utils import timezone

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.core.actor import SYSTEM, Actor
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction, transaction_required
from townline.council import event_types, queries
from townline.council.models import Office
from townline.council.permissions import office_of
from townline.events import operations as events

HOUR, WEEKDAY = 7, 0  # Monday morning
RECENT = timedelta(days=6)


def choose_digest(*, wants: bool, by: Viewer, at: datetime) -> None:
    office = office_of(by)
    with transaction():
        Office.objects.update_or_create(councillor_id=office, defaults={"wants_digest": wants})
        changed(office, "digest_on" if wants else "digest_off", by.actor, at)


def make_digests(*, at: datetime) -> int:
    """On Monday at seven, local time: one event for each office that wants one. None during a campaign."""
    local = timezone.localtime(at)
    if local.weekday() != WEEKDAY or local.hour != HOUR or queries.is_campaign(at=at):
        return 0
    made = 0
    for user in accounts.all_users().filter(role="councillor", is_active=True):
        with transaction():
            row, _is_new = Office.objects.select_for_update().get_or_create(councillor_id=user.pk)
            if row.wants_digest and (row.digest_at is None or row.digest_at < at - RECENT):
                row.digest_at = at
                row.save(update_fields=["digest_at"])
                fact = event_types.DigestDue(user.pk)
                events.record(fact, subject=subject_uuid(kind="council_office", id=user.pk), by=SYSTEM, at=at)
                made += 1
    return made


@transaction_required
def changed(office: int, what: str, by: Actor, at: datetime) -> None:
    fact = event_types.OfficeChanged(office, what)
    events.record(fact, subject=subject_uuid(kind="council_office", id=office), by=by, at=at)
