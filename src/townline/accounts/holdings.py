"""Staff accounts as the records office sees them; of residents, failed sign-ins under their address."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from axes.models import AccessAttempt
from django.db.models import Q
from django.utils.translation import gettext as _

from townline.accounts.models import User
from townline.accounts.operations.dispose import FORMER, dispose
from townline.accounts.operations.people import user_subject
from townline.privacy.holdings import Due, Held, LastUse, Person, Walk, Window
from townline.privacy.values import RetentionClass

__all__ = ["WALKS", "about", "dispose", "held_about", "last_used"]


def held_about(*, people: Sequence[Person]) -> Iterable[Held]:
    said = Q(pk=None)
    for trace in {trace for person in people for trace in person.traces}:
        said |= Q(username__iexact=trace)
    for attempt in AccessAttempt.objects.filter(said).order_by("attempt_time"):
        text = ((_("Name typed"), attempt.username or ""), (_("From"), attempt.ip_address or ""))
        yield Held("accounts", "sign_in", None, _("Sign-in that failed"), text, attempt.attempt_time)


def last_used(*, people: Sequence[Person]) -> Iterable[LastUse]:
    return ()


def about(*, retention: RetentionClass, subjects: Sequence[UUID]) -> Sequence[Due]:
    if retention != RetentionClass.STAFF_ACCOUNT:
        return ()
    sought = set(subjects)
    return [due for due in _due(Q()) if due.subject in sought]


def _past(*, before: datetime, after: int, width: int) -> Window:
    return Window(_due(Q(id__gt=after, left_at__lt=before)), None)  # a city has some thousand at most


def _due(condition: Q) -> list[Due]:
    rows = User.objects.filter(condition, left_at__isnull=False, is_active=False).exclude(name=FORMER).order_by("id")
    return [Due(user_subject(pk), at, f"#{pk}") for pk, at in rows.values_list("id", "left_at") if at]


WALKS: Mapping[RetentionClass, Walk] = {RetentionClass.STAFF_ACCOUNT: _past}
