"""Prove whose an address or a number is: by a code that goes there, or by what staff asked on the telephone.

The code is made from the moment at which it was asked for and the city's secret, so that it is stored nowhere.
"""

import hmac
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from townline.accounts.values import Viewer
from townline.core.errors import OperationRefused
from townline.core.transactions import transaction
from townline.customers import event_types
from townline.customers.models import ContactPoint
from townline.customers.operations.contact_points import locked_point
from townline.customers.values import Verified
from townline.events import operations as events

HOLDS_FOR = {Verified.CODE_BY_EMAIL: timedelta(hours=1), Verified.CODE_BY_LETTER: timedelta(days=30)}
MOST_TRIES = 5


class WrongCode(OperationRefused):
    message = _("That is not the code. Read it again, digit by digit.")


class CodeOver(OperationRefused):
    message = _("The code does not hold any more. Send a new one.")


class NotSaidWhatWasAsked(OperationRefused):
    message = _("Write what you asked to be sure, never the answer.")


def ask_code(*, point: ContactPoint, how: Verified, by: Viewer, at: datetime) -> str:
    """Six digits; an earlier code does not hold any more. Raises NotAllowed, NotFound."""
    with transaction():
        point = locked_point(point=point, by=by)
        point.code_asked_at, point.code_how, point.code_tries = at, how, 0
        point.save(update_fields=["code_asked_at", "code_how", "code_tries"])
        fact = event_types.CodeAsked(point.customer_id, point.pk, how)
        events.record(fact, subject=point.customer.uuid, by=by.actor, at=at)
    return _code(point)


def check_code(*, point: ContactPoint, typed: str, by: Viewer, at: datetime) -> ContactPoint:
    """Raises NotAllowed, NotFound, CodeOver, WrongCode."""
    digits = "".join(letter for letter in typed if letter.isdigit())
    with transaction():
        point = locked_point(point=point, by=by)
        asked, how = point.code_asked_at, point.code_how
        if asked is None or point.code_tries >= MOST_TRIES or at > asked + HOLDS_FOR[Verified(how)]:
            raise CodeOver
        is_right = hmac.compare_digest(digits, _code(point))
        if is_right:
            return _verified(point, Verified(how), "", by, at)
        point.code_tries += 1
        point.save(update_fields=["code_tries"])
    raise WrongCode


def confirm_by_asking(*, point: ContactPoint, how: Verified, asked: str, by: Viewer, at: datetime) -> ContactPoint:
    """On the telephone or at the counter; `asked` is the question. Raises NotAllowed, NotFound, NotSaidWhatWasAsked."""
    if not asked.strip():
        raise NotSaidWhatWasAsked
    with transaction():
        return _verified(locked_point(point=point, by=by), how, asked.strip()[:200], by, at)


def _verified(point: ContactPoint, how: Verified, note: str, by: Viewer, at: datetime) -> ContactPoint:
    point.verified_at, point.verified_how, point.verified_note = at, how, note
    point.code_asked_at, point.code_how, point.code_tries = None, "", 0
    point.save(
        update_fields=["verified_at", "verified_how", "verified_note", "code_asked_at", "code_how", "code_tries"]
    )
    fact = event_types.ContactPointVerified(point.customer_id, point.pk, how)
    events.record(fact, subject=point.customer.uuid, by=by.actor, at=at)
    return point


def _code(point: ContactPoint) -> str:
    assert point.code_asked_at is not None
    message = f"contact point {point.pk} {point.value} {point.code_asked_at.timestamp():.6f}"
    digest = hmac.digest(settings.SECRET_KEY.encode(), message.encode(), "sha256")
    return f"{int.from_bytes(digest[:8], 'big') % 1_000_000:06d}"
