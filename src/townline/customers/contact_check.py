"""Put what a person typed into the form in which it is stored."""

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from townline.core.errors import OperationRefused

REGION = "CA"


class ContactRejected(OperationRefused):
    """`errors` is {field: sentence}."""

    def __init__(self, errors: dict[str, str]) -> None:
        self.errors = errors
        super().__init__(" ".join(errors.values()))


def email_of(typed: str) -> str:
    """In lower case; raises ContactRejected."""
    email = typed.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise ContactRejected({"email": _("Write an e-mail address like name@example.com.")}) from None
    return email


def phone_of(typed: str) -> str:
    """In E.164; raises ContactRejected."""
    try:
        number = phonenumbers.parse(typed, REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_possible_number(number):
        raise ContactRejected({"phone": _("Write a telephone number like 613 555 0123.")})
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
