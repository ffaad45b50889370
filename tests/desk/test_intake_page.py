from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import TeamFactory, UserFactory
from tests.factories.catalog import publish_service
from tests.factories.pictures import picture_file
from tests.factories.places import AddressFactory
from tests.factories.service_requests import submit
from townline.accounts.models import Role, User
from townline.service_requests.models import Draft, Follower, Photo, ServiceRequest
from townline.service_requests.operations import prepare_photo

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]
INTAKE = "/desk/requests/new"


def form(**said: object) -> dict[str, object]:
    usual = {
        "draft": str(uuid4()),
        "channel": "phone",
        "language": "fr",
        "preferred": "email",
        "service": "pothole",
        "do": "send",
        "answer_size": "small",
        "description": "By the school",
        "address": "12 Elm Street",
        "name": "Ada",
        "email": "ada@mail.example",
    }
    return {**usual, **said}


def csr() -> User:
    return UserFactory(role=Role.CSR)


def test_request_is_taken_with_who_took_it_and_the_callers_language(signed_in: SignIn) -> None:
    publish_service()
    person = csr()
    answer = signed_in(person).post(INTAKE, form())
    request = ServiceRequest.objects.get()
    assert answer.headers["Location"] == reverse("desk:request", args=[request.reference])
    assert (request.taken_by_id, request.channel, request.language, request.answers) == (
        person.pk,
        "phone",
        "fr",
        {"size": "small"},
    )


def test_sending_twice_makes_one_request(signed_in: SignIn) -> None:
    publish_service()
    client, said = signed_in(csr()), form()
    client.post(INTAKE, said)
    page = client.post(INTAKE, {**said, "description": "Something else"}, follow=True).content.decode()
    assert ServiceRequest.objects.count() == 1
    assert "This form was sent before" in page


def test_chosen_address_brings_its_point(signed_in: SignIn) -> None:
    publish_service()
    AddressFactory(text="12 Elm Street", search="12 elm street", number="12", street="Elm Street", lat=43.7, long=-79.3)
    client = signed_in(csr())
    page = client.post(reverse("desk:intake_addresses"), {"address": "12 elm stret"}).content.decode()
    assert "12 Elm Street" in page
    client.post(INTAKE, form(address="12 elm stret", spot='[43.7, -79.3, "12 Elm Street", "L4M 1A1"]'))
    request = ServiceRequest.objects.get()
    assert (request.address, request.lat, request.long, request.postal_code) == (
        "12 Elm Street",
        43.7,
        -79.3,
        "L4M 1A1",
    )


def test_point_of_the_map_is_the_place_until_an_address_is_chosen(signed_in: SignIn) -> None:
    publish_service()
    AddressFactory(text="12 Elm Street", search="12 elm street", number="12", street="Elm Street", lat=43.7, long=-79.3)
    client = signed_in(csr())
    client.post(INTAKE, form(address="behind the school", lat="43.71", long="-79.31"))
    client.post(INTAKE, form(address="", lat="43.7001", long="-79.3001"))
    spot = '[43.7, -79.3, "12 Elm Street", "L4M 1A1"]'
    client.post(INTAKE, form(address="12 elm", lat="43.71", long="-79.31", spot=spot))
    places = ServiceRequest.objects.order_by("id").values_list("lat", "long", "address")
    assert list(places) == [
        (43.71, -79.31, "behind the school"),
        (43.7001, -79.3001, "12 Elm Street"),
        (43.7, -79.3, "12 Elm Street"),
    ]


def test_map_is_told_the_address_of_its_point(signed_in: SignIn) -> None:
    AddressFactory(text="12 Elm Street", search="12 elm street", number="12", street="Elm Street", lat=43.7, long=-79.3)
    answer = signed_in(csr()).get(reverse("desk:intake_point"), {"lat": "43.7001", "lon": "-79.3"})
    assert answer.json() == {"address": "12 Elm Street", "ward": ""}


def test_photos_are_kept_with_the_call_and_belong_to_the_request(signed_in: SignIn) -> None:
    publish_service()
    client, said = signed_in(csr()), form(do="photos")
    page = client.post(INTAKE, {**said, "photos": [picture_file(), picture_file()]}).content.decode()
    first, second = Photo.objects.order_by("id")
    assert ("By the school" in page, f'value="{first.uuid}"' in page) == (True, True)
    client.post(INTAKE, {**said, "do": "", "remove": str(first.uuid)})
    prepare_photo(photo_id=second.pk)
    door = reverse("desk:intake_photo", args=[said["draft"], second.uuid])
    assert b"".join(client.get(door).streaming_content).startswith(b"\xff\xd8")  # type: ignore[arg-type]  # a file
    assert signed_in(csr()).get(door).status_code == 404
    client.post(INTAKE, {**said, "do": "send", "photos": picture_file()})
    assert Photo.objects.filter(request=ServiceRequest.objects.get()).count() == 2


def test_photo_that_cannot_be_read_is_named_and_the_call_is_not_lost(signed_in: SignIn) -> None:
    publish_service()
    broken = SimpleUploadedFile("bill.pdf", b"%PDF-1.7")
    answer = signed_in(csr()).post(INTAKE, {**form(), "photos": broken})
    assert (answer.status_code, ServiceRequest.objects.count()) == (422, 0)
    assert "bill.pdf" in answer.content.decode()
    assert "By the school" in answer.content.decode()


def test_place_of_a_photo_is_offered_and_taken_when_asked(signed_in: SignIn) -> None:
    publish_service()
    AddressFactory(text="12 Elm Street", search="12 elm street", number="12", street="Elm Street", lat=43.7, long=-79.3)
    client, said = signed_in(csr()), form(do="photos", address="")
    page = client.post(INTAKE, {**said, "photos": picture_file()}).content.decode()
    assert "taken near <b>12 Elm Street</b>" in page
    page = client.post(INTAKE, {**said, "do": "photo_place"}).content.decode()
    assert 'value="12 Elm Street"' in page
    assert 'name="lat" value="43.7' in page


