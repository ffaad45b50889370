"""A sealed case and a private request: every address that anybody may open is read for a trace of them."""

from typing import Any
from uuid import uuid4

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.architecture import urls
from tests.factories.accounts import UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.pictures import picture_file
from tests.factories.service_requests import submission, submit, written_again
from townline.accounts.models import Role
from townline.core.actor import RESIDENT
from townline.core.reference import issue, said
from townline.customers.values import Contact
from townline.places.values import Location
from townline.service_requests import operations as service_requests
from townline.service_requests.models import Note, Photo, ServiceRequest

pytestmark = pytest.mark.django_db

WORDS = "zanzibar"  # stands in every text of the hidden requests and nowhere else
ADDRESSES = {address.name: address for address in urls.addresses(urls.all_patterns())}
OPEN = sorted(name for name, who in urls.table().items() if {"anyone", "key"} & set(who) and name in ADDRESSES)


def hidden(code: str, visibility: str) -> tuple[ServiceRequest, Photo]:
    """Everything that staff can do wrong with it is done: words and picture released by hand, a public note."""
    publish_service(
        code=code, visibility=visibility, questions=[], name={"en": "Quiet matter", "fr": "Affaire discrète"}
    )
    at, draft = timezone.now(), uuid4()
    photo = service_requests.add_photo(draft=draft, file=picture_file(), at=at)
    made = service_requests.submit(
        submission=submission(
            service_code=code, answers={}, description=f"{WORDS} {visibility}",
            contact=Contact(name=f"{WORDS} Person", email=f"{WORDS}@mail.example", phone="519 555 0155"),
            location=Location(43.7001, -79.3001, "7777 Zanzibar Street"),
        ),
        by=RESIDENT, at=at,
    )  # fmt: skip
    made = written_again(made, source="old", source_id=f"OLD-{code}")
    Photo.objects.filter(pk=photo.pk).update(request=made)
    service_requests.prepare_photo(photo_id=photo.pk)
    assert made.team is not None
    boss = viewer(member_of(made.team, role=Role.SUPERVISOR))
    service_requests.add_note(request=made, text=f"{WORDS} note", visibility="public", by=boss, at=at)
    ServiceRequest.objects.filter(pk=made.pk).update(
        words_released_at=at,
        status_notes=WORDS,
        media_url=f"https://{WORDS}.example/1.jpg",
    )
    Photo.objects.filter(pk=photo.pk).update(released_at=at)
    made.refresh_from_db()
    return made, photo


def text_of(response: Any) -> str:
    if isinstance(response, StreamingHttpResponse):
        return b"".join(response.streaming_content).decode("utf-8", "replace")  # type: ignore[arg-type]
    return str(response.content.decode("utf-8", "replace"))


def paths_to(made: ServiceRequest, photo: Photo) -> list[str]:
    """Each open address, named after the hidden request in every way there is."""
    found = []
    for name in OPEN:
        for reference in (made.reference, made.source_id):
            known = {
                "reference": reference, "name": reference, "uuid": str(photo.uuid), "photo": str(photo.uuid), "token": made.uuid.hex,
                "code": made.service.code, "service_code": made.service.code, "rest": reference, "asked": "size",
            }  # fmt: skip
            for suffix in ("json", "xml"):
                given = {
                    argument: {**known, "suffix": suffix}.get(argument, "1") for argument in ADDRESSES[name].arguments
                }
                try:
                    found.append(reverse(name, kwargs=given))
                except Exception:  # noqa: BLE001 - an address that takes no such value
                    continue
    codes, number = made.service.code, made.reference
    lists = "/open311/v2/requests.{}?extensions=true&notes=true"
    more = [
        f"/follow?reference={number}", f"/follow?reference={made.source_id}", f"/find?q={number}", f"/find?q={WORDS}",
        f"/requests?service={codes}", f"/requests/points.json?service={codes}", "/requests.csv", "/fr/requests.csv",
        *(lists.format(suffix) + extra for suffix in ("json", "xml") for extra in (
            "", f"&service_code={codes}", f"&service_request_id={number}", f"&service_request_id={made.source_id}",
            "&updated_after=2020-01-01T00:00:00Z", "&page=1&page_size=1000", "&status=open",
        )),
        f"/open311/v2/tokens/{made.uuid}.json", f"/open311/v2/requests/{made.source_id}.json?extensions=true&notes=true",
    ]  # fmt: skip
    return list(dict.fromkeys([*found, *more]))


