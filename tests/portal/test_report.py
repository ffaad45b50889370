import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tests.factories.catalog import POTHOLE, publish_service
from tests.factories.pictures import picture_file
from tests.factories.places import AddressFactory, AreaFactory
from tests.factories.service_requests import submit
from tests.portal.conftest import Reporter
from townline.accounts.models import Department
from townline.core.actor import SYSTEM
from townline.core.promised import last_day
from townline.customers.models import ContactPoint, Customer
from townline.places.values import Location
from townline.portal.forms import sending
from townline.portal.views import check
from townline.service_levels import operations as service_levels
from townline.service_requests.models import Draft, Photo, ServiceRequest
from townline.service_requests.operations import flood
from townline.ui import times

YES_NO: dict[str, Any] = {
    "datatype": "singlevaluelist",
    "required": True,
    "choices": [{"key": "yes", "name": {"en": "Yes", "fr": "Oui"}}, {"key": "no", "name": {"en": "No", "fr": "Non"}}],
}


def words_of(response: Any) -> str:
    text: str = response.content.decode()
    return text


def test_report_from_first_question_to_private_page(reporter: Reporter) -> None:
    reporter.until_check()
    check = words_of(reporter.get("check"))
    assert all(said in check for said in ("A plate", "A deep hole.", "In front of the school", "ada@mail.example"))
    sent = reporter.send()
    request = ServiceRequest.objects.get()
    done = words_of(reporter.client.get(sent["Location"]))
    assert "\u00a0".join((request.reference[:3], request.reference[3:6], request.reference[6:])) in done
    assert (request.answers, request.description, request.channel) == ({"size": "small"}, "A deep hole.", "web")
    assert request.customer is not None
    assert request.customer.name == "Ada"
    assert Draft.objects.get().data == {}


def test_the_day_is_counted_in_the_days_of_the_department(reporter: Reporter) -> None:
    today = timezone.localdate()
    shut = {
        "from": f"{today}",
        "until": f"{today + timedelta(days=40)}",
        "spans": [],
        "name": {"en": "Flood", "fr": "Inondation"},
    }
    values = {
        "effective_from": today, "weekly": [[[510, 990]]] * 5 + [[], []], "province": "ON", "optional_holidays": [],
        "seasons": [], "closures": [shut],
    }  # fmt: skip
    department = Department.objects.get(code="roads").pk
    service_levels.save_calendar(department_id=department, values=values, by=SYSTEM, at=timezone.now())
    reporter.until_check()
    pages = words_of(reporter.get("check")), words_of(reporter.client.get("/services/pothole"))
    reporter.send()
    due = ServiceRequest.objects.get().due_at
    assert due is not None
    day = times.in_words(last_day(due), today=today)
    assert [day in page for page in pages] == [True, True]


def test_progress_is_said_in_words(reporter: Reporter) -> None:
    reporter.post("question/size", answer="small")
    reporter.post("details", description="")
    assert re.search(r"3 of 6:</b> The place", words_of(reporter.get("place")))


def test_nobody_jumps_over_what_has_to_be_said_first(reporter: Reporter) -> None:
    assert reporter.get("check")["Location"] == "/report/pothole"
    assert reporter.client.get("/report/pothole")["Location"] == "/report/pothole/question/size"


def test_a_begun_report_goes_on_where_it_stopped(reporter: Reporter) -> None:
    reporter.post("question/size", answer="large")
    assert reporter.client.get("/report/pothole")["Location"] == "/report/pothole/details"
    assert "Go on where you stopped" in words_of(reporter.client.get("/"))
    assert 'value="large" checked' in words_of(reporter.get("question/size"))


def test_the_other_language_shows_the_same_draft(reporter: Reporter) -> None:
    reporter.post("question/size", answer="large")
    assert 'value="large" checked' in words_of(reporter.client.get("/fr/report/pothole/question/size"))


def test_a_hazard_stops_the_report_and_says_what_to_do(reporter: Reporter) -> None:
    answered = reporter.post("question/size", answer="car")
    assert answered["Location"] == "/report/pothole/stop"
    assert "Call 911 now." in words_of(reporter.get("stop"))
    assert reporter.get("details")["Location"] == "/report/pothole/stop"
    reporter.post("question/size", answer="small")
    assert reporter.get("stop")["Location"] == "/report/pothole"


