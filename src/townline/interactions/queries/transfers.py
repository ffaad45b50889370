"""What a receiver sees of a contact that is handed over."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core import signing

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.interactions.models import Interaction, Matter, Transfer
from townline.interactions.values import Shown
from townline.privacy.reading import What, saw

if TYPE_CHECKING:
    from townline.interactions.permissions import Subjects

_SALT = "townline.transfer"


@dataclass(frozen=True, slots=True)
class Context:
    """Only what was chosen to be shown; `matters` are the subjects that came of the contact and are open to the viewer."""

    transfer: Transfer
    contact: Interaction
    customer: Any
    phone: str
    email: str
    summary: str
    matters: tuple[UUID, ...]


def token_of(*, transfer: Transfer) -> str:
    """What stands in the address for colleagues; good as long as the transfer lasts."""
    return signing.Signer(salt=_SALT).sign(transfer.uuid.hex).replace(":", "~")


def transfer_by_token(*, token: str, viewer: Viewer, at: datetime) -> Transfer:
    """For people of the team that it goes to, while it lasts. Raises NotFound; a wrong token is not told from an old one."""
    try:
        uuid = UUID(signing.Signer(salt=_SALT).unsign(token.replace("~", ":")))
    except (signing.BadSignature, ValueError):
        raise NotFound from None
    found = Transfer.objects.filter(uuid=uuid, expires_at__gt=at).first()
    if found is None or found.to_team_id not in viewer.teams or not viewer.can(Capability.RECORD_CONTACTS):
        raise NotFound
    return found


def transfer_of(*, uuid: UUID, contact: Interaction) -> Transfer:
    """For who handed it over. Raises NotFound."""
    found = Transfer.objects.filter(uuid=uuid, interaction=contact).first()
    if found is None:
        raise NotFound
    return found


def transfers_to(*, viewer: Viewer, at: datetime, limit: int) -> list[Transfer]:
    """Contacts that wait for somebody of the person's teams to take them over."""
    waiting = Transfer.objects.filter(to_team_id__in=viewer.teams, expires_at__gt=at, taken_at=None)
    return list(waiting.order_by("made_at")[:limit])


def context_of(*, transfer: Transfer, subjects: "Subjects") -> Context:
    """A sealed matter keeps name, number and words back, whatever was chosen."""
    contact = Interaction.objects.select_related("customer", "handling").get(pk=transfer.interaction_id)
    about = set(Matter.objects.filter(interaction=contact).values_list("subject", flat=True)) | {contact.subject}
    about -= {None}
    open_here = Interaction.objects.filter(pk=contact.pk, subject__in=subjects) if subjects is not None else None
    is_open = contact.subject is None or (open_here is not None and open_here.exists())
    closed = Matter.objects.filter(interaction=contact)
    if subjects is not None:
        closed = closed.exclude(subject__in=subjects)
    shows = set(transfer.shows) if is_open and not closed.exists() else set()
    customer = contact.customer if Shown.NAME in shows else None
    saw(people=[customer.uuid] if customer else [], subject=contact.uuid, what=What.CONTACT)
    return Context(
        transfer=transfer,
        contact=contact,
        customer=customer,
        phone=contact.handling.from_phone if Shown.REACH in shows else "",
        email=contact.handling.from_email if Shown.REACH in shows else "",
        summary=contact.handling.summary if Shown.SUMMARY in shows else "",
        matters=tuple(filter(None, about)) if Shown.REQUESTS in shows else (),
    )
