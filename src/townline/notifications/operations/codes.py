"""Send the code that proves whose an address is: by mail at once, or as a letter to print. The code is kept nowhere."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.customers import operations as customers
from townline.customers.values import Verified
from townline.notifications.letters import code_letter_pdf

if TYPE_CHECKING:
    from townline.customers.models import ContactPoint


class CodeNotSent(OperationRefused):
    message = gettext_lazy("The mail with the code could not be sent. Try again, or ask on the telephone.")


class NoPostalAddress(OperationRefused):
    message = gettext_lazy("There is no postal address to write to. Add one first.")


def mail_code(*, point: "ContactPoint", by: Viewer, at: datetime) -> None:
    """Raises NotAllowed, NotFound, CodeNotSent: then an earlier code still holds."""
    with transaction():
        code = customers.ask_code(point=point, how=Verified.CODE_BY_EMAIL, by=by, at=at)
        language = point.customer.language
        with translation.override(language):
            mail = EmailMessage(
                subject=_("Your code"),
                body=_said(code),
                from_email=settings.DEFAULT_FROM_EMAIL,
                to=[point.value],
                reply_to=[settings.TOWNLINE_REPLY_TO],
                headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
            )
        try:
            mail.send()
        except Exception as error:
            raise CodeNotSent from error


def print_code(*, point: "ContactPoint", by: Viewer, at: datetime) -> bytes:
    """The letter as a PDF. Raises NotAllowed, NotFound, NoPostalAddress."""
    customer = point.customer
    if not customer.postal_address:
        raise NoPostalAddress
    code = customers.ask_code(point=point, how=Verified.CODE_BY_LETTER, by=by, at=at)
    with translation.override(customer.language):
        return code_letter_pdf(customer=customer, title=_("Your code"), words=_said(code), at=at)


def _said(code: str) -> str:
    return _(
        "Somebody of the City asked you for this code, to be sure whose address it is:\n\n%(code)s\n\n"
        "Read it out to them, or write it back. If nobody asked you, throw it away: nothing happens."
    ) % {"code": f"{code[:3]} {code[3:]}"}
