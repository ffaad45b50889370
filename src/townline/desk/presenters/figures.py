"""Weeks and counts, as components/table.html reads them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.ui import times

if TYPE_CHECKING:
    from townline.service_requests.queries import Week


def columns() -> list[dict[str, object]]:
    names = [
        _("Contacts handled"),
        _("Wrapped up"),
        _("within 15 minutes"),
        _("Resolved at first contact"),
        _("Requests completed"),
        _("by the promised date"),
    ]
    return [{"name": _("Week from")}, *({"name": name, "number": True} for name in names)]


def rows(weeks: "Sequence[Week]") -> list[list[object]]:
    """The latest first."""
    last = weeks[-1].week
    return [
        [
            times.in_words(week.week, today=last),
            week.contacts,
            week.wrapped_up,
            week.wrapped_up_in_time,
            week.resolved_at_first,
            week.completed,
            week.completed_in_time,
        ]
        for week in reversed(weeks)
    ]
