"""Who the customer is, above everything else on their page; and what stands written about them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.customers.values import Kind
from townline.desk.presenters.customers.languages import language_need, language_words
from townline.desk.presenters.customers.naming import kind_of, name_of
from townline.desk.presenters.customers.wishes import wishes
from townline.ui import times
from townline.ui.summary_list import SummaryRow

if TYPE_CHECKING:
    from townline.customers.models import Customer
    from townline.customers.queries import CustomerFile


def customer_head(file: "CustomerFile", *, at: datetime) -> dict[str, object]:
    customer = file.customer
    return {
        "uuid": customer.uuid,
        "name": name_of(customer),
        "organisation": customer.organisation if customer.name else "",
        "kind": kind_of(customer),
        "is_colleague": customer.kind == Kind.STAFF,
        "language": language_words(customer),
        "language_need": language_need(customer),
        "since": times.short(customer.created_at, today=times.day_of(at)),
        "merged": len(file.others),
        "is_disposed": customer.disposed_at is not None,
    }


def written_about(customer: "Customer") -> list[SummaryRow]:
    """What stands there now, for somebody whose change met another one."""
    return [
        SummaryRow(_("Name"), customer.name),
        SummaryRow(_("Business or organisation"), customer.organisation),
        SummaryRow(_("Postal address"), customer.postal_address),
        SummaryRow(_("Language"), " ".join(filter(None, [language_need(customer), language_words(customer)]))),
        SummaryRow(_("Wishes"), wishes(customer)),
    ]
