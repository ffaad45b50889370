"""“Same problem: keep me informed.”"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from townline.core.actor import Actor
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.customers import operations as customers
from townline.customers.values import Contact
from townline.events import operations as events
from townline.interactions import operations as interactions
from townline.interactions.values import Purpose
from townline.service_requests import event_types
from townline.service_requests.models import Follower, ServiceRequest

if TYPE_CHECKING:
    from townline.customers.models import Customer


class CannotFollow(OperationRefused):
    message = _("Give an e-mail address or a telephone number, so that we can keep you informed.")


def follow(
    *,
    request: ServiceRequest,
    contact: Contact,
    channel: str,
    by: Actor,
    at: datetime,
    notice_version_id: int | None = None,
) -> "Customer":
    """Adds a follower and counts the contact. Saying it twice changes nothing. Raises CannotFollow, ContactRejected."""
    if request.visibility != "public" or not (contact.email.strip() or contact.phone.strip()):
        raise CannotFollow
    with transaction():
        customer = customers.identify(contact=contact, at=at)
        if customer is None:
            raise CannotFollow
        if customer.pk == request.customer_id:
            return customer  # hears of everything already, and once is enough
        _follower, is_new = Follower.objects.get_or_create(
            request=request,
            customer=customer,
            defaults={"language": contact.language, "preferred": contact.preferred.value, "since_at": at},
        )
        if is_new:
            interactions.record(
                customer=customer,
                channel=channel,
                purpose=Purpose.FOLLOW_UP,
                subject=request.uuid,
                language=contact.language,
                by=by,
                at=at,
                notice_version_id=notice_version_id,
            )
            events.record(event_types.Followed(customer.pk), subject=request.uuid, by=by, at=at)
    return customer
