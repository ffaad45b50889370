"""Mail to who is asked to decide on a closing because nobody below did in time: one a person and a day, nothing of the resident."""

from typing import TYPE_CHECKING

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.core import reference as references
from townline.core.links import link
from townline.events.values import RecordedEvent
from townline.notifications import operations
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from townline.accounts.models import User


def tell_approvers(*, event: RecordedEvent) -> None:
    """The managers of the department, then every manager. The first of a day is told by mail; the list has them all."""
    managers = accounts.all_users().filter(role="manager", is_active=True)
    if event.data["level"] == "department":
        managers = managers.filter(department=event.data["department_id"])
    reference = service_requests.request_of_event(subject=event.subject).reference
    for user in managers:
        _tell(user, reference, event)


def _tell(user: "User", reference: str, event: RecordedEvent) -> None:
    day = timezone.localtime(event.occurred_at).date()
    with translation.override(user.language):
        lines = [
            _("Nobody has decided on this closing in two business days, so it is asked of you: %(number)s.")
            % {"number": references.said(reference)},
            "",
            link(name="desk_request", reference=reference),
            "",
            _("Everything that waits for you is under “Approvals” on the desk."),
        ]
        operations.tell_staff(
            user=user,
            kind="approval",
            subject_line=_("A closing waits for your decision"),
            text="\n".join(lines),
            identity=f"approval:{day.isoformat()}",
            at=event.recorded_at,
        )
