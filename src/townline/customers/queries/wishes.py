"""How a customer wants to hear from us, whatever they asked for."""

from dataclasses import dataclass
from datetime import datetime, time

from townline.customers.models import Customer
from townline.customers.queries.people import survivor_of
from townline.customers.quiet import after_quiet
from townline.customers.values import FormatWish, Preferred


@dataclass(frozen=True, slots=True)
class Wishes:
    """`preferred` is empty where they said nothing that holds for every request."""

    preferred: Preferred | None = None
    format_wish: FormatWish = FormatWish.NONE
    quiet_from: time | None = None
    quiet_until: time | None = None

    def may_call_at(self, moment: datetime) -> datetime:
        """The moment, or the end of the quiet hours in which it lies."""
        return after_quiet(moment, quiet_from=self.quiet_from, quiet_until=self.quiet_until)


def wishes_of(*, customer: Customer) -> Wishes:
    """Those of the survivor, where records were merged."""
    if customer.merged_into_id is not None:
        customer = Customer.objects.get(pk=survivor_of(customer=customer.pk))
    preferred = Preferred(customer.preferred_channel) if customer.preferred_channel else None
    return Wishes(preferred, FormatWish(customer.format_wish), customer.quiet_from, customer.quiet_until)
