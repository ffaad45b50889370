"""Customers by what somebody types into one box."""

from townline.core.words import plain
from townline.customers.contact_check import ContactRejected, phone_of
from townline.customers.models import Customer


def find_customers(*, text: str, limit: int = 20) -> list[Customer]:
    """By e-mail, the digits of a telephone number, or a name that may be misspelt."""
    words = text.replace("\x00", "").strip()
    if "@" in words:
        return list(Customer.objects.filter(contact_points__kind="email", contact_points__value=words.lower())[:limit])
    digits = "".join(letter for letter in words if letter.isdigit())
    if len(digits) >= 7 and not any(letter.isalpha() for letter in words):
        # The index finds a whole number; the end of one is looked for row by row.
        by = (
            {"contact_points__value": _whole_number(words)}
            if len(digits) >= 10
            else {"contact_points__value__endswith": digits}
        )
        return list(Customer.objects.filter(contact_points__kind="phone", **by)[:limit])
    return list(Customer.objects.filter(search__trigram_word_similar=plain(words)).order_by("search")[:limit])


def _whole_number(typed: str) -> str:
    try:
        return phone_of(typed)
    except ContactRejected:
        return ""
