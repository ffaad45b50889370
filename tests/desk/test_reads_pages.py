"""The pages of who looked: readable, complete, open to the two who may; and figures about people, off until the city says so."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.clock import NOON
from tests.factories.service_requests import ADA, request_in, submit
from townline.accounts.models import Membership, Role, Team, User
from townline.events import operations as events
from townline.events import queries as log
from townline.interactions.models import Handling, Interaction
from townline.privacy import operations, queries
from townline.privacy.models import MonitoringPolicy, ReadEntry
from townline.privacy.reading import Seen
from townline.service_requests import operations as service_requests
from townline.service_requests import queries as requests
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
READS = "/desk/privacy/reads"


@pytest.fixture
def officer(signed_in: SignIn) -> Client:
    return signed_in(UserFactory(role=Role.PRIVACY_OFFICER, name="Priya Officer"))


@pytest.fixture
def auditor(signed_in: SignIn) -> Client:
    return signed_in(UserFactory(role=Role.AUDITOR, name="Aldo Auditor"))


def person_of(request: ServiceRequest) -> Any:
    assert request.customer is not None
    return request.customer.uuid


def opened_by(name: str, request: ServiceRequest, signed_in: SignIn) -> User:
    user = UserFactory(role=Role.CSR, name=name)
    assert signed_in(user).get(f"/desk/requests/{request.reference}").status_code == 200
    return user


def text(response: Any) -> str:
    assert response.status_code == 200, response.status_code
    words: str = response.content.decode()
    return words


class TestWhoLooked:
    def test_answers_for_a_person(self, officer: Client, signed_in: SignIn) -> None:
        request = submit()
        opened_by("Carla Caller", request, signed_in)
        page = text(officer.get(f"{READS}/people/{person_of(request)}"))
        assert "Carla Caller" in page
        assert ADA.name in page

    def test_looking_is_written_down_too(self, officer: Client) -> None:
        request = submit()
        officer.get(f"{READS}/people/{person_of(request)}")
        assert list(ReadEntry.objects.values_list("what", "person")) == [("read_log", person_of(request))]

    def test_finds_the_person_by_name_and_the_record_by_number(self, officer: Client) -> None:
        request = submit()
        assert f"{READS}/people/{person_of(request)}" in text(officer.get(READS, {"q": "Ada Resident"}))
        assert officer.get(READS, {"q": request.reference}).headers["Location"] == f"{READS}/records/{request.uuid}"

    def test_an_auditor_sees_who_looked_but_no_customer(self, auditor: Client, signed_in: SignIn) -> None:
        request = submit()
        carla = opened_by("Carla Caller", request, signed_in)
        pages = [
            text(auditor.get(READS, {"q": "Ada Resident"})),
            text(auditor.get(f"{READS}/people/{person_of(request)}")),
            text(auditor.get(f"{READS}/people/{person_of(request)}/answer")),
            text(auditor.get(f"{READS}/records/{request.uuid}")),
            text(auditor.get(f"{READS}/staff/{carla.pk}")),
        ]
        assert [ADA.name in page for page in pages[1:]] == [False] * 4
        assert ["Carla Caller" in page for page in pages[1:]] == [True, False, True, True]

    def test_days_are_those_of_the_city_and_both_are_included(self, officer: Client, signed_in: SignIn) -> None:
        request = submit()
        opened_by("Carla Caller", request, signed_in)
        here, today = f"{READS}/people/{person_of(request)}", timezone.localdate()
        assert "Carla Caller" in text(officer.get(here, {"since": today.isoformat(), "until": today.isoformat()}))
        tomorrow = today + timedelta(days=1)
        assert "Carla Caller" not in text(officer.get(here, {"since": tomorrow.isoformat()}))
        assert "Carla Caller" in text(officer.get(here, {"since": "no date"}))

    def test_a_long_list_has_pages_and_a_fixed_number_of_queries(
        self, officer: Client, django_assert_max_num_queries: Any
    ) -> None:
        request = submit()
        for number in range(120):
            operations.log_reads(
                reader_id=UserFactory().pk if number < 5 else 7,
                page="request",
                seen=[Seen("request", person_of(request), request.uuid)],
                at=NOON + timedelta(minutes=number),
            )
        with django_assert_max_num_queries(20):
            page = text(officer.get(f"{READS}/people/{person_of(request)}"))
        assert page.count("<tr>") == 101
        assert 'rel="next"' in page

    def test_a_person_who_was_disposed_of_has_a_number(self, officer: Client) -> None:
        gone = UUID("0b8e7c3e-1111-4222-8333-944455556666")
        operations.log_reads(reader_id=7, page="request", seen=[Seen("request", gone)], at=NOON)
        assert "Person 0b8e7c3e" in text(officer.get(f"{READS}/people/{gone}"))

    def test_pages_stay_with_the_two_who_may(self, signed_in: SignIn) -> None:
        for role in set(Role.values) - {Role.AUDITOR, Role.PRIVACY_OFFICER}:
            assert signed_in(UserFactory(role=role)).get(READS).status_code == 403


class TestAnswer:
    def test_tells_roles_and_not_names(self, officer: Client, signed_in: SignIn) -> None:
        request = submit()
        opened_by("Carla Caller", request, signed_in)
        page = text(officer.get(f"{READS}/people/{person_of(request)}/answer"))
        assert ("Carla Caller" in page, "Customer service representative" in page) == (False, True)

    def test_tells_names_where_the_city_says_so(self, officer: Client, signed_in: SignIn, settings: Any) -> None:
        settings.TOWNLINE_NAME_STAFF_TO_RESIDENTS = True
        request = submit()
        opened_by("Carla Caller", request, signed_in)
        assert "Carla Caller" in text(officer.get(f"{READS}/people/{person_of(request)}/answer"))

    def test_counts_a_day_and_a_role_in_one_line(self, officer: Client, signed_in: SignIn) -> None:
        request = submit()
        for _ in range(3):
            opened_by("Carla Caller", request, signed_in)
        page = text(officer.get(f"{READS}/people/{person_of(request)}/answer"))
        assert '<td class="is-number">3</td>' in page

    def test_speaks_french(self, signed_in: SignIn) -> None:
        request = submit()
        officer = UserFactory(role=Role.PRIVACY_OFFICER, language="fr")
        page = text(signed_in(officer).get(f"{READS}/people/{person_of(request)}/answer"))
        assert "Qui a consulté vos renseignements" in page


class TestUnusual:
    def test_asks_about_the_same_family_name(self, officer: Client, signed_in: SignIn) -> None:
        request = submit()
        opened_by("Boris Résident", request, signed_in)
        opened_by("Carla Caller", request, signed_in)
        page = text(officer.get(f"{READS}/unusual"))
        assert ("Boris Résident" in page, "Carla Caller" in page) == (True, False)
        assert "The same family name" in page

    def test_asks_about_a_page_opened_without_a_case(self, officer: Client, signed_in: SignIn) -> None:
        request = submit()
        carla = UserFactory(role=Role.CSR, name="Carla Caller")
        signed_in(carla).get(f"/desk/customers/{person_of(request)}")
        assert "Carla Caller" in text(officer.get(f"{READS}/unusual"))
        signed_in(carla).get(f"/desk/requests/{request.reference}")
        assert "Carla Caller" not in text(officer.get(f"{READS}/unusual"))

    def test_asks_about_many_people_in_an_hour(self, officer: Client) -> None:
        busy = UserFactory(name="Bea Busy")
        seen = [Seen("search", person_of(submit())) for _ in range(2)]
        hour = timezone.now().replace(minute=0) - timedelta(hours=2)
        operations.log_reads(reader_id=busy.pk, page="search", seen=seen, at=hour)
        assert "Bea Busy" not in text(officer.get(f"{READS}/unusual"))
        many = [Seen("search", uuid4()) for _ in range(queries.MANY_AN_HOUR)]
        operations.log_reads(reader_id=busy.pk, page="search", seen=many, at=hour)
        assert "Bea Busy" in text(officer.get(f"{READS}/unusual"))


class TestSealedLog:
    def test_shows_the_head_to_be_kept_outside(self, auditor: Client) -> None:
        submit()
        events.seal_events(at=NOON)
        head = log.head_of_log()
        page = text(auditor.get("/desk/privacy/log"))
        assert str(head) in page
        assert "mailto:?" in page

    def test_is_for_administrator_auditor_and_privacy_officer(self, signed_in: SignIn) -> None:
        opened = {
            role
            for role in Role.values
            if signed_in(UserFactory(role=role)).get("/desk/privacy/log").status_code == 200
        }
        assert opened == {Role.ADMINISTRATOR, Role.AUDITOR, Role.PRIVACY_OFFICER}


class TestFigures:
    @pytest.fixture
    def team(self) -> Team:
        return TeamFactory()

    @pytest.fixture
    def worker(self, team: Team) -> User:
        return member_of(team)

    @pytest.fixture
    def boss(self, team: Team) -> User:
        return member_of(team, role=Role.SUPERVISOR)

    @pytest.fixture
    def policy(self) -> MonitoringPolicy:
        return operations.record_monitoring_policy(
            text_en="We count contacts and requests.",
            text_fr="Nous comptons les contacts et les demandes.",
            approved_by="Council, decision 14",
            policy_date=date(2026, 1, 1),
            by=viewer(UserFactory(role=Role.ADMINISTRATOR)),
            at=NOON,
        )

    def test_are_off_until_the_city_has_recorded_its_policy(self, worker: User, signed_in: SignIn) -> None:
        page = text(signed_in(worker).get("/desk/me/figures"))
        assert "has not recorded" in page
        assert "Contacts handled" not in page

    def test_are_off_again_when_the_policy_ends(self, worker: User, policy: MonitoringPolicy) -> None:
        requests.figures_of(user_id=worker.pk, viewer=viewer(worker), at=NOON)
        operations.end_monitoring_policy(by=viewer(UserFactory(role=Role.ADMINISTRATOR)), at=NOON)
        with pytest.raises(requests.FiguresAreOff):
            requests.figures_of(user_id=worker.pk, viewer=viewer(worker), at=NOON)

    def test_hold_from_the_day_of_the_policy(self, worker: User) -> None:
        admin = viewer(UserFactory(role=Role.ADMINISTRATOR))
        words = {"text_en": "a", "text_fr": "b", "approved_by": "c"}
        operations.record_monitoring_policy(**words, policy_date=date(2026, 6, 4), by=admin, at=NOON)
        assert queries.monitoring_policy(at=NOON) is None
        assert queries.monitoring_policy(at=NOON + timedelta(days=1)) is not None

    def test_are_for_the_person_and_their_supervisor_only(
        self, worker: User, boss: User, team: Team, policy: MonitoringPolicy, signed_in: SignIn
    ) -> None:
        lead = member_of(team)
        Membership.objects.filter(user=lead).update(is_lead=True)
        others = [
            member_of(team),
            member_of(TeamFactory(code="other"), role=Role.SUPERVISOR),
            UserFactory(role=Role.MANAGER),
            UserFactory(role=Role.ADMINISTRATOR),
            UserFactory(role=Role.AUDITOR),
            UserFactory(role=Role.PRIVACY_OFFICER),
        ]
        here = f"/desk/figures/{worker.pk}"
        assert [signed_in(user).get(here).status_code for user in (worker, boss, lead)] == [200, 200, 200]
        assert [signed_in(user).get(here).status_code for user in others] == [403] * len(others)
        assert signed_in(boss).get("/desk/figures/999999").status_code == 403

    def test_the_person_sees_that_the_supervisor_looked(
        self, worker: User, boss: User, policy: MonitoringPolicy, signed_in: SignIn
    ) -> None:
        signed_in(worker).get("/desk/me/figures")
        assert not ReadEntry.objects.exists()
        signed_in(boss).get(f"/desk/figures/{worker.pk}")
        assert list(ReadEntry.objects.values_list("reader_id", "what", "colleague_id")) == [
            (boss.pk, "figures", worker.pk)
        ]
        assert boss.name in text(signed_in(worker).get("/desk/me/figures"))

    def test_are_counts_of_rows(self, worker: User, policy: MonitoringPolicy) -> None:
        for minutes, resolved in ((10, "yes_done"), (20, "no"), (None, "")):
            contact = Interaction.objects.create(
                channel="phone", purpose="information", language="en", occurred_at=NOON, recorded_by_id=worker.pk
            )
            Handling.objects.create(
                interaction=contact,
                handled_by_id=worker.pk,
                started_at=NOON,
                ended_at=NOON,
                wrapped_up_at=NOON + timedelta(minutes=minutes) if minutes else None,
                outcome="answered" if minutes else "",
                resolved_first_contact=resolved,
            )
        request = request_in(State.REVIEWED)
        assert request.team is not None
        by = viewer(worker)
        request = service_requests.assign(request=request, team=request.team, assignee=worker, by=by, at=NOON)
        service_requests.complete(request=request, outcome="fixed", words="Filled.", by=by, at=NOON)
        weeks = requests.figures_of(user_id=worker.pk, viewer=by, at=NOON + timedelta(hours=1))
        assert len(weeks) == 6
        assert weeks[-1] == requests.Week(
            week=date(2026, 6, 1),
            contacts=3,
            wrapped_up=2,
            wrapped_up_in_time=1,
            resolved_at_first=1,
            completed=1,
            completed_in_time=1,
        )
        assert [week.contacts for week in weeks[:-1]] == [0] * 5

    def test_an_administrator_records_the_policy_on_a_page(self, signed_in: SignIn) -> None:
        here = "/desk/settings/monitoring"
        admin = signed_in(UserFactory(role=Role.ADMINISTRATOR))
        words = {"do": "record", "text_en": "We count.", "text_fr": "Nous comptons.", "approved_by": "Council"}
        day = {"policy_date_day": "1", "policy_date_month": "2", "policy_date_year": "2026"}
        assert admin.post(here, words).status_code == 422
        assert not MonitoringPolicy.objects.exists()
        assert admin.post(here, {**words, **day}).status_code == 302
        assert MonitoringPolicy.objects.get().policy_date == date(2026, 2, 1)
        assert admin.post(here, {"do": "end"}).status_code == 302
        assert queries.monitoring_policy(at=timezone.now()) is None

    def test_a_manager_looks_at_the_policy_and_changes_nothing(self, signed_in: SignIn) -> None:
        here = "/desk/settings/monitoring"
        manager = signed_in(UserFactory(role=Role.MANAGER))
        assert manager.get(here).status_code == 200
        words = {"do": "record", "text_en": "a", "text_fr": "b", "approved_by": "c"}
        day = {"policy_date_day": "1", "policy_date_month": "2", "policy_date_year": "2026"}
        assert manager.post(here, {**words, **day}).status_code == 403
        assert not MonitoringPolicy.objects.exists()
