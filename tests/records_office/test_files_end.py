"""The files of the records office end like any other record."""

from datetime import timedelta

import pytest

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import NOON
from tests.records_office.people import LATER, closed_request, disposed_of
from townline.accounts.models import Role
from townline.customers.values import Contact
from townline.privacy.holdings import Person
from townline.privacy.values import RetentionClass
from townline.records_office import holdings, operations
from townline.records_office.models import AccessRecord, AccessRequest, CorrectionRequest
from townline.records_office.operations import Answer, Asked, Wrong
from townline.records_office.values import Identity

pytestmark = pytest.mark.django_db
ADA = Contact(name="Ada Lovelace-Byron", email="ada@mail.example")


def answered() -> tuple[AccessRequest, CorrectionRequest]:
    """A request of Ada's, an access request that was sent, a correction that was refused."""
    by, request = viewer(UserFactory(role=Role.PRIVACY_OFFICER)), closed_request(contact=ADA)
    assert request.customer is not None
    person = request.customer.uuid
    access = operations.receive_access_request(
        asked=Asked(person, ADA.name, "Everything about Lovelace-Byron.", "1 Elm Street"), by=by, at=NOON
    )
    operations.note_fee(access=access, by=by, at=NOON)
    operations.check_identity(access=access, how=Identity.AGENT, by=by, at=NOON)
    operations.search(access=access, by=by, at=NOON)
    for row in access.records.all():
        operations.release(row=row, by=by, at=NOON)
    operations.decide(access=access, by=by, at=NOON)
    access = operations.send(access=access, how="Mail", by=by, at=NOON)
    said = Wrong(person, ADA.name, "Lovelace-Byron never called.", "Nobody called.")
    correction = operations.receive_correction(said=said, by=by, at=NOON)
    answer = Answer(corrected=False, reason="Lovelace-Byron did.", statement="Not my voice.")
    correction = operations.decide_correction(correction=correction, answer=answer, by=by, at=NOON)
    operations.lift(access=access, by=by, at=LATER - timedelta(days=1))
    disposed_of(request)
    return access, correction


def test_with_the_person_goes_what_they_said_and_the_figures_stay() -> None:
    access, correction = answered()
    access.refresh_from_db()
    correction.refresh_from_db()
    assert (access.name, access.asked, access.send_to) == ("", "", "")
    assert (access.number, access.decision, access.sent_at) == ("2026-001", "released", NOON)
    assert (correction.name, correction.wrong, correction.statement, correction.reason) == ("", "", "", "…")
    assert not AccessRecord.objects.exists()


def test_an_open_file_is_never_due() -> None:
    by, request = viewer(UserFactory(role=Role.PRIVACY_OFFICER)), closed_request(contact=ADA)
    assert request.customer is not None
    person = request.customer.uuid
    operations.receive_access_request(asked=Asked(person, "Ada", "All.", "1 Elm"), by=by, at=NOON)
    (use,) = holdings.last_used(people=[Person(request.customer.pk, person)])
    window = holdings.WALKS[RetentionClass.ACCESS_REQUEST](before=LATER, after=0, width=10)
    assert (use.is_open, [due.is_open for due in window.rows]) == (True, [True])
