"""Contacts as the desk's pages show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.core.reference import said
from townline.desk.presenters.contact_points import contact_words
from townline.desk.presenters.queue import record_url
from townline.interactions import queries as interactions
from townline.interactions.values import ContactOutcome, Direction, FirstContact, PromiseState, Purpose
from townline.ui import times
from townline.ui.languages import NAMES as LANGUAGE_NAMES
from townline.ui.summary_list import SummaryRow

if TYPE_CHECKING:
    from townline.customers.models import Customer
    from townline.customers.queries.finding import FoundCustomer
    from townline.interactions.models import Handling, Interaction, MailItem, Transfer
    from townline.interactions.queries import TeamShare
    from townline.service_requests.models import ServiceRequest

# One key for each answer; no key stands in two groups, none is taken by the desk.
KEYS = {
    Purpose.INFORMATION.value: "i",
    Purpose.REQUEST.value: "r",
    Purpose.COMPLAINT.value: "c",
    Purpose.TRANSFER.value: "t",
    Purpose.FOLLOW_UP.value: "f",
    ContactOutcome.ANSWERED.value: "1",
    ContactOutcome.REQUEST_MADE.value: "2",
    ContactOutcome.TRANSFERRED.value: "3",
    ContactOutcome.CALL_BACK.value: "4",
    ContactOutcome.CUT_OFF.value: "5",
    ContactOutcome.NO_ANSWER.value: "6",
    FirstContact.DONE.value: "d",
    FirstContact.ANSWERED.value: "a",
    FirstContact.TRANSFERRED_WARM.value: "w",
    FirstContact.NO.value: "n",
}
MOST_COUNTED = 50
COLLEAGUE = "staff-"
CHANNEL_ICONS = {"phone": "phone", "email": "mail", "mail": "letter", "counter": "person", "staff": "team"}


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    value: str
    words: object
    key: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One of the three questions of the wrap-up."""

    label: object
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who was in touch before with this number or address."""

    uuid: str
    name: str
    about: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class Row:
    url: str
    who: str
    icon: str
    channel: object
    started_at: datetime
    topic: str
    summary: str
    outcome: object
    promised: str
    promised_by: str
    is_overdue: bool
    is_open: bool
    handler: str = ""


def url_of(contact: "Interaction") -> str:
    return reverse("desk:contact", args=[contact.uuid])


def customer_url(customer: "Customer | None") -> str:
    """The page with everything about the customer."""
    try:
        return reverse("desk:customer", args=[customer.uuid]) if customer else ""
    except NoReverseMatch:
        return ""


def customer_name(customer: "Customer") -> str:
    return customer.name or customer.organisation or _("No name given")


def who(contact: "Interaction") -> str:
    """The name, else the number, else what is known."""
    if contact.customer:
        return customer_name(contact.customer)
    handling = contact.handling
    return handling.caller_name or contact_words("phone", handling.from_phone) or handling.from_email or _("No name")


def candidates(found: "Iterable[FoundCustomer]", *, chosen: str) -> list[Candidate]:
    people = list(found)
    alone = len(people) == 1 and not chosen
    return [_candidate(person, is_checked=alone or chosen == str(person.uuid)) for person in people]


def _candidate(person: "FoundCustomer", *, is_checked: bool) -> Candidate:
    name = person.name or person.organisation or _("No name given")
    matched = contact_words("phone", person.matched) if person.matched.startswith("+") else person.matched
    about = [person.organisation if person.name else "", matched, person.postal_address]
    return Candidate(str(person.uuid), name, " · ".join(filter(None, about)), is_checked)


def colleagues(*, text: str, chosen: str, limit: int) -> list[Candidate]:
    """Members of staff by name: who asks another department is a customer too."""
    words = text.replace("\x00", "").strip()
    if len(words) < 3:
        return []
    staff = accounts.all_users().filter(is_active=True, name__icontains=words)[:limit]
    return [
        Candidate(f"{COLLEAGUE}{user.pk}", user.name, _("Works here"), chosen == f"{COLLEAGUE}{user.pk}")
        for user in staff
    ]


def groups(*, chosen: dict[str, str]) -> list[Group]:
    asked = (
        ("purpose", gettext_lazy("What was it for?"), Purpose),
        ("outcome", gettext_lazy("How did it end?"), ContactOutcome),
        ("resolved_first_contact", gettext_lazy("Resolved at first contact?"), FirstContact),
    )
    return [
        Group(
            label, [Choice(name, value, words, KEYS[value], chosen.get(name) == value) for value, words in kind.choices]
        )
        for name, label, kind in asked
    ]


def first_answers(contact: "Interaction") -> dict[str, str]:
    """What is known before anybody answers: a contact out of which came a request."""
    handling = contact.handling
    made = contact.purpose == Purpose.REQUEST and contact.subject is not None
    return {
        "purpose": contact.purpose if made or handling.wrapped_up_at else "",
        "outcome": handling.outcome or (ContactOutcome.REQUEST_MADE.value if made else ""),
        "resolved_first_contact": handling.resolved_first_contact,
    }


def service_codes() -> list[tuple[str, str]]:
    language = get_language() or "en"
    names = [(entry.code, entry.definition.name.in_(language)) for entry in catalog.catalogue().services]
    return sorted(names, key=lambda pair: pair[1].casefold())


def service_name(code: str) -> str:
    entry = catalog.catalogue().by_code.get(code)
    return entry.definition.name.in_(get_language() or "en") if entry else code


def topic(handling: "Handling") -> str:
    return service_name(handling.topic_service_code) if handling.topic_service_code else handling.topic_article


def row(contact: "Interaction", *, at: datetime, handler: str = "") -> Row:
    handling = contact.handling
    is_promised = handling.promise_state == PromiseState.OPEN and handling.promised_by is not None
    today = timezone.localdate(at)
    return Row(
        url=url_of(contact),
        who=who(contact),
        icon=CHANNEL_ICONS.get(contact.channel, "note"),
        channel=contact.get_channel_display(),
        started_at=handling.started_at,
        topic=topic(handling),
        summary=handling.summary,
        outcome=handling.get_outcome_display() if handling.outcome else "",
        promised=handling.promised if is_promised else "",
        promised_by=times.in_words(handling.promised_by, today=today) if handling.promised_by and is_promised else "",
        is_overdue=is_promised and handling.promised_by is not None and handling.promised_by < today,
        is_open=handling.wrapped_up_at is None,
        handler=handler,
    )


def requests_made(found: Iterable["ServiceRequest"]) -> list[dict[str, object]]:
    is_french = get_language() == "fr"
    return [
        {
            "url": record_url(request.reference),
            "said": said(request.reference),
            "what": request.service.name_fr if is_french else request.service.name_en,
        }
        for request in found
    ]


def head(contact: "Interaction") -> dict[str, object]:
    handling = contact.handling
    return {
        "uuid": contact.uuid,
        "url": url_of(contact),
        "who": who(contact),
        "customer_url": customer_url(contact.customer),
        "is_known": contact.customer is not None,
        "icon": CHANNEL_ICONS.get(contact.channel, "note"),
        "channel": contact.get_channel_display(),
        "is_outgoing": contact.direction == Direction.OUT,
        "phone": contact_words("phone", handling.from_phone),
        "email": handling.from_email,
        "started_at": handling.started_at,
        "ended_at": handling.ended_at,
        "is_open": handling.wrapped_up_at is None,
        "purpose": contact.get_purpose_display(),
        "outcome": handling.get_outcome_display(),
        "resolved": handling.get_resolved_first_contact_display(),
        "minutes": minutes(handling),
        "transferred_to": handling.transferred_to,
    }


def facts(contact: "Interaction") -> list[SummaryRow]:
    """What was written down, for who reads and does not write."""
    handling = contact.handling
    interpreted = ngettext("%(count)d minute", "%(count)d minutes", handling.interpreter_minutes or 0)
    lines = [
        SummaryRow(_("What was said"), handling.summary),
        SummaryRow(_("About"), topic(handling)),
        SummaryRow(_("Spoken language"), language_name(contact.language)),
        SummaryRow(
            _("Interpreter"),
            interpreted % {"count": handling.interpreter_minutes or 0} if handling.interpreter_minutes else "",
        ),
        SummaryRow(_("Postal code"), handling.postal_code),
        SummaryRow(_("Resolved at first contact?"), handling.get_resolved_first_contact_display()),
    ]
    return [line for line in lines if line.value]


def language_name(code: str) -> str:
    return str(LANGUAGE_NAMES.get(code, code))


def transfer_url(transfer: "Transfer") -> str:
    return reverse("desk:transfer", args=[interactions.token_of(transfer=transfer)])


def minutes(handling: "Handling") -> str:
    """How long it took, as people say it."""
    if handling.ended_at is None:
        return ""
    seconds = int((handling.ended_at - handling.started_at).total_seconds())
    return _("%(minutes)d min %(seconds)02d s") % {"minutes": seconds // 60, "seconds": seconds % 60}


PROMISE_WORDS: dict[str, Promise] = {
    PromiseState.OPEN: gettext_lazy("Promised"),
    PromiseState.KEPT: gettext_lazy("Promise kept"),
    PromiseState.WITHDRAWN: gettext_lazy("Promise withdrawn"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A contact that is not wrapped up, as a supervisor sees it: whose, since when; not with whom."""

    url: str
    channel: object
    icon: str
    handler: str
    started_at: datetime


