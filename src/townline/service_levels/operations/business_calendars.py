"""Write another version of when the city, or a department, is open."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.errors import OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.service_levels import calendars
from townline.service_levels.event_types import BusinessCalendarChanged
from townline.service_levels.models import BusinessCalendar

PARTS = ("weekly", "province", "optional_holidays", "seasons", "closures")
A_DAY = 1_440


class CalendarRefused(OperationRefused):
    message = _("Write when it is open for each day of the week, and from which day on this holds.")


def save_calendar(
    *, department_id: int | None, values: Mapping[str, Any], by: Viewer | Actor, at: datetime
) -> BusinessCalendar:
    """A new version from `effective_from` on, which is not in the past: promises are not counted anew for days that are over.

    The running clocks are counted anew by a job (`recompute_due`). Raises NotAllowed, CalendarRefused.
    """
    actor = actor_who_may_change(by)
    begins: date = values["effective_from"]
    first = not BusinessCalendar.objects.filter(department=department_id).exists()
    if begins < timezone.localtime(at).date() and not first:
        raise CalendarRefused(_("A calendar holds from today or a later day on. What was counted on past days stays."))
    _check(values)
    with transaction():
        before = BusinessCalendar.objects.filter(department=department_id).order_by("-number").first()
        last = BusinessCalendar.objects.filter(department=department_id).aggregate(last=Max("number"))["last"] or 0
        row = BusinessCalendar.objects.create(
            department_id=department_id,
            number=last + 1,
            effective_from=begins,
            changed_at=at,
            changed_by=actor.label,
            **{part: values[part] for part in PARTS},
        )
        calendars.forget()
        changes = _changes(before, row)
        fact = BusinessCalendarChanged(department_id, row.number, begins.isoformat(), changes)
        subject = subject_uuid(kind="business_calendar", id=department_id or 0)
        events.record(fact, subject=subject, by=actor, at=at)
    return row


def _changes(before: BusinessCalendar | None, row: BusinessCalendar) -> dict[str, list[Any]]:
    return {
        part: [calendars.in_words(part=part, value=getattr(before, part)) if before else "", said]
        for part in PARTS
        if (said := calendars.in_words(part=part, value=getattr(row, part)))
        != (calendars.in_words(part=part, value=getattr(before, part)) if before else "")
    }


def _check(values: Mapping[str, Any]) -> None:
    weekly = values["weekly"]
    if len(weekly) != 7:
        raise CalendarRefused
    for spans in [*weekly, *(one["spans"] for one in [*values["seasons"], *values["closures"]])]:
        _check_spans(spans)
    if not any(weekly):
        raise CalendarRefused(_("A calendar that never opens cannot keep a promise. Open it on one day at least."))
    if values["province"] not in calendars.PROVINCES:
        raise CalendarRefused(_("Choose a province or territory."))
    for one in values["seasons"]:
        _check_season(one)
    for one in values["closures"]:
        if date.fromisoformat(one["until"]) < date.fromisoformat(one["from"]):
            raise CalendarRefused(_("A closure ends on or after its first day."))
    _need_open_days(values)


def _need_open_days(values: Mapping[str, Any]) -> None:
    """Seasons that shut every day of the week for the whole year are refused too."""
    shut = [one for one in values["seasons"] if not one["spans"]]
    if any(one["from"] == "01-01" and one["until"] == "12-31" for one in shut):
        raise CalendarRefused(_("A calendar that never opens cannot keep a promise. Open it on one day at least."))


def _check_season(one: Mapping[str, Any]) -> None:
    for end in (one["from"], one["until"]):
        month, day = (int(part) for part in end.split("-"))
        date(2024, month, day)  # a leap year: every day that exists


def _check_spans(spans: list[list[int]]) -> None:
    last = -1
    for opens, closes in spans:
        if not (0 <= opens < closes <= A_DAY and opens > last):
            raise CalendarRefused(_("Hours are in order and do not overlap: 8:30-12:00, 13:00-16:30."))
        last = closes
