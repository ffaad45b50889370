"""Groups of customers by lawful fields only. Pure values.

A field is here because the city collects it to serve people in a way that they can use, and dividing by it serves that same
purpose (MFIPPA section 31: a use consistent with the collection). What is not here cannot be asked: no name, no exact address, no
safety alert, no complaint, no enforcement case, nothing about origin, belief, health or age.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused

SMALLEST = 5  # a group under this is not counted on a page: its members could be told apart

LAWFUL = {
    "kind": _("asked to write to a business as a business"),
    "language": _("asked to write in the customer’s language"),
    "spoken_language": _("asked to bring an interpreter"),
    "needs_interpreter": _("asked to bring an interpreter"),
    "format_wish": _("asked to send what the customer can read"),
    "preferred_channel": _("asked to reach the customer as they wish"),
    "district": _("the first half of the postal code: where a service is needed"),
}

Rule = Mapping[str, Sequence[str]]


class SegmentRefused(OperationRefused):
    message = _("A segment needs one condition at least.")


def checked(rule: Rule) -> dict[str, list[str]]:
    """The conditions that say something. Raises SegmentRefused for a field that is not lawful, and for none at all."""
    if unlawful := sorted(set(rule) - set(LAWFUL)):
        raise SegmentRefused(_("Customers are not divided by this: %(fields)s.") % {"fields": ", ".join(unlawful)})
    kept = {field: [str(value) for value in values] for field, values in rule.items() if values}
    if not kept:
        raise SegmentRefused
    return kept
