"""What no page of ours sends: the desk answers it with a page, never with a fault."""

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from tests.factories.accounts import TeamFactory, member_of
from tests.factories.service_requests import submit
from townline.accounts.models import Role, User
from townline.service_requests import operations as service_requests
from townline.service_requests.models import Draft, Note

pytestmark = pytest.mark.django_db
SignIn = Callable[[User], Client]


def cursor(value: str) -> str:
    return urlsafe_b64encode(value.encode()).decode().rstrip("=")


CURSORS = [
    "[null, Infinity]", '["2026-01-01T00:00:00", 99999999999999999999]', '["0001-01-01T00:00:00+14:00", 5]', '{"a": 1}', "[1e999, 1]",
    "[" * 3_000, json.dumps(["2026-01-01T00:00:00\x00", 5]), '["2026-01-01", true]', "5",
]  # fmt: skip


@pytest.fixture
def client(signed_in: SignIn) -> Client:
    return signed_in(member_of(TeamFactory(), role=Role.SUPERVISOR))


@pytest.mark.parametrize("after", [cursor(value) for value in CURSORS])
def test_a_cursor_that_means_nothing_starts_at_the_top(client: Client, after: str) -> None:
    submit()
    assert client.get("/desk/", {"tab": "all", "after": after}).status_code == 200


@pytest.mark.parametrize(
    "text", ["a\0b", "12345\0", "A1\0", "@\0", "((( | & !:*", "²", "\\'", "mot " * 200, "\u202e😀", "%_%"]
)
def test_search_takes_any_letters(client: Client, text: str) -> None:
    submit()
    assert client.get("/desk/search", {"q": text}).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        {"description": "a\0b"},
        {"service": "x" * 5_000},
        {"service": "a\0"},
        {"a\0": "1"},
        {"description": "x" * 100_000},
    ],
)
def test_whatever_is_typed_is_kept_as_a_draft(client: Client, typed: dict[str, str]) -> None:
    draft = uuid4()
    assert client.post("/desk/requests/new/draft", {"draft": str(draft), **typed}).status_code == 204
    assert Draft.objects.filter(uuid=draft).exists()


def test_the_draft_of_another_person_is_not_there(client: Client, signed_in: SignIn) -> None:
    draft = uuid4()
    owner = member_of(TeamFactory(), role=Role.CSR)
    service_requests.save_draft(
        uuid=draft, service_code="pothole", data={"phone": ["519 555 0123"]}, owner_id=owner.pk, at=timezone.now()
    )
    assert client.get("/desk/requests/new", {"draft": str(draft)}).status_code == 404
    assert client.post("/desk/requests/new/draft", {"draft": str(draft), "phone": "1"}).status_code == 404
    client.post(f"/desk/requests/new/drafts/{draft}/discard")
    assert Draft.objects.get(uuid=draft).data == {"phone": ["519 555 0123"]}


def test_bulk_says_which_references_are_none(client: Client) -> None:
    made = submit()
    page = client.post(
        "/desk/queue/note",
        {"text": "Seen.", "visibility": "internal", "references": ["a/b", "\0", "<script>", made.reference]},
    ).content.decode()
    assert Note.objects.get().request == made
    assert "a/b" in page
    assert "<script>" not in page.partition("Some requests were not changed")[2].partition("</table>")[0]


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/desk/requests/new", {"do": "send", "draft": "x", "service": "pothole"}),
        ("/desk/requests/new", {"do": "look", "draft": "\0", "service": "pothole"}),
        ("/desk/requests/new/beside", {"service": "pothole", "phone": "\0", "email": "@\0", "spot": "\0"}),
        ("/desk/requests/new/addresses", {"address": "12 ab\0c"}),
        ("/desk/queue/assign", {"to": "²", "references": "1"}),
        ("/desk/queue/columns", {"column": "\0", "back": "/desk/\r\nX: y"}),
        ("/desk/me", {"from_date": "9999-12-31", "until_date": "9999-12-31", "deputy": "99999999999999999999"}),
        ("/staff/language", {"language": "\0", "next": "https://evil.example/"}),
        ("/staff/language", {"language": "fr", "next": "//evil.example\\@"}),
    ],
)
def test_a_form_that_nobody_was_given_breaks_nothing(client: Client, path: str, typed: dict[str, Any]) -> None:
    submit()
    answer = client.post(path, typed)
    assert answer.status_code < 500
    assert "evil" not in answer.headers.get("Location", "")


def test_pages_of_staff_are_kept_by_no_browser(client: Client) -> None:
    made = submit()
    for path in ("/desk/", f"/desk/requests/{made.reference}", "/desk/messages", "/desk/search?q=Ada"):
        assert client.get(path).headers["Cache-Control"] == "private, no-store"


def test_nobody_gives_themselves_another_address(client: Client) -> None:
    """Who somebody is, the administrator says: a colleague's address would open the colleague's account."""
    client.post("/staff/email/", {"action_add": "1", "email": "mine@elsewhere.example"})
    assert not EmailAddress.objects.filter(email="mine@elsewhere.example").exists()


def test_a_forgotten_password_writes_to_no_stranger(db: None, mailoutbox: list[Any]) -> None:
    answer = Client().post("/staff/password/reset/", {"email": "stranger@mail.example"})
    assert (answer.status_code, mailoutbox) == (302, [])


def test_a_password_of_somebody_unknown_is_refused_in_the_same_words(db: None) -> None:
    known = member_of(TeamFactory())
    pages = [
        Client().post("/staff/login/", {"login": email, "password": "wrong"}).content.decode().replace(email, "")
        for email in (known.email, "nobody@city.example")
    ]
    assert re.sub(r'"[A-Za-z0-9]{64}"', "", pages[0]) == re.sub(r'"[A-Za-z0-9]{64}"', "", pages[1])
