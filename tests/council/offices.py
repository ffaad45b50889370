"""Offices, wards and consents of the tests."""

from datetime import date
from typing import Any

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import NOON
from tests.factories.service_requests import submission
from townline.accounts.models import Role, User
from townline.accounts.values import Viewer
from townline.core.actor import SYSTEM
from townline.core.language import Text
from townline.council import operations
from townline.council.values import Consented
from townline.places import operations as places
from townline.places.models import Area
from townline.privacy import operations as privacy
from townline.service_requests.models import ServiceRequest

PAPER = Consented("written", "Signed form, binder 3")


def ward(code: str = "1", population: int | None = 20_000) -> Area:
    square = [[-79.4, 43.6], [-79.2, 43.6], [-79.2, 43.8], [-79.4, 43.8], [-79.4, 43.6]]
    return Area.objects.create(
        kind="ward",
        code=code,
        name_en=f"Ward {code}",
        name_fr=f"Quartier {code}",
        geometry={"type": "Polygon", "coordinates": [square]},
        population=population,
        effective_from=date(2020, 1, 1),
    )


def councillor(area: Area | None = None, until: date = date(2030, 11, 14), **fields: Any) -> User:
    """In office from long before NOON."""
    made = UserFactory(role=Role.COUNCILLOR, **fields)
    places.save_term(
        term=None, person=made, area=area, from_date=date(2022, 11, 15), until_date=until, by=SYSTEM, at=NOON
    )
    made.refresh_from_db()
    return made


def assistant(of: User) -> User:
    return UserFactory(role=Role.COUNCIL_ASSISTANT, works_for=of)


def ship_consents() -> None:
    privacy.ship_notices(contact=Text("the clerk", "le greffe"), province="ON", at=NOON)


def raised(by: Viewer, consent: Consented | None = None, **changes: Any) -> ServiceRequest:
    return operations.raise_request(submission=submission(channel="staff", **changes), consent=consent, by=by, at=NOON)


def office(**fields: Any) -> Viewer:
    return viewer(councillor(**fields))
