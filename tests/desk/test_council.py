"""What the forms of council offices and of the settings about them do, and what they say when something is missing."""

import re
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.council.offices import assistant, councillor, ship_consents, ward
from tests.factories.accounts import UserFactory, viewer
from tests.factories.catalog import publish_service
from tests.factories.pictures import picture_file
from tests.factories.places import AddressFactory
from tests.factories.service_requests import submit
from townline.accounts import operations as accounts
from townline.accounts.models import Role, User
from townline.core.actor import SYSTEM
from townline.core.subjects import subject_uuid
from townline.council import operations, queries
from townline.council.models import Behalf, Inquiry, Note, Office
from townline.desk.presenters.spots import write_spot
from townline.events import queries as events
from townline.places.models import Address, CouncilTerm
from townline.service_requests.models import Draft, Photo, ServiceRequest
from townline.service_requests.operations import prepare_photo
from townline.service_requests.queries import track_token

pytestmark = pytest.mark.django_db
KEY = "7b8ea1b2-0000-4000-8000-000000000001"
RAISED = {
    "draft": KEY, "answer_size": "small", "description": "A hole.", "address": "418 Maple Street", "name": "Ada Resident",
    "email": "ada@mail.example", "phone": "", "language": "en", "preferred": "email", "method": "", "note": "", "place_description": "",
}  # fmt: skip


@pytest.fixture
def boss() -> User:
    ship_consents()
    publish_service()
    return councillor(area=ward())


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user, backend="townline.accounts.backends.StaffBackend")
    return client


def send(user: User, page: str, /, *arguments: Any, query: str = "", **posted: Any) -> Any:
    return signed_in(user).post(reverse(f"desk:{page}", args=arguments) + query, posted)


def html(answer: Any) -> str:
    return str(answer.content.decode())


def test_a_request_is_raised_with_the_paper_or_without(boss: User) -> None:
    answer = send(boss, "council_raise", query="?service=pothole", **RAISED)
    made = ServiceRequest.objects.get()
    assert answer.headers["Location"] == reverse("desk:council_request", args=[made.reference])
    assert (made.customer is not None and made.customer.name, Behalf.objects.get().consent) == ("Ada Resident", None)
    again = send(boss, "council_raise", query="?service=pothole", **RAISED)
    assert (again.status_code, ServiceRequest.objects.count()) == (302, 1)  # sent twice is sent once


def test_a_form_that_was_changed_after_it_was_sent_is_not_said_to_be_taken(boss: User) -> None:
    send(boss, "council_raise", query="?service=pothole", **RAISED)
    client, page = signed_in(boss), reverse("desk:council_raise") + "?service=pothole"
    again = client.post(page, {**RAISED, "method": "written", "note": "Binder 4"}, follow=True)
    assert "What was changed since is not in it." in html(again)
    assert "Taken." not in html(again)
    assert Behalf.objects.get().consent is None


def test_what_is_missing_is_said_and_what_was_typed_stays(boss: User) -> None:
    missing = {**RAISED, "address": "", "method": "written", "note": ""}
    answer = send(boss, "council_raise", query="?service=pothole", **missing)
    assert answer.status_code == 422
    assert "A hole." in html(answer)
    assert ServiceRequest.objects.count() == 0
    no_paper = send(boss, "council_raise", query="?service=pothole", **{**RAISED, "method": "written"})
    assert "Say where the paper or the message is kept." in html(no_paper)


def test_a_hazard_stops_with_what_to_do_at_once(boss: User) -> None:
    answer = send(boss, "council_raise", query="?service=pothole", **{**RAISED, "answer_size": "car"})
    assert "Call 911 now." in html(answer)
    assert ServiceRequest.objects.count() == 0


def test_the_box_finds_a_request_by_its_number_and_says_when_there_is_none(boss: User) -> None:
    made, client = submit(), signed_in(boss)
    found = client.get(reverse("desk:council"), {"number": made.reference})
    assert found.headers["Location"] == reverse("desk:council_request", args=[made.reference])
    for typed in ("123", "999999999", "abc"):
        assert client.get(reverse("desk:council"), {"number": typed}).headers["Location"] == reverse("desk:council")


def test_what_is_due_at_midnight_is_expected_by_the_day_before(boss: User) -> None:
    request = submit()
    midnight = timezone.make_aware(datetime(2031, 3, 8))
    ServiceRequest.objects.filter(pk=request.pk).update(promised_at=midnight, due_at=midnight)
    page = html(signed_in(boss).get(reverse("desk:council_request", args=[request.reference])))
    assert "7 March 2031" in page
    assert "8 March 2031" not in page


