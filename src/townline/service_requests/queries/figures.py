"""Figures about one named employee: for that person and their supervisor, and only once the city has said so to its staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q
from django.db.models.functions import TruncWeek
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.interactions import queries as interactions
from townline.privacy import queries as privacy
from townline.privacy.reading import saw_colleague
from townline.service_requests.models import Assignment

WEEKS = 6


class FiguresAreOff(OperationRefused):
    message = _("Figures about people are off: the city has not recorded what it tells its employees about them.")


@dataclass(frozen=True, slots=True)
class Week:
    """What one person did in the week that begins on this Monday."""

    week: date
    contacts: int = 0
    wrapped_up: int = 0
    wrapped_up_in_time: int = 0
    resolved_at_first: int = 0
    completed: int = 0
    completed_in_time: int = 0


def figures_of(*, user_id: int, viewer: Viewer, at: datetime) -> Sequence[Week]:
    """The last weeks, the running one last. Raises FiguresAreOff, NotAllowed. A supervisor's look is written down."""
    if privacy.monitoring_policy(at=at) is None:
        raise FiguresAreOff
    if user_id != viewer.user_id:
        if user_id not in accounts.supervised_by(viewer=viewer):
            raise NotAllowed(_("These figures are for the person and their supervisor only."))
        saw_colleague(user_id=user_id)
    mondays = _mondays(at)
    since = timezone.make_aware(datetime.combine(mondays[0], datetime.min.time()))
    contacts = {row.week: row for row in interactions.contacts_by_week(user_id=user_id, since=since, until=at)}
    completed = _completed(user_id, since=since, until=at)
    return [_week(monday, contacts.get(monday), completed.get(monday, (0, 0))) for monday in mondays]


def _mondays(at: datetime) -> list[date]:
    today = timezone.localtime(at).date()
    this = today - timedelta(days=today.weekday())
    return [this - timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]


def _week(monday: date, row: "interactions.WeekOfContacts | None", completed: tuple[int, int]) -> Week:
    if row is None:
        return Week(monday, completed=completed[0], completed_in_time=completed[1])
    return Week(monday, row.handled, row.wrapped_up, row.wrapped_up_in_time, row.resolved_at_first, *completed)


def _completed(user_id: int, *, since: datetime, until: datetime) -> dict[date, tuple[int, int]]:
    """Requests that were theirs when the work was done; in time is before the date that the customer was told."""
    theirs = Assignment.objects.filter(
        Q(closed_at__isnull=True) | Q(closed_at__gte=F("request__completed_at")),
        assignee=user_id,
        opened_at__lte=F("request__completed_at"),
        request__completed_at__gte=since,
        request__completed_at__lt=until,
    )
    weeks = theirs.annotate(week=TruncWeek("request__completed_at")).values("week").order_by("week")
    counted = weeks.annotate(
        done=Count("request", distinct=True),
        in_time=Count("request", distinct=True, filter=Q(request__completed_at__lte=F("request__promised_at"))),
    )
    return {row["week"].date(): (row["done"], row["in_time"]) for row in counted}
