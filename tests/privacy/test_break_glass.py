"""Two walls: who complained in an enforcement case, and the page of a customer who is not one's own. One hammer, with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import ADA, submit
from townline.accounts import queries as accounts
from townline.accounts.models import Role, Team, User
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, NotFound
from townline.events import queries as events
from townline.privacy import operations, queries
from townline.privacy.models import BreakGlass, ReadEntry
from townline.privacy.values import Verdict
from townline.service_requests import operations as service_requests
from townline.service_requests import queries as requests
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db
REASON = "The crew found an injured person at this address."


@pytest.fixture
def case() -> ServiceRequest:
    TeamFactory(code="bylaw", department=DepartmentFactory(code="bylaw", name_en="By-law"))
    publish_service(code="zoning", visibility="enforcement", department_code="bylaw", team_code="bylaw")
    return submit(service_code="zoning", contact=ADA)


@pytest.fixture
def manager() -> User:
    return UserFactory(role=Role.MANAGER)


def later(user: User, **passed: Any) -> Viewer:
    return accounts.viewer_of(user=user, at=NOON + timedelta(**passed))


def knows(case: ServiceRequest, viewer: Viewer) -> bool:
    return requests.record_of(reference=case.reference, viewer=viewer).sees_customer


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="townline.accounts.backends.StaffBackend")
    return client


class TestSealedComplainant:
    def test_opens_for_an_hour_for_that_person_and_that_case(self, case: ServiceRequest, manager: User) -> None:
        another, other_case = UserFactory(role=Role.MANAGER), submit(service_code="zoning", contact=ADA)
        assert not knows(case, viewer(manager))
        service_requests.open_sealed(reference=case.reference, reason=REASON, by=viewer(manager), at=NOON)
        assert [knows(case, later(manager, minutes=minute)) for minute in (0, 59, 60)] == [True, True, False]
        assert not knows(other_case, viewer(manager))
        assert not knows(case, viewer(another))

    def test_opening_lets_nobody_act_on_the_case(self, case: ServiceRequest, manager: User) -> None:
        service_requests.open_sealed(reference=case.reference, reason=REASON, by=viewer(manager), at=NOON)
        assert requests.record_of(reference=case.reference, viewer=viewer(manager)).verbs == frozenset()

    def test_is_an_event_without_the_reason(self, case: ServiceRequest, manager: User) -> None:
        service_requests.open_sealed(reference=case.reference, reason=REASON, by=viewer(manager), at=NOON)
        event = events.history_of(subject=case.uuid).get(type="privacy.glass_broken")
        opened = BreakGlass.objects.get()
        assert (event.actor_id, event.data) == (
            manager.pk,
            {"break_glass": str(opened.uuid), "person": "", "about": str(case.uuid)},
        )
        assert opened.reason == REASON

    def test_the_reason_goes_with_the_person(self, case: ServiceRequest, manager: User) -> None:
        service_requests.open_sealed(reference=case.reference, reason=REASON, by=viewer(manager), at=NOON)
        assert case.customer is not None
        assert BreakGlass.objects.get().whose == case.customer.uuid
        assert case.customer.uuid not in queries.opened(user_id=manager.pk, at=NOON)

    @pytest.mark.parametrize("reason", ["", "   ", "because", "x" * 14])
    def test_needs_a_reason(self, case: ServiceRequest, manager: User, reason: str) -> None:
        with pytest.raises(operations.NoReason):
            service_requests.open_sealed(reference=case.reference, reason=reason, by=viewer(manager), at=NOON)
        assert not knows(case, viewer(manager))

    def test_an_auditor_breaks_no_glass(self, case: ServiceRequest) -> None:
        with pytest.raises(NotAllowed):
            service_requests.open_sealed(
                reference=case.reference, reason=REASON, by=viewer(UserFactory(role=Role.AUDITOR)), at=NOON
            )

    def test_who_may_not_see_the_case_cannot_open_it(self, case: ServiceRequest) -> None:
        with pytest.raises(NotFound):
            service_requests.open_sealed(
                reference=case.reference, reason=REASON, by=viewer(UserFactory(role=Role.CSR)), at=NOON
            )

    def test_again_within_the_hour_is_the_same_hour(self, case: ServiceRequest, manager: User) -> None:
        service_requests.open_sealed(reference=case.reference, reason=REASON, by=viewer(manager), at=NOON)
        half_past = NOON + timedelta(minutes=30)
        operations.break_glass(subject=case.uuid, reason=REASON, by=viewer(manager).actor, at=half_past)
        assert BreakGlass.objects.get().until_at == NOON + timedelta(minutes=60)

    def test_who_works_on_the_case_has_nothing_to_break(self, case: ServiceRequest) -> None:
        worker = viewer(member_of(Team.objects.get(code="bylaw")))
        service_requests.open_sealed(reference=case.reference, reason="", by=worker, at=NOON)
        assert not BreakGlass.objects.exists()

    def test_on_the_page(self, case: ServiceRequest, manager: User) -> None:
        client, here = signed_in(manager), f"/desk/requests/{case.reference}"
        before = client.get(here).content.decode()
        assert "Open with a reason" in before
        assert ADA.email not in before
        refused = client.post(f"{here}/open", {"reason": "short"})
        assert (refused.status_code, "short" in refused.content.decode()) == (422, True)
        client.post(f"{here}/open", {"reason": REASON})
        assert ADA.email in client.get(here).content.decode()
        last = ReadEntry.objects.order_by("id").last()
        assert last is not None
        assert case.customer is not None
        assert (last.person, last.because) == (case.customer.uuid, "break_glass")


class TestCustomer:
    @pytest.fixture
    def worker(self) -> User:
        return member_of(TeamFactory(code="parks", department=DepartmentFactory(code="parks", name_en="Parks")))

    def test_opens_for_an_hour_for_that_person(self, worker: User) -> None:
        customer = submit().customer
        assert customer is not None
        with pytest.raises(requests.NotYourCustomer):
            requests.visible_customer(uuid=customer.uuid, viewer=viewer(worker))
        service_requests.open_customer(uuid=customer.uuid, reason=REASON, by=viewer(worker), at=NOON)
        assert requests.visible_customer(uuid=customer.uuid, viewer=later(worker, minutes=59)).customer == customer
        with pytest.raises(requests.NotYourCustomer):
            requests.visible_customer(uuid=customer.uuid, viewer=later(worker, minutes=60))

    def test_on_the_page(self, worker: User) -> None:
        customer = submit().customer
        assert customer is not None
        client, here = signed_in(worker), f"/desk/customers/{customer.uuid}"
        closed = client.get(here, follow=True)
        assert "Open with a reason" in closed.content.decode()
        assert ADA.name not in closed.content.decode()
        client.post(f"{here}/open", {"reason": REASON})
        assert ADA.name in client.get(here).content.decode()

    def test_nobody_else_gets_in(self, worker: User) -> None:
        customer = submit().customer
        assert customer is not None
        for role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.RECORDS_CLERK):
            with pytest.raises(NotAllowed):
                service_requests.open_customer(
                    uuid=customer.uuid, reason=REASON, by=viewer(UserFactory(role=role)), at=NOON
                )


class TestReview:
    @pytest.fixture
    def opened(self, case: ServiceRequest, manager: User) -> BreakGlass:
        return operations.break_glass(subject=case.uuid, reason=REASON, by=manager.actor, at=timezone.now())

    @pytest.fixture
    def officer(self) -> User:
        return UserFactory(role=Role.PRIVACY_OFFICER)

    def test_waits_until_somebody_else_has_said_whether_it_was_right(self, opened: BreakGlass, officer: User) -> None:
        assert list(queries.to_review()) == [opened]
        operations.review_break_glass(
            uuid=opened.uuid, verdict=Verdict.JUSTIFIED, note="", by=viewer(officer), at=timezone.now()
        )
        assert list(queries.to_review()) == []
        assert BreakGlass.objects.get().reviewed_by_id == officer.pk

    def test_nobody_reviews_what_they_opened_themselves(self, opened: BreakGlass, manager: User) -> None:
        with pytest.raises(operations.ReviewerIsOpener):
            operations.review_break_glass(
                uuid=opened.uuid, verdict=Verdict.JUSTIFIED, note="", by=viewer(manager), at=NOON
            )

    def test_not_justified_needs_a_note(self, opened: BreakGlass, officer: User) -> None:
        with pytest.raises(operations.NoReviewNote):
            operations.review_break_glass(
                uuid=opened.uuid, verdict=Verdict.NOT_JUSTIFIED, note=" ", by=viewer(officer), at=NOON
            )

    def test_is_done_once(self, opened: BreakGlass, officer: User) -> None:
        for _ in range(2):
            try:
                operations.review_break_glass(
                    uuid=opened.uuid, verdict=Verdict.JUSTIFIED, note="", by=viewer(officer), at=NOON
                )
            except operations.ReviewedAlready:
                return
        pytest.fail("reviewed twice")

    def test_needs_the_right(self, opened: BreakGlass) -> None:
        with pytest.raises(NotAllowed):
            operations.review_break_glass(
                uuid=opened.uuid, verdict=Verdict.JUSTIFIED, note="", by=viewer(UserFactory(role=Role.CSR)), at=NOON
            )

    def test_on_the_page(self, opened: BreakGlass, officer: User, case: ServiceRequest) -> None:
        client = signed_in(officer)
        listed = client.get("/desk/break-glass").content.decode()
        assert REASON in listed
        here = f"/desk/break-glass/{opened.uuid}"
        assert client.post(here, {"verdict": "not_justified", "note": ""}).status_code == 422
        client.post(here, {"verdict": "not_justified", "note": "Nothing had happened there."})
        assert BreakGlass.objects.get().verdict == "not_justified"
        assert "Nothing had happened there." in client.get("/desk/break-glass?show=all").content.decode()

    def test_a_supervisor_reviews_their_own_people_only(self, opened: BreakGlass, manager: User) -> None:
        stranger = member_of(TeamFactory(), role=Role.SUPERVISOR)
        assert REASON not in signed_in(stranger).get("/desk/break-glass").content.decode()
        assert signed_in(stranger).get(f"/desk/break-glass/{opened.uuid}").status_code == 404