def test_the_steps_of_a_request(boss: User) -> None:
    made = submit()
    for do, more in (
        ("follow", {}),
        ("ask", {"title": "When?", "words": "When is it done?"}),
        ("consent", {"method": "written", "note": "Binder"}),
    ):
        assert send(boss, "council_request_act", made.reference, do=do, **more).status_code == 302
    seen = queries.visible_request(reference=made.reference, viewer=viewer(boss), at=timezone.now())
    assert (seen.is_followed, seen.case, Inquiry.objects.count()) == (True, "consent", 1)
    assert send(boss, "council_request_act", made.reference, do="unfollow").status_code == 302
    assert send(boss, "council_request_act", made.reference, do="nothing").status_code == 404


def test_a_question_without_words_is_not_asked(boss: User) -> None:
    assert send(boss, "council_questions", title="When?", words="").status_code == 422
    made = submit()
    send(boss, "council_request_act", made.reference, do="ask", title="When?", words=" ")
    assert Inquiry.objects.count() == 0


def test_a_talk_from_question_to_close(boss: User) -> None:
    officer = UserFactory(role=Role.LIAISON_OFFICER)
    send(boss, "council_questions", title="Trees", words="Why?")
    asked = Inquiry.objects.get()
    assert "Trees" in html(signed_in(officer).get(reverse("desk:liaison")))
    assert send(officer, "liaison_inquiry", asked.uuid, words="").status_code == 422
    send(officer, "liaison_inquiry", asked.uuid, words="They are ill.")
    assert "They are ill." in html(signed_in(boss).get(reverse("desk:council_inquiry", args=[asked.uuid])))
    send(boss, "council_inquiry", asked.uuid, do="ask", words="All of them?")
    send(boss, "council_inquiry", asked.uuid, do="close")
    asked.refresh_from_db()
    assert asked.state == "closed"
    assert "cannot" not in html(send(officer, "liaison_inquiry", asked.uuid, words="Yes."))


def test_the_liaison_officer_is_not_led_to_a_sealed_request(boss: User) -> None:
    publish_service(code="noise", visibility="enforcement", questions=[])
    sealed, open_one = submit(service_code="noise", answers={}), submit()
    officer = signed_in(UserFactory(role=Role.LIAISON_OFFICER))
    for made, is_linked in ((sealed, False), (open_one, True)):
        asked = operations.ask(title="x", words="x", request=made.uuid, by=viewer(boss), at=timezone.now())
        page = html(officer.get(reverse("desk:liaison_inquiry", args=[asked.uuid])))
        assert (made.reference in page) == is_linked


def test_notes_are_written_found_changed_and_removed(boss: User) -> None:
    send(boss, "council_note_new", about="Mrs Quill", words="Call her.")
    note = Note.objects.get()
    assert ["Mrs Quill" in html(send(boss, "council_notes", q=words)) for words in ("quill", "quail")] == [True, False]
    assert 'method="post" class="tl-inline" role="search"' in html(signed_in(boss).get(reverse("desk:council_notes")))
    send(boss, "council_note", note.uuid, do="keep", about="Mrs Quill", words="Called.")
    note.refresh_from_db()
    assert note.words == "Called."
    assert send(boss, "council_note", note.uuid, do="keep", about="", words="x").status_code == 422
    package = send(boss, "council_notes_copy")
    assert (package.headers["Content-Type"], package.content[:2]) == ("application/zip", b"PK")
    send(boss, "council_note", note.uuid, do="remove")
    assert Note.objects.count() == 0


def test_the_office_chooses_its_digest_its_readers_and_where_its_notes_go(boss: User) -> None:
    helper = assistant(boss)
    send(boss, "council_office", do="digest_off")
    send(boss, "council_office", do="let_in", assistant=helper.pk)
    short = send(boss, "council_office", do="hand_over", email="me@home.example", secret="short")
    assert short.status_code == 422
    send(boss, "council_office", do="hand_over", email="me@home.example", secret="four green bicycles")
    kept = Office.objects.get()
    assert (kept.wants_digest, kept.hand_over_email, "green" in kept.hand_over_secret) == (
        False,
        "me@home.example",
        False,
    )
    assert queries.note_readers(viewer=viewer(boss)) == {helper.pk}
    assert (
        send(helper, "council_office", do="hand_over", email="a@b.example", secret="four green bicycles").status_code
        == 403
    )
    assert send(boss, "council_office", do="let_in", assistant="x").status_code == 404


