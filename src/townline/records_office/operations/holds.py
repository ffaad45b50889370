"""Keep something from being destroyed, and let go of it again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import transaction
from townline.core.words import plain
from townline.events import operations as events
from townline.records_office import event_types
from townline.records_office.models import AccessRequest, LegalHold
from townline.records_office.values import CLOSED, HoldReason, HoldScope


class StillAskedFor(OperationRefused):
    message = _("The access request that this hold is for is open. It is lifted when the answer was sent.")


class HoldRefused(OperationRefused):
    message = _("Say what the hold is about: one person, one request, one address or one class.")


@dataclass(frozen=True, slots=True)
class Held:
    """What a hold is about: one of these."""

    person: UUID | None = None
    request: UUID | None = None
    address: str = ""
    retention: str = ""

    @property
    def scope(self) -> HoldScope:
        """Raises HoldRefused unless it is exactly one."""
        given = [
            scope
            for scope, value in (
                (HoldScope.PERSON, self.person),
                (HoldScope.REQUEST, self.request),
                (HoldScope.ADDRESS, self.address.strip()),
                (HoldScope.RETENTION, self.retention),
            )
            if value
        ]
        if len(given) != 1:
            raise HoldRefused
        return given[0]


def place_hold(*, held: Held, reason: HoldReason, file_number: str, by: Viewer | Actor, at: datetime) -> LegalHold:
    """Also for lists that are signed already: what is not destroyed yet stays. Raises HoldRefused, NotAllowed."""
    scope = held.scope
    if not file_number.strip():
        raise HoldRefused(
            _("Give the number of the claim, case or access request, so that somebody can lift it one day.")
        )
    actor = _keeper(by)
    with transaction():
        hold = LegalHold.objects.create(
            scope=scope,
            subject=held.person or held.request,
            address=plain(held.address),
            retention=held.retention,
            reason=reason,
            file_number=file_number.strip(),
            placed_at=at,
            placed_by_id=actor.id,
            placed_by=actor.label,
        )
        fact = event_types.HoldPlaced(scope.value, reason.value, str(hold.subject) if hold.subject else None)
        events.record(fact, subject=hold.uuid, by=actor, at=at)
    return hold


def lift_hold(*, hold: LegalHold, by: Viewer | Actor, at: datetime) -> LegalHold:
    """Lifting twice is the same as once. Raises StillAskedFor to a person who lifts the hold of an open access request."""
    actor = _keeper(by)
    if isinstance(by, Viewer) and _waits_for_answer(hold):
        raise StillAskedFor
    with transaction():
        hold = LegalHold.objects.select_for_update().get(pk=hold.pk)
        if hold.lifted_at is None:
            hold.lifted_at, hold.lifted_by_id = at, actor.id
            hold.save(update_fields=["lifted_at", "lifted_by_id"])
            events.record(event_types.HoldLifted(), subject=hold.uuid, by=actor, at=at)
    return hold


def _waits_for_answer(hold: LegalHold) -> bool:
    return AccessRequest.objects.filter(hold=hold.uuid).exclude(state__in=CLOSED).exists()


def _keeper(by: Viewer | Actor) -> Actor:
    """The records clerk; other parts of the house act for an access request."""
    if isinstance(by, Actor):
        return by
    if not (by.can(Capability.KEEP_RETENTION) or by.can(Capability.HANDLE_ACCESS_REQUESTS)):
        raise NotAllowed
    return by.actor