def test_form_of_somebody_else_takes_nothing(signed_in: SignIn) -> None:
    publish_service()
    said = form(do="photos")
    signed_in(csr()).post(INTAKE, {**said, "photos": picture_file()})
    thief = signed_in(csr())
    assert thief.post(INTAKE, {**said, "do": "send"}).status_code == 404
    assert thief.post(INTAKE, {**said, "photos": picture_file()}).status_code == 404
    assert (ServiceRequest.objects.count(), Photo.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    "spot",
    [
        "[" * 90_000,
        f"[1{'0' * 400}, 1, 2, 3]",
        '[NaN, NaN, "x", "y"]',
        '[1, 2, "\\u0000", "\x00"]',
        "{}",
        '[43.7, -79.3, "\\ud800", "y"]',
        '"abcd"',
    ],
)
def test_place_that_is_none_is_refused_in_words(signed_in: SignIn, spot: str) -> None:
    publish_service()
    client = signed_in(csr())
    assert client.post(INTAKE, form(spot=spot)).status_code in {302, 422}
    assert client.post(reverse("desk:intake_beside"), form(spot=spot)).status_code == 200


def test_hazard_stops_and_says_what_to_do(signed_in: SignIn) -> None:
    publish_service()
    answer = signed_in(csr()).post(INTAKE, form(answer_size="car"))
    assert "Call 911 now." in answer.content.decode()
    assert ServiceRequest.objects.count() == 0


def test_refused_form_keeps_what_was_typed_and_says_why_beside_the_field(signed_in: SignIn) -> None:
    publish_service()
    answer = signed_in(csr()).post(INTAKE, form(address="", email="not an address"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "not an address" in page
    assert "Say where it is" in page


def test_draft_survives_a_dropped_call_and_goes_when_it_is_sent(signed_in: SignIn) -> None:
    publish_service()
    client, said = signed_in(csr()), form()
    client.post(reverse("desk:draft"), said)
    assert "By the school" in client.get(INTAKE, {"draft": said["draft"]}).content.decode()
    assert str(said["draft"]) in client.get("/desk/").content.decode()
    client.post(INTAKE, said)
    draft = Draft.objects.get()
    assert (draft.data, draft.submitted_as) == ({}, ServiceRequest.objects.get().reference)


def test_draft_keeps_the_chosen_address_beside_its_point(signed_in: SignIn) -> None:
    for number in ("12", "14"):
        AddressFactory(text=f"{number} Elm Street", search=f"{number} elm street", number=number, lat=43.7, long=-79.3)
    client = signed_in(csr())
    found = client.post(reverse("desk:intake_addresses"), {"address": "elm street"}).context["spots"]
    spot = next(row["value"] for row in found if row["text"] == "14 Elm Street")
    said = form(address="elm street", lat="43.700000", long="-79.300000", spot=spot)
    for typed, chosen in (("elm street", ["14 Elm Street"]), ("12 elm street", [])):
        client.post(reverse("desk:draft"), {**said, "address": typed})
        page = client.get(INTAKE, {"draft": said["draft"]})
        assert [row["text"] for row in page.context["spots"] if row["is_chosen"]] == chosen


def test_draft_of_somebody_else_is_not_opened(signed_in: SignIn) -> None:
    publish_service()
    said = form()
    signed_in(csr()).post(reverse("desk:draft"), said)
    assert signed_in(csr()).get(INTAKE, {"draft": said["draft"]}).status_code == 404


def test_services_are_found_by_the_callers_words(signed_in: SignIn) -> None:
    publish_service(keywords={"en": ["hole in the road"], "fr": ["trou"]})
    page = signed_in(csr()).get(reverse("desk:intake_services"), {"about": "hole road"}).content.decode()
    assert 'value="pothole"' in page


def test_caller_is_known_by_the_number(signed_in: SignIn) -> None:
    submit()
    page = signed_in(csr()).post(reverse("desk:intake_beside"), {"email": "ada@mail.example"}).content.decode()
    assert "Ada Resident" in page


def test_caller_with_the_same_problem_follows_the_known_request(signed_in: SignIn) -> None:
    known = submit()
    client = signed_in(csr())
    said = form(email="bea@mail.example", name="Bea")
    client.post(reverse("desk:draft"), said)
    answer = client.post(reverse("desk:intake_follow", args=[known.reference]), said)
    assert answer.headers["Location"] == reverse("desk:request", args=[known.reference])
    assert [follower.customer.name for follower in Follower.objects.filter(request=known)] == ["Bea"]
    assert (ServiceRequest.objects.count(), Draft.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_caller_without_a_way_to_be_told_cannot_follow(signed_in: SignIn) -> None:
    known = submit()
    answer = signed_in(csr()).post(reverse("desk:intake_follow", args=[known.reference]), form(email="", name="Bea"))
    assert (answer.status_code, "Give an e-mail address or a telephone number" in answer.content.decode()) == (
        422,
        True,
    )


def test_worker_does_not_take_requests(signed_in: SignIn) -> None:
    TeamFactory()
    assert signed_in(UserFactory(role=Role.WORKER)).get(INTAKE).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_keep_one_form_at_once_do_not_disturb_each_other(signed_in: SignIn) -> None:
    person, said, start = csr(), form(), Barrier(4)

    def keep(number: int) -> int:
        try:
            client = signed_in(person)
            start.wait(10)
            return client.post(reverse("desk:draft"), {**said, "description": str(number)}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(keep, range(4))) == [204] * 4
    assert Draft.objects.count() == 1
