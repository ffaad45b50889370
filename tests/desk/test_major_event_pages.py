"""Major events on the desk and what residents see of them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.accounts import TeamFactory, member_of
from tests.factories.catalog import publish_service
from tests.factories.service_requests import submission
from townline.accounts.models import Role, User
from townline.core.actor import RESIDENT
from townline.notifications import operations as notifications
from townline.service_requests import operations as service_requests
from townline.service_requests import queries as requests
from townline.service_requests.models import MajorEvent, MajorReport, MajorUpdate, ServiceRequest

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def _look_again(settings: object) -> None:
    settings.TOWNLINE_CACHE_SECONDS = 0  # type: ignore[attr-defined]


def report() -> ServiceRequest:
    return service_requests.submit(submission=submission(), by=RESIDENT, at=timezone.now())


def boss() -> User:
    return member_of(TeamFactory(), role=Role.SUPERVISOR)


def form_of(service: int, **changes: object) -> dict[str, object]:
    since = timezone.localtime(timezone.now() - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    return {
        "kind": "storm", "name_en": "Ice storm", "name_fr": "Verglas", "words_en": "Crews are out since noon.",
        "words_fr": "Les équipes sont sorties.", "services": [service], "starts_at": since, **changes,
    }  # fmt: skip


def declared(client: Client) -> MajorEvent:
    service = publish_service()
    assert client.post(reverse("desk:major_event_new"), form_of(service.pk)).status_code == 302
    return MajorEvent.objects.get()


def do(client: Client, major: MajorEvent, **posted: object) -> int:
    return client.post(reverse("desk:major_event_act", args=[major.uuid]), posted).status_code


def test_a_supervisor_declares_one_and_its_board_shows_the_open_requests(signed_in: SignIn) -> None:
    publish_service()
    made = report()
    client = signed_in(boss())
    major = declared(client)
    shown = client.get(reverse("desk:major_event", args=[major.uuid])).content.decode()
    assert "Ice storm" in shown
    assert "<b>1</b> request of 1 people, 1 still open." in shown
    listed = client.get(reverse("desk:major_event_requests", args=[major.uuid])).content.decode()
    assert reverse("desk:request", args=[made.reference]) in listed
    page = client.get(reverse("desk:request", args=[made.reference])).content.decode()
    assert reverse("desk:major_event", args=[major.uuid]) in page


@pytest.mark.parametrize("wrong", [{"words_fr": ""}, {"services": []}, {"starts_at": "2999-01-01T00:00"}])
def test_what_is_missing_is_said_and_what_was_typed_is_kept(signed_in: SignIn, wrong: dict[str, object]) -> None:
    service = publish_service()
    kept = signed_in(boss()).post(reverse("desk:major_event_new"), form_of(service.pk, **wrong))
    assert kept.status_code == 422
    assert "Crews are out since noon." in kept.content.decode()
    assert not MajorEvent.objects.exists()


def test_residents_read_that_we_know_before_and_after_they_report(signed_in: SignIn, client: Client) -> None:
    staff = signed_in(boss())
    major = declared(staff)
    url = reverse("portal:service", args=["pothole"])
    assert "Crews are out since noon." in client.get(url).content.decode()
    made = report()
    token = requests.track_token(uuid=made.uuid, customer_id=made.customer_id)
    done = client.get(reverse("portal:done", args=[token])).content.decode()
    assert "Your report belongs to it." in done
    assert do(staff, major, do="end") == 302
    assert "Crews are out since noon." not in client.get(url).content.decode()


def test_one_update_goes_to_all_and_the_board_shows_how_far_it_is(signed_in: SignIn) -> None:
    publish_service()
    report()
    client = signed_in(boss())
    major = declared(client)
    kept = client.post(
        reverse("desk:major_event_act", args=[major.uuid]), {"do": "update", "update_en": "Half done.", "update_fr": ""}
    )
    assert kept.status_code == 422
    assert "Half done." in kept.content.decode()
    assert do(client, major, do="update", update_en="Half done.", update_fr="À moitié.") == 302
    board = reverse("desk:major_event", args=[major.uuid])
    assert "1 still to do" in client.get(board).content.decode()
    while notifications.write_major_update(update=MajorUpdate.objects.get().uuid, at=timezone.now()):
        pass
    assert "Written to 1 of 1 people." in client.get(board).content.decode()


def test_a_request_is_added_and_taken_out_by_hand(signed_in: SignIn) -> None:
    client = signed_in(boss())
    major, made = declared(client), report()
    assert do(client, major, do="add", reference=made.reference) == 302
    assert MajorReport.objects.get().request == made
    assert do(client, major, do="leave", reference=made.reference) == 302
    assert not MajorReport.objects.exists()
    refused = client.post(reverse("desk:major_event_act", args=[major.uuid]), {"do": "add", "reference": "123"})
    assert refused.status_code == 422


def test_completing_many_without_words_says_so(signed_in: SignIn) -> None:
    publish_service()
    report()
    client = signed_in(boss())
    major = declared(client)
    assert do(client, major, do="complete", outcome="fixed", words="") == 422
    assert do(client, major, do="complete", outcome="fixed", words="Cleared.") == 422  # none is reviewed yet


def test_a_worker_reads_the_board_and_declares_nothing(signed_in: SignIn) -> None:
    major = declared(signed_in(boss()))
    client = signed_in(member_of(TeamFactory()))
    assert client.get(reverse("desk:major_event", args=[major.uuid])).status_code == 200
    assert client.get(reverse("desk:major_event_new")).status_code == 403
    assert do(client, major, do="end") == 403
    assert do(client, major, do="update", update_en="A", update_fr="B") == 403


def test_who_takes_a_call_is_told_to_say_that_we_know(signed_in: SignIn) -> None:
    declared(signed_in(boss()))
    csr = signed_in(member_of(TeamFactory(), role=Role.CSR))
    shown = csr.post(reverse("desk:intake_beside"), {"service": "pothole"}).content.decode()
    assert "Crews are out since noon." in shown
