"""The ledger: given in which words, how, until when; taken back; and whether it holds."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from tests.factories.accounts import UserFactory, viewer
from tests.factories.clock import DAY, NOON
from tests.factories.privacy import notice, officer, ship
from townline.accounts.models import Role
from townline.core.actor import RESIDENT
from townline.core.errors import NotAllowed, NotFound
from townline.core.language import Text
from townline.events import queries as events
from townline.privacy import operations as privacy
from townline.privacy import queries
from townline.privacy.models import Consent, ConsentScope
from townline.privacy.operations import Given
from townline.privacy.shipped import OTHER_GOVERNMENT, REPRESENTATIVE, SURVEY
from townline.privacy.values import Method, NoticeWords

pytestmark = pytest.mark.django_db
ONLINE = Given(SURVEY, Method.ONLINE)


@pytest.fixture(autouse=True)
def _shipped() -> None:
    ship()


def test_give_keeps_the_words_and_ends_as_the_scope_says() -> None:
    person = uuid4()
    row = privacy.give_consent(person=person, given=ONLINE, by=RESIDENT, at=NOON)
    shown = queries.scope_coded(code=SURVEY).notice
    assert shown is not None
    assert (row.notice_version_id, row.expires_at, row.recorded_by_id) == (
        shown.version_id,
        datetime(2027, 6, 3, 16, tzinfo=UTC),
        None,
    )
    assert queries.has_consent(person=person, scope=SURVEY, at=NOON)
    assert not queries.has_consent(person=uuid4(), scope=SURVEY, at=NOON)
    assert not queries.has_consent(person=person, scope=OTHER_GOVERNMENT, at=NOON)


@pytest.mark.parametrize(
    ("given_at", "ends_at"),
    [
        (datetime(2026, 12, 15, tzinfo=UTC), datetime(2027, 12, 15, tzinfo=UTC)),
        (datetime(2028, 2, 29, tzinfo=UTC), datetime(2029, 2, 28, tzinfo=UTC)),
    ],
)
def test_twelve_months_end_on_the_same_day_or_the_last_of_the_month(given_at: datetime, ends_at: datetime) -> None:
    row = privacy.give_consent(person=uuid4(), given=ONLINE, by=RESIDENT, at=given_at)
    assert row.expires_at == ends_at


def test_consent_runs_out() -> None:
    person = uuid4()
    given = Given(SURVEY, Method.WRITTEN, until=NOON + DAY)
    privacy.give_consent(person=person, given=given, by=officer(), at=NOON)
    assert queries.has_consent(person=person, scope=SURVEY, at=NOON + DAY - timedelta(seconds=1))
    assert not queries.has_consent(person=person, scope=SURVEY, at=NOON + DAY)


def test_consent_does_not_hold_before_it_was_given() -> None:
    person = uuid4()
    privacy.give_consent(person=person, given=ONLINE, by=RESIDENT, at=NOON)
    assert not queries.has_consent(person=person, scope=SURVEY, at=NOON - DAY)


def test_withdraw_ends_it_and_says_who() -> None:
    person, keeper = uuid4(), viewer(UserFactory(role=Role.CSR))
    row = privacy.give_consent(person=person, given=ONLINE, by=RESIDENT, at=NOON)
    ended = privacy.withdraw_consent(uuid=row.uuid, by=keeper, at=NOON + DAY)
    assert (ended.withdrawn_at, ended.withdrawn_by_id, ended.is_renewed) == (NOON + DAY, keeper.user_id, False)
    assert queries.has_consent(person=person, scope=SURVEY, at=NOON + timedelta(hours=1))
    assert not queries.has_consent(person=person, scope=SURVEY, at=NOON + DAY)
    with pytest.raises(privacy.AlreadyEnded):
        privacy.withdraw_consent(uuid=row.uuid, by=keeper, at=NOON + DAY)


def test_giving_again_takes_the_place_of_the_earlier_one() -> None:
    person = uuid4()
    first = privacy.give_consent(person=person, given=ONLINE, by=RESIDENT, at=NOON)
    second = privacy.give_consent(person=person, given=ONLINE, by=RESIDENT, at=NOON + DAY)
    first.refresh_from_db()
    assert (first.withdrawn_at, first.is_renewed) == (NOON + DAY, True)
    assert [row.uuid for row in queries.holding(at=NOON + DAY).filter(person=person)] == [second.uuid]


def test_one_person_may_be_spoken_for_by_two() -> None:
    person, daughter, neighbour = uuid4(), uuid4(), uuid4()
    for other in (daughter, neighbour):
        given = Given(REPRESENTATIVE, Method.WRITTEN, about=other)
        privacy.give_consent(person=person, given=given, by=officer(), at=NOON)
    assert queries.has_consent(person=person, scope=REPRESENTATIVE, about=daughter, at=NOON)
    assert queries.has_consent(person=person, scope=REPRESENTATIVE, about=neighbour, at=NOON)
    assert not queries.has_consent(person=person, scope=REPRESENTATIVE, about=uuid4(), at=NOON)


def test_the_database_holds_one_open_consent_for_one_thing() -> None:
    row = privacy.give_consent(person=uuid4(), given=ONLINE, by=RESIDENT, at=NOON)
    with pytest.raises(IntegrityError):
        Consent.objects.create(
            person=row.person,
            scope_id=SURVEY,
            notice_version_id=row.notice_version_id,
            method=Method.ONLINE,
            given_at=NOON,
        )


def test_give_keeps_the_words_that_were_shown_though_they_have_changed_since() -> None:
    shown = queries.scope_coded(code=SURVEY).notice
    assert shown is not None
    row, by = notice(f"consent-{SURVEY}"), officer()
    privacy.save_draft(notice=row, words=NoticeWords(text=Text("New words", "Autres mots")), by=by, at=NOON)
    privacy.publish_notice(notice=row, by=by, at=NOON)
    given = Given(SURVEY, Method.ONLINE, version_id=shown.version_id)
    kept = privacy.give_consent(person=uuid4(), given=given, by=RESIDENT, at=NOON)
    assert queries.shown_version(version_id=kept.notice_version_id) == shown


def test_give_refuses_words_of_something_else() -> None:
    other = queries.scope_coded(code=OTHER_GOVERNMENT).notice
    assert other is not None
    given = Given(SURVEY, Method.ONLINE, version_id=other.version_id)
    with pytest.raises(NotFound):
        privacy.give_consent(person=uuid4(), given=given, by=RESIDENT, at=NOON)


def test_give_refuses_what_nobody_is_asked_any_more() -> None:
    scope = ConsentScope.objects.get(code=SURVEY)
    privacy.save_scope(scope=scope, values={"is_active": False}, by=officer(), at=NOON)
    with pytest.raises(privacy.NoWordsYet):
        privacy.give_consent(person=uuid4(), given=ONLINE, by=RESIDENT, at=NOON)


def test_give_refuses_a_last_day_that_has_passed() -> None:
    given = Given(SURVEY, Method.SPOKEN, until=NOON - DAY)
    with pytest.raises(privacy.EndsBeforeItStarts):
        privacy.give_consent(person=uuid4(), given=given, by=officer(), at=NOON)


def test_only_who_keeps_consents_may_write_them_down() -> None:
    auditor = viewer(UserFactory(role=Role.AUDITOR))
    row = privacy.give_consent(person=uuid4(), given=ONLINE, by=RESIDENT, at=NOON)
    with pytest.raises(NotAllowed):
        privacy.give_consent(person=uuid4(), given=ONLINE, by=auditor, at=NOON)
    with pytest.raises(NotAllowed):
        privacy.withdraw_consent(uuid=row.uuid, by=auditor, at=NOON)


def test_the_log_says_that_consent_was_given_and_taken_back() -> None:
    row = privacy.give_consent(person=uuid4(), given=ONLINE, by=RESIDENT, at=NOON)
    privacy.withdraw_consent(uuid=row.uuid, by=officer(), at=NOON + DAY)
    types = events.history_of(subject=row.uuid).order_by("id").values_list("type", flat=True)
    assert list(types) == ["consent.given", "consent.withdrawn"]
