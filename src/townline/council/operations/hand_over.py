"""After the term the notes wait some days for the councillor, behind words that only they know, and then they are removed."""

from datetime import date, datetime, timedelta

from django.contrib.auth.hashers import check_password
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.core.actor import SYSTEM, Actor, ActorKind
from townline.core.errors import NotFound, OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction, transaction_required
from townline.council import event_types
from townline.council.models import HandOver, Note, NoteReader, Office
from townline.council.packages import package_of
from townline.council.values import HAND_OVER_DAYS
from townline.events import operations as events

MOST_TRIES = 5


class WrongSecret(OperationRefused):
    message = _("These are not the words that you chose. After five wrong tries the link is closed.")


def end_terms(*, at: datetime) -> int:
    """Whose term is over and who has notes: they wait for the councillor for some days. Assistants are out at once.

    So is an assistant who left or went to another office: who comes back has to be let in again.
    """
    today = timezone.localtime(at).date()
    NoteReader.objects.exclude(assistant__works_for=F("councillor"), assistant__is_active=True).delete()
    over = accounts.all_users().filter(role="councillor", role_until__lt=today)
    made = 0
    for user in over.order_by("pk"):
        with transaction():
            NoteReader.objects.filter(councillor=user.pk).delete()
            count = Note.objects.filter(councillor=user.pk).count()
            if not count or HandOver.objects.filter(councillor=user.pk).exists():
                continue
            remove_at = at + timedelta(days=HAND_OVER_DAYS)
            HandOver.objects.create(councillor_id=user.pk, began_at=at, remove_at=remove_at, count=count)
            _record(event_types.NotesWait(user.pk, remove_at.isoformat()), SYSTEM, at)
            made += 1
    return made


def fetch_notes(*, hand_over: HandOver, secret: str, at: datetime) -> bytes:
    """By the link, with the words that the councillor chose. Raises NotFound, WrongSecret."""
    with transaction():
        row = HandOver.objects.select_for_update().get(pk=hand_over.pk)
        office = Office.objects.filter(councillor=row.councillor_id).first()
        if row.remove_at <= at or row.tries >= MOST_TRIES or office is None or not office.hand_over_secret:
            raise NotFound
        is_right = check_password(secret.strip(), office.hand_over_secret)
        if is_right:
            row.fetched_at = at
            row.save(update_fields=["fetched_at"])
            _record(event_types.NotesHandedOver(row.councillor_id), Actor(ActorKind.STAFF, row.councillor_id, ""), at)
            return package_of(notes=list(Note.objects.filter(councillor=row.councillor_id).order_by("changed_at")))
        row.tries += 1
        row.save(update_fields=["tries"])
    raise WrongSecret


def remove_notes(*, at: datetime) -> int:
    """When the days are over, fetched or not; at once if the councillor has a new term nothing goes."""
    today = timezone.localtime(at).date()
    removed = 0
    with transaction():
        for row in HandOver.objects.select_for_update(skip_locked=True, of=("self",)).select_related("councillor"):
            if not row.councillor.role_has_ended(on=today):
                row.delete()  # a new term: the notes are theirs to write on
            elif row.remove_at <= at:
                Note.objects.filter(councillor=row.councillor_id).delete()
                Office.objects.filter(councillor=row.councillor_id).update(hand_over_email="", hand_over_secret="")
                _record(event_types.NotesRemoved(row.councillor_id), SYSTEM, at)
                row.delete()
                removed += 1
        _forget_addresses(before=today - timedelta(days=HAND_OVER_DAYS))
    return removed


@transaction_required
def _forget_addresses(*, before: date) -> None:
    """Also of who had no notes: the councillor's own address is not the City's to keep."""
    over = Office.objects.filter(councillor__role_until__lt=before).exclude(hand_over_email="")
    over.exclude(councillor__in=HandOver.objects.values("councillor")).update(hand_over_email="", hand_over_secret="")


@transaction_required
def _record(fact: events.Fact, by: Actor, at: datetime) -> None:
    office: int = fact.office_id  # type: ignore[attr-defined]  # each of them is of an office
    events.record(fact, subject=subject_uuid(kind="council_office", id=office), by=by, at=at)
