"""What people ask again, disputed closings and who is told, on staff pages: what goes wrong is said, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of
from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, NOON
from tests.factories.service_requests import request_in, submit
from tests.service_requests.test_follow_ups import ask
from tests.service_requests.test_told import boss_of, merged, person
from townline.accounts.models import Role, User
from townline.customers.values import Contact
from townline.service_requests.models import Dispute, Follower, FollowUp, ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def words_of(answer: Any) -> str:
    text: str = answer.content.decode()
    return text


def test_an_answer_is_given_from_the_list(signed_in: SignIn) -> None:
    taken = ask(submit())
    client = signed_in(member_of(taken.request.team))  # type: ignore[arg-type]
    assert "When do you come?" in words_of(client.get(reverse("desk:follow_ups")))
    client.post(reverse("desk:follow_up_answer", args=[taken.uuid]), {"words": "On Tuesday."})
    taken.refresh_from_db()
    assert taken.answered_at is not None
    assert "When do you come?" not in words_of(client.get(reverse("desk:follow_ups")))


def test_an_empty_answer_is_refused_beside_the_field(signed_in: SignIn) -> None:
    taken = ask(submit())
    client = signed_in(member_of(taken.request.team))  # type: ignore[arg-type]
    answer = client.post(reverse("desk:follow_up_answer", args=[taken.uuid]), {"words": " "})
    assert (answer.status_code, "Write something first." in words_of(answer)) == (422, True)


def test_a_stranger_finds_nothing(signed_in: SignIn) -> None:
    taken = ask(submit())
    stranger = signed_in(member_of(TeamFactory(code="trees", department=DepartmentFactory(code="parks"))))
    assert "When do you come?" not in words_of(stranger.get(reverse("desk:follow_ups")))
    for name in ("desk:follow_up_answer", "desk:dispute_judge"):
        assert stranger.post(reverse(name, args=[taken.uuid]), {"words": "Hm."}).status_code == 404
    for name in ("desk:told", "desk:follow_up_new"):
        assert stranger.get(reverse(name, args=[taken.request.reference])).status_code == 404


@pytest.mark.parametrize("name", ["desk:follow_ups", "desk:disputes", "desk:asked_often"])
def test_lists_run_the_same_queries_with_one_row_and_with_three(
    signed_in: SignIn, name: str, settings: Settings
) -> None:
    settings.TOWNLINE_FOLLOW_UP_DAYS = 100_000
    first = submit()
    client = signed_in(member_of(first.team, role=Role.SUPERVISOR))  # type: ignore[arg-type]

    def asked_about(who: str) -> None:
        taken = submit(contact=person(who))
        ask(taken)
        ask(taken)
        ask(request_in(State.DECLINED, contact=person(who)), "It is yours.", at=NOON + DAY)

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(name) + "?times=1")
        return len(captured)

    asked_about("ada")
    count()
    one = count()
    asked_about("bo")
    asked_about("cy")
    assert count() == one


def test_a_call_is_written_down_with_what_was_said(signed_in: SignIn) -> None:
    request = submit()
    client = signed_in(UserFactory(role=Role.CSR))
    page = reverse("desk:follow_up_new", args=[request.reference])
    assert "Ada Resident" in words_of(client.get(page))
    wrong = client.post(page, {"who": str(request.pk), "channel": "phone", "words": "", "answer": "On Tuesday."})
    assert (wrong.status_code, "On Tuesday." in words_of(wrong)) == (422, True)
    done = client.post(page, {"who": str(request.pk), "channel": "phone", "words": "When?", "answer": "On Tuesday."})
    assert done["Location"] == reverse("desk:request", args=[request.reference])
    taken = FollowUp.objects.get()
    assert (taken.customer_id, taken.channel, taken.answered_at is not None) == (request.customer_id, "phone", True)


def test_a_call_of_whose_report_was_joined_goes_to_the_work(signed_in: SignIn) -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    bo = merged(bo, ada)
    client = signed_in(UserFactory(role=Role.CSR))
    page = reverse("desk:follow_up_new", args=[bo.reference])
    client.post(page, {"who": str(bo.pk), "channel": "phone", "words": "When?"})
    taken = FollowUp.objects.get()
    assert (taken.request, taken.page, taken.customer) == (ada, bo, bo.customer)


def test_the_person_who_reported_an_enforcement_matter_stays_sealed(signed_in: SignIn) -> None:
    publish_service(code="noise", visibility="enforcement")
    request = submit(service_code="noise")
    ask(request, "They sing at night.")
    outsider = signed_in(UserFactory(role=Role.MANAGER))
    assert "They sing at night." not in words_of(outsider.get(reverse("desk:request", args=[request.reference])))
    assert "Ada Resident" not in words_of(outsider.get(reverse("desk:told", args=[request.reference])))
    assert "Ada Resident" not in words_of(outsider.get(reverse("desk:follow_up_new", args=[request.reference])))


def test_a_dispute_is_judged_beside_what_was_done_and_closed_again_by_the_usual_way(
    signed_in: SignIn, settings: Settings
) -> None:
    settings.TOWNLINE_FOLLOW_UP_DAYS = 100_000
    request = request_in(State.DECLINED)
    taken = ask(request, "It is yours.", at=NOON + DAY)
    client = signed_in(member_of(taken.request.team, role=Role.SUPERVISOR))  # type: ignore[arg-type]
    page = words_of(client.get(reverse("desk:disputes")))
    assert ("It is yours." in page, "A provincial road." in page) == (True, True)
    judge = reverse("desk:dispute_judge", args=[taken.uuid])
    wrong = client.post(judge, {"words": "We looked."})
    assert (wrong.status_code, "Choose what you found." in words_of(wrong)) == (422, True)
    done = client.post(judge, {"verdict": "stands", "words": "We looked."})
    assert done["Location"] == reverse("desk:act", args=[request.reference, "complete"])
    assert Dispute.objects.get().verdict == "stands"
    assert client.post(judge, {"verdict": "stands", "words": "Again."}).status_code == 404


@pytest.mark.parametrize(
    ("who", "heard", "shown"),
    [
        ("else", "nobody is told", "did not say who they are: nobody can be told"),
        ("", "Who asked is told", ""),
    ],
)
def test_it_is_said_honestly_who_asked_and_who_hears_the_answer(
    signed_in: SignIn, who: str, heard: str, shown: str
) -> None:
    request = submit()
    client = signed_in(member_of(request.team, role=Role.SUPERVISOR))  # type: ignore[arg-type]
    said = {"who": who or str(request.pk), "channel": "phone", "words": "When?"}
    client.post(reverse("desk:follow_up_new", args=[request.reference]), said)
    page = reverse("desk:request", args=[request.reference])
    for url in (page, reverse("desk:follow_ups")):
        assert ("did not say who they are: nobody can be told" in words_of(client.get(url))) == bool(shown)
    client.post(
        reverse("desk:follow_up_answer", args=[FollowUp.objects.get().uuid]), {"words": "On Tuesday.", "here": "1"}
    )
    assert heard in words_of(client.get(page))


@pytest.mark.parametrize(("contact", "heard"), [(person("ada"), "the customer is told"), (None, "nobody is told")])
def test_it_is_said_honestly_who_hears_a_verdict(
    signed_in: SignIn, settings: Settings, contact: Contact | None, heard: str
) -> None:
    settings.TOWNLINE_FOLLOW_UP_DAYS = 100_000
    request = request_in(State.DECLINED)
    client = signed_in(member_of(request.team, role=Role.SUPERVISOR))  # type: ignore[arg-type]
    who = str(request.pk) if contact else "else"
    said = {"who": who, "channel": "phone", "words": "It is yours."}
    client.post(reverse("desk:follow_up_new", args=[request.reference]), said)
    record = words_of(client.get(reverse("desk:request", args=[request.reference])))
    disputes = words_of(client.get(reverse("desk:disputes")))
    assert ("The customer says" in record, "Decide and tell the customer" in disputes) == (bool(contact), bool(contact))
    judge = reverse("desk:dispute_judge", args=[FollowUp.objects.get().uuid])
    done = client.post(judge, {"verdict": "defect", "words": "We looked."}, follow=True)
    assert heard in words_of(done)


def test_figures_count_by_team_and_service(signed_in: SignIn, settings: Settings) -> None:
    settings.TOWNLINE_FOLLOW_UP_DAYS = 100_000
    taken = ask(request_in(State.DECLINED), "It is yours.", at=NOON + DAY)
    client = signed_in(member_of(taken.request.team, role=Role.SUPERVISOR))  # type: ignore[arg-type]
    days = {"since": NOON.date().isoformat(), "until": (NOON + 2 * DAY).date().isoformat()}
    assert "Pothole crew" in words_of(client.get(reverse("desk:dispute_figures"), days))
    assert client.get(reverse("desk:dispute_figures"), {"since": "x", "until": "y"}).status_code == 422


def test_somebody_is_added_with_a_ground_and_removed(signed_in: SignIn) -> None:
    request = submit()
    client = signed_in(member_of(request.team))  # type: ignore[arg-type]
    page = reverse("desk:told", args=[request.reference])
    said = {
        "name": "Northshore", "email": "North@Mail.example", "language": "en", "role": "contractor",
        "sees": "all_but_person", "ground": "work",
    }  # fmt: skip
    wrong = client.post(page, said)
    assert (wrong.status_code, "North@Mail.example" in words_of(wrong)) == (422, True)
    client.post(page, {**said, "reason": "Repairs the curb."})
    row = Follower.objects.get()
    assert (row.role, row.sees, row.ground, row.reason) == ("contractor", "all_but_person", "work", "Repairs the curb.")
    assert "north@mail.example" not in words_of(client.get(page))
    assert "Northshore" in words_of(client.get(page))
    client.post(reverse("desk:told_remove", args=[request.reference, row.pk]))
    assert not Follower.objects.exists()


@pytest.mark.parametrize("typed", [{"email": "no address"}, {"phone": "12"}, {}])
def test_how_to_reach_somebody_is_asked_for(signed_in: SignIn, typed: dict[str, str]) -> None:
    request = submit()
    client = signed_in(member_of(request.team))  # type: ignore[arg-type]
    said = {"name": "Bo", "language": "en", "role": "neighbour", "sees": "steps", "ground": "asked", **typed}
    assert client.post(reverse("desk:told", args=[request.reference]), said).status_code == 422
    assert not Follower.objects.exists()


def test_everybody_who_is_told_stands_on_one_page(signed_in: SignIn) -> None:
    ada, bo = submit(contact=person("ada")), submit(contact=person("bo"))
    merged(bo, ada)
    client = signed_in(boss_user(ada))
    page = words_of(client.get(reverse("desk:told", args=[ada.reference])))
    assert [name in page for name in (">Ada<", ">Bo<", "Reported the same; joined")] == [True, True, True]


def boss_user(request: ServiceRequest) -> Any:
    assert boss_of(request)
    return member_of(request.team, role=Role.SUPERVISOR)  # type: ignore[arg-type]
