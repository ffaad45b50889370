"""Nothing is destroyed unsigned, too young, or held; what was begun is finished."""

import sys
import uuid
from datetime import timedelta
from unittest import mock

import pytest
from django.db import IntegrityError, transaction

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import NOON
from tests.factories.service_requests import request_in
from tests.records_office.people import LATER, clerk, closed_request, disposed_of, signed
from townline.accounts.models import Role, User
from townline.core.actor import SYSTEM
from townline.core.errors import NotAllowed
from townline.core.subjects import subject_uuid
from townline.customers.holdings import people
from townline.customers.models import Customer
from townline.events.models import Event
from townline.interactions.models import Interaction
from townline.notifications.models import Message
from townline.privacy.holdings import NotSigned, holders
from townline.privacy.models import Consent, ConsentScope, Notice, NoticeVersion
from townline.privacy.values import RetentionClass
from townline.records_office import operations, queries
from townline.records_office.models import DisposalItem, DisposalList, PlaceReached
from townline.records_office.operations import Held
from townline.records_office.schedule import months_before
from townline.records_office.values import HoldReason, ListState, OutReason, Rule
from townline.service_requests.models import Note, Photo, ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
proposing = sys.modules["townline.records_office.operations.propose"]  # the verb has the name of its module


# -- unsigned -------------------------------------------------------------------------------------
@pytest.mark.parametrize("number", range(len(holders())))
def test_no_room_lets_go_without_a_signed_list(number: int):
    request = closed_request()
    assert request.customer is not None
    with pytest.raises(NotSigned), transaction.atomic():
        holders()[number].dispose(
            people=people(uuids=[request.customer.uuid]), by=SYSTEM, at=LATER, certificate=uuid.uuid4()
        )
    assert Customer.objects.filter(pk=request.customer.pk).exists()


def test_an_unsigned_list_orders_nothing():
    request = closed_request()
    assert request.customer is not None
    proposed = operations.propose_person(person=request.customer.uuid, by=clerk(), at=LATER)
    assert operations.carry_out(at=LATER) == 0
    with pytest.raises(NotSigned), transaction.atomic():
        holders()[0].dispose(
            people=people(uuids=[request.customer.uuid]), by=SYSTEM, at=LATER, certificate=proposed.uuid
        )


@pytest.mark.parametrize(
    "destroy",
    [
        lambda request: Customer.objects.filter(pk=request.customer_id).delete(),
        lambda request: ServiceRequest.objects.filter(pk=request.pk).update(
            disposed_at=LATER, customer=None, description="", words=""
        ),
        lambda request: Note.objects.filter(request=request).delete(),
        lambda request: Message.objects.filter(subject_uuid=request.uuid).delete(),
        lambda request: Photo.objects.filter(request=request).delete(),
    ],
    ids=["customer", "request", "note", "message", "photo"],
)
def test_the_database_refuses_what_no_list_names(destroy):
    request = closed_request()
    Note.objects.create(request=request, text="x", written_at=NOON)
    Photo.objects.create(request=request, added_at=NOON)
    Message.objects.create(
        event_uuid=request.uuid, step="received", subject_uuid=request.uuid, channel="email", language="en",
        title="x", body="x", state="sent", send_at=NOON, created_at=NOON,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="no signed disposal list"), transaction.atomic():
        destroy(request)


def test_a_list_names_only_what_is_on_it():
    first, second = closed_request(), closed_request()
    proposed = operations.propose_person(person=_person(first), by=clerk(), at=LATER)
    signed(proposed)
    from townline.privacy.holdings import disposing

    other = Customer.objects.create(name="Another", created_at=NOON)
    with pytest.raises(NotSigned), transaction.atomic(), disposing(certificate=proposed.uuid):
        Customer.objects.filter(pk=other.pk).delete()
    assert ServiceRequest.objects.filter(pk=second.pk).exists()