def test_signing_in_leads_an_office_to_its_own_pages(boss: User) -> None:
    boss.set_password("maple-harbour-311")
    boss.save()
    answer = Client().post("/staff/login/", {"login": boss.email, "password": "maple-harbour-311"})
    assert answer.headers["Location"] == reverse("desk:council")


# -- settings ---------------------------------------------------------------------------------------------
def days(name: str, day: date) -> dict[str, int]:
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def test_an_administrator_enters_and_ends_a_term() -> None:
    admin, person, area = UserFactory(role=Role.ADMINISTRATOR), UserFactory(role=Role.COUNCILLOR), ward()
    given = {"person": person.pk, "area": area.pk, **days("from_date", date(2026, 1, 1))}
    assert send(admin, "settings_council_term_new", **given, **days("until_date", date(2025, 1, 1))).status_code == 422
    assert send(admin, "settings_council_term_new", **given, **days("until_date", date(2030, 1, 1))).status_code == 302
    term = CouncilTerm.objects.get()
    send(admin, "settings_council_term", term.pk, **given, **days("until_date", date(2027, 1, 1)))
    person.refresh_from_db()
    assert person.role_until == date(2027, 1, 1)


def test_a_manager_reads_the_settings_of_council_and_changes_nothing() -> None:
    manager = UserFactory(role=Role.MANAGER)
    assert signed_in(manager).get(reverse("desk:settings_council")).status_code == 200
    assert send(manager, "settings_council", names_councillors="on").status_code == 403
    assert queries.settings().names_councillors is False


def test_rules_are_ticked_and_nothing_personal_is_offered_without_consent() -> None:
    officer = UserFactory(role=Role.PRIVACY_OFFICER)
    page = html(signed_in(officer).get(reverse("desk:council_rules")))
    assert page.count('value="name"') == 1  # where the resident consented
    assert "enforcement-shown" not in page
    send(officer, "council_rules", **{"consent-shown": ["step", "name"]})
    assert queries.rules()["consent"] == {"step", "name"}
    assert queries.rules()["private"] == set()
    refused = send(officer, "council_rules", **{"private-shown": ["name"]})
    assert "name" not in queries.rules()["private"]
    assert refused.status_code == 200


def test_councillors_are_named_on_the_portal_and_on_the_desk_only_when_switched_on(boss: User) -> None:
    made = submit()
    link = f"/track/{track_token(uuid=made.uuid, customer_id=made.customer_id)}/done"
    assert boss.name not in html(Client().get(link))
    admin = UserFactory(role=Role.ADMINISTRATOR)
    send(admin, "settings_council", names_councillors="on")
    assert boss.name in html(Client().get(link))


def test_an_assistant_is_entered_with_a_councillor_and_gets_no_link_on_screen(boss: User) -> None:
    admin = UserFactory(role=Role.ADMINISTRATOR)
    given = {"name": "Ari", "email": "ari@city.example", "role": "council_assistant", "language": "en"}
    refused = send(admin, "settings_people_new", **given)
    assert "Say for which councillor this assistant works." in html(refused)
    send(admin, "settings_people_new", **given, works_for_id=boss.pk)
    made = User.objects.get(email="ari@city.example")
    assert made.works_for == boss
    shown = send(admin, "settings_people_act", made.pk, do="link")
    assert shown.status_code == 302


# -- where it is, and pictures, as on the desk ---------------------------------------------------------------
def raise_page(boss: User, **posted: Any) -> Any:
    return send(boss, "council_raise", query="?service=pothole", **{**RAISED, **posted})


def maple() -> Address:
    return AddressFactory(number="418", street="Maple Street", lat=43.7001, long=-79.3001)


def test_the_address_is_found_while_it_is_typed_and_gives_the_request_its_point(boss: User) -> None:
    known = maple()
    found = send(boss, "council_raise_addresses", address="418 map")
    assert known.text in html(found)
    spot = write_spot(lat=known.lat, long=known.long, text=known.text, postal_code=known.postal_code)
    assert "checked" in html(raise_page(boss, do="look", address="418 map"))  # without scripts: the only one like it
    assert not ServiceRequest.objects.exists()
    assert raise_page(boss, address="418 map", spot=spot).status_code == 302
    made = ServiceRequest.objects.get()
    assert (made.lat, made.long, made.address) == (known.lat, known.long, known.text)


def test_a_point_of_the_map_gets_the_address_that_is_nearest(boss: User) -> None:
    known = maple()
    words = signed_in(boss).get(reverse("desk:council_raise_point"), {"lat": known.lat, "lon": known.long}).json()
    assert words["address"] == known.text
    assert raise_page(boss, address="", lat=str(known.lat), long=str(known.long)).status_code == 302
    assert ServiceRequest.objects.get().address == known.text


