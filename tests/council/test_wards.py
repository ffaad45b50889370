"""Wards side by side, the digest, who is named at intake."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from tests.council.offices import councillor, office, ward
from tests.factories.accounts import UserFactory, viewer
from tests.factories.catalog import publish_service
from tests.factories.clock import DAY, NOON
from tests.factories.service_requests import request_in, submit
from townline.accounts.models import Role
from townline.core.errors import NotAllowed
from townline.council import operations, queries
from townline.council.values import FEWEST
from townline.events import operations as events
from townline.notifications.models import StaffMessage
from townline.places.models import Area
from townline.service_requests.models import ServiceRequest
from townline.service_requests.workflow import State

pytestmark = pytest.mark.django_db
LATER = NOON + DAY
MONDAY = datetime(2026, 6, 8, 11, 2, tzinfo=UTC)  # seven in Toronto


def done(count: int) -> None:
    for _number in range(count):
        request_in(State.COMPLETED)


def only(area: Area) -> queries.WardRow:
    return next(row for row in queries.compared(days=30, at=LATER) if row.ward == area)


def test_a_ward_is_counted_by_what_came_in_and_what_was_done() -> None:
    area = ward()
    submit()
    done(FEWEST)
    row = only(area)
    assert (row.received, row.finished, row.open, row.per_thousand) == (6, 5, 1, 0.3)
    assert (row.on_time, row.median_days) == (1.0, 0.0)


def test_few_requests_are_not_told_apart() -> None:
    area = ward()
    done(FEWEST - 1)
    assert (only(area).finished, only(area).on_time, only(area).median_days) == (4, None, None)


def test_without_population_there_is_no_figure_per_resident() -> None:
    area = ward(population=None)
    submit()
    assert only(area).per_thousand is None


def test_enforcement_is_not_counted() -> None:
    area = ward()
    publish_service(code="zoning", visibility="enforcement", questions=[])
    submit(service_code="zoning", answers={})
    digest = queries.digest_of(ward_id=area.pk, at=LATER)
    assert (only(area).received, digest.received, digest.services) == (0, 0, [])


def test_the_digest_of_a_ward_and_of_the_city() -> None:
    area = ward()
    made = submit()
    for _number in range(FEWEST - 2):
        submit()
    ServiceRequest.objects.filter(pk=submit().pk).update(ward=None)
    assert queries.digest_of(ward_id=area.pk, at=LATER).services == []  # fewer than may be told
    city = queries.digest_of(ward_id=None, at=LATER)
    assert (city.received, city.services) == (FEWEST, [(made.service_id, FEWEST)])


def test_late_is_what_is_open_past_its_day() -> None:
    area = ward()
    submit()
    assert only(area).late == 0
    ServiceRequest.objects.update(due_at=NOON)
    assert only(area).late == 1


# -- the mail ---------------------------------------------------------------------------------------------
def test_on_monday_morning_each_office_that_wants_it_gets_its_digest_once() -> None:
    boss, quiet = councillor(area=ward()), councillor()
    operations.choose_digest(wants=False, by=viewer(quiet), at=NOON)
    operations.follow(request=submit().uuid, by=viewer(boss), at=NOON)
    assert operations.make_digests(at=MONDAY - DAY) == 0
    assert operations.make_digests(at=MONDAY) == 1
    assert operations.make_digests(at=MONDAY) == 0
    events.dispatch_pending(at=timezone.now())
    letter = StaffMessage.objects.get()
    assert (letter.user_id, letter.kind) == (boss.pk, "ward_digest")
    assert "Received: 1" in letter.body
    assert "Your office follows 1 requests; 1 changed this week." in letter.body
    assert "Maple" not in letter.body


@pytest.mark.parametrize(("last", "made"), [(date(2026, 6, 8), 0), (date(2026, 6, 7), 1)])
def test_during_a_campaign_no_digest_goes_out(last: date, made: int) -> None:
    councillor()
    admin = viewer(UserFactory(role=Role.ADMINISTRATOR))
    operations.set_settings(names_councillors=False, campaign=(date(2026, 6, 1), last), by=admin, at=NOON)
    assert operations.make_digests(at=MONDAY) == made


def test_settings_are_the_administrators_and_a_pause_has_two_ends() -> None:
    with pytest.raises(NotAllowed):
        operations.set_settings(names_councillors=True, campaign=(None, None), by=office(), at=NOON)
    admin = viewer(UserFactory(role=Role.ADMINISTRATOR))
    with pytest.raises(operations.CampaignRefused):
        operations.set_settings(names_councillors=True, campaign=(date(2026, 6, 1), None), by=admin, at=NOON)


# -- who is named to a resident ---------------------------------------------------------------------------
def test_councillors_are_named_only_where_the_city_wants_it_and_never_for_enforcement() -> None:
    area = ward()
    councillor(area=area, name="Ann Ward")
    councillor(name="Max Mayor")
    publish_service(code="zoning", visibility="enforcement", questions=[])
    made, sealed = submit(), submit(service_code="zoning", answers={})
    today = date(2026, 6, 3)
    assert queries.councillors_to_name(request=made, on=today) == []
    admin = viewer(UserFactory(role=Role.ADMINISTRATOR))
    operations.set_settings(names_councillors=True, campaign=(None, None), by=admin, at=NOON)
    assert sorted(queries.councillors_to_name(request=made, on=today)) == ["Ann Ward", "Max Mayor"]
    assert queries.councillors_to_name(request=sealed, on=today) == []
