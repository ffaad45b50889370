from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import POTHOLE, publish_service
from tests.factories.clock import NOON
from tests.factories.pictures import picture_bytes
from tests.factories.service_requests import ADA, request_in, submit
from townline.accounts.models import Role, User
from townline.events.operations import dispatch_pending
from townline.notifications.models import Message
from townline.service_requests import operations as service_requests
from townline.service_requests.models import Photo, ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def act(client: Client, request: ServiceRequest, verb: str, **said: object) -> tuple[int, str]:
    answer = client.post(reverse("desk:act", args=[request.reference, verb]), {"version": request.version, **said})
    return answer.status_code, answer.content.decode()


def test_the_whole_job_by_pages(signed_in: SignIn) -> None:
    request = submit()
    team = request.team
    assert team is not None
    worker, boss = signed_in(member_of(team)), signed_in(member_of(team, role=Role.SUPERVISOR))
    steps = [
        (worker, "accept", {}),
        (worker, "assign", {"to": str(team.pk)}),
        (worker, "complete", {"outcome": "fixed", "words": "Filled."}),
        (boss, "confirm", {}),
    ]
    for client, verb, said in steps:
        status, _page = act(client, ServiceRequest.objects.get(pk=request.pk), verb, **said)
        assert (verb, status) == (verb, 302)
    assert ServiceRequest.objects.get(pk=request.pk).state == State.CONFIRMED


@pytest.mark.parametrize("state", list(State))
def test_page_offers_only_what_this_person_may_do_now(signed_in: SignIn, state: State) -> None:
    request = request_in(state)
    assert request.team is not None
    page = (
        signed_in(UserFactory(role=Role.AUDITOR))
        .get(reverse("desk:request", args=[request.reference]))
        .content.decode()
    )
    assert 'class="tl-verbs"' not in page
    page = signed_in(member_of(request.team)).get(reverse("desk:request", args=[request.reference])).content.decode()
    assert f"/{request.reference}/confirm" not in page
    assert (f"/{request.reference}/complete" in page) == (state in {State.REVIEWED, State.ASSIGNED})


@pytest.mark.django_db(transaction=True)
def test_conflict_shows_what_the_other_did_and_keeps_what_was_typed(signed_in: SignIn) -> None:
    seen = request_in(State.REVIEWED)
    assert seen.team is not None
    other = member_of(seen.team)
    service_requests.assign(request=seen, team=seen.team, assignee=other, by=viewer(other), at=NOON)
    client = signed_in(member_of(seen.team))
    status, page = act(client, seen, "complete", outcome="fixed", words="Filled with hot mix.")
    assert status == 409
    assert f"Assigned to {other.name}" in page
    assert "Filled with hot mix." in page
    again = ServiceRequest.objects.get(pk=seen.pk)
    assert f'name="version" value="{again.version}"' in page
    assert act(client, again, "complete", outcome="fixed", words="Filled with hot mix.")[0] == 302


def test_refusal_stands_beside_the_field_and_keeps_the_words(signed_in: SignIn) -> None:
    request = request_in(State.ASSIGNED)
    assert request.team is not None
    status, page = act(signed_in(member_of(request.team)), request, "complete", outcome="fixed", words="")
    assert (status, "nothing closes without evidence" in page) == (422, True)


def test_answers_are_shown_in_the_words_of_their_version(signed_in: SignIn) -> None:
    request = submit(answers={"size": "large"})
    changed = {**POTHOLE["questions"][0], "label": {"en": "How wide?", "fr": "Quelle largeur?"}}
    publish_service(questions=[changed])
    person = member_of(TeamFactory())
    page = signed_in(person).get(reverse("desk:request", args=[request.reference])).content.decode()
    assert "How large is it?" in page
    assert "A table" in page


def test_sealed_complainant_is_not_on_the_page(signed_in: SignIn) -> None:
    team = TeamFactory(code="bylaw", department=DepartmentFactory(code="bylaw", name_en="By-law"))
    publish_service(code="zoning", visibility="enforcement", department_code="bylaw", team_code="bylaw")
    request = submit(service_code="zoning", contact=ADA)
    address = reverse("desk:request", args=[request.reference])
    stranger = signed_in(UserFactory(role=Role.MANAGER)).get(address).content.decode()
    assert "Sealed" in stranger
    assert "Ada" not in stranger
    assert "ada@mail.example" not in stranger
    assert "Ada Resident" in signed_in(member_of(team)).get(address).content.decode()


def test_request_of_others_is_not_told_from_none(signed_in: SignIn) -> None:
    reference = submit().reference
    stranger = member_of(TeamFactory(code="parks", department=DepartmentFactory(code="parks", name_en="Parks")))
    assert signed_in(stranger).get(reverse("desk:request", args=[reference])).status_code == 404


