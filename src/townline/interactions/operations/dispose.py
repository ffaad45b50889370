"""Let go of who was in touch and what was said; when, how, about which service and with what outcome stays for the figures."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, Value
from django.db.models.functions import Left

from townline.core.actor import Actor
from townline.core.transactions import transaction_required
from townline.events import operations as events
from townline.interactions import event_types
from townline.interactions.models import Handling, Interaction
from townline.interactions.operations.dispose_papers import forget_papers
from townline.privacy.holdings import Disposed, Person, disposing

EMPTY = ("from_phone", "from_email", "caller_name", "summary")
PROMISE_GONE = "…"  # the table wants words beside the date and state of a promise, and reports count those


def dispose(
    *, people: Sequence[Person], by: Actor, at: datetime, certificate: UUID, subjects: Sequence[UUID] = ()
) -> Disposed:
    """Contacts of these people, about these requests, or these very contacts."""
    ids = [person.id for person in people]
    about = Q(subject__in=subjects) | Q(matters__subject__in=subjects) | Q(uuid__in=subjects)
    with disposing(certificate=certificate):
        keys = Interaction.objects.filter(Q(customer_id__in=ids) | about).values_list("pk", flat=True)
        found = list(
            Interaction.objects.select_for_update(of=("self",))
            .filter(still_holds(), pk__in=list(keys))
            .order_by("pk")
            .values_list("pk", "uuid")
        )
        papers = forget_papers(people=people, subjects=subjects)
        handled = _empty([pk for pk, _uuid in found])
        for _pk, uuid in found:
            events.record(event_types.ContactDisposed(str(certificate)), subject=uuid, by=by, at=at)
        events.forget_errors(subjects=[uuid for _pk, uuid in found])
    return Disposed({"contacts": len(found), "summaries": handled, "papers": papers})


def still_holds() -> Q:
    """Contacts that say something about a person."""
    said = Q(customer__isnull=False)
    for name in EMPTY:
        said |= Q(handling__isnull=False) & ~Q(**{f"handling__{name}": ""})
    return said | Q(handling__isnull=False) & ~Q(handling__promised__in=["", PROMISE_GONE])


@transaction_required
def _empty(keys: Sequence[int]) -> int:
    Interaction.objects.filter(pk__in=keys).update(customer=None)
    handled = Handling.objects.filter(pk__in=keys)
    handled.exclude(promised="").update(promised=Value(PROMISE_GONE))
    return handled.update(postal_code=Left(F("postal_code"), 3), **dict.fromkeys(EMPTY, ""))