def test_a_signed_list_is_not_changed():
    proposed = operations.propose_person(person=_person(closed_request()), by=clerk(), at=LATER)
    signed(proposed)
    item = proposed.items.get()
    for change in (
        lambda: DisposalItem.objects.create(disposal_list=proposed, subject=uuid.uuid4(), last_used_at=NOON),
        lambda: DisposalItem.objects.filter(pk=item.pk).update(subject=uuid.uuid4()),
        lambda: DisposalItem.objects.filter(pk=item.pk).delete(),
        lambda: DisposalList.objects.filter(pk=proposed.pk).update(signed_by="Somebody else"),
        lambda: DisposalList.objects.filter(pk=proposed.pk).update(
            state="proposed", signed_at=None, signed_by_id=None, items_hash=""
        ),
    ):
        with pytest.raises(IntegrityError, match="signed disposal list is not changed"), transaction.atomic():
            change()
    with pytest.raises(operations.ListIsSigned):
        operations.take_out(disposal_list=proposed, item_id=item.pk, words="Stop", by=clerk(), at=LATER)


def test_only_the_clerk_signs_and_only_with_a_fresh_second_factor():
    proposed = operations.propose_person(person=_person(closed_request()), by=clerk(), at=LATER)
    seen = operations.hash_of(disposal_list=proposed)
    manager = viewer(UserFactory(role=Role.MANAGER))
    with pytest.raises(NotAllowed), transaction.atomic():
        operations.sign(disposal_list=proposed, seen=seen, by=manager, second_factor_at=LATER, at=LATER)
    for moment in (None, LATER - timedelta(minutes=16)):
        with pytest.raises(operations.SecondFactorMissing), transaction.atomic():
            operations.sign(disposal_list=proposed, seen=seen, by=clerk(), second_factor_at=moment, at=LATER)


# -- too young ------------------------------------------------------------------------------------
def test_below_the_minimum_nothing_is_signed():
    request = closed_request()
    proposed = operations.propose_person(person=_person(request), by=clerk(), at=NOON + timedelta(days=364))
    assert proposed.items.get().out == OutReason.TOO_YOUNG
    with pytest.raises(operations.NothingToSign):
        signed(proposed, at=NOON + timedelta(days=364))


def test_one_young_message_keeps_the_whole_person():
    request = closed_request()
    Message.objects.create(
        event_uuid=uuid.uuid4(), step="received", subject_uuid=uuid.uuid4(), customer=request.customer, channel="email",
        language="en", title="x", body="x", state="sent", send_at=LATER, created_at=LATER - timedelta(days=30),
    )  # fmt: skip
    proposed = operations.propose_person(person=_person(request), by=clerk(), at=LATER)
    assert proposed.items.get().out == OutReason.TOO_YOUNG


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [("2026-03-31", 1, "2026-02-28"), ("2026-01-15", 1, "2025-12-15"), ("2028-02-29", 12, "2027-02-28")],
)
def test_months_before_ends_on_the_last_day_of_a_shorter_month(day: str, months: int, before: str):
    from datetime import datetime

    assert months_before(datetime.fromisoformat(day), months) == datetime.fromisoformat(before)


# -- held -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("what", ["person", "request", "address", "class"])
def test_a_hold_keeps_what_it_is_about(what: str):
    request = closed_request()
    held = {
        "person": Held(person=_person(request)),
        "request": Held(request=request.uuid),
        "address": Held(address="418 MAPLE  Street"),
        "class": Held(retention=RetentionClass.SERVICE_REQUEST),
    }[what]
    hold = operations.place_hold(held=held, reason=HoldReason.CLAIM, file_number="C-1", by=clerk(), at=LATER)
    proposed = operations.propose_person(person=_person(request), by=clerk(), at=LATER)
    assert proposed.items.get().out == OutReason.HOLD
    operations.lift_hold(hold=hold, by=clerk(), at=LATER)
    operations.judge_again(disposal_list=proposed, by=clerk(), at=LATER)
    assert proposed.items.get().out == ""


def test_a_hold_on_another_house_number_keeps_nothing():
    request = closed_request()
    operations.place_hold(
        held=Held(address="41 Maple Street"), reason=HoldReason.CLAIM, file_number="C-1", by=clerk(), at=LATER
    )
    assert operations.propose_person(person=_person(request), by=clerk(), at=LATER).items.get().out == ""


