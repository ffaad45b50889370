"""The walls around people: who may see whom, that each look is written down, that what was taken out is gone."""

import io
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import product
from threading import Barrier
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from tests.architecture import urls
from tests.factories.accounts import DepartmentFactory, TeamFactory, UserFactory, member_of, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.pictures import picture_file
from tests.factories.service_requests import submit
from tests.records_office.people import LATER, clerk, closed_request, signed
from townline.accounts.models import Role, Team, User
from townline.accounts.permissions import ROLE_CAPABILITIES
from townline.accounts.values import Viewer
from townline.customers import operations as customers
from townline.customers.models import Customer, Relation
from townline.customers.values import Contact
from townline.interactions import operations as interactions
from townline.interactions.models import Transfer
from townline.interactions.operations import Delivery
from townline.interactions.queries import token_of
from townline.interactions.values import Caller, Notes
from townline.notifications.models import Message
from townline.privacy.models import ReadEntry
from townline.records_office import operations as records_office
from townline.records_office.legal.redaction import occurrences, proposed
from townline.records_office.models import AccessRequest
from townline.records_office.operations import Asked
from townline.records_office.packages import covered, package
from townline.records_office.queries import access_records, legal_hold
from townline.records_office.values import Identity

pytestmark = pytest.mark.django_db
ADDRESSES = {address.name: address for address in urls.addresses(urls.all_patterns())}
ZEBULON = Contact(name="Zebulon Quillfeather", email="zebulon@mail.example", phone="416 555 0199")
NAME = "Quillfeather"


def in_the_long_run(role: str) -> Any:
    """A walk over every address takes ten seconds: `make test-all` does it for these roles too."""
    return pytest.param(role, marks=pytest.mark.slow)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="townline.accounts.backends.StaffBackend")
    return client


def reads_of(customer: Customer) -> int:
    return ReadEntry.objects.filter(person=customer.uuid).count()


def known(**changes: Any) -> Customer:
    customer = submit(**{"contact": ZEBULON, **changes}).customer
    assert customer is not None
    return customer


def sealed_case(**changes: Any) -> Any:
    """An enforcement case of another department; its complainant is known to the city by nothing else."""
    publish_service(code="noise", visibility="enforcement", questions=[])
    return submit(service_code="noise", answers={}, contact=ZEBULON, **changes)


def outsider(role: str) -> User:
    team = TeamFactory(code="water", department=DepartmentFactory(code="water", name_en="Water", name_fr="Eau"))
    return member_of(team, role=role)


# -- each look is written down --------------------------------------------------------------------
def _search_mail(client: Client, customer: Customer) -> Any:
    return client.post(reverse("desk:mail_cover_new"), {"find": NAME})


def _relation(client: Client, customer: Customer) -> Any:
    page = Customer.objects.create(name="Somebody Else", created_at=NOON)
    return client.get(reverse("desk:customer_relations", args=[page.uuid]), {"q": NAME})


def _reach(client: Client, customer: Customer) -> Any:
    by = viewer(User.objects.get(pk=client.session["_auth_user_id"]))
    made = interactions.open_outreach(customer=customer, subject=None, reason="Ask her.", by=by, at=NOON)
    return client.get(reverse("desk:reach", args=[made.uuid]))


def _to_reach(client: Client, customer: Customer) -> Any:
    by = viewer(User.objects.get(pk=client.session["_auth_user_id"]))
    interactions.open_outreach(customer=customer, subject=None, reason="Ask her.", by=by, at=NOON)
    return client.get(reverse("desk:contacts"))


@pytest.mark.parametrize("look", [_search_mail, _relation, _reach, _to_reach])
def test_a_name_in_a_list_is_a_read(look: Callable[[Client, Customer], Any]) -> None:
    customer = known()
    client = signed_in(member_of(TeamFactory(), role=Role.SUPERVISOR))
    page = look(client, customer).content.decode()
    assert "Zebulon" in page
    assert reads_of(customer) > 0


