"""The pages of complaints: what each does, and that nobody finds a file about themselves on any of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories import complaints as make
from tests.factories.accounts import TeamFactory, UserFactory
from tests.factories.service_requests import submit
from townline.accounts.models import Role, User
from townline.accounts.values import Viewer
from townline.complaints import operations
from townline.complaints.models import Complaint, Decision, Praise, Restriction, StageRule
from townline.complaints.values import Finding, Kind, Limit, Matter, Stage, State
from townline.core.actor import RESIDENT
from townline.customers.models import Customer

pytestmark = pytest.mark.django_db


def signed_in(user: User | Viewer) -> Client:
    client = Client(raise_request_exception=True)
    person = user if isinstance(user, User) else make.user_of(user)
    client.force_login(person, backend="townline.accounts.backends.StaffBackend")
    return client


def fresh(**changes: object) -> Complaint:
    made = operations.receive(said=make.said(**changes), by=RESIDENT, at=timezone.now())
    assert isinstance(made, Complaint)
    return made


def do(client: Client, made: Complaint, **posted: str) -> int:
    return client.post(reverse("desk:complaint_act", args=[made.reference]), posted).status_code


PAGES = (
    "complaints",
    "praise",
    "restrictions",
    "complaint_figures",
    "complaint_figures_csv",
    "complaint_stages",
    "search",
)


@pytest.mark.parametrize("role", Role.values)
def test_who_is_complained_about_finds_it_on_no_page_whatever_their_role(role: str) -> None:
    person = UserFactory(role=role, name="Morgan Brightwater")
    made = fresh(matter=Matter(person_id=person.pk), words="Words that only the file has.")
    client = signed_in(person)
    for name in PAGES:
        shown = client.get(reverse(f"desk:{name}"), {"q": "only"} if name == "search" else {})
        assert made.reference not in shown.content.decode()
        assert "only the file has" not in shown.content.decode()
    refused = {403, 404}
    assert client.get(reverse("desk:complaint", args=[made.reference])).status_code in refused
    assert client.post(reverse("desk:complaint", args=[made.reference])).status_code in refused
    assert client.get(reverse("desk:complaint_letter", args=[made.reference, "front_line"])).status_code in refused
    for verb in ("assign", "inform", "note", "matter", "go_on", "withdraw", "ombudsman"):
        assert do(client, made, do=verb, words="Mine.", handler=str(person.pk)) in refused
    made.refresh_from_db()
    assert (made.state, made.handler_id, made.updates.count()) == (State.OPEN, None, 0)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.MANAGER])
def test_the_team_complained_about_has_no_page_of_it(role: str) -> None:
    team = TeamFactory()
    one = make.supervisor(team) if role == Role.SUPERVISOR else make.manager(team=team)
    made = fresh(matter=make.about_team())
    client, url = signed_in(one), reverse("desk:complaint", args=[made.reference])
    assert client.get(url).status_code == 404
    assert do(client, made, do="note", words="Mine.") == 404
    assert url not in client.get(reverse("desk:complaints")).content.decode()


def test_a_file_goes_from_the_list_to_the_letter() -> None:
    boss, made = make.manager(), fresh()
    client, url = signed_in(boss), reverse("desk:complaint", args=[made.reference])
    assert url in client.get(reverse("desk:complaints")).content.decode()
    assert do(client, made, do="assign", handler=str(boss.user_id)) == 302
    assert do(client, made, do="inform", words="We look into it.") == 302
    kept = client.post(url, {"finding": "upheld", "remedies": ["apology"], "reasons": ""})
    assert kept.status_code == 422
    sent = {"finding": "upheld", "remedies": ["apology", "training"], "reasons": "We forgot <b>it</b>."}
    assert client.post(url, sent).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.handler_id) == (State.DECIDED, boss.user_id)
    letter = client.get(reverse("desk:complaint_letter", args=[made.reference, Stage.FRONT_LINE]))
    assert letter.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in letter.content
    assert made.reference not in client.get(reverse("desk:complaints")).content.decode()
    assert url in client.get(reverse("desk:complaints") + "?done").content.decode()


def test_a_supervisor_handles_but_gets_no_form_to_decide() -> None:
    one, made = make.supervisor(TeamFactory()), fresh()
    url = reverse("desk:complaint", args=[made.reference])
    assert 'id="decide"' not in signed_in(one).get(url).content.decode()
    answer = signed_in(one).post(url, {"finding": "upheld", "remedies": ["apology"], "reasons": "So."})
    assert (answer.status_code, Decision.objects.count()) == (403, 0)


def test_the_list_makes_as_many_queries_for_three_as_for_one() -> None:
    boss, counts = signed_in(make.manager()), []
    for more in (1, 2):
        for _number in range(more):
            fresh(matter=make.about_team())
        boss.get(reverse("desk:complaints"))
        with CaptureQueriesContext(connection) as found:
            boss.get(reverse("desk:complaints"))
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_caller_is_written_down_with_a_name_or_without() -> None:
    client = signed_in(UserFactory(role=Role.CSR))
    url = reverse("desk:complaint_new")
    told = {"kind": "complaint", "words": "Nobody called.", "channel": "phone", "language": "fr", "name": "Lucie"}
    assert client.post(url, told | {"phone": "613 555 0142"}).status_code == 302
    assert client.post(url, told | {"kind": "compliment", "name": ""}).status_code == 302
    made, praised = Complaint.objects.get(), Praise.objects.get()
    assert (made.language, made.channel, made.customer and made.customer.name) == ("fr", "phone", "Lucie")
    assert praised.customer is None


def test_a_number_with_a_mistake_keeps_what_was_typed() -> None:
    client = signed_in(UserFactory(role=Role.CSR))
    told = {"kind": "complaint", "words": "Kept words.", "channel": "phone", "language": "en", "request": "123"}
    answer = client.post(reverse("desk:complaint_new"), told)
    assert answer.status_code == 422
    assert "Kept words." in answer.content.decode()


def test_a_compliment_reaches_the_person_without_the_name_and_the_manager_with_it() -> None:
    team = TeamFactory()
    lead, person = make.manager(department=team.department), UserFactory(department=team.department)
    operations.receive(
        said=make.said(Kind.COMPLIMENT, words="So kind.", matter=Matter(person_id=person.pk)),
        by=RESIDENT,
        at=timezone.now(),
    )
    url = reverse("desk:praise")
    read = signed_in(person).get(url).content.decode()
    assert "So kind." in read
    assert "Ada Resident" not in read
    assert "Ada Resident" in signed_in(lead).get(url).content.decode()
    stranger = UserFactory(role=Role.WORKER)
    assert "So kind." not in signed_in(stranger).get(url).content.decode()
    answer = reverse("desk:praise_answer", args=[Praise.objects.get().uuid])
    assert signed_in(person).post(answer, {"words": "Thanks!"}).status_code == 403
    assert signed_in(lead).post(answer, {"words": "Thank you."}).status_code == 302
    assert Praise.objects.get().answer == "Thank you."


def test_a_restriction_needs_another_manager_and_never_stops_a_request() -> None:
    made, asks, decides = fresh(), make.manager(), make.manager()
    customer = Customer.objects.get(pk=made.customer_id)
    told = {"limits": ["writing_only"], "words": "Answer in writing.", "reason": "Forty calls a day."}
    told["review_date"] = (timezone.localdate() + timedelta(days=90)).isoformat()
    url = reverse("desk:restriction_new") + f"?customer={customer.uuid}"
    assert signed_in(asks).post(url, told).status_code == 302
    row = Restriction.objects.get()
    act = reverse("desk:restriction_act", args=[row.uuid])
    signed_in(asks).post(act, {"do": "approve"})
    row.refresh_from_db()
    assert row.state == "proposed"
    signed_in(decides).post(act, {"do": "approve"})
    row.refresh_from_db()
    assert (row.state, row.answered_by_id, row.limits) == ("in_force", decides.user_id, [Limit.WRITING_ONLY])
    shown = signed_in(UserFactory(role=Role.CSR)).get(reverse("desk:customer", args=[customer.uuid]))
    assert "Answer in writing." in shown.content.decode()
    assert submit(contact=make.ADA).customer_id == customer.pk


def test_the_appeal_is_decided_by_a_third_person() -> None:
    made, asks, decides, third = fresh(), make.manager(), make.manager(), make.manager()
    at = timezone.now()
    asked = operations.Asked(
        made.customer, (Limit.ONE_CONTACT,), "One person.", "Threats.", timezone.localdate() + timedelta(days=30)
    )
    row = operations.ask_restriction(asked=asked, by=asks, at=at)
    row = operations.answer_restriction(restriction=row, approve=True, by=decides, at=at)
    act = reverse("desk:restriction_act", args=[row.uuid])
    signed_in(asks).post(act, {"do": "appeal", "words": "I was ill."})
    signed_in(decides).post(act, {"do": "end", "words": "No."})
    row.refresh_from_db()
    assert row.state == "in_force"
    signed_in(third).post(act, {"do": "end", "words": "Agreed."})
    row.refresh_from_db()
    assert (row.state, row.appeal_by_id) == ("ended", third.user_id)


def test_the_public_file_hides_small_numbers() -> None:
    for _number in range(5):
        fresh()
    one = fresh()
    operations.withdraw(complaint=one, by=RESIDENT, at=timezone.now())
    answer = signed_in(make.manager()).get(reverse("desk:complaint_figures_csv"))
    lines = answer.content.decode().splitlines()
    assert "All,Complaints received,6" in lines
    assert f"Finding,{Finding.WITHDRAWN.label},<5" in lines


def test_an_administrator_changes_how_long_a_stage_takes() -> None:
    client = signed_in(UserFactory(role=Role.ADMINISTRATOR))
    told = {"form": "front_line", "front_line-stage": "front_line", "front_line-days": "10"}
    told |= {"front_line-unit": "business_days", "front_line-inform_days": "5", "front_line-escalate_days": "14"}
    answer = client.post(reverse("desk:complaint_stages"), told)
    assert answer.headers["Location"] == reverse("desk:complaint_stages")
    row = StageRule.objects.get()
    assert (row.days, row.unit, row.inform_days, row.escalate_days) == (10, "business_days", 5, 14)