def test_a_hold_after_the_signature_still_keeps():
    request = closed_request()
    proposed = operations.propose_person(person=_person(request), by=clerk(), at=LATER)
    signed(proposed)
    operations.place_hold(
        held=Held(request=request.uuid), reason=HoldReason.LITIGATION, file_number="L-1", by=clerk(), at=LATER
    )
    assert operations.carry_out(at=LATER) == 0
    proposed.refresh_from_db()
    assert proposed.items.get().out == OutReason.HOLD
    assert Customer.objects.filter(uuid=_person(request)).exists()


# -- by night -------------------------------------------------------------------------------------
def test_the_night_proposes_what_is_older_than_the_maximum_and_shows_what_is_held():
    old, held = closed_request(), closed_request()
    request_in(State.ASSIGNED)
    operations.place_hold(held=Held(request=held.uuid), reason=HoldReason.CLAIM, file_number="C", by=clerk(), at=NOON)
    assert operations.propose(at=NOON + timedelta(days=365 * 4))["service_request"] == 0
    assert operations.propose(at=LATER)["service_request"] == 2
    found = DisposalList.objects.get(retention="service_request")
    assert {item.subject: item.out for item in found.items.all()} == {old.uuid: "", held.uuid: "hold"}
    assert operations.propose(at=LATER)["service_request"] == 0  # the second night adds nothing


def test_what_the_clerk_took_out_is_not_asked_again_within_a_year():
    closed_request()
    operations.propose(at=LATER)
    found = DisposalList.objects.get(retention="service_request")
    operations.take_out(disposal_list=found, item_id=found.items.get().pk, words="Archives", by=clerk(), at=LATER)
    other = closed_request()
    operations.propose(at=LATER)
    signed(found)
    operations.carry_out(at=LATER)
    assert operations.propose(at=LATER + timedelta(days=300))["service_request"] == 0
    assert operations.propose(at=LATER + timedelta(days=400))["service_request"] == 1
    assert ServiceRequest.objects.get(pk=other.pk).disposed_at == LATER


def test_a_night_stops_at_a_full_list_and_goes_on_the_next_night():
    requests = [closed_request() for _number in range(4)]
    PlaceReached.objects.create(retention="service_request", after=requests[0].pk - 1)
    with mock.patch.object(proposing, "WIDTH", 1), mock.patch.object(proposing, "MOST_WINDOWS", 3):
        operations.propose(at=LATER)
        reached = PlaceReached.objects.get(retention="service_request").after
        assert DisposalItem.objects.filter(disposal_list__retention="service_request").count() == 3
        operations.propose(at=LATER)
    assert reached == requests[2].pk
    assert DisposalItem.objects.filter(disposal_list__retention="service_request").count() == 4


def test_a_signed_request_list_keeps_the_customer():
    request = closed_request()
    operations.propose(at=LATER)
    signed(DisposalList.objects.get(retention="service_request"))
    operations.carry_out(at=LATER)
    row = ServiceRequest.objects.get(pk=request.pk)
    assert row.disposed_at == LATER
    assert row.customer_id is None
    assert Customer.objects.filter(uuid=_person(request)).exists()


def test_a_class_without_a_maximum_is_not_proposed():
    closed_request()
    rule = queries.rule_of(retention="service_request")
    operations.set_rule(rule=Rule(*[*rule[:2], None, *rule[3:]]), by=clerk(), at=NOON)
    assert "service_request" not in operations.propose(at=LATER)


# -- each class -----------------------------------------------------------------------------------
def _message() -> uuid.UUID:
    return Message.objects.create(
        event_uuid=uuid.uuid4(), step="received", subject_uuid=uuid.uuid4(), channel="email", language="en",
        title="x", body="x", state="sent", send_at=NOON, created_at=NOON,
    ).uuid  # fmt: skip


def _photo() -> uuid.UUID:
    return Photo.objects.create(request=closed_request(), added_at=NOON).uuid


def _consent() -> uuid.UUID:
    notice = Notice.objects.create(code="x", place="consent", name_en="x", name_fr="x")
    version = NoticeVersion.objects.create(
        notice=notice, number=1, text_en="x", text_fr="x", changed_at=NOON, published_at=NOON
    )
    scope = ConsentScope.objects.create(code="x", name_en="x", name_fr="x", notice=notice)
    return Consent.objects.create(
        person=uuid.uuid4(), scope=scope, notice_version=version, method="online", given_at=NOON, withdrawn_at=NOON
    ).uuid