def test_a_rejected_answer_says_so_beside_the_question(reporter: Reporter) -> None:
    publish_service(questions=[{**POTHOLE["questions"][0], "required": True}])
    refused = reporter.post("question/size")
    assert refused.status_code == 200
    assert words_of(refused).count("Answer this question.") == 2  # in the summary and beside the field


def test_a_question_is_asked_only_under_its_condition(reporter: Reporter) -> None:
    first = {"code": "harm", "label": {"en": "Damage?", "fr": "Dégât?"}, **YES_NO}
    note = {
        "code": "note",
        "datatype": "statement",
        "label": {"en": "Write to the Clerk.", "fr": "Écrivez au greffe."},
        "condition": {"question": "harm", "values": ["yes"]},
    }
    second = {
        "code": "plate",
        "datatype": "string",
        "required": True,
        "label": {"en": "Which car?", "fr": "Quelle auto?"},
        "condition": {"question": "harm", "values": ["yes"]},
    }
    publish_service(questions=[first, note, second])
    assert reporter.post("question/harm", answer="no")["Location"].endswith("/details")
    assert reporter.post("question/harm", answer="yes")["Location"].endswith("/question/plate")
    assert "Write to the Clerk." in words_of(reporter.get("question/plate"))
    assert reporter.get("details").status_code == 302


def test_an_answer_changed_from_the_check_leads_back_to_it(reporter: Reporter) -> None:
    reporter.until_check()
    assert "/report/pothole/question/size?back=check" in words_of(reporter.get("check"))
    changed = reporter.post("question/size?back=check", answer="large")
    assert changed["Location"] == "/report/pothole/check"
    assert "A table" in words_of(reporter.get("check"))


def test_another_way_to_hear_asks_for_what_it_needs_and_forgets_the_rest(reporter: Reporter) -> None:
    reporter.until_check()
    assert reporter.post("contact?back=check", preferred="call")["Location"].endswith("/reach")
    assert "Write your telephone number." in words_of(reporter.post("reach", name="Ada", phone=""))
    reporter.post("reach?back=check", name="Ada", phone="705 555 0123")
    reporter.send()
    assert list(ContactPoint.objects.values_list("kind", "value")) == [("phone", "+17055550123")]


def test_a_person_who_wants_to_hear_nothing_stays_anonymous(reporter: Reporter) -> None:
    reporter.until_check()
    reporter.post("contact?back=check", preferred="nothing")
    reporter.send()
    request = ServiceRequest.objects.get()
    assert (request.customer, Customer.objects.count()) == (None, 0)


def test_a_service_that_needs_to_know_the_person_asks_in_any_case(reporter: Reporter) -> None:
    publish_service(anonymous_allowed=False)
    reporter.until_check()
    assert reporter.post("contact", preferred="nothing")["Location"].endswith("/reach")
    assert "we need an e-mail address or a telephone number" in words_of(
        reporter.post("reach", name="Ada", email="", phone="")
    )


def test_sending_twice_makes_one_request(reporter: Reporter) -> None:
    reporter.until_check()
    shown = re.search(r'name="shown" value="([^"]+)"', words_of(reporter.get("check")))
    assert shown
    pages = [reporter.post("check", shown=shown[1])["Location"] for _ in range(2)]
    assert pages[0] == pages[1]
    assert ServiceRequest.objects.count() == 1
    assert reporter.get("check")["Location"] == pages[0]


def test_after_sending_the_same_service_starts_anew(reporter: Reporter) -> None:
    reporter.until_check()
    reporter.send()
    assert reporter.client.get("/report/pothole")["Location"].endswith("/question/size")
    assert "checked" not in words_of(reporter.get("question/size"))
    reporter.until_check(name="Eve", email="eve@mail.example")
    reporter.send()
    assert ServiceRequest.objects.count() == 2


