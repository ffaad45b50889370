"""Pages of promises: what is late and who is told, weather, opening days, the ladder, mail to staff that failed."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.accounts import UserFactory, member_of
from tests.factories.clock import DAY, HOUR
from tests.factories.service_requests import request_in
from townline.accounts.models import Membership, Role, User
from townline.events import operations as events
from townline.notifications.models import MessageState, StaffMessage
from townline.service_levels import operations as service_levels
from townline.service_levels.models import BusinessCalendar, WeatherEvent
from townline.service_requests.models import EscalationNotice, EscalationStep, ServiceRequest
from townline.service_requests.operations import escalations
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="townline.accounts.backends.StaffBackend")
    return client


@pytest.fixture
def administrator() -> Client:
    return signed_in(UserFactory(role=Role.ADMINISTRATOR))


def late_work() -> tuple[ServiceRequest, User]:
    """A request of June, late today, and the lead of its team."""
    request = request_in(State.ASSIGNED)
    assert request.team is not None
    lead = member_of(request.team)
    Membership.objects.filter(user=lead).update(is_lead=True)
    EscalationStep.objects.exclude(whom__in=["team_lead", "manager"]).delete()
    EscalationStep.objects.exclude(kind="resolution").delete()
    assert request.due_at is not None
    at = request.due_at + HOUR
    service_levels.record_late(at=at)
    while events.dispatch_pending(at=timezone.now()):
        pass
    escalations.tell_due(at=at)
    return request, lead


def test_late_says_who_was_told_and_who_is_told_next() -> None:
    request, lead = late_work()
    text = signed_in(lead).get("/desk/late").content.decode()
    assert f"{lead.name}: has not answered" in text
    assert "Manager of the department" in text
    assert f'href="/desk/requests/{request.reference}"' in text


def test_told_is_the_own_list_and_looking_after_it_takes_it_off() -> None:
    _request, lead = late_work()
    client = signed_in(lead)
    notice = EscalationNotice.objects.get(user=lead)
    assert f"/desk/late/{notice.uuid}" in client.get("/desk/late/told").content.decode()
    response = client.post(f"/desk/late/{notice.uuid}", {"do": "acknowledge", "words": "Tomorrow at 8."}, follow=True)
    assert "Noted: you look after it." in response.content.decode()
    assert f"/desk/late/{notice.uuid}" not in response.content.decode()
    notice.refresh_from_db()
    assert (notice.answer, notice.words) == ("acknowledged", "Tomorrow at 8.")


def test_passing_on_to_nobody_says_what_to_do_and_keeps_the_words() -> None:
    _request, lead = late_work()
    notice = EscalationNotice.objects.get(user=lead)
    response = signed_in(lead).post(f"/desk/late/{notice.uuid}", {"do": "pass", "to": "", "words": "Please take it"})
    assert response.status_code == 422
    assert "Choose somebody else who may open this request." in response.content.decode()
    assert 'value="Please take it"' in response.content.decode()


def test_it_is_passed_on_to_staff_and_not_to_council() -> None:
    _request, lead = late_work()
    colleague, councillor = UserFactory(), UserFactory(role=Role.COUNCILLOR)
    notice = EscalationNotice.objects.get(user=lead)
    page = signed_in(lead).get(f"/desk/late/{notice.uuid}").content.decode()
    assert f'value="{colleague.pk}"' in page
    assert f'value="{councillor.pk}"' not in page


def test_a_stranger_finds_no_notice_of_another() -> None:
    _request, lead = late_work()
    notice = EscalationNotice.objects.get(user=lead)
    stranger = signed_in(UserFactory())
    assert stranger.get(f"/desk/late/{notice.uuid}").status_code == 404
    assert stranger.post(f"/desk/late/{notice.uuid}", {"do": "acknowledge"}).status_code == 404


def test_the_list_runs_the_same_number_of_queries_with_more_rows(django_assert_max_num_queries) -> None:  # type: ignore[no-untyped-def]
    _request, lead = late_work()
    client = signed_in(lead)
    client.get("/desk/late")
    with django_assert_max_num_queries(25) as one:
        client.get("/desk/late")
    for _number in range(2):
        late_work()
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get("/desk/late")


def test_weather_is_declared_and_ended_on_its_page() -> None:
    request_in(State.ASSIGNED)
    client = signed_in(UserFactory(role=Role.SUPERVISOR))
    since = timezone.localtime(timezone.now() - timedelta(hours=1))  # an hour that the clock has
    said = {
        "name_en": "Snow squall", "name_fr": "Bourrasque", "source": "Environment Canada, 14:05", "services": "pothole",
        "starts_at": since.strftime("%Y-%m-%dT%H:%M"),
    }  # fmt: skip
    response = client.post("/desk/weather/new", {**said, "source": ""})
    assert response.status_code == 422
    assert 'value="Snow squall"' in response.content.decode()
    response = client.post("/desk/weather/new", said, follow=True)
    assert "stand still within a minute" in response.content.decode()
    event = WeatherEvent.objects.get()
    response = client.post(f"/desk/weather/{event.pk}", follow=True)
    assert "go on within a minute" in response.content.decode()


def test_who_may_not_declare_weather_cannot_end_it() -> None:
    client = signed_in(UserFactory(role=Role.CSR))
    event = service_levels.declare_weather(
        values={
            "name_en": "Ice", "name_fr": "Glace", "source": "Us", "services": ["pothole"], "areas": [],
            "road_classes": [], "starts_at": timezone.now(),
        },
        by=UserFactory(role=Role.MANAGER).actor, at=timezone.now(),
    )  # fmt: skip
    assert client.get(f"/desk/weather/{event.pk}").status_code == 200
    assert client.post(f"/desk/weather/{event.pk}").status_code == 403
    assert client.get("/desk/weather/new").status_code == 403


def opening(**changes: str) -> dict[str, str]:
    today = timezone.localdate()
    days = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "8:30-16:30")
    begins = {"effective_from_day": today.day, "effective_from_month": today.month, "effective_from_year": today.year}
    return {**days, "saturday": "", "sunday": "", "province": "ON", **{k: str(v) for k, v in begins.items()}, **changes}


def test_opening_days_are_written_for_the_city_and_kept_in_its_history(administrator: Client) -> None:
    assert "The whole city" in administrator.get("/desk/settings/calendars").content.decode()
    response = administrator.post(
        "/desk/settings/calendars/0", opening(saturday="9-12", optional_holidays="Remembrance Day"), follow=True
    )
    assert "counted anew" in response.content.decode()
    row = BusinessCalendar.objects.get()
    assert (row.weekly[5], row.optional_holidays) == ([[540, 720]], ["Remembrance Day"])
    assert "9:00-12:00" in administrator.get("/desk/settings/calendars/0/history").content.decode()


def test_opening_days_that_cannot_be_read_are_said_and_kept(administrator: Client) -> None:
    response = administrator.post(
        "/desk/settings/calendars/0", opening(monday="from 8", closures="2026-13-45; closed; a; b")
    )
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="from 8"' in text
    assert "Write hours like 8:30-16:30" in text
    assert "2026-13-45" in text
    assert not BusinessCalendar.objects.exists()


def test_a_rung_is_added_to_the_ladder(administrator: Client) -> None:
    said = {
        "trigger": "time", "kind": "resolution", "quantity": "3", "unit": "business_days", "side": "after",
        "whom": "manager", "by": "mail", "department_id": "", "is_active": "on",
    }  # fmt: skip
    response = administrator.post("/desk/settings/ladder/new", said, follow=True)
    assert response.status_code == 200
    step = EscalationStep.objects.latest("id")
    assert (step.quantity, step.whom) == (3, "manager")
    administrator.post(f"/desk/settings/ladder/{step.pk}", {**said, "side": "before"})
    step.refresh_from_db()
    assert step.quantity == -3
    assert "3 business days before it is due" in administrator.get("/desk/settings/ladder").content.decode()


def test_mail_to_staff_that_failed_is_tried_again(administrator: Client) -> None:
    row = StaffMessage.objects.create(
        user=UserFactory(name="Rosa"), kind="escalation", identity="x", title="Late: 418 307 265", body="…", language="en",
        state=MessageState.FAILED, send_at=timezone.now() - DAY, created_at=timezone.now() - DAY, error="refused",
    )  # fmt: skip
    text = administrator.get("/desk/messages/staff").content.decode()
    assert "Rosa" in text
    assert "refused" in text
    administrator.post(f"/desk/messages/staff/{row.uuid}")
    row.refresh_from_db()
    assert row.state == MessageState.HELD
