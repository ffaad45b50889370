"""The one form: a complaint, a compliment or a suggestion comes in. A name is not needed."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from townline.complaints import event_types
from townline.complaints.matters import columns_of
from townline.complaints.models import Complaint, Praise
from townline.complaints.queries.rules import rule_of
from townline.complaints.references import new_reference
from townline.complaints.values import LONGEST, Kind, Rule, Said, Stage
from townline.core.actor import Actor
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.customers import operations as customers
from townline.events import operations as events
from townline.service_levels import queries as deadlines
from townline.service_levels.values import Unit


class NothingSaid(OperationRefused):
    message = _("Write what happened.")


class TooLong(OperationRefused):
    message = _("This is too long. Say it in 4,000 characters; you can send more later.")


def receive(*, said: Said, by: Actor, at: datetime) -> Complaint | Praise:
    """Raises NothingSaid, TooLong, ContactRejected and NotFound."""
    if not said.words.strip():
        raise NothingSaid
    if max(len(said.words), len(said.wants)) > LONGEST:
        raise TooLong
    with transaction():
        shared = {
            **columns_of(said.matter),
            "reference": new_reference(),
            "customer_id": said.customer_id or _known(said, at),
            "words": said.words.strip(),
            "channel": said.channel,
            "language": said.contact.language,
            "preferred": said.contact.preferred,
            "notice_version_id": said.notice_version_id,
            "received_at": at,
        }
        if said.kind is not Kind.COMPLAINT:
            praise = Praise.objects.create(kind=said.kind, **shared)
            fact = event_types.PraiseReceived(said.kind.value, said.channel, praise.about)
            events.record(fact, subject=praise.uuid, by=by, at=at)
            return praise
        dates = dates_of(rule=rule_of(stage=Stage.FRONT_LINE), at=at)
        complaint = Complaint.objects.create(wants=said.wants.strip(), stage_since_at=at, **dates, **shared)
        taken = event_types.ComplaintReceived(said.channel, complaint.about, dates["due_at"].isoformat())
        events.record(taken, subject=complaint.uuid, by=by, at=at)
    return complaint


def _known(said: Said, at: datetime) -> int | None:
    found = customers.identify(contact=said.contact, at=at)
    return found.pk if found else None


def dates_of(*, rule: Rule, at: datetime) -> dict[str, datetime]:
    """When the stage is due, and by when the customer hears again."""
    due = deadlines.deadline(quantity=rule.days, unit=Unit(rule.unit), start=at)
    return {"due_at": due, "inform_by": min(due, at + timedelta(days=rule.inform_days))}
