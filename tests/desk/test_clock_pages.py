"""What was promised, how it is counted, who promises again, and what the city promises for all."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.accounts import UserFactory, member_of
from tests.factories.catalog import publish_service
from tests.factories.service_requests import submit
from townline.accounts.models import Role
from townline.catalog import queries as catalog
from townline.commands import explain_clock
from townline.core.promised import ClockKind
from townline.service_levels import operations as clocks
from townline.service_levels import queries as service_levels
from townline.service_levels.models import Clock
from townline.service_requests.models import Note, ServiceRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_() -> ServiceRequest:
    return submit()


def page_of(request: ServiceRequest, name: str = "") -> str:
    return f"/desk/requests/{request.reference}{name}"


def signed_in(client: Client, request: ServiceRequest, role: Role = Role.SUPERVISOR) -> Client:
    client.force_login(member_of(request.team, role=role))
    return client


def day(days: int) -> dict[str, object]:
    when = timezone.localdate() + timedelta(days=days)
    return {"by_when_day": when.day, "by_when_month": when.month, "by_when_year": when.year}


def kinds(request: ServiceRequest) -> dict[str, str]:
    return {clock.kind: clock.ended_as for clock in service_levels.clocks_of(subject=request.uuid)}


def test_request_page_shows_each_promise_and_what_can_be_done(client: Client, request_: ServiceRequest) -> None:
    page = signed_in(client, request_).get(page_of(request_)).content.decode()
    for words in (
        "Say that it came",
        "Say what will be done and by when",
        "Keep the customer informed",
        "Promise another day",
    ):
        assert words in page


@pytest.mark.parametrize(("due_in", "verdict"), [(-1, "not kept"), (1, "no longer needed")])
def test_what_was_never_said_is_not_kept_if_it_was_due_when_the_work_ended(
    client: Client, request_: ServiceRequest, due_in: int, verdict: str
) -> None:
    now = timezone.now()
    first = Clock.objects.filter(subject=request_.uuid, kind=ClockKind.FIRST_CONTACT)
    first.update(due_at=now + timedelta(days=due_in))
    clocks.stop(subject=request_.uuid, at=now)
    Clock.objects.filter(subject=request_.uuid).exclude(kind=ClockKind.FIRST_CONTACT).delete()
    client = signed_in(client, request_)
    side = client.get(page_of(request_)).content.decode()
    assert ("not kept" in side, "not needed" in side) == (due_in < 0, due_in > 0)
    assert verdict in client.get(page_of(request_, "/promises")).content.decode()


def test_the_arithmetic_is_the_same_on_the_page_and_on_the_command_line(
    client: Client, request_: ServiceRequest, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = signed_in(client, request_).get(page_of(request_, "/promises")).content.decode()
    explain_clock._explain(request_.reference)
    told = capsys.readouterr().out
    assert "5 business days" in page
    lines = [line.strip() for line in told.splitlines()]
    assert "Done: 5 business days" in lines
    assert next(line for line in lines if line.startswith("It was due on")) in page


def test_say_what_and_when_stops_the_first_contact_and_writes_to_the_customer(
    client: Client, request_: ServiceRequest
) -> None:
    Clock.objects.filter(subject=request_.uuid, kind="resolution").update(due_at=timezone.now() + timedelta(days=9))
    said = {"version": request_.version, "what": "A crew fills it.", "told": "message", **day(2)}
    answer = signed_in(client, request_, Role.WORKER).post(page_of(request_, "/promises/tell"), said)
    assert answer.status_code == 302
    assert kinds(request_)["first_contact"] == "met"
    assert Note.objects.get().text == "A crew fills it."


def test_a_later_day_than_the_promised_one_is_refused_and_nothing_is_lost(
    client: Client, request_: ServiceRequest
) -> None:
    said = {"version": request_.version, "what": "A crew fills it.", "told": "message", **day(400)}
    answer = signed_in(client, request_).post(page_of(request_, "/promises/tell"), said)
    assert answer.status_code == 422
    assert "A crew fills it." in answer.content.decode()
    assert kinds(request_)["first_contact"] == ""


def test_promise_another_day_is_for_who_approves(client: Client, request_: ServiceRequest) -> None:
    said = {"version": request_.version, "reason": "The frost is late.", **day(30)}
    assert signed_in(client, request_, Role.WORKER).post(page_of(request_, "/promises/again"), said).status_code == 403
    assert signed_in(client, request_).post(page_of(request_, "/promises/again"), said).status_code == 302
    request_.refresh_from_db()
    assert timezone.localdate(request_.due_at - timedelta(seconds=1)) == timezone.localdate() + timedelta(days=30)


@pytest.mark.parametrize("missing", ["reason", "by_when"])
def test_promise_another_day_wants_a_reason_and_a_day(client: Client, request_: ServiceRequest, missing: str) -> None:
    said = {"version": request_.version, "reason": "The frost is late.", **day(30)}
    said = {name: value for name, value in said.items() if not name.startswith(missing)}
    assert signed_in(client, request_).post(page_of(request_, "/promises/again"), said).status_code == 422


def test_another_service_brings_its_team_and_its_promise(client: Client, request_: ServiceRequest) -> None:
    publish_service(code="sinkhole", resolution_days=1)
    said = {"version": request_.version, "service": "sinkhole", "do": "service"}
    assert signed_in(client, request_).post(page_of(request_, "/correct"), said).status_code == 302
    request_.refresh_from_db()
    assert request_.service.code == "sinkhole"
    assert request_.due_at == service_levels.expected(business_days=1, at=request_.submitted_at)


def test_another_priority_brings_its_promise(client: Client) -> None:
    urgent = {"kind": "resolution", "quantity": 4, "unit": "hours", "priority": 1}
    publish_service(targets=[urgent])
    request = submit()
    said = {"version": request.version, "priority": 1, "do": "priority"}
    assert signed_in(client, request).post(page_of(request, "/correct"), said).status_code == 302
    request.refresh_from_db()
    assert (request.priority, request.due_at) == (1, request.submitted_at + timedelta(hours=4))


# -- what the city promises -----------------------------------------------------------------------
LINES = {
    "targets": "1", "t0-kind": "first_contact", "t0-quantity": "3", "t0-unit": "business_days", "t0-priority": "",
    "t0-road_class": "", "t0-season": "", "winter_from": "12-01", "winter_until": "3-31",
}  # fmt: skip


@pytest.fixture
def admin(client: Client) -> Client:
    client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    return client


def test_the_city_promises_something_else_from_now_on(admin: Client) -> None:
    assert admin.get("/desk/settings/promises").status_code == 200
    assert admin.post("/desk/settings/promises", {**LINES, "do": "save"}).status_code == 302
    city = catalog.city_targets()
    assert ([(one.kind, one.quantity) for one in city.targets], city.winter) == (
        [(ClockKind.FIRST_CONTACT, 3)],
        ((12, 1), (3, 31)),
    )
    assert set(kinds(submit())) == {"first_contact", "resolution"}


@pytest.mark.parametrize(
    "wrong", [{"t0-quantity": "soon"}, {"t0-unit": "moons"}, {"winter_from": "2-31"}, {"winter_until": "x"}]
)
def test_a_promise_that_cannot_be_is_named(admin: Client, wrong: dict[str, str]) -> None:
    answer = admin.post("/desk/settings/promises", {**LINES, **wrong, "do": "save"})
    assert (answer.status_code, catalog.city_targets().winter) == (422, ((11, 15), (4, 15)))
    assert "govuk-error-message" in answer.content.decode()


def test_lines_are_added_and_taken_out_before_anything_is_kept(admin: Client) -> None:
    more = admin.post("/desk/settings/promises", {**LINES, "do": "target"}).content.decode()
    assert 'name="targets" value="2"' in more
    less = admin.post("/desk/settings/promises", {**LINES, "do": "untarget:0"}).content.decode()
    assert 'name="targets" value="0"' in less


def test_a_manager_reads_the_promises_and_does_not_change_them(client: Client) -> None:
    client.force_login(UserFactory(role=Role.MANAGER))
    assert "First contact" not in client.get("/desk/settings/promises").content.decode()
    assert client.post("/desk/settings/promises", {**LINES, "do": "save"}).status_code == 403


def test_what_was_typed_is_kept_when_somebody_was_faster(client: Client, request_: ServiceRequest) -> None:
    said = {"version": request_.version, "reason": "The frost is late.", **day(30)}
    boss = signed_in(client, request_)
    ServiceRequest.objects.filter(pk=request_.pk).update(version=request_.version + 1)
    answer = boss.post(page_of(request_, "/promises/again"), said)
    page = answer.content.decode()
    assert (answer.status_code, "The frost is late." in page) == (422, True)
    again = {**said, "version": request_.version + 1}
    assert f'name="version" value="{request_.version + 1}"' in page
    assert boss.post(page_of(request_, "/promises/again"), again).status_code == 302