def test_a_machine_that_fills_every_field_sends_nothing(reporter: Reporter) -> None:
    reporter.until_check()
    shown = re.search(r'name="shown" value="([^"]+)"', words_of(reporter.get("check")))
    assert shown
    refused = reporter.post("check", shown=shown[1], second_surname="Bot")
    assert "should stay empty" in words_of(refused)
    assert ServiceRequest.objects.count() == 0


@pytest.mark.parametrize("shown", ["", "forged"])
def test_a_page_that_was_never_shown_sends_nothing(reporter: Reporter, shown: str) -> None:
    reporter.until_check()
    assert "press the button again" in words_of(reporter.post("check", shown=shown))
    assert ServiceRequest.objects.count() == 0


def test_nobody_reads_a_page_in_no_time(reporter: Reporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "LEAST_SECONDS", 2)
    reporter.until_check()
    assert "That was very fast" in words_of(reporter.send())
    assert ServiceRequest.objects.count() == 0


def test_a_flood_from_one_address_is_told_to_wait_and_loses_nothing(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("townline.service_requests.operations.SENDING", flood.Limit("sending", 1, 100))
    reporter.until_check()
    reporter.send()
    reporter.until_check(name="Eve")
    refused = reporter.send()
    assert refused.status_code == 429
    assert "Nothing is lost" in words_of(refused)
    assert "Eve" in words_of(reporter.get("check"))


def test_photos_are_kept_removed_and_refused_by_name(reporter: Reporter) -> None:
    reporter.post("question/size", answer="small")
    mixed = reporter.post("details", description="Look.", photos=[picture_file(), picture_file("png")], add="1")
    assert mixed["Location"].endswith("/details#photos")
    page = words_of(reporter.get("details"))
    assert page.count("Being prepared") == 2
    assert "Look." in page
    reporter.post("details", description="Look.", remove=str(Photo.objects.first().uuid))  # type: ignore[union-attr]
    assert Photo.objects.count() == 1
    letter = SimpleUploadedFile("letter.jpg", b"Dear City")
    refused = reporter.post("details", description="Look at this.", photos=[letter])
    assert "letter.jpg" in words_of(refused)
    assert "Look at this." in words_of(refused)


def test_a_photo_offers_the_place_where_it_was_taken(reporter: Reporter) -> None:
    AddressFactory(text="12 Elm Street", search="12 elm street")
    reporter.post("question/size", answer="small")
    reporter.post("details", description="", photos=[picture_file(at=(43.7, -79.3))])
    assert "12 Elm Street" in words_of(reporter.get("place"))
    reporter.post("place", photo="1")
    place = words_of(reporter.get("place"))
    assert 'value="12 Elm Street"' in place
    assert 'value="43.7"' in place


def test_an_address_is_looked_up_and_chosen_without_a_script(reporter: Reporter) -> None:
    AreaFactory(name_en="Ward 3", code="3")
    elm = AddressFactory(text="12 Elm Street", search="12 elm street")
    AddressFactory(text="12 Elm Court", search="12 elm court")
    reporter.post("question/size", answer="small")
    reporter.post("details", description="")
    found = words_of(reporter.post("place", address="12 elm", description="", find="1"))
    assert "12 Elm Street" in found
    assert "12 Elm Court" in found
    assert "Ward 3" in found
    reporter.post("place", address="12 elm", description="", chosen=str(elm.pk))
    reporter.post("contact", preferred="nothing")
    reporter.send()
    request = ServiceRequest.objects.get()
    assert (request.address, request.lat, request.ward and request.ward.code) == ("12 Elm Street", 43.7, "3")


def test_an_address_that_nobody_knows_may_stay_as_it_was_typed(reporter: Reporter) -> None:
    AddressFactory(text="12 Elm Street", search="12 elm street")
    reporter.post("question/size", answer="small")
    reporter.post("details", description="")
    assert "We know no address like this" in words_of(reporter.post("place", address="Zzyzx", description="", find="1"))
    assert reporter.post("place", address="12 Elm", description="", chosen="typed")["Location"].endswith("/contact")


def test_a_place_outside_the_city_is_refused_and_kept(reporter: Reporter) -> None:
    AreaFactory()
    reporter.post("question/size", answer="small")
    reporter.post("details", description="")
    refused = words_of(reporter.post("place", address="", description="By the lake", lat="10", long="10"))
    assert "outside the city" in refused
    assert "By the lake" in refused


def test_no_place_at_all_is_refused_where_one_is_needed(reporter: Reporter) -> None:
    reporter.post("question/size", answer="small")
    reporter.post("details", description="")
    assert "Say where it is" in words_of(reporter.post("place", address="", description=""))


def test_open_requests_nearby_are_shown_before_anything_is_sent(reporter: Reporter) -> None:
    other = submit(location=Location(43.7002, -79.3, "418 Maple Street"))
    reporter.post("question/size", answer="small")
    reporter.post("details", description="")
    assert reporter.post("place", address="", description="", lat="43.7", long="-79.3")["Location"].endswith("/near")
    near = words_of(reporter.get("near"))
    assert "22 metres away" in near
    assert "400-499 Maple Street" in near
    assert "418 Maple" not in near
    assert f"/requests/{other.reference}/follow" in near
    assert reporter.post("near")["Location"].endswith("/contact")


def test_a_private_service_never_shows_what_is_nearby(reporter: Reporter) -> None:
    publish_service(visibility="private")
    submit(location=Location(43.7, -79.3))
    reporter.post("question/size", answer="small")
    reporter.post("details", description="")
    assert reporter.post("place", address="", description="", lat="43.7", long="-79.3")["Location"].endswith("/contact")


@pytest.mark.django_db
def test_a_service_that_only_informs_has_no_report(client: Client) -> None:
    publish_service(code="tax-dates", kind="information", questions=[])
    assert client.get("/report/tax-dates").status_code == 404
    page = words_of(client.get("/services/tax-dates"))
    assert "/report/" not in page


@pytest.mark.django_db
def test_a_date_and_a_number_are_asked_for_and_kept_as_typed(client: Client) -> None:
    publish_service(
        questions=[
            {
                "code": "since",
                "datatype": "datetime",
                "required": True,
                "label": {"en": "Since when?", "fr": "Depuis quand?"},
            },
            {"code": "count", "datatype": "number", "label": {"en": "How many?", "fr": "Combien?"}},
        ]
    )
    reporter = Reporter(client)
    wrong = words_of(reporter.post("question/since", answer_day="31", answer_month="2", answer_year="2026"))
    assert "This date does not exist" in wrong
    assert 'value="31"' in wrong
    assert reporter.post("question/since", answer_day="28", answer_month="2", answer_year="2026").status_code == 302
    assert 'value="28"' in words_of(reporter.get("question/since"))
    many = words_of(reporter.post("question/count", answer="many"))
    assert "Write a number" in many
    assert 'value="many"' in many
    assert reporter.post("question/count", answer="12").status_code == 302


@pytest.mark.parametrize("odd", ["\x00", "a\x00b", "\u202e" * 20, "<b>" * 2_000, "𝕬" * 5_000, "'; DROP TABLE x; --"])
def test_odd_words_are_refused_or_kept_and_never_break_a_page(reporter: Reporter, odd: str) -> None:
    assert reporter.post("question/size", answer=odd).status_code == 200
    reporter.post("question/size", answer="small")
    assert reporter.post("details", description=odd).status_code in {200, 302}
    reporter.post("details", description="")
    assert reporter.post("place", address=odd, description=odd, lat=odd, long="nan").status_code == 200
    reporter.post("place", address="12 Elm Street", description="", chosen="typed")
    assert reporter.post("contact", preferred=odd).status_code == 200
    reporter.post("contact", preferred="email")
    assert reporter.post("reach", name=odd, email=odd, phone=odd).status_code == 200
    assert reporter.post("check", shown=odd, second_surname=odd).status_code == 302  # not all is said yet


def test_the_second_of_two_presses_at_once_ends_at_the_report_too(
    reporter: Reporter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first press sends it just after the second one has looked."""
    reporter.until_check()
    done = reporter.send()["Location"]
    looked: list[object] = [None]
    found = check._sent_before
    monkeypatch.setattr(check, "_sent_before", lambda *asked: looked.pop() if looked else found(*asked))
    assert reporter.post("check", shown="")["Location"] == done
