"""The collection notice where a person says who they are, its number kept as the proof, and boxes that nobody ticks for them."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.factories.catalog import publish_service
from tests.factories.clock import NOON
from tests.factories.privacy import OFFICER, notice, officer, ship
from tests.factories.service_requests import submit
from tests.portal.conftest import Reporter
from townline.core.language import Text
from townline.interactions.models import Interaction
from townline.privacy import operations as privacy
from townline.privacy import queries
from townline.privacy.models import Consent, ConsentScope
from townline.privacy.shipped import PORTAL_FOLLOW, PORTAL_REPORT, SURVEY
from townline.privacy.values import NoticeWords


@pytest.fixture(autouse=True)
def _shipped(db: None) -> None:
    ship()


def text_of(response: Any) -> str:
    return str(response.content.decode())


def box_of(page: str) -> str:
    found = re.search(r'name="(agree_[\w-]+)"', page)
    assert found
    return found[1]


def number_of(code: str) -> int:
    found = queries.current_notice(code=code)
    assert found is not None
    return found.version_id


def publish_new_words() -> None:
    words = NoticeWords(text=Text("Other words.", "Autres mots."), authority=Text("Act", "Loi"), contact=OFFICER)
    privacy.save_draft(notice=notice(), words=words, by=officer(), at=NOON)
    privacy.publish_notice(notice=notice(), by=officer(), at=NOON)


@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/fr", "fr")])
def test_the_page_that_asks_who_one_is_says_why_by_what_law_and_whom_to_ask(
    reporter: Reporter, prefix: str, language: str
) -> None:
    reporter.until_check()
    page = text_of(reporter.client.get(f"{prefix}/report/pothole/reach"))
    found = queries.current_notice(code=PORTAL_REPORT)
    assert found is not None
    for said in (found.words.text, found.words.authority, found.words.contact):
        assert said.in_(language) in page


def test_the_number_of_the_notice_is_kept_with_the_request(reporter: Reporter) -> None:
    reporter.until_check()
    reporter.send()
    assert Interaction.objects.get().notice_version_id == number_of(PORTAL_REPORT)


def test_the_proof_names_the_words_that_were_shown_though_new_ones_came_meanwhile(reporter: Reporter) -> None:
    shown = number_of(PORTAL_REPORT)
    publish_new_words()
    reporter.until_check(notice=str(shown))
    reporter.send()
    assert Interaction.objects.get().notice_version_id == shown != number_of(PORTAL_REPORT)


@pytest.mark.parametrize("forged", ["9" * 30, "-1", "x", "0"])
def test_a_forged_number_counts_as_the_notice_in_force(reporter: Reporter, forged: str) -> None:
    reporter.until_check(notice=forged)
    reporter.send()
    assert Interaction.objects.get().notice_version_id == number_of(PORTAL_REPORT)


def test_the_number_of_another_notice_is_no_proof(reporter: Reporter) -> None:
    reporter.until_check(notice=str(number_of(PORTAL_FOLLOW)))
    reporter.send()
    assert Interaction.objects.get().notice_version_id == number_of(PORTAL_REPORT)


def test_who_stays_anonymous_is_shown_no_notice_and_none_is_claimed(reporter: Reporter) -> None:
    reporter.until_check()
    reporter.post("contact", preferred="nothing")
    reporter.send()
    assert Interaction.objects.get().notice_version_id is None


def test_a_box_is_never_ticked_for_somebody_and_without_a_tick_nothing_is_agreed(reporter: Reporter) -> None:
    reporter.until_check()
    box = re.search(r'<input[^>]*name="agree_[^>]*>', text_of(reporter.get("reach")))
    assert box
    assert "checked" not in box[0]
    reporter.send()
    assert not Consent.objects.exists()


def test_a_tick_is_kept_with_the_words_beside_it(reporter: Reporter) -> None:
    reporter.until_check()
    name = box_of(text_of(reporter.get("reach")))
    reporter.until_check(**{name: "on"})
    assert "You may ask me" in text_of(reporter.get("check"))
    reporter.send()
    kept = Consent.objects.get()
    scope = queries.scope_coded(code=SURVEY)
    assert scope.notice is not None
    customer = Interaction.objects.select_related("customer").get().customer
    assert customer is not None
    assert (kept.person, kept.scope_id, kept.notice_version_id, kept.method, kept.recorded_by_id) == (
        customer.uuid,
        SURVEY,
        scope.notice.version_id,
        "online",
        None,
    )


def test_a_tick_beside_words_that_have_changed_since_counts_for_nothing(reporter: Reporter) -> None:
    reporter.until_check()
    old = box_of(text_of(reporter.get("reach")))
    row = notice(f"consent-{SURVEY}")
    words = NoticeWords(text=Text("You may sell it.", "Vous pouvez le vendre."))
    privacy.save_draft(notice=row, words=words, by=officer(), at=NOON)
    privacy.publish_notice(notice=row, by=officer(), at=NOON)
    reporter.until_check(**{old: "on"})
    reporter.send()
    assert not Consent.objects.exists()


def test_a_report_goes_through_though_the_question_was_taken_away_meanwhile(reporter: Reporter) -> None:
    reporter.until_check()
    reporter.until_check(**{box_of(text_of(reporter.get("reach"))): "on"})
    scope = ConsentScope.objects.get(code=SURVEY)
    privacy.save_scope(scope=scope, values={"is_active": False}, by=officer(), at=NOON)
    assert "/done" in reporter.send()["Location"]
    assert not Consent.objects.exists()


def test_who_wants_no_messages_is_not_asked_to_agree_to_more(reporter: Reporter) -> None:
    publish_service(anonymous_allowed=False)
    reporter.until_check()
    reporter.post("contact", preferred="nothing")
    assert "agree_" not in text_of(reporter.get("reach"))


def test_following_keeps_the_notice_of_that_page(client: Client) -> None:
    made = submit()
    page = text_of(client.get(f"/requests/{made.reference}/follow"))
    shown = re.search(r'name="shown" value="([^"]+)"', page)
    assert shown
    data = {"name": "Bo", "email": "bo@mail.example", "shown": shown[1], "second_surname": ""}
    client.post(f"/requests/{made.reference}/follow", data)
    last = Interaction.objects.order_by("-id").first()
    assert last is not None
    assert (last.purpose, last.notice_version_id) == ("follow_up", number_of(PORTAL_FOLLOW))
