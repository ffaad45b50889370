"""Notices and consents of a new city."""

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import NOON
from townline.accounts.models import Role
from townline.accounts.values import Viewer
from townline.core.language import Text
from townline.privacy import operations as privacy
from townline.privacy.models import Notice

OFFICER = Text(
    "Privacy officer, 1 Harbour Street, 705-555-0100", "Responsable de la vie privée, 1, rue Harbour, 705-555-0100"
)


def ship() -> None:
    privacy.ship_notices(contact=OFFICER, province="ON", at=NOON)


def notice(code: str = "portal-report") -> Notice:
    return Notice.objects.get(code=code)


def officer() -> Viewer:
    return viewer(UserFactory(role=Role.PRIVACY_OFFICER))
