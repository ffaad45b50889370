"""The contacts of the teams that one leads."""

from datetime import timedelta

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.desk.presenters.contacts.team import shares, waiting_row
from townline.desk.presenters.staff_names import staff_names
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.interactions import queries

SHOWN = 100
PERIOD = timedelta(days=28)


@require_safe
@staff_page(Capability.APPROVE)
def team(request: DeskRequest) -> HttpResponseBase:
    """What the person's teams have not wrapped up, and shares of whole teams; never a figure about one employee."""
    viewer, at = request.viewer, request.at
    teams = _led_by(viewer)
    waiting = queries.not_wrapped_up(teams=teams, before=at, limit=SHOWN)
    names = staff_names(found.handling.handled_by_id for found in waiting)
    since = at - PERIOD
    return page(
        request,
        "desk/contacts/team.html",
        {
            "rows": [waiting_row(found, handler=names.get(found.handling.handled_by_id, "")) for found in waiting],
            "shares": shares(queries.shares_of_teams(teams=teams, since=since)),
            "since": since,
            "tab": "team",
            "leads": True,
        },
    )


def _led_by(viewer: Viewer) -> set[int]:
    """Their own teams; every team for who sees the whole city's log."""
    if viewer.can(Capability.READ_LOG):
        return set(accounts.all_teams().values_list("pk", flat=True))
    return set(viewer.teams)