# -- who is known by a sealed case alone ----------------------------------------------------------
def places_to_look(customer: Customer) -> list[str]:
    asked = [NAME, "Kwillfether", "416 555 0199", "zebulon@mail.example"]
    someone = Customer.objects.create(name="Somebody Else", created_at=NOON)
    return [
        *(
            f"{reverse(name)}?{key}={text}"
            for text in asked
            for name, key in (("desk:customers", "q"), ("desk:search", "q"))
        ),
        f"{reverse('desk:contact_new')}?phone=416 555 0199",
        f"{reverse('desk:contact_new')}?find={NAME}",
        f"{reverse('desk:intake_beside')}?service=pothole&phone=416 555 0199",
        f"{reverse('desk:customer_relations', args=[someone.uuid])}?q={NAME}",
        f"{reverse('desk:customer_relations', args=[someone.uuid])}?other={customer.uuid}",
        *(
            reverse(f"desk:{name}", args=[customer.uuid])
            for name in (
                "customer",
                "customer_edit",
                "customer_points",
                "customer_relations",
                "customer_alerts",
                "consents",
            )
        ),
        f"{reverse('desk:reach_new')}?customer={customer.uuid}",
    ]


def names_them(page: Any) -> bool:
    text = page.content.decode("utf-8", "replace")
    return "Zebulon" in text or "5550199" in text or "555-0199" in text


@pytest.mark.parametrize("role", [Role.WORKER, Role.CSR, Role.SUPERVISOR, Role.MANAGER])
def test_a_complainant_known_by_a_sealed_case_alone_is_nowhere(role: str) -> None:
    customer = sealed_case().customer
    client = signed_in(outsider(role))
    told = [path for path in places_to_look(customer) if names_them(client.get(path))]
    assert told == []
    assert reads_of(customer) == 0  # and who was not shown is not written down


def test_who_is_known_otherwise_is_found_without_the_case() -> None:
    case = sealed_case()
    publish_service(code="pothole")
    submit(contact=ZEBULON)
    client = signed_in(outsider(Role.CSR))
    assert names_them(client.get(reverse("desk:customers"), {"q": NAME}))
    page = client.get(reverse("desk:customer", args=[case.customer.uuid]))
    assert page.status_code == 200
    assert case.reference not in page.content.decode()


def test_the_team_of_the_case_and_the_privacy_officer_find_them() -> None:
    case = sealed_case()
    for user in (member_of(case.team, role=Role.SUPERVISOR), UserFactory(role=Role.PRIVACY_OFFICER)):
        assert names_them(signed_in(user).get(reverse("desk:customers"), {"q": NAME}))


def test_the_glass_opens_one_page_for_one_person() -> None:
    customer, user = sealed_case().customer, outsider(Role.CSR)
    client, path = signed_in(user), reverse("desk:customer", args=[customer.uuid])
    assert client.get(path).status_code == 403
    client.post(reverse("desk:open_customer", args=[customer.uuid]), {"reason": "She called about her own complaint."})
    assert names_them(client.get(path))
    assert ReadEntry.objects.filter(person=customer.uuid, because="break_glass").exists()
    assert signed_in(outsider(Role.SUPERVISOR)).get(path).status_code == 403


# -- forms that no page of ours sends -------------------------------------------------------------
@pytest.mark.parametrize("path", ["desk:customers", "desk:search", "desk:contact_new", "desk:mail", "desk:duplicates"])
def test_nul_and_endless_numbers_break_no_page(path: str) -> None:
    client = signed_in(member_of(TeamFactory(), role=Role.SUPERVISOR))
    for text in ("a\0b", "9" * 4_400, "é" * 5_000):
        for key in ("q", "find", "phone", "after", "before"):
            assert client.get(reverse(path), {key: text}).status_code < 500


def test_a_language_is_chosen_for_an_address_only() -> None:
    client = signed_in(outsider(Role.CSR))
    for wanted in ("a", "=1+1", "https://evil.example/", "//evil.example", "/\\evil.example"):
        answer = client.post("/staff/language", {"language": "fr", "next": wanted})
        assert (answer.status_code, "evil" in answer["Location"]) == (302, False)


