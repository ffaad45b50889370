"""What one person wrote, sent or agreed to does not reach another: by a merge, by asking again, by following, by mail."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from pytest_django import Settings

from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, NOON
from tests.factories.service_requests import request_in, submit
from tests.service_requests.test_follow_ups import another_boss, ask
from tests.service_requests.test_told import WISHES, added, boss_of, decline, deliver, merged, person, told
from townline.core.actor import RESIDENT, Actor, ActorKind
from townline.core.transactions import savepoint
from townline.customers.values import Contact
from townline.notifications.models import Message, MessageText
from townline.notifications.steps import Step
from townline.places.values import Location
from townline.service_levels import queries as service_levels
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.models import Dispute, Follower, FollowUp, Note, Photo, PhotoState, ServiceRequest
from townline.service_requests.operations import Asked, CannotFollowUp, Party
from townline.service_requests.values import Ground, PartyRole, Sees, Verdict
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
ALL = Party(PartyRole.CONTRACTOR, Sees.ALL_BUT_PERSON, Ground.AGREED, "Agreed on the telephone, 3 June.")
STEPS = Party(PartyRole.NEIGHBOUR, Sees.STEPS, Ground.ASKED)
HOME = Location(lat=43.70123, long=-79.31234, address="7 Elm Street", description="Behind my bedroom window.")


def long_after(settings: Settings) -> timedelta:
    days = settings.TOWNLINE_FOLLOW_UP_DAYS
    return service_levels.expected(business_days=days, at=NOON) - NOON + DAY


def stranger_asks(
    request: ServiceRequest, words: str = "When?", *, at: datetime = NOON, photos: tuple[UUID, ...] = ()
) -> FollowUp:
    """Somebody on the telephone who does not say who they are."""
    asked = Asked(words, photos, channel="phone")
    return service_requests.follow_up(request=request, asked=asked, by=boss_of(request), at=at)


def bodies(step: str) -> dict[str, str]:
    deliver()
    return dict(Message.objects.filter(step=step).values_list("to", "body"))


# -- what a new request is made of ----------------------------------------------------------------
def test_a_new_request_is_made_of_their_own_report_and_not_of_the_one_it_was_joined_with(settings: Settings) -> None:
    ada = submit(contact=person("ada"), location=HOME, answers={"size": "large"})
    bo = merged(submit(contact=person("bo"), answers={"size": "small"}), ada)
    decline(ada)
    made = ask(bo, "Again.", at=NOON + long_after(settings)).became
    assert made is not None
    assert (made.address, made.place_description, made.answers, made.customer_id) == (
        bo.address, "", {"size": "small"}, bo.customer_id,
    )  # fmt: skip


def test_of_a_stranger_s_report_a_new_request_takes_what_the_public_sees(settings: Settings) -> None:
    ada = request_in(State.DECLINED, contact=person("ada"), location=HOME, answers={"size": "large"})
    made = stranger_asks(ada, "A hole again.", at=NOON + long_after(settings)).became
    assert made is not None
    place = (made.address, made.place_description, made.lat, made.long)
    assert place == (ada.block, "", *(queries.public_point(lat=HOME.lat, long=HOME.long) or ()))
    assert (made.answers, made.customer_id) == ({}, None)


def test_nothing_is_made_for_a_stranger_of_what_the_public_does_not_see(settings: Settings) -> None:
    publish_service(visibility="private")
    ada = request_in(State.DECLINED, contact=person("ada"), location=HOME)
    with pytest.raises(CannotFollowUp), savepoint():
        stranger_asks(ada, at=NOON + long_after(settings))


# -- who reads the answer -------------------------------------------------------------------------
def test_who_wrote_by_the_link_of_a_nameless_report_reads_the_answer_there() -> None:
    nameless = submit(contact=Contact())
    taken = ask(nameless)
    service_requests.answer_follow_up(follow_up=taken, words="On Tuesday.", by=boss_of(nameless), at=NOON)
    assert [note.text for note in queries.notes_for_reporter(request=nameless)] == ["When do you come?", "On Tuesday."]


@pytest.mark.parametrize("contact", [person("ada"), Contact()])
def test_what_a_stranger_is_answered_stays_with_staff(contact: Contact) -> None:
    request = submit(contact=contact)
    taken = stranger_asks(request)
    service_requests.answer_follow_up(follow_up=taken, words="On Tuesday.", by=boss_of(request), at=NOON)
    assert queries.notes_for_reporter(request=request) == []
    assert set(Note.objects.values_list("visibility", flat=True)) == {"internal"}


@pytest.mark.parametrize(("by_link", "read"), [(True, ["It is yours.", "We looked."]), (False, [])])
def test_a_verdict_is_read_by_who_disputed_without_a_name_and_by_nobody_else(by_link: bool, read: list[str]) -> None:
    request = request_in(State.DECLINED, contact=Contact())
    asked = Asked("It is yours.", channel="phone")
    by = Actor(ActorKind.CUSTOMER, None) if by_link else boss_of(request)
    service_requests.follow_up(request=request, asked=asked, by=by, at=NOON + DAY)
    service_requests.judge(
        dispute=Dispute.objects.get(),
        verdict=Verdict.DEFECT,
        words="We looked.",
        by=another_boss(request),
        at=NOON + DAY,
    )
    assert [note.text for note in queries.notes_for_reporter(request=request)] == read


def test_a_verdict_is_not_written_to_who_reported_it_when_somebody_else_disputed() -> None:
    request = request_in(State.DECLINED, contact=person("ada"))
    stranger_asks(request, "It is yours.", at=NOON + DAY)
    service_requests.judge(
        dispute=Dispute.objects.get(),
        verdict=Verdict.DEFECT,
        words="We looked.",
        by=another_boss(request),
        at=NOON + DAY,
    )
    assert (queries.notes_for_reporter(request=request), told("note")) == ([], set())


def test_the_pictures_of_a_stranger_are_not_shown_to_who_reported_it() -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    bo = merged(bo, ada)
    pictures = [Photo.objects.create(file="x.jpg", state=PhotoState.READY, added_at=NOON) for _ in range(2)]
    stranger_asks(ada, photos=(pictures[0].uuid,))
    stranger_asks(bo, photos=(pictures[1].uuid,))
    assert [queries.photos_for_reporter(request=row) for row in (ada, bo)] == [[], []]


def test_the_pictures_go_with_the_new_request(settings: Settings) -> None:
    ada = submit(contact=person("ada"))
    bo = merged(submit(contact=person("bo")), ada)
    decline(ada)
    picture = Photo.objects.create(file="x.jpg", state=PhotoState.READY, added_at=NOON)
    made = ask(bo, "Again.", at=NOON + long_after(settings), photos=(picture.uuid,)).became
    assert made is not None
    assert [photo.pk for photo in queries.photos_for_reporter(request=made)] == [picture.pk]


# -- who follows ----------------------------------------------------------------------------------
def test_who_sees_everything_of_one_report_hears_of_the_other_as_much_as_the_public() -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    added(bo, "con", ALL)
    merged(bo, ada)
    boss = boss_of(ada)
    service_requests.add_note(request=ada, text="For Ada only.", visibility="customer", by=boss, at=NOON)
    assert told("note") == {"ada@mail.example"}
    service_requests.add_note(request=ada, text="For everybody.", visibility="public", by=boss, at=NOON)
    assert told("note") == {"ada@mail.example", "bo@mail.example", "con@mail.example"}


def test_who_sees_only_the_steps_of_one_report_reads_no_words_of_the_other() -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    added(bo, "sam", STEPS)
    merged(bo, ada)
    decline(ada)
    assert "provincial" not in bodies("declined")["sam@mail.example"]


def test_who_followed_by_agreement_follows_the_next_report_as_the_public_does() -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    added(ada, "con", ALL)
    added(ada, "pat", WISHES)
    added(ada, "sam", STEPS)
    added(ada, "wil", Party(PartyRole.CONTRACTOR, Sees.ALL_BUT_PERSON, Ground.WORK, "Repairs the curb."))
    added(ada, "bo", STEPS)
    merged(bo, ada)
    service_requests.cancel(request=ada, by=RESIDENT, at=NOON)
    terms = Follower.objects.filter(request=bo).values_list("customer__name", "sees", "ground", "reason")
    assert sorted(terms) == [
        ("Con", "public", "asked", ""),
        ("Pat", "public", "asked", ""),
        ("Sam", "steps", "asked", ""),
        ("Wil", "public", "work", "Repairs the curb."),
    ]


def test_of_a_private_request_that_is_withdrawn_the_next_report_takes_the_work_over_and_nobody_follows_it() -> None:
    publish_service(visibility="private")
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    added(ada, "con", ALL)
    merged(bo, ada)
    service_requests.cancel(request=ada, by=RESIDENT, at=NOON)
    bo.refresh_from_db()
    assert (bo.state, bo.merged_into, Follower.objects.filter(request=bo).count()) == (State.REVIEWED, None, 0)


# -- mail -----------------------------------------------------------------------------------------
def test_what_we_will_do_is_read_by_who_asked_and_by_who_sees_everything() -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    added(ada, "con", ALL)
    added(ada, "pat", WISHES)
    merged(bo, ada)
    day = NOON.date() + timedelta(days=1)
    service_requests.say_what_and_when(
        request=ada, what="We call you, Ada, on 555 0100.", by_when=day, by=boss_of(ada), at=NOON
    )
    assert set(bodies("what_and_when")) == {"ada@mail.example", "con@mail.example"}
    others = bodies("reviewed")
    assert set(others) == {"bo@mail.example", "pat@mail.example"}
    assert "555 0100" not in str(others)


def test_why_the_day_moves_is_read_by_who_asked() -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    added(ada, "pat", WISHES)
    merged(bo, ada)
    day = NOON.date() + timedelta(days=30)
    service_requests.repromise(request=ada, by_when=day, reason="You are away, Ada.", by=boss_of(ada), at=NOON)
    found = bodies("new_date")
    assert {to: "You are away" in body for to, body in found.items()} == {
        "ada@mail.example": True, "bo@mail.example": False, "pat@mail.example": False,
    }  # fmt: skip


def test_words_of_a_dispute_reach_nobody_else_whatever_the_city_s_own_text_says() -> None:
    for step in (Step.REOPENED, Step.DISPUTE_RECEIVED, Step.KEPT_INFORMED):
        MessageText.objects.create(
            step=step, language="en", version=1, title="News", body="News: {notes}", changed_at=NOON
        )
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    added(ada, "con", ALL)
    merged(bo, ada)
    decline(ada)
    added(ada, "sam", STEPS)
    ask(bo, "My mother fell there.", at=NOON + DAY)
    deliver()
    words = dict(Message.objects.filter(step="dispute_received").values_list("to", "body"))
    assert {to: "My mother fell" in body for to, body in words.items()} == {"bo@mail.example": True}
    assert "My mother fell" not in str(bodies("reopened"))
    assert "provincial" not in bodies("kept_informed")["sam@mail.example"]