def is_named(page: str, made: ServiceRequest, *, asked: str) -> list[str]:
    """What of the request stands on the page, but for what was typed into the address itself."""
    secrets = [WORDS, "Zanzibar", "519 555", made.uuid.hex, str(made.uuid), "43.7001"]
    secrets += [
        secret
        for secret in (made.reference, said(made.reference), made.source_id)
        if secret.replace(" ", "") not in asked
    ]
    plain = page.replace("\xa0", " ").replace("&nbsp;", " ")
    return [secret for secret in secrets if secret in plain and secret not in asked]


@pytest.mark.parametrize("visibility", ["private", "enforcement"])
def test_no_open_address_tells_of_a_hidden_request(client: Client, visibility: str) -> None:
    made, photo = hidden("quiet", visibility)
    public = submit()
    leaks = {}
    for path in paths_to(made, photo):
        response = client.get(path)
        told = is_named(text_of(response), made, asked=path)
        if told or response.status_code >= 500:
            leaks[path] = (response.status_code, told)
    assert leaks == {}
    assert public.reference in text_of(client.get("/requests.csv"))  # the reading itself reads


@pytest.mark.parametrize("visibility", ["private", "enforcement"])
def test_a_hidden_request_answers_as_one_that_is_not_there(client: Client, visibility: str) -> None:
    made, photo = hidden("quiet", visibility)
    for path in (
        f"/requests/{made.reference}/follow",
        f"/photos/{photo.uuid}.jpg",
        f"/open311/v2/media/{photo.uuid}.jpg",
    ):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code in {404, 405}
    nobody = issue()
    there, gone = (
        text_of(client.get(f"/requests/{number}")).replace("\xa0", " ").replace(said(number), "").replace(number, "")
        for number in (made.reference, nobody)
    )
    assert there == gone


@pytest.mark.parametrize("role", [Role.CSR, Role.WORKER, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_staff_outside_the_case_find_no_trace_on_the_desk(role: str) -> None:
    made, photo = hidden("quiet", "enforcement")
    client = Client()
    client.force_login(UserFactory(role=role), backend="townline.accounts.backends.StaffBackend")
    number = made.reference
    asked = [
        "/desk/", "/desk/?tab=all", f"/desk/?tab=all&q={WORDS}", "/desk/?tab=approval", "/desk/messages", "/desk/messages/failed",
        *(f"/desk/search?q={text}" for text in (number, WORDS, f"{WORDS}@mail.example", "519 555 0155", "5195550155", "OLD-quiet",
                                                "7777 Zanzibar Street")),
        f"/desk/requests/{number}", f"/desk/photos/{photo.uuid}/large", f"/desk/requests/{number}/merge", f"/photos/{photo.uuid}.jpg",
    ]  # fmt: skip
    leaks = {}
    for path in asked:
        response = client.get(path)
        told = is_named(text_of(response), made, asked=path)
        if told or response.status_code >= 500:
            leaks[path] = (response.status_code, told)
    assert leaks == {}


VERBS = ["accept", "decline", "merge", "ask", "answer", "assign", "complete", "confirm", "reopen", "cancel"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_only_looks_changes_nothing_by_sending_forms(role: str) -> None:
    made = submit()
    draft = uuid4()
    client = Client()
    client.force_login(UserFactory(role=role), backend="townline.accounts.backends.StaffBackend")
    said_all = {
        "version": made.version, "reason": "x", "words": "x", "outcome": "fixed", "to": str(made.team_id), "question": "x", "answer": "x",
        "target": made.reference, "text": "x", "visibility": "public", "release": "1", "references": made.reference,
    }  # fmt: skip
    base = f"/desk/requests/{made.reference}"
    for path in (
        *(f"{base}/{verb}" for verb in VERBS),
        f"{base}/note",
        f"{base}/words",
        "/desk/queue/assign",
        "/desk/queue/note",
    ):
        assert client.post(path, said_all).status_code in {403, 404, 422, 302}, path
    assert client.post("/desk/requests/new/draft", {"draft": str(draft), "service": "pothole"}).status_code == 403
    before = made.version, made.state, made.words_released_at
    made.refresh_from_db()
    assert (made.version, made.state, made.words_released_at) == before
    assert not Note.objects.filter(request=made).exists()