@dataclass(frozen=True, slots=True)
class ShareRow:
    """Of one team."""

    team: str
    contacts: int
    wrapped_up: str
    with_postal_code: str
    resolved: str


def waiting_row(contact: "Interaction", *, handler: str) -> Waiting:
    icon = CHANNEL_ICONS.get(contact.channel, "note")
    return Waiting(url_of(contact), contact.get_channel_display(), icon, handler, contact.handling.started_at)


def shares(found: "Iterable[TeamShare]") -> list[ShareRow]:
    language = get_language() or "en"
    rows = list(found)
    names = {
        team.pk: team.name.in_(language) for team in accounts.all_teams().filter(pk__in=[row.team_id for row in rows])
    }
    return [
        ShareRow(
            names.get(row.team_id or 0, ""),
            row.contacts,
            _percent(row.wrapped_up, row.contacts),
            _percent(row.with_postal_code, row.contacts),
            _percent(row.resolved, row.wrapped_up),
        )
        for row in rows
    ]


def _percent(part: int, whole: int) -> str:
    return _("%(percent)s %%") % {"percent": round(100 * part / whole)} if whole else "—"


def transfers(found: "Iterable[Transfer]") -> list[dict[str, object]]:
    rows = list(found)
    names = dict(accounts.all_users().filter(pk__in={row.made_by_id for row in rows}).values_list("pk", "name"))
    return [
        {"url": transfer_url(row), "who": names.get(row.made_by_id, ""), "at": row.made_at, "until": row.expires_at}
        for row in rows
    ]


