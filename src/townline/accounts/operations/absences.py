"""Away dates, and the deputy whom work and approvals follow."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts import event_types
from townline.accounts.models import Absence, User
from townline.accounts.operations.people import user_subject
from townline.accounts.permissions import COUNCIL_ROLES, Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events


class AbsenceRefused(OperationRefused):
    message = _("Choose a first and a last day, and a deputy who is somebody else and works here.")


def save_absence(*, user: User, deputy: User, from_date: date, until_date: date, by: Viewer, at: datetime) -> Absence:
    """Everybody for themselves; administrators for others, supervisors for those of their own department.

    Raises NotAllowed, AbsenceRefused.
    """
    _need_absence_right(user, by)
    if until_date < from_date or deputy.pk == user.pk or not deputy.is_active:
        raise AbsenceRefused
    if {user.role, deputy.role} & COUNCIL_ROLES:
        raise AbsenceRefused(_("A council office stands in for nobody of the City, and nobody stands in for it."))
    with transaction():
        absence = Absence.objects.create(user=user, deputy=deputy, from_date=from_date, until_date=until_date)
        fact = event_types.AbsenceChanged(
            user.pk, deputy.pk, from_date.isoformat(), until_date.isoformat(), removed=False
        )
        events.record(fact, subject=user_subject(user.pk), by=by.actor, at=at)
    return absence


def remove_absence(*, absence: Absence, by: Viewer, at: datetime) -> None:
    _need_absence_right(absence.user, by)
    with transaction():
        fact = event_types.AbsenceChanged(
            absence.user_id,
            absence.deputy_id,
            absence.from_date.isoformat(),
            absence.until_date.isoformat(),
            removed=True,
        )
        events.record(fact, subject=user_subject(absence.user_id), by=by.actor, at=at)
        absence.delete()


def _need_absence_right(user: User, by: Viewer) -> None:
    """A deputy sees and does what the other may: a supervisor must not become one in another department."""
    if user.pk == by.user_id or by.can(Capability.CHANGE_SETTINGS):
        return
    if not (by.can(Capability.APPROVE) and user.department_id is not None and user.department_id == by.department_id):
        raise NotAllowed
