"""Terms of office: who sits for which ward, from when until when. The role at the sign-in ends with the last of them."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from townline.accounts import operations as accounts
from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.places.event_types import CouncilTermChanged
from townline.places.models import Area, AreaKind, CouncilTerm

if TYPE_CHECKING:
    from townline.accounts.models import User


class TermRefused(OperationRefused):
    message = _("Choose a councillor, a ward or the whole city, a first day and a last day that comes after it.")


def save_term(
    *,
    term: CouncilTerm | None,
    person: "User",
    area: Area | None,
    from_date: date,
    until_date: date,
    by: Viewer | Actor,
    at: datetime,
) -> CouncilTerm:
    """None for a new one; nobody sits in two places at a time. Raises NotAllowed, TermRefused."""
    actor = actor_who_may_change(by)
    if person.office_id != person.pk or until_date < from_date or (area and area.kind != AreaKind.WARD):
        raise TermRefused
    if term and term.person_id != person.pk:
        raise TermRefused(_("A term stays with its person. End it, and enter a new one for somebody else."))
    others = CouncilTerm.objects.filter(person=person)
    others = others.exclude(pk=term.pk) if term else others
    if others.filter(from_date__lte=until_date, until_date__gte=from_date).exists():
        raise TermRefused(_("These days lie in another term of the same person. End that one first."))
    before = [term.from_date.isoformat(), term.until_date.isoformat()] if term else []
    with transaction():
        saved = term or CouncilTerm(person=person)
        saved.area, saved.from_date, saved.until_date = area, from_date, until_date
        saved.save()
        last = max([until_date, *others.values_list("until_date", flat=True)])
        accounts.set_role_until(user=person, until=last, by=actor, at=at)
        days = [from_date.isoformat(), until_date.isoformat()]
        fact = CouncilTermChanged(saved.pk, person.pk, area.pk if area else None, before, days)
        events.record(fact, subject=subject_uuid(kind="council_term", id=saved.pk), by=actor, at=at)
    return saved
