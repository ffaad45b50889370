"""A person and the link under which they choose their first password."""

from typing import TYPE_CHECKING

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone

from townline.accounts import operations as accounts
from townline.accounts import queries
from townline.core.actor import SYSTEM

if TYPE_CHECKING:
    from townline.accounts.models import User


class NotANewCity(Exception):
    """There are users already."""


def administrator(*, email: str, name: str) -> str:
    """Make the first administrator (or find the one made by an earlier try) and return their link."""
    users = list(queries.all_users())
    user = next((user for user in users if user.email == email.lower()), None)
    if user is None:
        if users:
            raise NotANewCity
        values: dict[str, object] = {"email": email, "name": name, "role": "administrator"}
        user = accounts.save_user(user=get_user_model()(), values=values, by=SYSTEM, at=timezone.now())
    return password_link(user)


def password_link(user: "User") -> str:
    keys = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return f"{settings.TOWNLINE_SITE_URL}{reverse('account_reset_password_from_key', kwargs=keys)}"
