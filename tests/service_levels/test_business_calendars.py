"""Versions of the opening days: a department's own, from a day on, with holidays, seasons and closures."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError
from django.utils import translation

from tests.factories.accounts import DepartmentFactory, UserFactory, viewer
from tests.factories.clock import NOON
from townline.accounts.models import Role
from townline.core.actor import SYSTEM
from townline.core.errors import NotAllowed
from townline.core.subjects import subject_uuid
from townline.events import queries as events
from townline.service_levels import calendars, opening_words
from townline.service_levels.models import BusinessCalendar
from townline.service_levels.operations import CalendarRefused, save_calendar
from townline.service_levels.values import Unit

pytestmark = pytest.mark.django_db
TORONTO = ZoneInfo("America/Toronto")
TODAY = date(2026, 6, 3)
WORKDAYS = [[[510, 990]]] * 5 + [[], []]
EVERY_DAY = [[[420, 900]]] * 7


def values(**changes: Any) -> dict[str, Any]:
    usual = {
        "effective_from": TODAY,
        "weekly": WORKDAYS,
        "province": "ON",
        "optional_holidays": [],
        "seasons": [],
        "closures": [],
    }
    return {**usual, **changes}


def closure(day: str, *, until: str = "", spans: list[list[int]] | None = None) -> dict[str, Any]:
    return {"from": day, "until": until or day, "spans": spans or [], "name": {"en": "Flood", "fr": "Inondation"}}


def moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=TORONTO)


def due(start: str, *, hours: int, department: int | None = None) -> datetime:
    ruler = calendars.calendar_of(department_id=department, unit=Unit.BUSINESS_HOURS)
    return ruler.add(start=moment(start), amount=timedelta(hours=hours))


def test_calendar_of_a_department_without_its_own_days_is_the_citys() -> None:
    department = DepartmentFactory().pk
    save_calendar(department_id=None, values=values(weekly=EVERY_DAY), by=SYSTEM, at=NOON)
    assert due("2026-06-06 08:00", hours=2, department=department) == moment("2026-06-06 10:00")
    save_calendar(department_id=department, values=values(), by=SYSTEM, at=NOON)
    assert due("2026-06-06 08:00", hours=2, department=department) == moment("2026-06-08 10:30")
    assert due("2026-06-06 08:00", hours=2) == moment("2026-06-06 10:00")


def test_a_version_holds_from_its_day_on() -> None:
    save_calendar(department_id=None, values=values(), by=SYSTEM, at=NOON)
    save_calendar(
        department_id=None, values=values(effective_from=date(2026, 6, 8), weekly=EVERY_DAY), by=SYSTEM, at=NOON
    )
    assert due("2026-06-06 09:00", hours=1) == moment("2026-06-08 08:00")  # Saturday shut, Monday from seven
    assert due("2026-06-13 09:00", hours=1) == moment("2026-06-13 10:00")


def test_of_two_versions_from_one_day_the_later_written_one_holds() -> None:
    save_calendar(department_id=None, values=values(weekly=EVERY_DAY), by=SYSTEM, at=NOON)
    save_calendar(department_id=None, values=values(), by=SYSTEM, at=NOON)
    assert calendars.week_on(day=TODAY).weekly[6] == ()


def test_a_closure_shuts_and_says_why_in_both_languages() -> None:
    save_calendar(
        department_id=None,
        values=values(closures=[closure("2026-06-04"), closure("2026-06-05", spans=[[510, 720]])]),
        by=SYSTEM, at=NOON,
    )  # fmt: skip
    on = calendars.calendar_of().calendar.on
    assert (on(date(2026, 6, 4)).spans, on(date(2026, 6, 4)).why) == ((), "Flood")
    assert on(date(2026, 6, 5)).spans == ((510, 720),)
    with translation.override("fr"):
        assert calendars.calendar_of().calendar.on(date(2026, 6, 4)).why == "Inondation"


def test_a_season_over_the_new_year_has_its_hours_and_holidays_stay() -> None:
    winter = {"from": "11-15", "until": "03-31", "spans": [[360, 840]], "name": {"en": "Winter", "fr": "Hiver"}}
    save_calendar(department_id=None, values=values(seasons=[winter]), by=SYSTEM, at=NOON)
    on = calendars.calendar_of().calendar.on
    assert on(date(2027, 1, 4)).spans == ((360, 840),)
    assert on(date(2026, 12, 25)).spans == ()
    assert on(date(2027, 1, 2)).spans == ()  # a Saturday is no day of work in winter either
    assert on(date(2026, 6, 3)).spans == ((510, 990),)


@pytest.mark.parametrize(
    ("province", "optional", "day", "is_open"),
    [
        ("ON", [], "2026-02-16", False),  # Family Day
        ("QC", [], "2026-02-16", True),
        ("QC", [], "2026-06-24", False),
        ("AB", [], "2026-11-11", False),  # Remembrance Day is statutory there
        ("ON", [], "2026-11-11", True),
        ("ON", ["Remembrance Day"], "2026-11-11", False),
        ("ON", ["Boxing Day"], "2026-12-28", False),  # the 26th is a Saturday
    ],
)
def test_holidays_are_those_of_the_province_and_the_optional_ones_chosen(
    province: str, optional: list[str], day: str, is_open: bool
) -> None:
    save_calendar(
        department_id=None,
        values=values(effective_from=date(2026, 1, 1), province=province, optional_holidays=optional),
        by=SYSTEM, at=NOON,
    )  # fmt: skip
    assert calendars.calendar_of().calendar.is_business_day(date.fromisoformat(day)) is is_open


@pytest.mark.parametrize(
    "changes",
    [
        {"weekly": [[]] * 7},
        {"weekly": WORKDAYS[:6]},
        {"weekly": [[[990, 510]], *WORKDAYS[1:]]},
        {"weekly": [[[510, 700], [600, 990]], *WORKDAYS[1:]]},
        {"province": "XX"},
        {"closures": [closure("2026-06-05", until="2026-06-04")]},
        {"seasons": [{"from": "01-01", "until": "12-31", "spans": [], "name": {"en": "Shut", "fr": "Fermé"}}]},
    ],
)
def test_save_calendar_refuses_what_cannot_keep_a_promise(changes: dict[str, Any]) -> None:
    with pytest.raises(CalendarRefused):
        save_calendar(department_id=None, values=values(**changes), by=SYSTEM, at=NOON)
    assert not BusinessCalendar.objects.exists()


def test_save_calendar_changes_no_past_day() -> None:
    save_calendar(department_id=None, values=values(effective_from=date(2026, 1, 1)), by=SYSTEM, at=NOON)
    with pytest.raises(CalendarRefused, match="today or a later day"):
        save_calendar(department_id=None, values=values(effective_from=date(2026, 6, 2)), by=SYSTEM, at=NOON)


def test_save_calendar_is_for_who_changes_settings_and_is_in_the_log() -> None:
    with pytest.raises(NotAllowed):
        save_calendar(department_id=None, values=values(), by=viewer(UserFactory(role=Role.MANAGER)), at=NOON)
    by = viewer(UserFactory(role=Role.ADMINISTRATOR))
    save_calendar(department_id=None, values=values(closures=[closure("2026-06-04")]), by=by, at=NOON)
    [event] = events.history_of(subject=subject_uuid(kind="business_calendar", id=0))
    assert event.data["changes"]["closures"] == ["", "2026-06-04; closed; Flood; Inondation"]


def test_the_database_keeps_a_version_as_it_was_written() -> None:
    save_calendar(department_id=None, values=values(), by=SYSTEM, at=NOON)
    with pytest.raises(DatabaseError, match="Cannot update or delete"):
        BusinessCalendar.objects.update(province="QC")


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("8:30-16:30", [[510, 990]]),
        ("8-12, 13h00-16h30", [[480, 720], [780, 990]]),
        ("", []),
        ("closed", []),
        ("0-24", [[0, 1440]]),
    ],
)
def test_read_spans_reads_hours_as_people_write_them(text: str, spans: list[list[int]]) -> None:
    assert opening_words.read_spans(text=text) == spans


@pytest.mark.parametrize("text", ["8:30", "16-8", "8:75-9", "8-12, 11-13", "8-25", "always"])
def test_read_spans_refuses_what_it_does_not_understand(text: str) -> None:
    with pytest.raises(opening_words.HoursMistyped):
        opening_words.read_spans(text=text)


def test_lines_are_read_as_they_are_said() -> None:
    said = "2026-12-24; 8:30-12:00; Closes at noon; Ferme à midi\n2026-12-28 to 2026-12-31; closed; Break; Congé"
    assert opening_words.say_lines(rows=opening_words.read_closures(text=said)) == said
    with pytest.raises(opening_words.HoursMistyped, match="02-30"):
        opening_words.read_seasons(text="02-30 to 03-01; 8-9; a; b")
