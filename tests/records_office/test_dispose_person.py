"""One person, by a list of one."""

import pytest

from tests.factories.service_requests import request_in
from tests.records_office.people import LATER, clerk, closed_request, disposed_of, signed
from townline.customers.models import ContactPoint, Customer
from townline.notifications.models import Message
from townline.records_office import operations
from townline.records_office.values import ListState, OutReason
from townline.service_requests.models import Note, ServiceRequest, Word
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def test_dispose_lets_go_of_the_person_and_keeps_the_request():
    request = closed_request()
    before = ServiceRequest.objects.values(
        "reference", "service_id", "ward_id", "submitted_at", "closed_at", "completed_at", "state", "outcome", "block",
        "updated_at", "channel", "visibility", "due_at", "promised_at",
    ).get(pk=request.pk)  # fmt: skip
    done = disposed_of(request)
    assert done.state == ListState.DONE
    assert done.counts["requests"] == 1
    assert done.counts["customers"] == 1
    after = ServiceRequest.objects.values(*before).get(pk=request.pk)
    assert after == before
    row = ServiceRequest.objects.get(pk=request.pk)
    assert (row.customer_id, row.description, row.address, row.words, row.status_notes) == (None, "", "", "", "")
    assert not Customer.objects.exists()
    assert not ContactPoint.objects.exists()
    assert not Note.objects.exists()


def test_dispose_forgets_words_that_stand_nowhere_else():
    closed_request(description="A deep zwergwal hole.")
    from townline.service_requests import operations as service_requests

    kept = request_in(State.SUBMITTED, description="A deep puddle.", contact=_other())
    service_requests.count_words()
    disposed_of(ServiceRequest.objects.exclude(pk=kept.pk).get())
    words = set(Word.objects.values_list("word", flat=True))
    assert "zwergwal" not in words
    assert "deep" in words


def _other():
    from townline.customers.values import Contact

    return Contact(name="Grace Other", email="grace@mail.example")


def test_open_work_keeps_the_person():
    request = request_in(State.ASSIGNED)
    assert request.customer is not None
    proposed = operations.propose_person(person=request.customer.uuid, by=clerk(), at=LATER)
    assert proposed.items.get().out == OutReason.OPEN
    with pytest.raises(operations.NothingToSign):
        signed(proposed)


def test_a_disposed_request_is_not_opened_again():
    request = closed_request()
    disposed_of(request)
    from townline.core.actor import RESIDENT
    from townline.service_requests import operations as service_requests
    from townline.service_requests.operations.changes import DisposedOf

    with pytest.raises(DisposedOf):
        service_requests.dispute(request=request, words="Still there.", by=RESIDENT, at=LATER)


def test_messages_go_with_the_person():
    request = closed_request()
    Message.objects.create(
        event_uuid=request.uuid, step="received", subject_uuid=request.uuid, customer=request.customer, channel="email",
        to="ada@mail.example", language="en", title="Hello Ada", body="Dear Ada", state="sent", send_at=LATER, created_at=request.submitted_at,
    )  # fmt: skip
    disposed_of(request)
    assert not Message.objects.exists()
