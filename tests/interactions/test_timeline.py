"""A contact is a line of the customer's history for who may know what it was about."""

import pytest

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import HOUR, NOON
from tests.factories.service_requests import submit
from townline.accounts.models import Role, User
from townline.accounts.values import Viewer
from townline.interactions import queries
from townline.interactions.models import Handling, Interaction
from townline.service_requests.models import ServiceRequest
from townline.service_requests.queries import subjects_open_to

pytestmark = pytest.mark.django_db


def call_about(request: ServiceRequest | None, *, customer_id: int | None, by: User, hours: int = 0) -> Interaction:
    contact = Interaction.objects.create(
        channel="phone",
        purpose="follow_up",
        language="en",
        occurred_at=NOON + hours * HOUR,
        customer_id=customer_id,
        subject=request.uuid if request else None,
    )
    Handling.objects.create(
        interaction=contact,
        handled_by_id=by.pk,
        started_at=contact.occurred_at,
        ended_at=contact.occurred_at,
        wrapped_up_at=contact.occurred_at,
        outcome="answered",
        resolved_first_contact="no",
    )
    return contact


def lines(customer_id: int | None, viewer: Viewer) -> list[str]:
    entries = queries.timeline_of(
        customers=[customer_id or 0], viewer=viewer, before=None, limit=10, subjects=subjects_open_to(viewer=viewer)
    )
    return [entry.reference for entry in entries]


def test_newest_contact_comes_first_and_a_form_is_told_by_its_request() -> None:
    request, csr = submit(), UserFactory(role=Role.CSR)
    calls = [
        call_about(subject, customer_id=request.customer_id, by=csr, hours=n)
        for n, subject in enumerate([request, None])
    ]
    assert lines(request.customer_id, viewer(csr)) == [str(call.uuid) for call in reversed(calls)]


def test_contact_about_a_sealed_request_is_told_to_its_team_only() -> None:
    publish_service(code="noise", visibility="enforcement")
    request = submit(service_code="noise")
    csr, manager = UserFactory(role=Role.CSR), UserFactory(role=Role.MANAGER)
    call = call_about(request, customer_id=request.customer_id, by=csr)
    assert request.team is not None
    worker = member_of(request.team)
    assert lines(request.customer_id, viewer(worker)) == [str(call.uuid)]
    assert lines(request.customer_id, viewer(csr)) == []
    assert lines(request.customer_id, viewer(manager)) == []


def test_without_a_word_on_subjects_only_contacts_about_nothing_are_told() -> None:
    request, csr = submit(), UserFactory(role=Role.CSR)
    call_about(request, customer_id=request.customer_id, by=csr)
    free = call_about(None, customer_id=request.customer_id, by=csr)
    entries = queries.timeline_of(customers=[request.customer_id or 0], viewer=viewer(csr), before=None, limit=10)
    assert [entry.reference for entry in entries] == [str(free.uuid)]


def test_worker_reads_contacts_about_nothing_only_if_they_are_of_the_team() -> None:
    request, csr = submit(), UserFactory(role=Role.CSR)
    call_about(None, customer_id=request.customer_id, by=csr)
    assert lines(request.customer_id, viewer(member_of(TeamFactory(code="other")))) == []


def test_page_before_a_moment_goes_on_where_the_last_one_ended() -> None:
    request, csr = submit(), UserFactory(role=Role.CSR)
    calls = [call_about(None, customer_id=request.customer_id, by=csr, hours=n) for n in range(3)]
    entries = queries.timeline_of(
        customers=[request.customer_id or 0], viewer=viewer(csr), before=calls[2].occurred_at, limit=1
    )
    assert [entry.reference for entry in entries] == [str(calls[1].uuid), str(calls[0].uuid)]
