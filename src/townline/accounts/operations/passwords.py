"""A link with which a person sets a password themselves. It works once, and not for long."""

from datetime import datetime

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.accounts import event_types
from townline.accounts.models import User
from townline.accounts.operations.people import user_subject
from townline.accounts.permissions import COUNCIL_ROLES
from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import NotFound, OperationRefused
from townline.core.transactions import transaction
from townline.events import operations as events


class LinkRefused(OperationRefused):
    message = gettext_lazy(
        "Whoever holds this link can sign in as a council office. It goes to that office by mail only."
    )


def password_link(*, user: User, by: Viewer | Actor, at: datetime) -> str:
    """The whole address, to be shown this once. Raises NotAllowed, LinkRefused, and NotFound for somebody who has left."""
    if isinstance(by, Viewer) and user.role in COUNCIL_ROLES:
        raise LinkRefused
    return _link(user, by, at)


def _link(user: User, by: Viewer | Actor, at: datetime) -> str:
    actor = actor_who_may_change(by)
    if not user.is_active:
        raise NotFound
    with transaction():
        events.record(
            event_types.UserChanged(user.pk, {"password_link": []}), subject=user_subject(user.pk), by=actor, at=at
        )
    key = default_token_generator.make_token(user)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})
    return f"{settings.TOWNLINE_SITE_URL}{path}"


def mail_password_link(*, user: User, by: Viewer | Actor, at: datetime) -> None:
    """Sends it to the person in their language."""
    link = _link(user, by, at)
    with translation.override(user.language):
        city = settings.TOWNLINE_CITY[user.language]
        words = _(
            "Hello %(name)s,\n\nset your password for the desk of %(city)s here. The link works once:\n\n%(link)s\n"
        )
        send_mail(
            _("Your password for %(city)s") % {"city": city},
            words % {"name": user.name, "city": city, "link": link},
            settings.DEFAULT_FROM_EMAIL,
            [user.email],
        )
