"""One form for complaints, compliments and suggestions, in both languages; and the private page of a complaint."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories import complaints as make
from tests.factories.accounts import DepartmentFactory
from tests.factories.service_requests import submit
from townline.complaints import operations, queries
from townline.complaints.models import Complaint, Praise
from townline.complaints.values import Finding, Judged, Remedy, Stage, State
from townline.core.actor import RESIDENT
from townline.portal.forms import sending

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "LEAST_SECONDS", 0)


def send(prefix: str = "", **told: str) -> object:
    client = Client()
    url = prefix + "/tell-us"
    shown = client.get(url).context["sending"].stamp
    return client.post(url, {"kind": "complaint", "words": "Nobody came.", "shown": shown, **told})


def link_of(made: Complaint, name: str = "complaint", *more: str) -> str:
    return reverse(f"portal:{name}", args=[queries.token_of(uuid=made.uuid), *more])


def fresh() -> Complaint:
    made = operations.receive(said=make.said(), by=RESIDENT, at=timezone.now())
    assert isinstance(made, Complaint)
    return made


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/fr", "fr")])
def test_a_complaint_is_sent_without_a_name_and_followed_by_its_link(prefix: str, language: str) -> None:
    answer = send(prefix)
    made = Complaint.objects.get()
    assert (made.customer, made.language, made.channel) == (None, language, "web")
    assert answer.status_code == 302  # type: ignore[attr-defined]  # a response
    assert Client().get(answer.headers["Location"]).status_code == 200  # type: ignore[attr-defined]  # a response


def test_it_says_what_it_is_about() -> None:
    asked, parks = submit(), DepartmentFactory(code="parks")
    send(request=asked.reference, department=str(parks.pk), person_words="The man with the hat")
    made = Complaint.objects.get()
    assert (made.request, made.team_id, made.person_words) == (asked.uuid, asked.team_id, "The man with the hat")


def test_a_compliment_is_thanked_for() -> None:
    answer = send(kind="compliment", email="ada@mail.example")
    assert Praise.objects.get().customer is not None
    assert answer.headers["Location"].startswith(reverse("portal:tell_us_thanks"))  # type: ignore[attr-defined]  # a response


def test_a_mistake_keeps_what_was_typed() -> None:
    answer = send(request="418307260", email="no address", words="Kept words.")
    assert answer.status_code == 422  # type: ignore[attr-defined]  # a response
    shown = answer.content.decode()  # type: ignore[attr-defined]  # a response
    assert "Kept words." in shown
    assert "no address" in shown
    assert Complaint.objects.count() == 0


def test_a_forged_link_leads_nowhere() -> None:
    fresh()
    for name in ("complaint", "complaint_go_on", "complaint_withdraw"):
        assert Client().get(reverse(f"portal:{name}", args=["forged~link"])).status_code == 404


def test_the_last_day_is_said_and_not_the_morning_after() -> None:
    made = fresh()
    midnight = timezone.make_aware(datetime(2031, 3, 8))
    Complaint.objects.filter(pk=made.pk).update(due_at=midnight, inform_by=midnight)
    page = Client().get(link_of(made)).content.decode()
    assert page.count("7 March") == 2
    assert "8 March" not in page


def test_the_customer_reads_the_decision_and_goes_on() -> None:
    made = fresh()
    judged = Judged(Finding.NOT_UPHELD, (Remedy.EXPLANATION,), "It was <b>done</b>.")
    operations.decide(complaint=made, judged=judged, by=make.manager(), at=timezone.now())
    shown = Client().get(link_of(made)).content.decode()
    assert "It was &lt;b&gt;done&lt;/b&gt;." in shown
    assert link_of(made, "complaint_go_on") in shown
    assert Client().get(link_of(made, "complaint_letter", Stage.FRONT_LINE)).content.startswith(b"%PDF-")
    assert Client().post(link_of(made, "complaint_go_on"), {"words": ""}).status_code == 422
    assert Client().post(link_of(made, "complaint_go_on"), {"words": "It was not."}).status_code == 302
    made.refresh_from_db()
    assert (made.stage, made.state) == (Stage.DEPARTMENT, State.OPEN)


def test_after_the_limit_there_is_no_way_on() -> None:
    made = fresh()
    judged = Judged(Finding.NOT_UPHELD, (Remedy.NONE,), "Done.")
    operations.decide(complaint=made, judged=judged, by=make.manager(), at=timezone.now())
    Complaint.objects.filter(pk=made.pk).update(escalate_until=timezone.now() - timedelta(days=1))
    assert link_of(made, "complaint_go_on") not in Client().get(link_of(made)).content.decode()
    Client().post(link_of(made, "complaint_go_on"), {"words": "Still not."})
    made.refresh_from_db()
    assert made.stage == Stage.FRONT_LINE


def test_a_note_of_ours_is_not_on_the_page() -> None:
    made, boss = fresh(), make.manager()
    operations.note(complaint=made, words="Between us.", by=boss, at=timezone.now())
    operations.inform(complaint=made, words="For you.", by=boss, at=timezone.now())
    Client().post(link_of(made, "complaint_add"), {"words": "One more thing."})
    shown = Client().get(link_of(made)).content.decode()
    assert "Between us." not in shown
    assert "For you." in shown
    assert "One more thing." in shown


def test_the_customer_withdraws() -> None:
    made = fresh()
    assert Client().get(link_of(made, "complaint_withdraw")).status_code == 200
    Client().post(link_of(made, "complaint_withdraw"))
    made.refresh_from_db()
    assert made.state == State.CLOSED
