"""The pages of notices and consents: drafts, publishing, the way back, and who may."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories.accounts import UserFactory
from tests.factories.privacy import notice, ship
from townline.accounts.models import Role, User
from townline.core.language import Text
from townline.privacy import queries
from townline.privacy.models import ConsentScope, NoticeVersion
from townline.privacy.shipped import PORTAL_REPORT, SURVEY

pytestmark = pytest.mark.django_db
PATH = f"/desk/privacy/notices/{PORTAL_REPORT}"
SignIn = Callable[[User], Client]
WORDS = {
    "text_en": "To answer you.",
    "text_fr": "Pour vous répondre.",
    "authority_en": "Municipal Act, 2001",
    "authority_fr": "Loi de 2001 sur les municipalités",
    "contact_en": "Privacy officer, 1 Harbour Street, 705-555-0100",
    "contact_fr": "Responsable de la vie privée, 1, rue Harbour, 705-555-0100",
}


@pytest.fixture(autouse=True)
def _shipped() -> None:
    ship()


@pytest.fixture
def officer(signed_in: SignIn) -> Client:
    return signed_in(UserFactory(role=Role.PRIVACY_OFFICER))


def text_of(response: Any) -> str:
    return str(response.content.decode())


def seen(client: Client, path: str = PATH) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', text_of(client.get(path)))
    return found[1] if found else ""


def current_text() -> Text:
    found = queries.current_notice(code=PORTAL_REPORT)
    assert found is not None
    return found.words.text


def test_a_draft_is_kept_looked_at_and_published(officer: Client) -> None:
    before = current_text()
    officer.post(PATH, {**WORDS, "do": "save", "seen": seen(officer)})
    assert current_text() == before
    assert "To answer you." in text_of(officer.get(PATH))
    officer.post(PATH, {"do": "publish", "seen": seen(officer)})
    assert current_text() == Text("To answer you.", "Pour vous répondre.")


def test_the_editor_starts_with_the_words_in_force(officer: Client) -> None:
    assert re.search(r'name="text_en"[^>]*>\s*' + re.escape(current_text().en[:40]), text_of(officer.get(PATH)))


@pytest.mark.django_db(transaction=True)
def test_publishing_says_what_is_missing_and_loses_nothing(officer: Client) -> None:
    officer.post(PATH, {**WORDS, "contact_fr": "", "do": "save", "seen": seen(officer)})
    refused = officer.post(PATH, {"do": "publish", "seen": seen(officer)})
    assert refused.status_code == 422
    assert "Whom to ask, in French" in text_of(refused)
    assert "To answer you." in text_of(refused)


@pytest.mark.django_db(transaction=True)
def test_two_people_do_not_overwrite_each_other(officer: Client, signed_in: SignIn) -> None:
    other = signed_in(UserFactory(role=Role.PRIVACY_OFFICER))
    opened = seen(officer)
    other.post(PATH, {**WORDS, "do": "save", "seen": seen(other)})
    refused = officer.post(PATH, {**WORDS, "text_en": "Mine.", "do": "save", "seen": opened})
    assert refused.status_code == 409
    assert "Mine." in text_of(refused)
    assert NoticeVersion.objects.get(published_at=None).text_en == "To answer you."


def test_discarding_leaves_what_is_in_force(officer: Client) -> None:
    before = current_text()
    officer.post(PATH, {**WORDS, "do": "save", "seen": seen(officer)})
    officer.post(PATH, {"do": "discard"})
    assert not NoticeVersion.objects.filter(published_at=None).exists()
    assert current_text() == before


def test_earlier_words_are_used_again(officer: Client) -> None:
    before = current_text()
    officer.post(PATH, {**WORDS, "do": "save", "seen": seen(officer)})
    officer.post(PATH, {"do": "publish", "seen": seen(officer)})
    officer.post(PATH, {"do": "again", "number": "1"})
    assert current_text() == before


@pytest.mark.parametrize("number", ["", "x", "99", "9" * 40])
def test_an_earlier_version_that_does_not_exist_is_not_found(officer: Client, number: str) -> None:
    assert officer.post(PATH, {"do": "again", "number": number}).status_code == 404


def test_everybody_reads_notices_and_only_the_privacy_officer_writes(signed_in: SignIn) -> None:
    manager = signed_in(UserFactory(role=Role.MANAGER))
    page = text_of(manager.get(PATH))
    assert current_text().en[:40] in page
    assert "Keep as a draft" not in page
    assert manager.post(PATH, {**WORDS, "do": "save"}).status_code == 403


def test_a_version_is_shown_by_its_number_also_when_it_is_over(officer: Client) -> None:
    old = queries.current_notice(code=PORTAL_REPORT)
    assert old is not None
    officer.post(PATH, {**WORDS, "do": "save", "seen": seen(officer)})
    officer.post(PATH, {"do": "publish", "seen": seen(officer)})
    page = text_of(officer.get(f"/desk/privacy/notices/versions/{old.version_id}"))
    assert old.words.text.en in page
    assert old.words.text.fr in page


def test_a_draft_has_no_public_number(officer: Client) -> None:
    officer.post(PATH, {**WORDS, "do": "save", "seen": seen(officer)})
    draft = NoticeVersion.objects.get(published_at=None)
    assert officer.get(f"/desk/privacy/notices/versions/{draft.pk}").status_code == 404


def test_a_new_notice_and_a_taken_code(officer: Client) -> None:
    data = {"code": "kiosk", "place": "channel", "name_en": "Kiosk", "name_fr": "Borne"}
    assert officer.post("/desk/privacy/notices/new", data)["Location"] == "/desk/privacy/notices/kiosk"
    refused = officer.post("/desk/privacy/notices/new", data)
    assert refused.status_code == 422
    assert "Another notice has this code" in text_of(refused)


def test_a_new_consent_gets_words_of_its_own_before_anybody_is_asked(officer: Client) -> None:
    data = {
        "code": "news",
        "name_en": "News",
        "name_fr": "Nouvelles",
        "months": "6",
        "asked_online": "on",
        "is_active": "on",
    }
    assert officer.post("/desk/privacy/consents/new", data)["Location"] == "/desk/privacy/notices/consent-news"
    assert queries.scope_coded(code="news").notice is None
    path = "/desk/privacy/notices/consent-news"
    officer.post(path, {"text_en": "You may write.", "text_fr": "Vous pouvez écrire.", "do": "save"})
    officer.post(path, {"do": "publish", "seen": seen(officer, path)})
    found = queries.scope_coded(code="news").notice
    assert found is not None
    assert found.words.text.en == "You may write."


def test_a_consent_is_no_longer_asked(officer: Client) -> None:
    data = {"name_en": "Survey", "name_fr": "Sondage", "months": ""}
    officer.post(f"/desk/privacy/consents/{SURVEY}", data)
    scope = ConsentScope.objects.get(code=SURVEY)
    assert (scope.is_active, scope.months, scope.name_en) == (False, None, "Survey")
    assert "Not asked any more" in text_of(officer.get("/desk/privacy/consents"))


def test_the_list_says_what_is_in_force_and_where_somebody_writes(officer: Client) -> None:
    officer.post(PATH, {**WORDS, "do": "save", "seen": seen(officer)})
    page = text_of(officer.get("/desk/privacy/notices"))
    assert notice().name_en in page
    assert page.count("Draft in work") == 1
