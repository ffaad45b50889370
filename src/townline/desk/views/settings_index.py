"""The start of the settings."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.views.access import DeskRequest, page, staff_page


@require_safe
@staff_page(Capability.READ_SETTINGS)
def index(request: DeskRequest) -> HttpResponseBase:
    return page(
        request,
        "desk/settings/index.html",
        {
            "parts": [
                (
                    _("What the City offers"),
                    [
                        _way("services", _("Services"), _("Words, questions, days, who may see them")),
                        _way("promises", _("Promises"), _("How soon the City answers, informs and acts")),
                        _way("groups", _("Groups"), _("The headings of the catalogue")),
                        _way("texts", _("Messages to customers"), _("What they read at each step")),
                        _way("alerts", _("Alerts"), _("One message above every public page")),
                    ],
                ),
                (
                    _("Who does the work"),
                    [
                        _way("people", _("People"), _("Roles, teams, away dates")),
                        _way("teams", _("Teams"), _("Who works together")),
                        _way("departments", _("Departments"), _("Who answers for services")),
                        _way("council", _("Council"), _("Terms of office, digests, what residents are told")),
                        _way("monitoring", _("Figures about people"), _("What the City tells its employees")),
                        _way("rules", _("Routing rules"), _("Which team gets which request")),
                        _way(
                            "closing", _("Rules of closing"), _("Who looks when work is done, and what has to be shown")
                        ),
                        _way("task_plans", _("Tasks of services"), _("Which teams do what, in which order")),
                        _way(
                            "agreements",
                            _("Agreements between teams"),
                            _("How soon one takes up what another hands over"),
                        ),
                        _way("calendars", _("Opening days"), _("On which days and hours promises count")),
                        _way("ladder", _("Who is told when it is late"), _("How soon, whom, by mail or on the desk")),
                        _way("attempts", _("Trying again"), _("How often and when somebody is called again")),
                    ],
                ),
                (
                    _("Whom the City serves"),
                    [
                        _way("segments", _("Segments"), _("Groups by lawful fields, and how many they are")),
                        _way("personas", _("Personas"), _("Invented people who stand for many")),
                    ],
                ),
                (
                    _("Where, and other systems"),
                    [
                        _way("areas", _("Wards and zones"), _("Shapes and the days on which they hold")),
                        _way("keys", _("Keys for applications"), _("Who may report over Open311")),
                    ],
                ),
            ]
        },
    )


def _way(name: str, title: str, about: str) -> dict[str, str]:
    return {"url": reverse(f"desk:settings_{name}"), "name": title, "about": about}
