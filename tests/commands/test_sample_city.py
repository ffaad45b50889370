"""The sample city: made up, bilingual, the same each time, and loaded through the rooms' own doors."""

import random
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from shapely.geometry import Point, shape

from townline.catalog import answers as catalog_answers
from townline.catalog import documents
from townline.catalog.definitions import Datatype, ServiceDefinition, Visibility
from townline.commands.sample_city import answering, filling, whole
from townline.commands.sample_city.cases import cases
from townline.commands.sample_city.content import organisation, service_documents
from townline.commands.sample_city.geometry.addresses import places
from townline.commands.sample_city.geometry.plane import in_degrees
from townline.commands.sample_city.geometry.wards import wards
from townline.events.models import Event
from townline.places import queries as areas
from townline.service_requests.models import Closure, Follower, Note, Photo, ServiceRequest
from townline.service_requests.workflow import State

AT = datetime(2026, 6, 12, 15, 0, tzinfo=UTC)
ZONE = ZoneInfo("America/Toronto")


def definitions() -> dict[str, ServiceDefinition]:
    return {document["code"]: documents.read(document=document) for document in service_documents()}


def test_there_are_sixty_services_in_both_languages_with_residents_words() -> None:
    found = definitions().values()
    assert len(found) >= 60
    silent = [one.code for one in found if len(one.keywords.en) < 3 or len(one.keywords.fr) < 3]
    half = [one.code for one in found for text in (one.name, one.summary, one.what_we_do) if not (text.en and text.fr)]
    assert (silent, half) == ([], [])


def test_every_datatype_visibility_and_a_hazard_in_both_languages_are_there() -> None:
    found = definitions().values()
    questions = [question for one in found for question in one.questions]
    stops = [choice.stop for question in questions for choice in question.choices if choice.stop]
    assert {question.datatype for question in questions} == set(Datatype)
    assert {one.visibility for one in found} == set(Visibility)
    assert stops
    assert all(stop.en and stop.fr for stop in stops)


def test_twelve_departments_have_teams_and_every_service_has_an_owner() -> None:
    teams = {team["code"]: entry["code"] for entry in organisation()["departments"] for team in entry["teams"]}
    strange = [one.code for one in definitions().values() if teams.get(one.team_code) != one.department_code]
    assert (len(organisation()["departments"]), strange) == (12, [])


def test_wards_share_borders_and_every_address_lies_in_its_own() -> None:
    shapes = {ward.code: in_degrees(ward.shape) for ward in wards()}
    codes = sorted(shapes)
    overlaps = [
        (one, other)
        for one in codes
        for other in codes
        if one < other and shapes[one].intersection(shapes[other]).area > 1e-9
    ]
    astray = [
        place.text
        for place in places()[::50]
        if not shapes[place.ward].buffer(1e-6).contains(Point(place.lon, place.lat))
    ]
    assert (codes, [shapes[code].is_valid for code in codes], overlaps, astray) == (list("12345"), [True] * 5, [], [])


def test_the_same_day_gives_the_same_cases_and_every_ending() -> None:
    first = list(cases(definitions=definitions(), count=3_000, at=AT, zone=ZONE))
    again = list(cases(definitions=definitions(), count=3_000, at=AT, zone=ZONE))
    assert first == again
    assert all(case.submitted_at < AT and (case.closed_at is None or case.closed_at < AT) for case in first)
    assert {case.ending for case in first} == {
        "submitted", "reviewed", "assigned", "waiting", "confirmed", "declined", "merged", "cancelled",
    }  # fmt: skip


def test_snow_is_reported_in_winter() -> None:
    snow = [
        case
        for case in cases(definitions=definitions(), count=6_000, at=AT, zone=ZONE)
        if case.service == "road-plowing"
    ]
    winter = [case for case in snow if case.submitted_at.month in {11, 12, 1, 2, 3}]
    assert len(winter) > 0.9 * len(snow) > 0


@pytest.mark.django_db
def test_a_small_city_loads_with_every_state_and_keeps_enforcement_private(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "BATCH", 500)  # a report is merged into one of an earlier batch
    whole.load(at=AT, requests=1_500)
    found = ServiceRequest.objects.all()
    assert found.count() >= 1_500  # and a few that people reported by hand
    assert {"waiting", "approved", "stood"} <= set(Closure.objects.values_list("state", flat=True))
    assert set(found.values_list("state", flat=True)) == {state.value for state in State}
    assert not found.filter(service__visibility="enforcement").exclude(visibility="enforcement").exists()
    assert not found.filter(state__in=["confirmed", "completed"], due_at__isnull=False).exists()
    merged = found.filter(state="merged").select_related("merged_into").first()
    assert merged is not None
    assert merged.merged_into is not None
    assert (merged.merged_into.service_id, merged.merged_into.address) == (merged.service_id, merged.address)
    assert found.filter(words_released_at__isnull=False, visibility="public").exists()
    assert not found.filter(words_released_at__isnull=False).exclude(visibility="public").exists()
    assert not [one for one in found.filter(words_released_at__isnull=False) if one.address in one.description]
    assert Photo.objects.filter(state="ready").exists()
    assert not Photo.objects.exclude(request__visibility="public").exists()
    assert Follower.objects.exists()
    notes = {note.pk: note.request.uuid for note in Note.objects.select_related("request")}
    telling = ["customer_asked", "customer_answered", "disputed"]
    facts = Event.objects.filter(type__in=[f"service_request.{name}" for name in telling])
    assert {fact.type.rpartition(".")[2] for fact in facts} == set(telling)
    assert all(notes.get(fact.data["note_id"]) == fact.subject for fact in facts)
    some = found.filter(lat__isnull=False).select_related("ward").first()
    assert some is not None
    assert some.ward is not None
    ward = areas.areas_at(lat=some.lat or 0, long=some.long or 0, on=AT.date())["ward"]
    assert (ward.code, shape(some.ward.geometry).is_valid) == (some.ward.code, True)


def test_answers_are_what_the_catalogue_accepts_and_no_hazard() -> None:
    chance = random.Random(7)
    for one in definitions().values():
        for language in ("en", "fr"):
            given = answering.answers(
                questions=one.questions, chance=chance, service=one.code, language=language, place=places()[0], at=AT
            )
            assert catalog_answers.check(definition=one, answers=given) == given
            assert catalog_answers.hazard_in(definition=one, answers=given) is None