def _leaver() -> uuid.UUID:
    user = UserFactory(is_active=False, left_at=NOON, name="Lee Aver")
    return subject_uuid(kind="user", id=user.pk)


@pytest.mark.parametrize(
    ("retention", "make", "left"),
    [
        ("message", _message, Message.objects.count),
        ("photo", _photo, Photo.objects.count),
        ("consent", _consent, Consent.objects.count),
        ("staff_account", _leaver, lambda: User.objects.filter(name="Lee Aver").count()),
        ("interaction", closed_request, lambda: Interaction.objects.filter(customer__isnull=False).count()),
    ],
)
def test_a_record_of_each_class_goes_from_proposal_to_certificate(retention: str, make, left):
    make()
    assert operations.propose(at=LATER)[retention] == 1
    signed(DisposalList.objects.get(retention=retention))
    assert left() == 1
    assert operations.carry_out(at=LATER) == 1
    assert left() == 0
    assert operations.propose(at=LATER)[retention] == 0


def _joined() -> tuple[Customer, Customer]:
    one = Customer.objects.create(name="Ada One", search="ada one", created_at=NOON)
    return one, Customer.objects.create(name="Ada Two", search="ada two", created_at=LATER, merged_into=one)


def test_rows_that_are_one_customer_go_together():
    _joined()
    assert operations.propose(at=LATER)["customer"] == 0  # the newer row is too young, so neither goes
    at = LATER + timedelta(days=6 * 365)
    assert operations.propose(at=at)["customer"] == 2
    signed(DisposalList.objects.get(retention="customer"), at=at)
    operations.carry_out(at=at)
    assert not Customer.objects.exists()


def test_one_row_taken_out_keeps_the_other():
    _joined()
    at = LATER + timedelta(days=6 * 365)
    operations.propose(at=at)
    found = DisposalList.objects.get(retention="customer")
    first = found.items.order_by("id")[0]
    operations.take_out(disposal_list=found, item_id=first.pk, words="Archives", by=clerk(), at=at)
    assert set(found.items.values_list("out", flat=True)) == {OutReason.BY_HAND}


def test_a_row_joined_after_the_signature_keeps_both():
    one = Customer.objects.create(name="Ada One", search="ada one", created_at=NOON)
    proposed = operations.propose_person(person=one.uuid, by=clerk(), at=LATER)
    signed(proposed)
    Customer.objects.create(name="Ada Two", search="ada two", created_at=NOON, merged_into=one)
    assert operations.carry_out(at=LATER) == 0
    assert proposed.items.get().out == OutReason.JOINED
    assert Customer.objects.count() == 2


# -- carried out ----------------------------------------------------------------------------------
def test_carrying_out_twice_is_the_same_as_once():
    done = disposed_of(closed_request())
    assert operations.carry_out(at=LATER) == 0
    before = DisposalList.objects.values().get(pk=done.pk)
    assert DisposalList.objects.values().get(pk=done.pk) == before


def test_one_record_at_fault_costs_only_itself():
    requests = [closed_request() for _number in range(3)]
    operations.propose(at=LATER)
    found = DisposalList.objects.get(retention="service_request")
    signed(found)
    room = sys.modules["townline.service_requests.operations.dispose"]
    empty = room._empty

    def fails(request: ServiceRequest, *, at: object) -> None:
        if request.pk == requests[1].pk:
            raise RuntimeError
        empty(request, at=at)

    with mock.patch.object(room, "_empty", fails):
        assert operations.carry_out(at=LATER) == 2
    found.refresh_from_db()
    assert found.state == ListState.SIGNED
    assert operations.carry_out(at=LATER) == 1
    found.refresh_from_db()
    assert found.state == ListState.DONE


def test_events_say_what_happened_in_numbers_only():
    request = closed_request()
    done = disposed_of(request)
    types = list(Event.objects.filter(subject=done.uuid).order_by("id").values_list("type", flat=True))
    assert types == ["disposal_list.proposed", "disposal_list.signed", "disposal_list.done"]
    assert Event.objects.get(type="service_request.disposed").data == {"certificate": str(done.uuid)}


def _person(request: ServiceRequest) -> uuid.UUID:
    assert request.customer is not None
    return request.customer.uuid
