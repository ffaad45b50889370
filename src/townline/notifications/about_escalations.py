"""Mail to who is told that a promise runs out, or that a customer came back. A reference and a link, nothing of the resident."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.core import reference as references
from townline.core.links import link
from townline.events.values import RecordedEvent
from townline.notifications import operations
from townline.notifications.words import day_in_words
from townline.service_requests.queries.escalations import escalation_of_event

if TYPE_CHECKING:
    from townline.accounts.models import User
    from townline.service_requests.models import Escalation


def tell_escalated(*, event: RecordedEvent) -> None:
    """Only those whose rung says mail; the others find it on their list."""
    rung = escalation_of_event(uuid=UUID(event.data["escalation"]))
    if event.type == "service_request.escalation_passed_on":
        _tell(rung, event.data["to"], event, passed_by=event.actor.label)
    elif event.data["by_mail"]:
        for user_id in event.data["users"]:
            _tell(rung, user_id, event)


def _tell(rung: "Escalation", user_id: int, event: RecordedEvent, *, passed_by: str = "") -> None:
    user = accounts.user_by_id(user_id=user_id)
    with translation.override(user.language):
        operations.tell_staff(
            user=user,
            kind="escalation",
            subject_line=_title(rung, event.occurred_at),
            text=_text(rung, user, event.occurred_at, passed_by),
            identity=f"{event.type}:{event.uuid}",
            at=event.recorded_at,
        )


def _title(rung: "Escalation", at: datetime) -> str:
    number = references.said(rung.request.reference)
    if rung.due_at is None:
        if rung.step.trigger == "disputed":
            return _("Not resolved, says the customer: %(number)s") % {"number": number}
        return _("The customer asks again: %(number)s") % {"number": number}
    if rung.due_at <= at:
        return _("Late: %(number)s") % {"number": number}
    return _("Due soon: %(number)s") % {"number": number}


def _text(rung: "Escalation", user: "User", at: datetime, passed_by: str) -> str:
    request = rung.request
    service = request.service.name_fr if user.language == "fr" else request.service.name_en
    lines = [service]
    if request.team is not None:
        lines.append(_("Team: %(team)s") % {"team": request.team.name.in_(user.language)})
    if rung.due_at is not None:
        day = day_in_words(rung.due_at, language=user.language)
        promise = rung.step.get_kind_display()
        lines.append(_("%(promise)s: due %(day)s") % {"promise": promise, "day": day})
    if passed_by:
        lines.append(_("Passed on to you by %(person)s.") % {"person": passed_by})
    lines += ["", link(name="desk_request", reference=request.reference), ""]
    lines.append(_("Say on your list that you look after it, or pass it on. Else the next person is told."))
    return "\n".join(lines)