# -- access requests ------------------------------------------------------------------------------
def officer() -> Viewer:
    return viewer(UserFactory(role=Role.PRIVACY_OFFICER))


def asked_for(customer: Customer) -> AccessRequest:
    asked = Asked(person=customer.uuid, name=ZEBULON.name, what="Everything.", send_to="1 Elm Street")
    return records_office.receive_access_request(asked=asked, by=officer(), at=NOON)


def test_the_hold_of_an_open_access_request_stays() -> None:
    access = asked_for(known())
    assert access.hold is not None
    hold, clerk = legal_hold(uuid=access.hold), viewer(UserFactory(role=Role.RECORDS_CLERK))
    with pytest.raises(records_office.StillAskedFor):
        records_office.lift_hold(hold=hold, by=clerk, at=NOON)
    records_office.withdraw(access=access, why="By telephone.", by=officer(), at=NOON)
    assert legal_hold(uuid=access.hold).lifted_at == NOON


def test_what_is_covered_is_what_the_clerk_saw() -> None:
    """A camera turns a picture by a note beside it; the rectangle is of the picture as it is shown."""
    picture = Image.new("RGB", (40, 20), "white")
    exif = Image.Exif()
    exif[0x0112] = 6  # shown turned by a quarter: 20 wide, 40 high
    exif[0x010E] = "Quillfeather's kitchen"
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif, comment=b"Quillfeather")
    said = {"areas": [[0, 0, 100, 50, "14(1)"]], "media_type": "image/jpeg"}
    copy = covered(content=made.getvalue(), said=said)
    assert b"Quillfeather" not in copy
    with Image.open(io.BytesIO(copy)) as shown:
        assert shown.size == (20, 40)
        assert max(shown.getpixel((15, 15))) < 60  # type: ignore[arg-type]
        assert min(shown.getpixel((10, 35))) > 200  # type: ignore[arg-type]


@pytest.mark.parametrize("stands", ["O'Brien", "O’Brien", "o‘brien", "Rene\u0301 O'Brien"])
def test_a_name_goes_in_every_spelling_of_its_letters(stands: str) -> None:
    words = "René O'Brien" if "Rene" in stands else "O'Brien"
    (mark,) = occurrences(blocks=[("Words", f"Ask {stands} of it.")], words=words, code="14(1)")
    assert (mark.start, mark.end) == (4, 4 + len(stands))


def test_looking_for_names_in_endless_words_takes_no_minutes() -> None:
    began = time.thread_time()
    proposed(blocks=[("Words", text * 40_000) for text in ("a", "a.", "1", "A ", "x@", "Mr. A")])
    occurrences(blocks=[("Words", " " * 40_000 + "a " * 40_000)], words="a " * 60 + "b", code="14(1)")
    assert time.thread_time() - began < 5


