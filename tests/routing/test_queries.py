import pytest
from django.utils import translation

from tests.factories.accounts import DepartmentFactory, TeamFactory
from townline.accounts.models import Team
from townline.routing import queries as routing
from townline.routing.models import Rule
from townline.routing.values import Why, why

pytestmark = pytest.mark.django_db


@pytest.fixture
def east() -> Team:
    return TeamFactory(code="east", department=DepartmentFactory(code="east-roads"))


def team_for(**changes: object) -> str:
    own = TeamFactory()
    asked = {"service_code": "pothole", "areas": ["ward-1"], "answers": {"size": "large", "where": ["road", "walk"]}}
    route = routing.team_for(default_team_id=own.pk, default_department_id=own.department_id, **{**asked, **changes})
    return Team.objects.get(pk=route.team_id).code


def test_the_team_of_the_service_takes_what_no_rule_matches(east: Team) -> None:
    Rule.objects.create(service_code="graffiti", team=east)
    assert team_for() == "potholes"


@pytest.mark.parametrize(
    "conditions",
    [
        {},
        {"service_code": "pothole"},
        {"area_code": "ward-1"},
        {"question_code": "size", "answer": "large"},
        {"question_code": "where", "answer": "walk"},
        {"service_code": "pothole", "area_code": "ward-1", "question_code": "size", "answer": "large"},
    ],
)
def test_a_rule_takes_what_meets_all_its_conditions(conditions: dict[str, str], east: Team) -> None:
    Rule.objects.create(team=east, **conditions)
    assert team_for() == "east"


@pytest.mark.parametrize("conditions", [{"area_code": "ward-2"}, {"question_code": "size", "answer": "small"}])
def test_a_rule_leaves_what_misses_a_condition(conditions: dict[str, str], east: Team) -> None:
    Rule.objects.create(team=east, service_code="pothole", **conditions)
    assert team_for() == "potholes"


def test_the_first_rule_wins(east: Team) -> None:
    west = TeamFactory(code="west")
    Rule.objects.create(team=west, position=2)
    Rule.objects.create(team=east, position=1)
    assert team_for() == "east"


def test_a_rule_to_a_team_that_is_not_in_use_is_passed_by(east: Team) -> None:
    east.is_active = False
    east.save()
    Rule.objects.create(team=east)
    assert team_for() == "potholes"


def reason() -> str:
    own = TeamFactory()
    asked = {"service_code": "pothole", "areas": ["ward-1"], "answers": {"size": "large"}}
    return routing.team_for(default_team_id=own.pk, default_department_id=own.department_id, **asked).why  # type: ignore[arg-type]


def test_the_reason_is_said_in_the_language_of_the_reader(east: Team) -> None:
    own = reason()
    Rule.objects.create(team=east, position=3, area_code="ward-1", question_code="size", answer="large")
    rule = reason()
    with translation.override("en"):
        assert routing.in_words(own) == "The team of the service takes it."
        assert routing.in_words(rule) == "Rule 3: area is ward-1; size is large."
    with translation.override("fr"):
        assert routing.in_words(own) == "L’équipe du service s’en charge."
        assert routing.in_words(rule).startswith("Règle 3\xa0: le secteur est ward-1; ")
        assert "Kansas City" in routing.in_words(routing.imported_from("Kansas City"))


def test_the_longest_reason_fits_where_it_is_kept() -> None:
    kept = why(Why.RULE, position=1, service="s" * 80, area="a" * 60, question="q" * 80, answer="“é" * 60)
    assert len(kept) <= 300
    assert routing.in_words(kept).startswith("Rule 1: service is ssss")


def test_words_kept_before_there_were_codes_are_shown_as_they_are() -> None:
    assert routing.in_words("Rule 4: everything.") == "Rule 4: everything."
    assert routing.in_words("") == ""
