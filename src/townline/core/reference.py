"""The number of a request: nine digits, the last one a check digit, said in threes.

The check digit is Damm's (H. M. Damm, "Total anti-symmetrische Quasigruppen", Marburg 2004): it finds every wrong digit
and every two neighbours swapped, which are the mistakes that people make on a telephone.
"""

import re
from os import urandom

from django.utils.translation import gettext_lazy as _

from townline.core.errors import OperationRefused

DIGITS = 9
_QUASIGROUP = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_NEXT = {str(interim): dict(zip("0123456789", row, strict=True)) for interim, row in enumerate(_QUASIGROUP)}
_FIRST, _MANY = 10 ** (DIGITS - 2), 9 * 10 ** (DIGITS - 2)


class ReferenceMistyped(OperationRefused):
    message = _("That number has a mistake in it. Check the digits: a reference looks like 418 307 265.")


def _check_digit(digits: str) -> str:
    interim = "0"
    for digit in digits:
        interim = _NEXT[interim][digit]
    return interim


def issue() -> str:
    """A new random reference. It may be taken already: the table's unique constraint has the last word."""
    digits = str(_FIRST + int.from_bytes(urandom(16)) % _MANY)  # so many bits that none is likelier than another
    return digits + _check_digit(digits)


def is_reference(text: str) -> bool:
    digits = re.sub(r"[\s.\-\u00a0\u202f]", "", text)
    return bool(re.fullmatch(rf"[1-9][0-9]{{{DIGITS - 1}}}", digits)) and _check_digit(digits) == "0"


def parse(text: str) -> str:
    """The nine digits of a typed or pasted reference. Raises ReferenceMistyped."""
    if not is_reference(text):
        raise ReferenceMistyped
    return re.sub(r"[^0-9]", "", text)


def said(reference: str) -> str:
    """`418307265` as it is read aloud: `418 307 265`."""
    return " ".join(reference[start : start + 3] for start in range(0, len(reference), 3))
