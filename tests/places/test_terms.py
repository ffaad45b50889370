"""Terms of office."""

from datetime import date

import pytest

from tests.factories.accounts import UserFactory
from tests.factories.clock import NOON
from townline.accounts.models import Role, User
from townline.core.actor import SYSTEM
from townline.events.models import Event
from townline.places import operations, queries
from townline.places.models import Area, CouncilTerm

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2022, 11, 15), date(2026, 11, 14)


def ward(code: str = "1", kind: str = "ward") -> Area:
    return Area.objects.create(
        kind=kind, code=code, name_en=f"Ward {code}", name_fr=f"Quartier {code}", geometry={}, effective_from=FIRST
    )


def term(person: User, area: Area | None, first: date = FIRST, last: date = LAST) -> CouncilTerm:
    return operations.save_term(
        term=None, person=person, area=area, from_date=first, until_date=last, by=SYSTEM, at=NOON
    )


def test_a_term_is_kept_and_the_role_ends_with_it() -> None:
    person, one = UserFactory(role=Role.COUNCILLOR), ward()
    made = term(person, one)
    person.refresh_from_db()
    assert person.role_until == LAST
    assert list(queries.terms_on(on=LAST, area_id=one.pk)) == [made]
    assert list(queries.terms_on(on=date(2026, 11, 15), area_id=one.pk)) == []
    assert Event.objects.get(type="council_term.changed").data["after"] == ["2022-11-15", "2026-11-14"]


def test_the_mayor_sits_for_every_ward() -> None:
    one, two = ward("1"), ward("2")
    term(UserFactory(role=Role.COUNCILLOR, name="A"), one)
    mayor = term(UserFactory(role=Role.COUNCILLOR, name="M"), None)
    assert list(queries.terms_on(on=FIRST, area_id=two.pk)) == [mayor]


def test_nobody_sits_in_two_places_at_a_time() -> None:
    person = UserFactory(role=Role.COUNCILLOR)
    term(person, ward("1"))
    with pytest.raises(operations.TermRefused):
        term(person, ward("2"), LAST, date(2030, 11, 14))
    term(person, ward("3"), date(2026, 11, 15), date(2030, 11, 14))
    person.refresh_from_db()
    assert person.role_until == date(2030, 11, 14)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.COUNCIL_ASSISTANT])
def test_only_a_councillor_has_a_term(role: str) -> None:
    with pytest.raises(operations.TermRefused):
        term(UserFactory(role=role), None)


def test_an_early_end_moves_the_end_of_the_role() -> None:
    person = UserFactory(role=Role.COUNCILLOR)
    made = term(person, ward())
    early = date(2025, 1, 31)
    operations.save_term(
        term=made, person=person, area=made.area, from_date=FIRST, until_date=early, by=SYSTEM, at=NOON
    )
    person.refresh_from_db()
    assert person.role_until == early


def test_a_term_of_a_zone_or_backwards_is_refused() -> None:
    person = UserFactory(role=Role.COUNCILLOR)
    for area, first, last in ((ward("z", "zone"), FIRST, LAST), (None, LAST, FIRST)):
        with pytest.raises(operations.TermRefused):
            term(person, area, first, last)
