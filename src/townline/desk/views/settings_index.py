"""The start of the settings."""

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.views.access import DeskRequest, page, staff_page

PARTS = (
    (
        _("What the City offers"),
        (
            ("services", _("Services"), _("Words, questions, days, who may see them")),
            ("promises", _("Promises"), _("How soon the City answers, informs and acts")),
            ("groups", _("Groups"), _("The headings of the catalogue")),
            ("texts", _("Messages to customers"), _("What they read at each step")),
            ("alerts", _("Alerts"), _("One message above every public page")),
        ),
    ),
    (
        _("Who does the work"),
        (
            ("people", _("People"), _("Roles, teams, away dates")),
            ("teams", _("Teams"), _("Who works together")),
            ("departments", _("Departments"), _("Who answers for services")),
            ("council", _("Council"), _("Terms of office, digests, what residents are told")),
            ("monitoring", _("Figures about people"), _("What the City tells its employees")),
            ("rules", _("Routing rules"), _("Which team gets which request")),
            ("closing", _("Rules of closing"), _("Who looks when work is done, and what has to be shown")),
            ("task_plans", _("Tasks of services"), _("Which teams do what, in which order")),
            ("agreements", _("Agreements between teams"), _("How soon one takes up what another hands over")),
            ("calendars", _("Opening days"), _("On which days and hours promises count")),
            ("ladder", _("Who is told when it is late"), _("How soon, whom, by mail or on the desk")),
            ("attempts", _("Trying again"), _("How often and when somebody is called again")),
        ),
    ),
    (
        _("Whom the City serves"),
        (
            ("segments", _("Segments"), _("Groups by lawful fields, and how many they are")),
            ("personas", _("Personas"), _("Invented people who stand for many")),
        ),
    ),
    (
        _("Where, and other systems"),
        (
            ("areas", _("Wards and zones"), _("Shapes and the days on which they hold")),
            ("keys", _("Keys for applications"), _("Who may report over Open311")),
        ),
    ),
)


@require_safe
@staff_page(Capability.READ_SETTINGS)
def index(request: DeskRequest) -> HttpResponseBase:
    parts = [(title, [_way(*way) for way in ways]) for title, ways in PARTS]
    return page(request, "desk/settings/index.html", {"parts": parts})


def _way(name: str, title: object, about: object) -> dict[str, object]:
    return {"url": reverse(f"desk:settings_{name}"), "name": title, "about": about}