# -- every address, named after everything that hangs on a sealed case ----------------------------
def everything_about(case: Any) -> dict[str, list[str]]:
    """A contact, paper, a letter, somebody to reach, a transfer, a joined record and a household: uuids and numbers of all."""
    assert case.team is not None
    boss, customer = viewer(member_of(case.team, role=Role.SUPERVISOR)), case.customer
    caller = Caller(phone="416 555 0199", name=ZEBULON.name)
    contact = interactions.start(channel="phone", caller=caller, customer=customer, by=boss, at=NOON)
    interactions.say_about(contact=contact, subject=case.uuid, by=boss, at=NOON)
    notes = Notes(summary="Zebulon cannot sleep.", promised="Zebulon is called back.", promised_by=NOON.date())
    interactions.write_down(contact=contact, notes=notes, by=boss, at=NOON)
    shows = ["name", "reach", "summary", "requests"]
    water = Team.objects.get(code="water")
    transfer = interactions.hand_over(contact=contact, to_team_id=water.pk, to_body="", shows=shows, by=boss, at=NOON)
    Transfer.objects.update(made_at=timezone.now(), expires_at=timezone.now() + timedelta(minutes=30))
    reach = interactions.open_outreach(customer=customer, subject=case.uuid, reason="Ask Zebulon.", by=boss, at=NOON)
    cover = interactions.print_cover(customer=customer, subject=case.uuid, by=boss, at=NOON)
    paper = picture_file()
    paper.name = f"{cover.code}.jpg"
    scanned = interactions.scan_in(
        files=[paper], delivery=Delivery("mail", NOON.date(), "Zebulon's shelf"), by=boss, at=NOON
    )
    (item,) = scanned.filed
    alias = Customer.objects.create(name="Zebulon Q.", merged_into=customer, created_at=NOON)
    person = Customer.objects.create(name="Somebody Else", created_at=NOON)
    relation = Relation.objects.create(
        customer=customer, other=person, role="relative", from_date=NOON.date(), created_at=NOON
    )
    message = Message.objects.create(
        event_uuid=uuid4(), step="received", subject_uuid=case.uuid, customer=customer, channel="letter", language="en",
        title="To Zebulon", body="Zebulon Quillfeather", state="to_do", send_at=NOON, created_at=NOON, reference=case.reference,
    )  # fmt: skip
    rows = [case, customer, contact, transfer, reach, item, alias, relation, message, cover]
    return {
        "uuid": [str(row.uuid) for row in rows if hasattr(row, "uuid")],
        "number": [str(number) for number in {row.pk for row in rows}],
        "reference": [case.reference, cover.code],
        "code": [cover.code],
        "token": [token_of(transfer=transfer)],
        "size": ["large"],
        "transfer": [str(transfer.uuid)],
    }


def paths_named_after(known: dict[str, list[str]], *, role: str) -> list[str]:
    """A page whose door lets nobody of this role in says so before it looks at what it is named after: asked once."""
    found = []
    for name, address in ADDRESSES.items():
        given = sorted(address.arguments)
        if not name.startswith("desk:") or not given:
            continue
        needs = getattr(address.view, "needs", None)  # set by the door
        is_closed = needs is not None and needs not in ROLE_CAPABILITIES[Role(role)]
        for values in product(*(known.get(argument, [*known["uuid"][:1], "1"]) for argument in given)):
            try:
                found.append(reverse(name, kwargs=dict(zip(given, values, strict=True))))
            except NoReverseMatch:
                continue
            if is_closed:
                break
    return list(dict.fromkeys(found))


@pytest.mark.parametrize(
    "role",
    [Role.WORKER, Role.CSR, Role.AUDITOR, *map(in_the_long_run, (Role.SUPERVISOR, Role.MANAGER, Role.ADMINISTRATOR))],
)
def test_no_address_of_the_desk_tells_who_complained(role: str) -> None:
    client, case = signed_in(outsider(role)), sealed_case()
    paths = paths_named_after(everything_about(case), role=role)
    lists = [reverse(name) for name, address in ADDRESSES.items() if name.startswith("desk:") and not address.arguments]
    told = []
    for path in [*paths, *lists, f"{reverse('desk:contact_new')}?phone=416 555 0199"]:
        response = client.get(path)
        if not response.streaming and names_them(response):
            told.append(path)
        for close in response._resource_closers:
            close()
    assert told == []
    assert len(paths) > 150  # the walk walks


# -- a form sent from elsewhere, and a page that is only looked at --------------------------------
def all_paths(known: dict[str, list[str]], *, role: str) -> list[str]:
    lists = [reverse(name) for name, address in ADDRESSES.items() if name.startswith("desk:") and not address.arguments]
    return [*paths_named_after(known, role=role), *lists]


def test_no_form_is_taken_without_its_token() -> None:
    user, case = outsider(Role.SUPERVISOR), sealed_case()
    known = {name: values[:1] for name, values in everything_about(case).items()}
    client = Client(enforce_csrf_checks=True)
    client.force_login(user, backend="townline.accounts.backends.StaffBackend")
    paths = all_paths(known, role=user.role)
    taken = [path for path in paths if client.post(path, {"do": "x"}).status_code not in {403, 404, 405}]
    assert taken == []


