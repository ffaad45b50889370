"""Hear how a request goes without having asked for it: “Same problem: keep me informed”, and whom staff add."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.transactions import transaction
from townline.customers import operations as customers
from townline.customers.values import Contact
from townline.events import operations as events
from townline.interactions import operations as interactions
from townline.interactions.values import Purpose
from townline.service_requests import event_types, permissions
from townline.service_requests.models import Follower, ServiceRequest
from townline.service_requests.values import Ground, PartyRole, Sees

if TYPE_CHECKING:
    from townline.customers.models import Customer


class CannotFollow(OperationRefused):
    message = _("Give an e-mail address or a telephone number, so that we can keep you informed.")


@dataclass(frozen=True, slots=True)
class Party:
    """Who they are to it, how much they are told, and why they may be."""

    role: PartyRole
    sees: Sees
    ground: Ground
    reason: str = ""


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


def add_follower(*, request: ServiceRequest, contact: Contact, party: Party, by: Viewer, at: datetime) -> "Customer":
    """Somebody who hears of it from now on, with the ground for it. For one who hears of it already, the new terms hold.

    Raises CannotFollow, ContactRejected, NotAllowed.
    """
    _check(request, contact, party, by)
    with transaction():
        customer = customers.identify(contact=contact, at=at)
        if customer is None:
            raise CannotFollow(_("Give an e-mail address, a telephone number or a postal address."))
        if customer.pk == request.customer_id:
            raise CannotFollow(_("This is the person who reported it: they are told of every step already."))
        terms = {
            "language": contact.language,
            "preferred": contact.preferred.value,
            "role": party.role,
            "sees": party.sees,
            "ground": party.ground,
            "reason": party.reason.strip(),
        }
        Follower.objects.update_or_create(
            request=request, customer=customer, defaults=terms, create_defaults=terms | {"since_at": at}
        )
        fact = event_types.FollowerAdded(customer.pk, party.role.value, party.sees.value, party.ground.value)
        events.record(fact, subject=request.uuid, by=by.actor, at=at)
    return customer


def _check(request: ServiceRequest, contact: Contact, party: Party, by: Viewer) -> None:
    """What is not public is told only on a ground; everything but the person only on one that is more than a wish."""
    if not permissions.may_name_followers(request=request, viewer=by):
        raise NotAllowed
    if not (contact.email.strip() or contact.phone.strip() or contact.postal_address.strip()):
        raise CannotFollow(_("Give an e-mail address, a telephone number or a postal address."))
    if party.ground != Ground.ASKED:
        if not party.reason.strip():
            raise CannotFollow(_("Write how you know the ground: who agreed and when, or what work they do."))
        return
    if request.visibility != "public":
        raise CannotFollow(
            _("This request is not public: to wish to know is not enough. Ask the person who reported it.")
        )
    if party.sees == Sees.ALL_BUT_PERSON:
        raise CannotFollow(_("To wish to know is not enough for this much. Choose less, or another ground."))


def remove_follower(*, request: ServiceRequest, follower_id: int, by: Viewer, at: datetime) -> None:
    """They hear no more of it. Raises NotFound, NotAllowed."""
    if not permissions.may_name_followers(request=request, viewer=by):
        raise NotAllowed
    _remove(request, Follower.objects.filter(request=request, pk=follower_id).first(), by.actor, at)


def stop_following(*, request: ServiceRequest, customer_id: int | None, by: Actor, at: datetime) -> None:
    """By their own private link. Saying it twice changes nothing."""
    row = Follower.objects.filter(request=request, customer_id=customer_id).first() if customer_id else None
    if row is not None:
        _remove(request, row, by, at)


def _remove(request: ServiceRequest, row: Follower | None, by: Actor, at: datetime) -> None:
    if row is None:
        raise NotFound
    with transaction():
        row.delete()
        fact = event_types.FollowerRemoved(row.customer_id, row.role)
        events.record(fact, subject=request.uuid, by=by, at=at)
