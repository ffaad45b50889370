from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import TeamFactory, UserFactory, member_of
from tests.factories.service_requests import request_in, submit
from townline.accounts.models import Role, User
from townline.service_requests.models import Note, ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
QUEUE = "/desk/"


def test_queue_sends_a_stranger_to_sign_in() -> None:
    response = Client().get(QUEUE)
    assert (response.status_code, response.headers["Location"]) == (302, "/staff/login/?next=/desk/")


def test_queue_speaks_the_persons_language(signed_in: SignIn) -> None:
    submit()
    person = member_of(TeamFactory())
    person.language = "fr"
    person.save()
    page = signed_in(person).get(QUEUE)
    assert page.headers["Content-Language"] == "fr"
    assert "Nid-de-poule" in page.content.decode()


def test_filters_stand_in_the_address_and_as_words(signed_in: SignIn) -> None:
    submit()
    page = (
        signed_in(member_of(TeamFactory()))
        .get(QUEUE, {"tab": "team", "state": "assigned", "late": "on"})
        .content.decode()
    )
    assert "State: Work assigned" in page
    assert "Nothing fits these filters" in page


def test_filter_that_means_nothing_is_passed_over(signed_in: SignIn) -> None:
    request = submit()
    page = signed_in(member_of(TeamFactory())).get(
        QUEUE, {"tab": "team", "ward": "x", "service": "999999", "sort": "?", "after": "!"}
    )
    assert request.reference in page.content.decode()


def test_columns_are_kept_per_person(signed_in: SignIn) -> None:
    submit()
    client = signed_in(member_of(TeamFactory()))
    client.post(reverse("desk:columns"), {"column": ["channel", "nonsense"], "back": "/desk/?tab=team"})
    page = client.get(QUEUE).content.decode()
    assert '<th scope="col">Channel</th>' in page
    assert '<th scope="col">Received</th>' not in page


@pytest.mark.django_db(transaction=True)
def test_bulk_assign_survives_a_bad_row_and_says_which(signed_in: SignIn) -> None:
    good, closed = submit(), request_in(State.CONFIRMED)
    team = good.team
    assert team is not None
    answer = (
        signed_in(member_of(team, role=Role.SUPERVISOR))
        .post(
            reverse("desk:bulk_assign"),
            {"references": [good.reference, closed.reference], "to": str(team.pk), "back": QUEUE},
        )
        .content.decode()
    )
    assert ServiceRequest.objects.get(pk=good.pk).state == State.ASSIGNED
    assert "1 request assigned." in answer
    assert closed.reference in answer.replace("\u00a0", "").replace(" ", "")
    assert "This cannot be done in the state that the request is in" in answer


def test_bulk_note_reaches_every_chosen_request(signed_in: SignIn) -> None:
    requests = [submit(), submit()]
    references = [request.reference for request in requests]
    signed_in(member_of(TeamFactory())).post(
        reverse("desk:bulk_note"), {"references": references, "text": "Salt is out.", "visibility": "internal"}
    )
    assert Note.objects.filter(request__in=requests, text="Salt is out.").count() == 2


def test_bulk_goes_back_only_to_a_page_of_ours(signed_in: SignIn) -> None:
    answer = signed_in(member_of(TeamFactory())).post(
        reverse("desk:bulk_note"), {"back": "https://elsewhere.example/desk/"}
    )
    assert answer.headers["Location"] == QUEUE


def test_refusal_says_what_to_do(signed_in: SignIn) -> None:
    answer = signed_in(UserFactory(role=Role.AUDITOR)).post(reverse("desk:bulk_note"))
    assert answer.status_code == 403
    assert "Ask your supervisor" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "start"), [(Role.PRIVACY_OFFICER, "/desk/privacy/reads"), (Role.RECORDS_CLERK, "/desk/records/")]
)
def test_who_has_no_requests_starts_elsewhere(role: str, start: str, signed_in: Callable[[User], Client]) -> None:
    assert signed_in(UserFactory(role=role)).get("/desk/").headers["Location"] == start