def work_line(*, viewer: Viewer, subjects: Any, at: datetime) -> list[str]:
    """What waits beside the requests: promises and people to be reached, as short words for the list of one's work."""
    promises = interactions.open_promises(viewer=viewer, subjects=subjects, limit=MOST_COUNTED)
    overdue = sum(row(found, at=at).is_overdue for found in promises)
    reach = interactions.outreach_to_do(viewer=viewer, subjects=subjects, limit=MOST_COUNTED)
    due = sum(found.next_try_at is not None and found.next_try_at <= at for found in reach)
    words = []
    if promises:
        words.append(ngettext("%(count)d promise", "%(count)d promises", len(promises)) % {"count": len(promises)})
    if overdue:
        words.append(ngettext("%(count)d overdue", "%(count)d overdue", overdue) % {"count": overdue})
    if due:
        words.append(ngettext("%(count)d person to reach now", "%(count)d people to reach now", due) % {"count": due})
    return words


def about(contacts: "Iterable[Interaction]", mail: "Iterable[MailItem]") -> list[dict[str, object]]:
    """Calls and letters about one request, as short lines."""
    lines: list[dict[str, object]] = [
        {"url": url_of(one), "what": f"{one.get_channel_display()}: {one.get_purpose_display()}", "at": one.occurred_at}
        for one in contacts
    ]
    lines += [
        {
            "url": reverse("desk:mail_item", args=[one.uuid]),
            "what": one.about or one.get_way_display(),
            "at": one.scanned_at,
        }
        for one in mail
    ]
    return lines
