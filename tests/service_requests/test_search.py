"""One box: numbers, people, places, words, misspelt words; nothing that the viewer may not see."""

from importlib import import_module

import pytest

from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, NOON
from tests.factories.service_requests import ADA, submit, written_again
from townline.accounts.models import Role, User
from townline.core.reference import said
from townline.places.values import Location
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.models import Word
from townline.service_requests.queries import spelling

pytestmark = pytest.mark.django_db


def found(text: str, *, by: User | None = None) -> list[str]:
    who = viewer(by or member_of(TeamFactory(), role=Role.SUPERVISOR))
    return [row.reference for row in queries.search(viewer=who, text=text).rows]


def test_reference_is_found_in_any_spelling() -> None:
    reference = submit().reference
    assert found(said(reference)) == found(f"{reference[:3]}-{reference[3:]}") == [reference]


def test_mistyped_reference_is_recognised_as_such() -> None:
    reference = submit().reference
    wrong = reference[:-1] + str((int(reference[-1]) + 1) % 10)
    result = queries.search(viewer=viewer(member_of(TeamFactory())), text=wrong)
    assert (list(result.rows), result.is_mistyped) == ([], True)


def test_number_of_an_older_system_is_found() -> None:
    request = written_again(submit(), source="kc", source_id="2019-004711")
    assert found("2019-004711") == [request.reference]


@pytest.mark.parametrize("text", ["Ada Resident", "ada residnet", "ADA@mail.example"])
def test_person_is_found_by_name_and_address(text: str) -> None:
    reference = submit(description="Hole").reference
    assert found(text) == [reference]


def test_sealed_complainant_is_never_revealed_to_a_stranger() -> None:
    team = TeamFactory(code="bylaw", department=DepartmentFactory(code="bylaw", name_en="By-law"))
    publish_service(code="zoning", visibility="enforcement", department_code="bylaw", team_code="bylaw")
    reference = submit(service_code="zoning", contact=ADA).reference
    manager = UserFactory(role=Role.MANAGER)
    assert found(reference, by=manager) == [reference]
    assert found("Ada Resident", by=manager) == []
    assert found("Ada Resident", by=member_of(team)) == [reference]


def test_role_without_customers_does_not_search_them() -> None:
    submit(description="Hole")
    assert found("ada@mail.example", by=UserFactory(role=Role.AUDITOR)) == []


def test_misspelt_words_are_understood_and_said() -> None:
    reference = submit(
        description="Deep water by the playground", location=Location(address="12 Maple Street")
    ).reference
    service_requests.count_words()
    result = queries.search(viewer=viewer(member_of(TeamFactory())), text="deap plaground mapel")
    assert [row.reference for row in result.rows] == [reference]
    assert result.corrected == {"deap": "deep", "plaground": "playground", "mapel": "maple"}


def test_name_of_the_service_is_a_word_too() -> None:
    reference = submit(location=Location(address="12 King Street")).reference
    submit(location=Location(address="12 Queen Street"))
    service_requests.count_words()
    assert found("nid de poule king") == [reference]


def test_search_is_trimmed_to_what_the_viewer_may_see() -> None:
    submit(description="A playground")
    stranger = member_of(TeamFactory(code="parks", department=DepartmentFactory(code="parks", name_en="Parks")))
    assert found("playground", by=stranger) == []


def test_counting_words_again_gives_the_same_and_adding_them_adds() -> None:
    submit(description="playground")
    assert service_requests.count_words() == service_requests.count_words()
    before = Word.objects.get(word="playground").requests
    service_requests.add_words(since=NOON - DAY, until=NOON + DAY)
    assert Word.objects.get(word="playground").requests == before * 2


@pytest.mark.parametrize(
    ("one", "other", "apart"), [("mapel", "maple", 1), ("deap", "deep", 1), ("", "ab", 2), ("same", "same", 0)]
)
def test_distance_counts_slips(one: str, other: str, apart: int) -> None:
    assert spelling.distance(one, other) == apart


def left_out(text: str) -> tuple[int, int]:
    result = queries.search(viewer=viewer(member_of(TeamFactory(), role=Role.SUPERVISOR)), text=text)
    return result.newest, result.some


def test_a_search_that_does_not_look_at_everything_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    search = import_module("townline.service_requests.queries.search")  # its function has taken its name
    monkeypatch.setattr(search, "MOST", 2)
    for _ in range(4):
        submit(description="Water on the road")
    assert left_out("water road") == (0, 0)
    monkeypatch.setattr(search, "EVERYWHERE", 2.0)  # never the newest alone
    monkeypatch.setattr(search, "MOST_LOOKED_AT", 3)
    assert left_out("water road") == (0, 3)
    monkeypatch.setattr(search, "EVERYWHERE", -1.0)
    monkeypatch.setattr(search, "NEWEST", 3)
    assert left_out("water road") == (3, 0)
    assert left_out("water nowhere") == (0, 0)
