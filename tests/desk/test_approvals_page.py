"""The approval queue as its people use it; ways around it by hand-made forms must not work."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.accounts import TeamFactory, UserFactory, member_of, viewer
from tests.factories.clock import DAY, NOON
from tests.factories.pictures import picture_bytes
from tests.factories.service_requests import closing_rule, photo_of_work, request_in
from townline.accounts.models import Role, User
from townline.service_requests import operations as service_requests
from townline.service_requests.closing_values import Proof
from townline.service_requests.models import ClosingRule, Closure, Photo, ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
LIST = "/desk/approvals"


def boss(request: ServiceRequest) -> Any:
    return member_of(request.team, role=Role.SUPERVISOR)


def waiting(request: ServiceRequest) -> Closure:
    return Closure.objects.get(request=request, state="waiting")


def state_of(request: ServiceRequest) -> str:
    return ServiceRequest.objects.get(pk=request.pk).state


def complete(client: Client, request: ServiceRequest, **fields: Any) -> tuple[int, str]:
    said = {"version": ServiceRequest.objects.get(pk=request.pk).version, "outcome": "fixed", "words": "", **fields}
    answer = client.post(reverse("desk:act", args=[request.reference, "complete"]), said)
    return answer.status_code, answer.content.decode()


def test_the_evidence_stands_beside_each_closing(signed_in: SignIn) -> None:
    closing_rule(evidence=["photo", "measurement", "customer_told"], note="Roads look twice")
    request, photo = request_in(State.REVIEWED), photo_of_work()
    worker = member_of(request.team)
    service_requests.complete(
        request=request, outcome="fixed", words="Filled with hot mix.", by=viewer(worker), at=NOON, photos=[photo],
        proof=Proof(measured="depth 0 cm", told="in_person"),
    )  # fmt: skip
    page = signed_in(boss(request)).get(LIST).content.decode()
    shown = [
        "Filled with hot mix.",
        "depth 0 cm",
        "In person, on the spot",
        worker.name,
        "Roads look twice",
        str(photo),
    ]
    assert [words for words in shown if words not in page] == []


def test_chosen_closings_are_approved_at_once(signed_in: SignIn) -> None:
    requests = [request_in(State.COMPLETED) for _ in range(2)]
    client = signed_in(boss(requests[0]))
    closings = [str(waiting(request).uuid) for request in requests]
    page = client.post(LIST + "/approve", {"closings": closings, "back": LIST}, follow=True).content.decode()
    assert ("2 approved." in page, {state_of(request) for request in requests}) == (True, {State.CONFIRMED})


def test_nothing_chosen_changes_nothing(signed_in: SignIn) -> None:
    request = request_in(State.COMPLETED)
    page = signed_in(boss(request)).post(LIST + "/approve", {"closings": ["no uuid"]}, follow=True).content.decode()
    assert ("Choose at least one row" in page, state_of(request)) == (True, State.COMPLETED)


def test_send_back_wants_a_reason_and_keeps_the_choice(signed_in: SignIn) -> None:
    request = request_in(State.COMPLETED)
    client, uuid = signed_in(boss(request)), str(waiting(request).uuid)
    refused = client.post(LIST + "/send-back", {"closings": [uuid], "reason": " "})
    page = refused.content.decode()
    box = next(tag for tag in re.findall(r"<input[^>]*>", page) if uuid in tag)
    assert (refused.status_code, "checked" in box, "Write why it goes back" in page) == (422, True, True)
    client.post(LIST + "/send-back", {"closings": [uuid], "reason": "The hole is still there."})
    assert state_of(request) == State.ASSIGNED


def test_a_reason_that_is_sent_with_enter_approves_nothing(signed_in: SignIn) -> None:
    request = request_in(State.COMPLETED)
    said = {"closings": [str(waiting(request).uuid)], "reason": "Still a hole."}
    answer = signed_in(boss(request)).post(LIST + "/approve", said)
    page = answer.content.decode()
    assert (answer.status_code, "Still a hole." in page, state_of(request)) == (422, True, State.COMPLETED)


def test_own_work_has_no_box_and_a_made_up_form_is_refused(signed_in: SignIn) -> None:
    request = request_in(State.ASSIGNED)
    mine = boss(request)
    service_requests.complete(request=request, outcome="fixed", words="Done.", by=viewer(mine), at=NOON)
    client, uuid = signed_in(mine), str(waiting(request).uuid)
    assert "Your own work" in client.get(LIST).content.decode()
    assert not re.search(rf"<input[^>]*{uuid}", client.get(LIST).content.decode())
    page = client.post(LIST + "/approve", {"closings": [uuid]}).content.decode()
    assert ("This is your own work" in page, state_of(request)) == (True, State.COMPLETED)


def test_a_worker_of_another_team_approves_nothing(signed_in: SignIn) -> None:
    closing_rule(approval="peer")
    request = request_in(State.COMPLETED)
    uuid = str(waiting(request).uuid)
    page = (
        signed_in(member_of(TeamFactory(code="signs"))).post(LIST + "/approve", {"closings": [uuid]}).content.decode()
    )
    assert ("not changed" in page, state_of(request)) == (True, State.COMPLETED)


def test_a_colleague_finds_what_the_rule_asks_colleagues(signed_in: SignIn) -> None:
    closing_rule(approval="peer", service_code="pothole")
    mine, other = request_in(State.COMPLETED), request_in(State.COMPLETED, service_code="noise")
    page = signed_in(member_of(mine.team)).get(LIST).content.decode()
    assert (mine.reference in page, other.reference in page) == (True, False)


def test_page_runs_the_same_queries_for_one_and_for_many(signed_in: SignIn) -> None:
    closing_rule(evidence=["photo"])
    first = request_in(State.REVIEWED)
    client, counts = signed_in(boss(first)), []
    for request in (first, *(request_in(State.REVIEWED) for _ in range(3))):
        by = viewer(member_of(request.team))
        service_requests.complete(
            request=request, outcome="fixed", words="Done.", by=by, at=NOON, photos=[photo_of_work()]
        )
        client.get(LIST)
        with CaptureQueriesContext(connection) as captured:
            client.get(LIST)
        counts.append(len(captured))
    assert counts[-1] <= counts[0]


def test_the_form_says_what_is_missing_and_keeps_the_photo(signed_in: SignIn) -> None:
    closing_rule(evidence=["photo", "measurement"])
    request = request_in(State.ASSIGNED)
    client = signed_in(member_of(request.team))
    form = client.get(reverse("desk:act", args=[request.reference, "complete"])).content.decode()
    kept = re.search(r'name="kept" value="([^"]+)"', form)
    assert kept is not None
    picture = SimpleUploadedFile("done.jpg", picture_bytes(), content_type="image/jpeg")
    status, page = complete(client, request, words="Done.", kept=kept[1], photos=picture)
    assert (status, "Write what you measured" in page, "1 photo is kept" in page) == (422, True, True)
    assert complete(client, request, words="Done.", kept=kept[1], measured="depth 0 cm")[0] == 302
    assert (state_of(request), waiting(request).photos) == (State.COMPLETED, [Photo.objects.get().uuid])


def test_a_picture_that_shows_other_work_is_taken_out_of_the_form(signed_in: SignIn) -> None:
    one, two = request_in(State.ASSIGNED), request_in(State.ASSIGNED)
    client = signed_in(member_of(one.team))
    closing_rule(evidence=["photo"])
    kept = str(uuid4())

    def sent(request: ServiceRequest, *, size: tuple[int, int]) -> tuple[int, str]:
        picture = SimpleUploadedFile("done.jpg", picture_bytes(size=size), content_type="image/jpeg")
        return complete(client, request, words="Done.", kept=kept if request == two else str(uuid4()), photos=picture)

    assert sent(one, size=(640, 480))[0] == 302
    status, page = sent(two, size=(640, 480))
    assert (status, "One of these photos is here already" in page, "kept with this form" in page) == (422, True, False)
    assert sent(two, size=(320, 200))[0] == 302


@pytest.mark.parametrize(
    "fields", [{}, {"words": "Done."}, {"words": "Done.", "measured": "none"}, {"outcome": "not_recorded"}]
)
def test_the_form_closes_nothing_without_evidence(signed_in: SignIn, fields: dict[str, str]) -> None:
    closing_rule(evidence=["note", "photo", "measurement"])
    request = request_in(State.ASSIGNED)
    status, _page = complete(signed_in(member_of(request.team)), request, **fields)
    assert (status, state_of(request)) == (422, State.ASSIGNED)


def test_who_declines_what_is_theirs_is_told_that_it_waits(signed_in: SignIn) -> None:
    request = request_in(State.ASSIGNED)
    said = {"version": request.version, "reason": "Too cold."}
    page = (
        signed_in(member_of(request.team))
        .post(reverse("desk:act", args=[request.reference, "decline"]), said, follow=True)
        .content.decode()
    )
    assert ("Somebody else has to agree" in page, state_of(request)) == (True, State.ASSIGNED)
    uuid = str(waiting(request).uuid)
    signed_in(boss(request)).post(LIST + "/approve", {"closings": [uuid]})
    assert state_of(request) == State.DECLINED


def test_withdraw_wants_words(signed_in: SignIn) -> None:
    request = request_in(State.ASSIGNED)
    client, page = signed_in(UserFactory(role=Role.CSR)), reverse("desk:act", args=[request.reference, "cancel"])
    assert client.post(page, {"version": request.version, "reason": ""}).status_code == 422
    assert client.post(page, {"version": request.version, "reason": "He called."}).status_code == 302
    assert state_of(request) == State.CANCELLED


def test_what_is_drawn_is_judged_on_its_page(signed_in: SignIn) -> None:
    closing_rule(approval="sampled", percent=100)
    request = request_in(State.COMPLETED)
    uuid = waiting(request).uuid
    service_requests.confirm_after_grace(at=NOON + 9 * DAY)
    client, judge = signed_in(boss(request)), reverse("desk:approvals_audit_one", args=[uuid])
    assert request.reference in client.get(LIST + "/afterwards").content.decode()
    assert client.post(judge, {"verdict": "not_good", "words": ""}).status_code == 422
    assert client.post(judge, {"verdict": "not_good", "words": "Still a hole."}).status_code == 302
    assert (state_of(request), Closure.objects.get(uuid=uuid).verdict) == (State.REVIEWED, "not_good")


def test_work_and_approval_are_counted_apart(signed_in: SignIn) -> None:
    request = request_in(State.ASSIGNED)
    by = viewer(member_of(request.team))
    service_requests.complete(request=request, outcome="fixed", words="Done.", by=by, at=NOON + 3 * DAY)
    service_requests.confirm(request=request, by=viewer(boss(request)), at=NOON + 5 * DAY)
    page = signed_in(boss(request)).get(LIST + "/figures", {"since": NOON.date(), "until": (NOON + 9 * DAY).date()})
    row = re.search(r"<tbody><tr>(.*?)</tr>", page.content.decode(), re.DOTALL)
    assert row is not None
    assert re.findall(r'is-number">([^<]*)<', row[1])[:5] == ["1", "3.0", "2.0", "1", "0"]


def test_figures_of_a_wrong_period_say_so(signed_in: SignIn) -> None:
    page = signed_in(UserFactory(role=Role.SUPERVISOR)).get(
        LIST + "/figures", {"since": "2026-05-02", "until": "2026-05-01"}
    )
    assert "before the first one" in page.content.decode()


def test_a_rule_is_written_changed_and_put_back(signed_in: SignIn) -> None:
    client = signed_in(UserFactory(role=Role.ADMINISTRATOR))
    said = {
        "position": "10",
        "approval": "sampled",
        "percent": "10",
        "evidence": ["photo"],
        "note": "Small",
        "is_active": "on",
    }
    assert client.post("/desk/settings/closing/new", {**said, "percent": ""}).status_code == 422
    client.post("/desk/settings/closing/new", said)
    rule = ClosingRule.objects.get()
    page = f"/desk/settings/closing/{rule.pk}"
    client.post(page, {**said, "approval": "peer"})
    rule.refresh_from_db()
    assert (rule.approval, rule.percent, rule.evidence) == ("peer", None, ["photo"])
    events = re.findall(r'name="event" value="([^"]+)"', client.get(f"{page}/history").content.decode())
    client.post(f"{page}/history", {"event": events[0]})
    rule.refresh_from_db()
    assert (rule.approval, rule.percent) == ("sampled", 10)
    assert "a photo" in client.get("/desk/settings/closing").content.decode()


@pytest.mark.parametrize("role", [Role.WORKER, Role.SUPERVISOR, Role.MANAGER])
def test_only_an_administrator_changes_a_rule(signed_in: SignIn, role: str) -> None:
    client = signed_in(UserFactory(role=role))
    assert client.post("/desk/settings/closing/new", {"position": "1", "approval": "automatic"}).status_code == 403
    assert ClosingRule.objects.count() == 0
