"""Everybody who reported what was merged, and everybody who follows it, is told at each step: once, and no more than they may hear."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories.clock import NOON
from tests.factories.service_requests import submit, supervisor_of
from townline.accounts.values import Viewer
from townline.core.actor import RESIDENT
from townline.core.errors import NotAllowed
from townline.customers.values import Contact
from townline.events import operations as events
from townline.notifications.models import Message
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.models import Follower, ServiceRequest
from townline.service_requests.operations import CannotFollow, Party
from townline.service_requests.values import Ground, PartyRole, Sees
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
WISHES = Party(PartyRole.NEIGHBOUR, Sees.PUBLIC, Ground.ASKED)


def person(name: str) -> Contact:
    return Contact(name=name.title(), email=f"{name}@mail.example")


def deliver() -> None:
    events.dispatch_pending(at=datetime.now(UTC) + timedelta(seconds=1), limit=1_000)


def told(step: str) -> set[str]:
    deliver()
    return set(Message.objects.filter(step=step).values_list("to", flat=True))


def boss_of(request: ServiceRequest) -> Viewer:
    assert request.team is not None
    return supervisor_of(request.team)


def merged(request: ServiceRequest, into: ServiceRequest) -> ServiceRequest:
    return service_requests.merge_into(request=request, target=into, by=boss_of(into), at=NOON)


def decline(request: ServiceRequest) -> ServiceRequest:
    return service_requests.decline(request=request, reason="A provincial road.", by=boss_of(request), at=NOON)


def test_three_people_whose_reports_were_merged_are_told_each_by_their_own_number() -> None:
    ada, bo, cy = (submit(contact=person(name)) for name in ("ada", "bo", "cy"))
    merged(bo, ada)
    merged(cy, ada)
    decline(ada)
    assert told("declined") == {"ada@mail.example", "bo@mail.example", "cy@mail.example"}
    about = dict(Message.objects.filter(step="declined").values_list("to", "reference"))
    assert about == {
        "ada@mail.example": ada.reference,
        "bo@mail.example": bo.reference,
        "cy@mail.example": cy.reference,
    }


def test_whoever_was_merged_by_way_of_another_is_told_too() -> None:
    ada, bo, cy = (submit(contact=person(name)) for name in ("ada", "bo", "cy"))
    merged(cy, bo)
    merged(bo, ada)
    decline(ada)
    assert told("declined") == {"ada@mail.example", "bo@mail.example", "cy@mail.example"}


def test_opened_again_it_is_on_its_own_and_its_customer_hears_only_of_it() -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    bo = merged(bo, ada)
    service_requests.reopen(request=bo, reason="Another hole.", by=boss_of(ada), at=NOON)
    decline(ada)
    assert told("declined") == {"ada@mail.example"}
    assert told("reopened") == {"bo@mail.example"}


def test_one_person_with_two_reports_is_told_once() -> None:
    one, two = submit(contact=person("ada")), submit(contact=person("ada"))
    merged(two, one)
    decline(one)
    deliver()
    assert Message.objects.filter(step="declined").count() == 1


def test_followers_of_what_was_merged_are_told() -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    service_requests.follow(request=bo, contact=person("cy"), channel="web", by=RESIDENT, at=NOON)
    merged(bo, ada)
    decline(ada)
    assert told("declined") == {"ada@mail.example", "bo@mail.example", "cy@mail.example"}


def test_when_the_first_withdraws_the_next_report_takes_the_work_over() -> None:
    ada, bo, cy = (submit(contact=person(name)) for name in ("ada", "bo", "cy"))
    service_requests.follow(request=ada, contact=person("di"), channel="web", by=RESIDENT, at=NOON)
    merged(bo, ada)
    merged(cy, ada)
    assert ada.team is not None
    service_requests.assign(request=ada, team=ada.team, by=boss_of(ada), at=NOON)
    service_requests.cancel(request=ada, by=RESIDENT, at=NOON)
    bo.refresh_from_db()
    cy.refresh_from_db()
    assert (bo.state, bo.team, cy.merged_into) == (State.ASSIGNED, ada.team, bo)
    assert told("withdrawn") == {"ada@mail.example"}
    decline(bo)
    assert told("declined") == {"bo@mail.example", "cy@mail.example", "di@mail.example"}


def test_a_follower_is_not_told_that_they_withdrew_it() -> None:
    ada = submit(contact=person("ada"))
    service_requests.follow(request=ada, contact=person("bo"), channel="web", by=RESIDENT, at=NOON)
    service_requests.cancel(request=ada, by=RESIDENT, at=NOON)
    assert (told("withdrawn"), told("withdrawn_by_other")) == ({"ada@mail.example"}, {"bo@mail.example"})


# -- parties, and how much they see ---------------------------------------------------------------
def added(request: ServiceRequest, name: str, party: Party) -> None:
    service_requests.add_follower(request=request, contact=person(name), party=party, by=boss_of(request), at=NOON)


@pytest.mark.parametrize(
    ("visibility", "hear"),
    [
        ("public", {"ada@mail.example", "pat@mail.example", "con@mail.example"}),
        ("customer", {"ada@mail.example", "con@mail.example"}),
        ("internal", set()),
    ],
)
def test_each_reads_what_their_level_allows(visibility: str, hear: set[str]) -> None:
    ada = submit(contact=person("ada"))
    added(ada, "sam", Party(PartyRole.NEIGHBOUR, Sees.STEPS, Ground.ASKED))
    added(ada, "pat", WISHES)
    added(ada, "con", Party(PartyRole.CONTRACTOR, Sees.ALL_BUT_PERSON, Ground.WORK, "Repairs the curb."))
    service_requests.add_note(request=ada, text="Part ordered.", visibility=visibility, by=boss_of(ada), at=NOON)
    assert told("note") == hear


def test_who_sees_only_the_steps_reads_no_words() -> None:
    ada = submit(contact=person("ada"))
    added(ada, "sam", Party(PartyRole.NEIGHBOUR, Sees.STEPS, Ground.ASKED))
    decline(ada)
    deliver()
    bodies = dict(Message.objects.filter(step="declined").values_list("to", "body"))
    assert ("provincial" in bodies["ada@mail.example"], "provincial" in bodies["sam@mail.example"]) == (True, False)


@pytest.mark.parametrize(
    ("visibility", "party"),
    [
        ("public", Party(PartyRole.COUNCILLOR, Sees.ALL_BUT_PERSON, Ground.ASKED)),
        ("private", WISHES),
        ("private", Party(PartyRole.NEIGHBOUR, Sees.STEPS, Ground.AGREED)),
    ],
)
def test_more_than_the_public_knows_needs_a_ground_in_words(visibility: str, party: Party) -> None:
    ada = submit(contact=person("ada"))
    ServiceRequest.objects.filter(pk=ada.pk).update(visibility=visibility)
    ada.refresh_from_db()
    with pytest.raises(CannotFollow):
        added(ada, "bo", party)
    assert not Follower.objects.exists()


def test_nobody_is_added_to_an_enforcement_case() -> None:
    ada = submit(contact=person("ada"))
    ServiceRequest.objects.filter(pk=ada.pk).update(visibility="enforcement")
    ada.refresh_from_db()
    with pytest.raises(NotAllowed):
        added(ada, "bo", Party(PartyRole.CONTRACTOR, Sees.STEPS, Ground.WORK, "Cleans the lot."))


def test_of_a_private_request_a_party_with_a_ground_hears_and_loses_the_page_when_removed() -> None:
    ada = submit(contact=person("ada"))
    ServiceRequest.objects.filter(pk=ada.pk).update(visibility="private")
    ada.refresh_from_db()
    added(ada, "bo", Party(PartyRole.OTHER, Sees.PUBLIC, Ground.AGREED, "Ada said so on the telephone, 3 June."))
    decline(ada)
    assert "bo@mail.example" in told("declined")
    row = Follower.objects.get()
    token = queries.track_token(uuid=ada.uuid, customer_id=row.customer_id)
    assert queries.private_request(token=token).sees is Sees.PUBLIC
    service_requests.remove_follower(request=ada, follower_id=row.pk, by=boss_of(ada), at=NOON)
    with pytest.raises(queries.LinkEnded):
        queries.private_request(token=token)
