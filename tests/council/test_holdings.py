"""What the records office finds and lets go of; and that constituency notes are not its business."""

import pytest
from django.db import IntegrityError, transaction

from tests.council.offices import PAPER, office, raised, ship_consents
from tests.factories.accounts import UserFactory, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import supervisor_of
from tests.records_office.people import LATER, clerk, signed
from townline.accounts.models import Role
from townline.accounts.values import Viewer
from townline.council import holdings, operations
from townline.council.models import Behalf, Disclosure, Follow, Inquiry, InquiryMessage, Note
from townline.customers import holdings as customer_holdings
from townline.records_office import operations as records_office
from townline.service_requests import operations as service_requests
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db
WORDS = "Ada Resident asks again."


def everything() -> tuple[Viewer, ServiceRequest]:
    """All that an office does for one person, on a request that is over."""
    ship_consents()
    publish_service()
    by, officer = office(), viewer(UserFactory(role=Role.LIAISON_OFFICER))
    made = raised(by, PAPER)
    operations.follow(request=made.uuid, by=by, at=NOON)
    operations.disclose(request=made.uuid, purpose="answer", by=by, at=NOON)
    asked = operations.ask(title="Ada’s hole", words=WORDS, request=made.uuid, by=by, at=NOON)
    operations.answer(inquiry=asked.uuid, words="Ada hears on Monday.", by=officer, at=NOON)
    operations.write_note(uuid=None, about="Ada Resident", words=WORDS, by=by, at=NOON)
    assert made.team is not None
    service_requests.decline(request=made, reason="A private road.", by=supervisor_of(made.team), at=NOON)
    return by, made


def test_held_about_says_what_was_asked_shown_and_done_and_no_note() -> None:
    by, made = everything()
    assert made.customer is not None
    held = list(holdings.held_about(people=customer_holdings.people(uuids=[made.customer.uuid])))
    assert [one.kind for one in held] == ["inquiry", "disclosure", "behalf"]
    said = [value for one in held for _label, value in one.text]
    assert said.count(WORDS) == 1
    assert any(by.actor.label in value for value in said)


def test_dispose_lets_go_of_it_and_leaves_the_councillors_note() -> None:
    _by, made = everything()
    assert made.customer is not None
    proposed = records_office.propose_person(person=made.customer.uuid, by=clerk(), at=LATER)
    signed(proposed)
    records_office.carry_out(at=LATER)
    asked = Inquiry.objects.get()
    assert (asked.title, asked.request_id, asked.disposed_at) == ("—", None, LATER)
    assert [table.objects.count() for table in (InquiryMessage, Disclosure, Follow, Behalf)] == [0, 0, 0, 0]
    assert Note.objects.get().words == WORDS


def test_nothing_goes_without_a_signed_list() -> None:
    everything()
    for destroy in (
        lambda: Inquiry.objects.update(disposed_at=NOON),
        lambda: InquiryMessage.objects.all().delete(),
        lambda: Disclosure.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="disposal list"), transaction.atomic():
            destroy()
