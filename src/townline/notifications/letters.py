"""A letter as a tagged PDF (PDF/UA-1), made by Typst from the words of a message."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone

from townline.core import reference
from townline.core.tagged_pdf import tagged_pdf
from townline.customers.values import FormatWish
from townline.notifications.models import Message

if TYPE_CHECKING:
    from townline.customers.models import Customer

TEMPLATE = Path(__file__).parent / "letter.typ"


def letter_pdf(*, message: Message) -> bytes:
    """Two A-format folds; the address stands where a window envelope shows it. Words are passed as data, never as markup."""
    customer = message.customer
    return _pdf(
        language=message.language,
        to=[customer.name if customer else "", *message.to.split("\n")],
        at=message.created_at,
        title=message.title,
        words=message.body,
        number=reference.said(message.reference),
        wish=customer.format_wish if customer else FormatWish.NONE,
    )


def code_letter_pdf(*, customer: "Customer", title: str, words: str, at: datetime) -> bytes:
    """About no request: it has no reference."""
    to = [customer.name or customer.organisation, *customer.postal_address.split("\n")]
    wish = customer.format_wish
    return _pdf(language=customer.language, to=to, at=at, title=title, words=words, number="", wish=wish)


def _pdf(*, language: str, to: list[str], at: datetime, title: str, words: str, number: str, wish: str) -> bytes:
    letter = {
        "lang": language,
        "city": settings.TOWNLINE_CITY[language],
        "to": to,
        "date": str(format_date(timezone.localtime(at).date(), format="long", locale=language)),
        "title": title,
        "paragraphs": words.split("\n\n"),
        "reference": number,
        "reply": settings.TOWNLINE_REPLY_TO,
        "large": wish == FormatWish.LARGE_PRINT,
    }
    return tagged_pdf(template=TEMPLATE, letter=letter)