def test_said_reference_leads_to_the_page(signed_in: SignIn) -> None:
    reference = submit().reference
    answer = signed_in(member_of(TeamFactory())).get(f"/desk/requests/{reference[:3]} {reference[3:6]} {reference[6:]}")
    assert answer.headers["Location"] == reverse("desk:request", args=[reference])


def test_message_can_be_taken_back(signed_in: SignIn) -> None:
    request = request_in(State.REVIEWED)
    message = Message.objects.create(
        event_uuid=request.uuid,
        step="reviewed",
        subject_uuid=request.uuid,
        reference=request.reference,
        customer=request.customer,
        channel="email",
        to="ada@mail.example",
        language="en",
        title="We reviewed it",
        body="",
        state="held",
        send_at=NOON,
        created_at=NOON,
    )
    signed_in(member_of(TeamFactory())).post(reverse("desk:take_back", args=[request.reference, message.uuid]))
    assert Message.objects.get(pk=message.pk).state == "taken_back"


def test_work_is_completed_with_a_photo_as_evidence(signed_in: SignIn) -> None:
    request = request_in(State.ASSIGNED)
    assert request.team is not None
    picture = SimpleUploadedFile("done.jpg", picture_bytes(), content_type="image/jpeg")
    status, _page = act(
        signed_in(member_of(request.team)), request, "complete", outcome="fixed", words="", photos=picture
    )
    photo = Photo.objects.get()
    assert (status, photo.request_id, photo.is_evidence, photo.released_at) == (302, request.pk, True, None)


def test_file_that_is_no_picture_is_refused_beside_the_form(signed_in: SignIn) -> None:
    request = request_in(State.ASSIGNED)
    assert request.team is not None
    file = SimpleUploadedFile("done.jpg", b"not a picture", content_type="image/jpeg")
    status, page = act(
        signed_in(member_of(request.team)), request, "complete", outcome="fixed", words="Done.", photos=file
    )
    assert (status, "could not be read as a picture" in page, request.state) == (422, True, State.ASSIGNED)


def test_note_of_nothing_is_refused_on_the_page(signed_in: SignIn) -> None:
    request = submit()
    answer = signed_in(member_of(TeamFactory())).post(reverse("desk:note", args=[request.reference]), {"text": " "})
    assert (answer.status_code, "Write something first." in answer.content.decode()) == (422, True)


def test_page_runs_the_same_queries_however_much_has_happened(signed_in: SignIn) -> None:
    quiet, busy = submit(), request_in(State.COMPLETED)
    assert busy.team is not None
    person = member_of(busy.team)
    for words in ("One.", "Two.", "Three."):
        service_requests.add_note(request=busy, text=words, visibility="internal", by=viewer(person), at=NOON)
    client = signed_in(person)
    counts = []
    for request in (quiet, quiet, busy):
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("desk:request", args=[request.reference]))
        counts.append(len(captured))
    assert counts[2] <= counts[1]


def test_customer_who_calls_is_opted_out_and_in_again(signed_in: SignIn) -> None:
    request = submit()
    assert request.team is not None
    client = signed_in(member_of(request.team))
    page = reverse("desk:request", args=[request.reference])
    choice = reverse("desk:contact_choice", args=[request.reference, "email"])
    assert "opted out" in client.post(choice, follow=True).content.decode()
    assert client.post(reverse("desk:contact_choice", args=[request.reference, "fax"])).status_code == 404
    assert client.post(choice, {"again": "1"})["Location"] == page
    assert "opted out" not in client.get(page).content.decode()


def test_nobody_outside_the_case_chooses_for_a_sealed_complainant(signed_in: SignIn) -> None:
    publish_service(code="noise", visibility="enforcement")
    request = submit(service_code="noise")
    stranger = signed_in(UserFactory(role=Role.MANAGER))
    assert stranger.post(reverse("desk:contact_choice", args=[request.reference, "email"])).status_code == 403


def test_nobody_outside_the_case_takes_back_what_a_sealed_complainant_is_told(signed_in: SignIn) -> None:
    publish_service(code="noise", visibility="enforcement")
    request = submit(service_code="noise")
    while dispatch_pending(at=timezone.now()):
        pass
    message = Message.objects.get()
    taker = UserFactory(role=Role.CSR)
    ServiceRequest.objects.filter(pk=request.pk).update(taken_by_id=taker.pk)
    door = reverse("desk:take_back", args=[request.reference, message.uuid])
    assert signed_in(taker).post(door).status_code == 404