def rows_of_everything() -> dict[str, set[str]]:
    """Every row but those that say that somebody looked or is signed in."""
    mine = {"privacy_readentry", "django_session", "axes_accesslog", "axes_accessattempt"}
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name not in mine and not name.startswith(("privacy_readentry", "procrastinate")):
                cursor.execute(f'SELECT to_jsonb(row)::text FROM "{name}" AS row')
                found[name] = {text for (text,) in cursor.fetchall()}
    return found


@pytest.mark.parametrize(
    "role",
    [Role.SUPERVISOR, *map(in_the_long_run, (Role.PRIVACY_OFFICER, Role.RECORDS_CLERK, Role.ADMINISTRATOR))],
)
def test_to_look_changes_nothing(role: str) -> None:
    outsider(Role.WORKER)
    case = sealed_case()
    known = {name: values[:6] for name, values in everything_about(case).items()}
    client = signed_in(member_of(case.team, role=role))
    access = asked_for(case.customer)
    paths = [*all_paths(known, role=role), reverse("desk:access_request", args=[access.uuid])]
    before = rows_of_everything()
    for path in paths:
        for close in client.get(path)._resource_closers:
            close()
    after = rows_of_everything()
    changed = {name: rows ^ before.get(name, set()) for name, rows in after.items() if rows != before.get(name, set())}
    assert changed == {}


# -- two at once ----------------------------------------------------------------------------------
def at_once(*works: Callable[[], object]) -> list[object]:
    """What each of them gave, or the error that it raised; all begin together."""
    gate = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        gate.wait(10)
        try:
            return work()
        except Exception as refusal:  # noqa: BLE001 - it is the answer
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


@pytest.mark.django_db(transaction=True)
def test_two_stewards_who_join_in_opposite_directions_make_no_circle() -> None:
    by = viewer(member_of(TeamFactory(), role=Role.SUPERVISOR))
    for _round in range(5):
        one, two = (Customer.objects.create(name="Ada Lee", created_at=NOON) for _ in range(2))
        answers = at_once(
            lambda one=one, two=two: customers.merge(survivor=one, other=two, by=by, at=NOON),  # type: ignore[misc]
            lambda one=one, two=two: customers.merge(survivor=two, other=one, by=by, at=NOON),  # type: ignore[misc]
        )
        assert sorted(type(answer).__name__ for answer in answers) == ["CannotMerge", "Merge"]
        assert Customer.objects.filter(pk__in=[one.pk, two.pk], merged_into=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_list_is_signed_once() -> None:
    customer = closed_request().customer
    assert customer is not None
    proposed = records_office.propose_person(person=customer.uuid, by=clerk(), at=LATER)
    one, two = clerk(), clerk()
    answers = at_once(lambda: signed(proposed, by=one), lambda: signed(proposed, by=two))
    assert sorted(type(answer).__name__ for answer in answers) == ["DisposalList", "ListIsSigned"]


# -- words are data -------------------------------------------------------------------------------
def test_no_script_and_no_letter_keeps_a_package_from_anybody() -> None:
    words = '你好 தமிழ் \x07bell \ufdd0 #read("/etc/passwd") $x$ *b* <lab> @ref 😀'
    access = asked_for(known(description=words, contact=Contact(name=f"{ZEBULON.name} 你好", email=ZEBULON.email)))
    by = officer()
    records_office.check_identity(access=access, how=Identity.SEEN_DOCUMENT, by=by, at=NOON)
    records_office.note_fee(access=access, waived="Means.", by=by, at=NOON)
    records_office.search(access=access, by=by, at=NOON)
    for row in access_records(access=access):
        records_office.release(row=row, by=by, at=NOON)
    records_office.decide(access=access, by=by, at=NOON)
    access.refresh_from_db()
    with zipfile.ZipFile(io.BytesIO(package(access=access))) as zipped:
        pages = PdfReader(io.BytesIO(zipped.read("records.pdf"))).pages
        text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert 'read("/etc/passwd")' in text
    assert "$x$ *b*" in text
    assert "你" in text or "[4F60]" in text  # by the letter where this machine has a font for it, else by its number
