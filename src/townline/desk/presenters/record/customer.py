"""Who asked."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.desk.presenters.contact_points import contact_link, contact_words
from townline.desk.presenters.customers.naming import customer_url, name_of
from townline.desk.presenters.customers.wishes import preferred_words

if TYPE_CHECKING:
    from townline.service_requests.queries import Record


def customer_of(record: "Record") -> dict[str, object]:
    request = record.request
    if record.is_sealed or not record.sees_customer:
        return {"is_hidden": True, "is_sealed": record.is_sealed, "may_break_glass": record.may_break_glass}
    person = request.customer
    return {
        "is_hidden": False,
        "name": name_of(person) if person else _("Anonymous"),
        "url": customer_url(person),
        "is_anonymous": person is None,
        "points": [
            {
                "kind": point.kind,
                "value": contact_words(point.kind, point.value),
                "link": contact_link(point.kind, point.value),
                "is_off": point.is_off,
            }
            for point in record.contact_points
        ],
        "postal_address": person.postal_address if person else "",
        "language": {"en": _("Speaks English"), "fr": _("Speaks French")}.get(request.language, request.language),
        "preferred": preferred_words(request.preferred) if person else "",
    }
