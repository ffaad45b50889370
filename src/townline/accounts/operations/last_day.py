"""The last day of somebody whose role ends with a term of office."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from townline.accounts.models import User


def give_last_day(*, user: "User", until: date | None, today: date) -> None:
    """On the row; the caller saves it. Who was locked out because the term was over comes back with a new one.

    An assistant who was locked out for another reason has no last day (`leave` takes it away) and stays out.
    """
    if not user.is_active and (user.role_until is None or until is None):
        return
    was_ended = not user.is_active and user.role_has_ended(on=today)
    user.role_until = until
    if was_ended and until is not None and until >= today:
        user.is_active, user.left_at = True, None