def test_an_address_that_is_written_as_it_is_known_has_its_point_without_a_choice(boss: User) -> None:
    known = maple()
    assert raise_page(boss, address=known.text.lower()).status_code == 302
    assert ServiceRequest.objects.get().lat == known.lat


def test_photos_are_kept_with_the_form_and_go_with_the_request(boss: User) -> None:
    page = raise_page(boss, do="photos", photos=[picture_file()])
    assert (page.status_code, "A hole." in html(page), Photo.objects.count()) == (200, True, 1)
    assert not ServiceRequest.objects.exists()
    assert not Draft.objects.get().data  # of the resident nothing is kept before it is sent
    raise_page(boss, remove=str(Photo.objects.get().uuid))
    assert not Photo.objects.exists()
    assert raise_page(boss, photos=[picture_file(), picture_file("png")]).status_code == 302
    assert set(Photo.objects.values_list("request", flat=True)) == {ServiceRequest.objects.get().pk}


def test_nobody_elses_form_and_pictures_open(boss: User) -> None:
    raise_page(boss, do="photos", photos=[picture_file()])
    photo = Photo.objects.get()
    prepare_photo(photo_id=photo.pk)
    path = reverse("desk:council_raise_photo", args=[KEY, photo.uuid])
    for other in (councillor(), assistant(boss)):
        assert signed_in(other).get(path).status_code == 404
        assert raise_page(other).status_code == 404
    shown = signed_in(boss).get(path)
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")  # a JPEG
    assert not ServiceRequest.objects.exists()


# -- what an administrator steps back to -------------------------------------------------------------------
def test_no_step_back_gives_an_office_another_last_day_or_another_role(boss: User) -> None:
    admin = UserFactory(role=Role.ADMINISTRATOR)
    until = boss.role_until
    values = {"name": "Ari Aide", "email": "ari@city.example", "role": "council_assistant", "works_for_id": boss.pk}
    helper = accounts.save_user(user=None, values=values, by=SYSTEM, at=timezone.now())
    client = signed_in(admin)
    for user, words in ((boss, "Settings, Council"), (helper, "Make another account")):
        path = reverse("desk:settings_people_history", args=[user.pk])
        log = events.history_of(subject=subject_uuid(kind="user", id=user.pk))
        said = [html(client.post(path, {"event": str(event.uuid)}, follow=True)) for event in log]
        assert [words in page for page in said] == [True]
        user.refresh_from_db()
    assert (boss.role_until, boss.role, helper.role) == (until, "councillor", "council_assistant")


def test_a_councillor_in_office_is_locked_out_by_the_end_of_the_term_only(boss: User) -> None:
    User.objects.filter(pk=boss.pk).update(role_until=timezone.localdate())
    client = signed_in(UserFactory(role=Role.ADMINISTRATOR))
    path = reverse("desk:settings_people_act", args=[boss.pk])
    assert "Enter yesterday as the last day" in html(client.post(path, {"do": "leave"}, follow=True))
    boss.refresh_from_db()
    assert boss.is_active


def test_the_person_page_offers_only_roles_that_the_account_can_have(boss: User) -> None:
    client, helper, clerk = signed_in(UserFactory(role=Role.ADMINISTRATOR)), assistant(boss), UserFactory(role=Role.CSR)
    offered = {}
    for user in (boss, helper, clerk):
        page = html(client.get(reverse("desk:settings_people_record", args=[user.pk])))
        offered[user.role] = set(re.findall(r'<option value="([a-z_]+)"', page)) & set(Role.values)
    assert offered["councillor"] == {"councillor"}
    assert offered["council_assistant"] == {"council_assistant"}
    assert offered["csr"] == set(Role.values) - {"councillor", "council_assistant"}


def test_an_assistant_is_corrected_also_when_the_councillors_term_is_over(boss: User) -> None:
    client, helper = signed_in(UserFactory(role=Role.ADMINISTRATOR)), assistant(boss)
    User.objects.filter(pk=boss.pk).update(is_active=False)
    path = reverse("desk:settings_people_record", args=[helper.pk])
    said = {"name": "Ari Aide", "email": helper.email, "role": helper.role, "language": "fr", "works_for_id": boss.pk}
    assert client.post(path, said).status_code == 302
    helper.refresh_from_db()
    assert (helper.name, helper.language) == ("Ari Aide", "fr")
