"""Two walls, for every page and every endpoint: a council office and the City's files, the City and an office's own notes."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from tests.architecture import urls
from tests.council.offices import PAPER, assistant, councillor, raised, ship_consents
from tests.factories.accounts import UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.service_requests import submit
from tests.journeys.test_walls import text_of
from townline.accounts.models import Role, User
from townline.core.reference import said
from townline.council import operations as council
from townline.council.models import Note
from townline.customers.values import Contact
from townline.places.values import Location
from townline.records_office import operations as records_office
from townline.records_office.operations import Asked
from townline.service_requests.models import ServiceRequest

pytestmark = pytest.mark.django_db
TABLE = urls.table()
ADDRESSES = {address.name: address for address in urls.addresses(urls.all_patterns())}
COUNCIL = ("councillor", "council_assistant")
STAFF = sorted(urls.STAFF)
ZEBULON = Contact(name="Zebulon Quillfeather", email="zebulon@mail.example", phone="416 555 0199")
SECRETS = ("Zebulon", "Quillfeather", "zebulon@", "5550199", "555-0199", "zanzibar", "7777 Quartz", "43.7001")
NOTE = "marzipan"  # stands in the notes and nowhere else


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="townline.accounts.backends.StaffBackend")
    return client


def hidden(code: str, visibility: str, **changes: Any) -> ServiceRequest:
    publish_service(code=code, visibility=visibility, questions=[])
    place = Location(43.7001, -79.3001, "7777 Quartz Street")
    fields = {"service_code": code, "answers": {}, "contact": ZEBULON, "location": place, "description": "zanzibar"}
    return submit(**{**fields, **changes})


def files() -> list[ServiceRequest]:
    """One of each kind that an office may come upon, all of the same person."""
    ship_consents()
    return [hidden("open", "public"), hidden("quiet", "private"), hidden("noise", "enforcement")]


def paths(name: str, made: ServiceRequest) -> list[str]:
    """The address, with what is known of the request in each place."""
    known = {"reference": made.reference, "code": made.service.code, "uuid": str(made.uuid), "step": "received"}
    for default in ("1", str(uuid4()), "no-such-thing"):
        given = {argument: known.get(argument, default) for argument in sorted(ADDRESSES[name].arguments)}
        try:
            found = reverse(name, kwargs=given)
        except NoReverseMatch:
            continue
        of_person = [found.replace(str(made.uuid), str(made.customer.uuid))] if made.customer else []
        return list(dict.fromkeys([found, *of_person]))
    pytest.fail(f"{name} needs arguments that this test does not know")


def told(page: str) -> list[str]:
    plain = page.replace("\xa0", " ").replace("&nbsp;", " ")
    return [secret for secret in SECRETS if secret.casefold() in plain.casefold()]


def all_answers(client: Client, path: str) -> list[Any]:
    """By every way in which a form or a link could come."""
    everything = {
        "do": "show", "purpose": "curious", "words": "x", "title": "x", "text": "x", "reason": "x", "q": "Quillfeather", "version": "1",
        "find": "Quillfeather", "phone": "416 555 0199", "language": "en",
    }  # fmt: skip
    return [client.get(path, {"q": "Quillfeather", "tab": "all"}), client.post(path, everything)]


# -- the first wall: council offices and the files of the City ----------------------------------------------
OF_THE_CITY = sorted(
    name
    for name, who in TABLE.items()
    if name in ADDRESSES and not set(who) & {"anyone", "token", "key", "signing_in", "signed_in", *COUNCIL}
)


THEIRS = sorted(
    name
    for name in set(ADDRESSES) & set(TABLE) - set(OF_THE_CITY)
    if not name.startswith(("account_", "mfa_", "socialaccount_", "nameless", "open311:"))
)


@pytest.mark.parametrize("role", COUNCIL)
def test_no_page_of_the_city_opens_to_a_council_office_by_any_way(role: str) -> None:
    made = files()
    client = signed_in(UserFactory(role=role))
    opened = {}
    for name in OF_THE_CITY:
        for path in paths(name, made[0])[:1]:
            statuses = {answer.status_code for answer in all_answers(client, path)}
            if statuses - {403, 405}:
                opened[path] = statuses
    assert len(OF_THE_CITY) > 150  # the reading itself reads
    assert opened == {}


@pytest.mark.parametrize("role", COUNCIL)
def test_no_address_at_all_tells_a_council_office_of_a_person(role: str) -> None:
    """Every address of the application, for each kind of file: with no consent, nothing personal is anywhere."""
    boss = councillor()
    client = signed_in(boss if role == "councillor" else assistant(boss))
    leaks = {}
    for made in files():
        council.follow(request=made.uuid, by=viewer(boss), at=NOON)
        for name in THEIRS:
            for path in paths(name, made):
                answers = all_answers(client, path) if name.startswith("desk:") else [client.get(path)]
                for answer in answers:
                    page = re.sub(r'value="[^"]*"', "", text_of(answer))
                    if told(page) or answer.status_code >= 500:
                        leaks[path] = (answer.status_code, told(page))
    assert leaks == {}


@pytest.mark.parametrize("role", COUNCIL)
def test_an_enforcement_file_says_received_and_no_more_even_with_a_paper(role: str) -> None:
    boss = councillor()
    client = signed_in(boss if role == "councillor" else assistant(boss))
    ship_consents()
    publish_service(code="noise", visibility="enforcement", questions=[], name={"en": "Wild noise", "fr": "Bruit"})
    place = Location(43.7001, -79.3001, "7777 Quartz Street")
    made = raised(
        viewer(boss), PAPER, service_code="noise", answers={}, contact=ZEBULON, location=place, description="zanzibar"
    )
    path = reverse("desk:council_request", args=[made.reference])
    page = text_of(client.get(path))
    assert "By-law enforcement" in page
    assert (told(page), "Wild noise" in page, "June 2026" in page) == ([], False, False)
    shown = client.post(reverse("desk:council_shown", args=[made.reference]), {"purpose": "answer"})
    assert told(text_of(shown)) == []
    for name in ("council", "council_requests", "council_wards"):
        assert "Wild noise" not in text_of(client.get(reverse(f"desk:{name}")))


def test_the_paper_opens_one_request_to_one_office_and_each_look_is_in_the_log() -> None:
    boss, other = councillor(), councillor()
    ship_consents()
    publish_service()
    made = raised(viewer(boss), PAPER, contact=ZEBULON)
    path = reverse("desk:council_request", args=[made.reference])
    shown = reverse("desk:council_shown", args=[made.reference])
    assert told(text_of(signed_in(boss).get(path))) == []
    assert "Quillfeather" in told(text_of(signed_in(boss).post(shown, {"purpose": "answer"})))
    assert told(text_of(signed_in(boss).post(shown, {"purpose": ""}))) == []
    assert told(text_of(signed_in(other).post(shown, {"purpose": "answer"}, follow=True))) == []
    log = text_of(signed_in(UserFactory(role=Role.PRIVACY_OFFICER)).get(reverse("desk:disclosures")))
    assert said(made.reference) in log.replace("&nbsp;", "\xa0")
    assert boss.name in log
    who = text_of(
        signed_in(UserFactory(role=Role.PRIVACY_OFFICER)).get(reverse("desk:reads_person", args=[made.customer.uuid]))
    )
    assert boss.name in who


# -- the second wall: the City and an office's own notes ----------------------------------------------------
def noted() -> tuple[User, Note]:
    """Notes full of a word, about somebody whom the City knows too."""
    boss = councillor()
    words = f"{NOTE}: Zebulon Quillfeather, 7777 Quartz Street"
    return boss, council.write_note(uuid=None, about=f"{NOTE} {ZEBULON.email}", words=words, by=viewer(boss), at=NOON)


NOTE_PAGES = ("desk:council_notes", "desk:council_note_new", "desk:council_note", "desk:council_notes_copy")


@pytest.mark.parametrize("role", STAFF)
def test_no_role_of_the_city_opens_a_page_of_notes_by_any_way(role: str) -> None:
    _boss, note = noted()
    client = signed_in(UserFactory(role=role))
    for name in NOTE_PAGES:
        arguments = [note.uuid] if name == "desk:council_note" else []
        path = reverse(name, args=arguments)
        for answer in (client.get(path), client.post(path, {"do": "remove", "about": "x", "words": "x"})):
            assert answer.status_code in {403, 405}, path
    assert Note.objects.filter(pk=note.pk, words=note.words).exists()


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR, Role.MANAGER, Role.LIAISON_OFFICER])
def test_no_address_at_all_tells_the_city_of_a_note(role: str) -> None:
    """Each page of the desk, asked for with the number of the note and with its word."""
    _boss, note = noted()
    made = hidden("open", "public")
    client = signed_in(member_of(made.team, role=role))  # type: ignore[arg-type]  # it is routed
    leaks = {}
    for name in OF_THE_CITY:
        path = paths(name, made)[0].replace(str(made.uuid), str(note.uuid))
        answer = client.get(path, {"q": NOTE, "find": NOTE, "tab": "all"})
        page = text_of(answer)
        if f"{NOTE}:" in page or f"{NOTE} {ZEBULON.email}" in page or answer.status_code >= 500:
            leaks[path] = answer.status_code
    assert leaks == {}


def test_another_office_and_its_assistants_do_not_open_the_notes() -> None:
    boss, note = noted()
    other = councillor()
    for user in (other, assistant(other), assistant(boss)):
        client = signed_in(user)
        for path in (reverse("desk:council_notes"), reverse("desk:council_note", args=[note.uuid])):
            assert NOTE not in text_of(client.get(path))
        client.post(reverse("desk:council_note", args=[note.uuid]), {"do": "remove"})
        assert client.post(reverse("desk:council_notes_copy")).status_code == (200 if user == other else 404)
    assert Note.objects.filter(pk=note.pk).exists()


def test_notes_are_in_no_copy_no_log_and_no_search_of_the_city() -> None:
    noted()
    ship_consents()
    made = hidden("open", "public")
    assert made.customer is not None
    officer = viewer(UserFactory(role=Role.PRIVACY_OFFICER))
    asked = Asked(person=made.customer.uuid, name=ZEBULON.name, what="Everything.", send_to="1 Elm Street")
    access = records_office.receive_access_request(asked=asked, by=officer, at=timezone.now())
    page = text_of(
        signed_in(UserFactory(role=Role.PRIVACY_OFFICER)).get(reverse("desk:access_request", args=[access.uuid]))
    )
    assert NOTE not in page
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        tables = [row[0] for row in cursor.fetchall()]
        holding = []
        for table in tables:
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}" AS t WHERE t::text ILIKE %s)', [f"%{NOTE}%"])
            holding += [table] if cursor.fetchone()[0] else []
    assert holding == ["council_note"]


def test_no_key_leads_from_a_note_to_a_file_of_the_city_or_back() -> None:
    """Neither custody can be walked from the other."""
    leads = {field.related_model for field in Note._meta.get_fields() if field.is_relation}
    assert leads == {User}
