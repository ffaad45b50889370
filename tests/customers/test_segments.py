"""Segments: lawful fields only, members by the rule, and no figure of few."""

import pytest

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.clock import NOON
from townline.accounts.models import Role
from townline.core.errors import NotAllowed
from townline.customers import operations as customers
from townline.customers import queries
from townline.customers.models import Customer, Segment
from townline.customers.segments import SegmentRefused
from townline.places.models import Address

pytestmark = pytest.mark.django_db
VALUES = {"code": "french", "name_en": "French", "name_fr": "Français", "purpose": "Write to them in French."}


def save(rule: dict[str, list[str]], **more: object) -> Segment:
    administrator = viewer(UserFactory(role=Role.ADMINISTRATOR))
    return customers.save_segment(segment=None, values={**VALUES, **more, "rule": rule}, by=administrator, at=NOON)


def people(count: int, **fields: object) -> list[Customer]:
    return [Customer.objects.create(name=f"P{number}", created_at=NOON, **fields) for number in range(count)]


@pytest.mark.parametrize("field", ["name", "search", "postal_address", "safety_alert", "disposed_at", "origin"])
def test_no_segment_by_what_is_not_lawful(field: str) -> None:
    with pytest.raises(SegmentRefused):
        save({field: ["x"]})
    assert not Segment.objects.exists()


@pytest.mark.parametrize("rule", [{}, {"language": []}])
def test_a_segment_needs_a_condition(rule: dict[str, list[str]]) -> None:
    with pytest.raises(SegmentRefused):
        save(rule)


def test_segments_are_the_administrator_s() -> None:
    with pytest.raises(NotAllowed):
        customers.save_segment(
            segment=None,
            values={**VALUES, "rule": {"language": ["fr"]}},
            by=viewer(member_of(TeamFactory(), role=Role.MANAGER)),
            at=NOON,
        )


def test_a_code_is_given_once() -> None:
    save({"language": ["fr"]})
    with pytest.raises(customers.CodeTaken):
        save({"language": ["en"]})


def test_members_fit_every_condition_and_are_counted_once() -> None:
    fits = people(2, language="fr", needs_interpreter=True, spoken_language="Tamil")
    people(1, language="fr")
    people(1, language="en", needs_interpreter=True)
    Customer.objects.filter(pk=fits[1].pk).update(merged_into=fits[0])
    rule = {"language": ["fr"], "needs_interpreter": ["yes"], "spoken_language": ["tamil", "Urdu"]}
    assert list(queries.members(rule=rule)) == [fits[0]]


def test_a_district_is_the_first_half_of_the_postal_code() -> None:
    here, there = (
        Address.objects.create(number="1", street="Elm", postal_code=code, text=code, search=code, lat=43.9, long=-78.9)
        for code in ("L1G 4P2", "L1H 1A1")
    )
    (inside,) = people(1, address=here)
    people(1, address=there)
    assert list(queries.members(rule={"district": ["l1g"]})) == [inside]


def test_few_are_not_counted() -> None:
    segment = save({"language": ["fr"]})
    people(4, language="fr")
    assert queries.segment_figures(segment=segment) == queries.SegmentFigures(None)


def test_figures_leave_out_the_shares_of_few() -> None:
    segment = save({"language": ["fr"]})
    people(6, language="fr", preferred_channel="call")
    people(2, language="fr", preferred_channel="letter")
    figures = queries.segment_figures(segment=segment)
    assert (figures.size, [(one.value, one.count) for one in figures.channels]) == (8, [("call", 6)])


def test_a_persona_names_services_and_is_found_by_them() -> None:
    values = {
        "code": "rosa",
        "name_en": "Rosa",
        "name_fr": "Rosa",
        "story_en": "Works nights.",
        "story_fr": "Travaille la nuit.",
        "services": ["pothole"],
        "checked_date": NOON.date(),
    }
    persona = customers.save_persona(
        persona=None, values=values, by=viewer(UserFactory(role=Role.ADMINISTRATOR)), at=NOON
    )
    assert queries.personas_for(service_code="pothole") == [persona]
    assert queries.personas_for(service_code="tree") == []
