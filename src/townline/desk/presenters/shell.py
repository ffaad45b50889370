"""What stands around every staff page: the rail and the person."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.desk.presenters.contacts.head import contact_head
from townline.desk.presenters.contacts.naming import contact_url
from townline.interactions import queries as interactions
from townline.privacy.reading import What, saw


@dataclass(frozen=True, slots=True)
class _Door:
    text: Promise
    url_name: str
    icon: str
    needs: Capability
    go: str = ""
    query: str = ""


@dataclass(frozen=True, slots=True)
class RailItem:
    text: str
    url: str
    icon: str
    go: str
    group: str
    is_current: bool
    count: str = ""


# One line a part of the desk, under its heading. A part that has no address yet is left out.
_DOORS = {
    _("Requests"): (
        _Door(_("Queue"), "desk:queue", "inbox", Capability.USE_DESK, "q"),
        _Door(_("New request"), "desk:intake", "plus", Capability.TAKE_REQUESTS, "n"),
        _Door(_("Search"), "desk:search", "search", Capability.USE_DESK, "s"),
        _Door(_("Approvals"), "desk:approvals", "good", Capability.WORK_ON_REQUESTS, "v"),
        _Door(_("Tasks"), "desk:tasks", "check", Capability.USE_DESK, "t"),
        _Door(_("Asked again"), "desk:follow_ups", "undo", Capability.WORK_ON_REQUESTS),
    ),
    _("How it stands"): (
        _Door(_("Due and late"), "desk:ageing", "chart", Capability.SEE_AGEING, "d"),
        _Door(_("Who is told"), "desk:late", "clock", Capability.USE_DESK, "l"),
        _Door(_("Major events"), "desk:major_events", "bell", Capability.USE_DESK),
        _Door(_("Weather"), "desk:weather", "warning", Capability.USE_DESK),
    ),
    _("Council office"): (
        _Door(_("Overview"), "desk:council", "home", Capability.COUNCIL_OFFICE),
        _Door(_("Requests"), "desk:council_requests", "list", Capability.COUNCIL_OFFICE),
        _Door(_("Raise a request"), "desk:council_raise", "plus", Capability.COUNCIL_OFFICE),
        _Door(_("Questions"), "desk:council_questions", "mail", Capability.COUNCIL_OFFICE),
        _Door(_("Wards"), "desk:council_wards", "chart", Capability.COUNCIL_OFFICE),
        _Door(_("Your notes"), "desk:council_notes", "note", Capability.COUNCIL_OFFICE),
        _Door(_("My office"), "desk:council_office", "person", Capability.COUNCIL_OFFICE),
    ),
    _("People"): (
        _Door(_("Contacts"), "desk:contacts", "phone", Capability.RECORD_CONTACTS, "a"),
        _Door(_("Customers"), "desk:customers", "people", Capability.SEE_CUSTOMERS, "k"),
        _Door(_("Calls and letters"), "desk:messages", "letter", Capability.SEND_MESSAGES, "c"),
        _Door(_("Council questions"), "desk:liaison", "people", Capability.ANSWER_COUNCIL),
        _Door(_("Complaints"), "desk:complaints", "flag", Capability.HANDLE_COMPLAINTS),
        _Door(_("Compliments"), "desk:praise", "good", Capability.USE_DESK),
    ),
    _("Records and privacy"): (
        _Door(_("Records"), "desk:records", "list", Capability.SIGN_DISPOSAL, "r"),
        _Door(_("Access requests"), "desk:access_requests", "book", Capability.HANDLE_ACCESS_REQUESTS),
        _Door(_("Privacy"), "desk:privacy", "lock", Capability.SEE_READ_LOG, "p"),
        _Door(_("Unsealed"), "desk:break_glasses", "eye", Capability.REVIEW_BREAK_GLASS),
    ),
    _("Around the desk"): (
        _Door(_("Settings"), "desk:settings", "settings", Capability.READ_SETTINGS, "e"),
        _Door(_("My page"), "desk:me", "person", Capability.USE_DESK),
        _Door(_("Sent mail"), "desk:sent_mail", "mail", Capability.USE_DESK),
    ),
}


def shell(*, path: str, viewer: Viewer) -> dict[str, object]:
    return {
        "viewer": viewer,
        "rail_items": [
            RailItem(str(door.text), url, door.icon, door.go, str(heading), is_current=_is_current(path, url))
            for heading, doors in _DOORS.items()
            for door in doors
            if viewer.can(door.needs) and (url := _url(door, viewer))
        ],
        "open_contact": _open_contact(path, viewer),
        "person": viewer.actor.label,
        "sign_out_url": reverse("account_logout"),
        "language_url": reverse("staff_language"),
        "home_url": reverse("desk:council" if viewer.can(Capability.COUNCIL_OFFICE) else "desk:queue"),
    }


def _open_contact(path: str, viewer: Viewer) -> dict[str, object] | None:
    """What stays on top of every page until it is wrapped up; not on its own pages."""
    if viewer.can(Capability.COUNCIL_OFFICE):
        return None
    contact = interactions.open_contact_of(viewer=viewer)
    if contact is None or path.startswith(contact_url(contact)):
        return None
    saw(people=[contact.customer.uuid] if contact.customer else [], subject=contact.uuid, what=What.CONTACT)
    return contact_head(contact)


def _url(door: _Door, viewer: Viewer) -> str:
    if door.url_name == "desk:sent_mail" and not _shows_sent_mail(viewer):
        return ""
    try:
        return reverse(door.url_name)
    except NoReverseMatch:
        return ""


def _shows_sent_mail(viewer: Viewer) -> bool:
    """Only where mail is caught instead of sent; in a city with real people only to administrators."""
    if settings.TOWNLINE_MAIL_CATCHER is None:
        return False
    return settings.TOWNLINE_SAMPLE_CITY or viewer.can(Capability.CHANGE_SETTINGS)


def _is_current(path: str, url: str) -> bool:
    if url == reverse("desk:queue"):
        return path == url or path.startswith(url + "queue/")
    if url == reverse("desk:council"):
        return path == url
    return path == url or path.startswith(url.rstrip("/") + "/")
