"""A letter as a tagged PDF (PDF/UA-1), made by Typst from the words of a message."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone

from townline.core import reference
from townline.notifications.models import Message

TEMPLATE = Path(__file__).parent / "letter.typ"


def letter_pdf(*, message: Message) -> bytes:
    """Two A-format folds; the address stands where a window envelope shows it. Words are passed as data, never as markup."""
    letter = {
        "lang": message.language,
        "city": settings.TOWNLINE_CITY[message.language],
        "to": [message.customer.name if message.customer else "", *message.to.split("\n")],
        "date": str(format_date(timezone.localtime(message.created_at).date(), format="long", locale=message.language)),
        "title": message.title,
        "paragraphs": message.body.split("\n\n"),
        "reference": reference.said(message.reference),
        "reply": settings.TOWNLINE_REPLY_TO,
    }
    pdf: bytes = _typst().compile(
        str(TEMPLATE), sys_inputs={"letter": json.dumps(letter)}, format="pdf", pdf_standards="ua-1"
    )
    return pdf


@lru_cache(maxsize=1)
def _typst() -> Any:
    import typst  # slow import

    return typst
