"""The department says what will be done and by when."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.promised import last_day
from townline.core.transactions import transaction
from townline.service_levels import operations as service_levels
from townline.service_levels import queries as deadlines
from townline.service_levels.values import ClockKind
from townline.service_requests import event_types
from townline.service_requests.models import Note, NoteVisibility, ServiceRequest
from townline.service_requests.operations.changes import finish, locked
from townline.service_requests.operations.promising.told import customer_told
from townline.service_requests.promise_permissions import may_say_what_and_when

ONE_DAY = timedelta(days=1)


class SayWhatAndWhen(OperationRefused):
    message = _("Write what will be done: the customer will read it.")


def end_of(day: date) -> datetime:
    """Midnight at the end of a day in the city."""
    return timezone.make_aware(datetime.combine(day + ONE_DAY, time.min))


def say_what_and_when(
    *,
    request: ServiceRequest,
    what: str,
    by_when: date,
    by: Viewer,
    at: datetime,
    told_already: str = "",
    version: int | None = None,
) -> ServiceRequest:
    """Tells the customer; `told_already` names the way if somebody has done so (“call”, “visit”). Raises NotAllowed, SayWhatAndWhen.

    A day after the promised one is another promise: see `repromise`.
    """
    if not what.strip():
        raise SayWhatAndWhen
    with transaction():
        request = locked(request=request, version=version)
        if not may_say_what_and_when(request=request, viewer=by):
            raise NotAllowed
        _check_day(request, by_when, at)
        note = Note.objects.create(
            request=request, text=what.strip(), visibility=NoteVisibility.CUSTOMER, author_id=by.user_id,
            author_label=by.actor.label, written_at=at,
        )  # fmt: skip
        service_levels.stop(subject=request.uuid, at=at, kind=ClockKind.FIRST_CONTACT)
        customer_told(subject=request.uuid, at=at)
        request.promised_at = end_of(by_when)
        fact = event_types.FirstContacted(note.pk, by_when.isoformat(), told_already)
        return finish(request, fields=["promised_at"], fact=fact, by=by.actor, at=at)


def _check_day(request: ServiceRequest, by_when: date, at: datetime) -> None:
    if by_when < timezone.localdate(at):
        raise SayWhatAndWhen(_("Choose today or a day that is still to come."))
    running = deadlines.running_clocks(subject=request.uuid, kind=ClockKind.RESOLUTION)
    if running and by_when > max(last_day(running[0].due_at), timezone.localdate(at)):
        raise SayWhatAndWhen(
            _(
                "The City has promised an earlier day. Name that day, or promise another one first: the customer hears of it."
            )
        )
