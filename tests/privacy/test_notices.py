"""The words of a notice: a draft, a version that never changes, the way back, and which words a person was shown."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import DAY, NOON
from tests.factories.privacy import OFFICER, notice, officer, ship
from townline.accounts.models import Role
from townline.accounts.permissions import Capability
from townline.core.errors import EditConflict, NotAllowed, NotFound
from townline.core.language import Text
from townline.core.subjects import subject_uuid
from townline.core.transactions import savepoint
from townline.events import queries as events
from townline.privacy import operations as privacy
from townline.privacy import permissions, queries
from townline.privacy.models import NoticeVersion
from townline.privacy.shipped import NOTICES, PORTAL_REPORT, SCOPES
from townline.privacy.values import NoticeWords, Place

pytestmark = pytest.mark.django_db
WORDS = NoticeWords(
    text=Text("We keep it to answer you.", "Nous le gardons pour vous répondre."),
    authority=Text("Municipal Act, 2001", "Loi de 2001 sur les municipalités"),
    contact=OFFICER,
)
SHORTER = replace(WORDS, text=Text("To answer you.", "Pour vous répondre."))


def publish(words: NoticeWords, *, at: object = NOON) -> NoticeVersion:
    row = notice()
    draft = privacy.save_draft(notice=row, words=words, by=officer(), at=at)  # type: ignore[arg-type]
    return privacy.publish_notice(notice=row, by=officer(), at=at, seen_at=draft.changed_at)  # type: ignore[arg-type]


def test_shipping_publishes_every_notice_and_consent_once() -> None:
    assert privacy.ship_notices(contact=OFFICER, province="ON", at=NOON) == len(NOTICES) + len(SCOPES)
    assert privacy.ship_notices(contact=OFFICER, province="ON", at=NOON) == 0


@pytest.mark.parametrize("province", ["ON", "AB", "NS"])
def test_shipped_notices_say_purpose_law_and_contact_in_both_languages(province: str) -> None:
    privacy.ship_notices(contact=OFFICER, province=province, at=NOON)
    for item in NOTICES:
        found = queries.current_notice(code=item.code)
        assert found is not None
        assert (found.words.text, found.words.contact) == (item.text, OFFICER)
        assert found.words.authority.en
        assert found.words.authority.fr


def test_a_draft_is_not_shown_until_it_is_published() -> None:
    ship()
    before = queries.current_notice(code=PORTAL_REPORT)
    privacy.save_draft(notice=notice(), words=WORDS, by=officer(), at=NOON)
    assert queries.current_notice(code=PORTAL_REPORT) == before
    version = privacy.publish_notice(notice=notice(), by=officer(), at=NOON + DAY)
    found = queries.current_notice(code=PORTAL_REPORT)
    assert found is not None
    assert (found.version_id, found.number, found.words) == (version.pk, 2, WORDS)


def test_an_earlier_version_stays_readable_as_it_was_shown() -> None:
    ship()
    shown = queries.current_notice(code=PORTAL_REPORT)
    assert shown is not None
    publish(WORDS)
    assert queries.shown_version(version_id=shown.version_id) == shown


@pytest.mark.parametrize(
    "change", ["UPDATE privacy_noticeversion SET text_en = 'x'", "DELETE FROM privacy_noticeversion"]
)
def test_a_published_version_cannot_be_changed(change: str) -> None:
    ship()
    with pytest.raises(DatabaseError, match="Cannot"), connection.cursor() as cursor:
        cursor.execute(change)


def test_use_again_publishes_the_earlier_words_as_a_new_version() -> None:
    ship()
    publish(WORDS)
    publish(SHORTER)
    privacy.use_again(notice=notice(), number=2, by=officer(), at=NOON + DAY)
    found = queries.current_notice(code=PORTAL_REPORT)
    assert found is not None
    assert (found.number, found.words) == (4, WORDS)


def test_use_again_leaves_a_draft_in_work_alone() -> None:
    ship()
    privacy.save_draft(notice=notice(), words=WORDS, by=officer(), at=NOON)
    with pytest.raises(privacy.DraftInWork), savepoint():
        privacy.use_again(notice=notice(), number=1, by=officer(), at=NOON)
    assert queries.draft_of(notice=notice()) is not None


def test_save_draft_does_not_overwrite_what_somebody_else_wrote() -> None:
    ship()
    first = privacy.save_draft(notice=notice(), words=WORDS, by=officer(), at=NOON)
    privacy.save_draft(notice=notice(), words=SHORTER, by=officer(), at=NOON + DAY, seen_at=first.changed_at)
    with pytest.raises(EditConflict), savepoint():
        privacy.save_draft(notice=notice(), words=WORDS, by=officer(), at=NOON + DAY, seen_at=first.changed_at)
    with pytest.raises(EditConflict), savepoint():
        privacy.publish_notice(notice=notice(), by=officer(), at=NOON + DAY, seen_at=first.changed_at)


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (replace(WORDS, text=Text("Only English", "")), "text_fr"),
        (replace(WORDS, authority=Text("", "Loi")), "authority_en"),
        (replace(WORDS, contact=Text()), "contact_en"),
        (replace(WORDS, automated=Text("A machine sorts it.", "")), "automated_fr"),
    ],
)
def test_publish_refuses_a_notice_that_lacks_what_the_law_asks(words: NoticeWords, field: str) -> None:
    ship()
    with pytest.raises(privacy.NoticeRefused) as refusal:
        publish(words)
    assert refusal.value.field == field


def test_discard_throws_the_draft_away_and_nothing_else() -> None:
    ship()
    before = queries.current_notice(code=PORTAL_REPORT)
    privacy.save_draft(notice=notice(), words=WORDS, by=officer(), at=NOON)
    privacy.discard_draft(notice=notice(), by=officer(), at=NOON)
    assert (queries.draft_of(notice=notice()), queries.current_notice(code=PORTAL_REPORT)) == (None, before)
    with pytest.raises(NotFound):
        privacy.discard_draft(notice=notice(), by=officer(), at=NOON)


def test_only_who_keeps_notices_may_write_them() -> None:
    ship()
    boss = viewer(UserFactory(role=Role.MANAGER))
    for refused in (
        lambda: privacy.save_draft(notice=notice(), words=WORDS, by=boss, at=NOON),
        lambda: privacy.publish_notice(notice=notice(), by=boss, at=NOON),
        lambda: privacy.discard_draft(notice=notice(), by=boss, at=NOON),
        lambda: privacy.use_again(notice=notice(), number=1, by=boss, at=NOON),
        lambda: privacy.save_notice(notice=notice(), values={"name_en": "x"}, by=boss.actor, at=NOON),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_a_notice_has_a_code_of_its_own() -> None:
    ship()
    values: dict[str, object] = {"code": PORTAL_REPORT, "place": Place.FORM, "name_en": "x", "name_fr": "x"}
    with pytest.raises(privacy.NoticeRefused):
        privacy.save_notice(notice=None, values=values, by=officer(), at=NOON)


def test_publishing_is_in_the_log() -> None:
    ship()
    version = publish(WORDS, at=NOON + timedelta(days=2))
    last = events.history_of(subject=subject_uuid(kind="notice", id=notice().pk)).order_by("id").last()
    assert last is not None
    assert (last.type, last.data["number"], last.data["version_id"]) == ("notice.published", 2, version.pk)


def test_capabilities_of_this_room_are_those_of_accounts() -> None:
    assert {permissions.KEEP_NOTICES, permissions.KEEP_CONSENTS} <= {capability.value for capability in Capability}
