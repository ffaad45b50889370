"""Complaints, compliments and restrictions in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.complaints.values import Limit, Stage
from townline.core.reference import said
from townline.desk.presenters.days import day, day_due
from townline.desk.presenters.due import due_words
from townline.desk.presenters.timeline.entry import Entry
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from townline.complaints.models import Complaint, Decision, Praise, Restriction, Update
    from townline.complaints.models.about import AboutUs

_TABS = (
    ("complaints", Capability.HANDLE_COMPLAINTS),
    ("praise", Capability.USE_DESK),
    ("restrictions", Capability.HANDLE_COMPLAINTS),
    ("complaint_figures", Capability.HANDLE_COMPLAINTS),
    ("complaint_stages", Capability.CHANGE_SETTINGS),
)


def tabs(current: str, *, viewer: Viewer) -> dict[str, object]:
    names = {
        "complaints": _("Complaints"),
        "praise": _("Compliments and suggestions"),
        "restrictions": _("Restrictions"),
        "complaint_figures": _("Figures"),
        "complaint_stages": _("Stages"),
    }
    return {
        "tabs": [
            {"name": names[key], "url": reverse(f"desk:{key}"), "is_current": key == current}
            for key, needs in _TABS
            if viewer.can(needs)
        ],
        "may_take": viewer.can(Capability.RECORD_CONTACTS),
    }


@dataclass(frozen=True, slots=True)
class Row:
    url: str
    number: str
    about: str
    stage: str
    handler: str
    due: str
    is_late: bool
    missed: str


def rows(found: "Sequence[Complaint]", *, at: datetime) -> list[Row]:
    return [
        Row(
            reverse("desk:complaint", args=[row.reference]),
            said(row.reference),
            about_words(row),
            str(Stage(row.stage).label),
            row.handler.name if row.handler else "",
            due_words(row.due_at, at=at) if row.is_open else row.get_state_display(),
            bool(row.is_open and row.due_at and row.due_at <= at),
            _("customer not updated since %(day)s") % {"day": day(row.update_missed_at)}
            if row.update_missed_at
            else "",
        )
        for row in found
    ]


def about_words(row: "AboutUs") -> str:
    """What it is about, from the narrowest to the widest that is known."""
    language = get_language() or "en"
    department = row.department.name.in_(language) if row.department else ""
    if row.person or row.person_words:
        narrow = row.person.name if row.person else f"“{row.person_words}”"
    elif row.team:
        narrow = row.team.name.in_(language)
    else:
        entry = catalog.catalogue().by_code.get(row.service_code)
        narrow = entry.definition.name.in_(language) if entry else ""
    return ", ".join(part for part in (narrow, department) if part) or str(row.get_about_display())


def facts(row: "Complaint", *, at: datetime) -> list[dict[str, object]]:
    customer = row.customer
    url = reverse("desk:customer", args=[customer.uuid]) if customer else ""
    lines: list[tuple[str, object, str]] = [
        (_("About"), about_words(row), ""),
        (_("Request"), _request_number(row), ""),
        (_("Customer"), (customer.name or customer.organisation or _("No name given")) if customer else _("Nobody: no name given"), url),
        (_("Received"), f"{day(row.received_at)} · {row.get_channel_display()}", ""),
        (_("Stage"), f"{row.get_stage_display()} · {_('since %(day)s') % {'day': day(row.stage_since_at)}}", ""),
        (_("Handled by"), row.handler.name if row.handler else _("nobody yet"), ""),
        (_("Due"), f"{day_due(row.due_at)} · {due_words(row.due_at, at=at)}" if row.is_open else "", ""),
        (_("Customer hears again by"), day_due(row.inform_by) if row.is_open else "", ""),
        (_("Customer may go on until"), day(row.escalate_until) if row.escalate_until else "", ""),
    ]  # fmt: skip
    return [{"name": name, "value": value, "url": url} for name, value, url in lines if value]


def _request_number(row: "Complaint") -> str:
    if row.request is None:
        return ""
    found = service_requests.references_of(subjects=[row.request])
    return said(found[row.request]) if row.request in found else ""


def story(updates: "Sequence[Update]", decisions: "Sequence[Decision]") -> list[Entry]:
    """What was written and decided, the newest first."""
    lines = [
        Entry(
            "mail" if update.to_customer else "person" if update.from_customer else "note",
            _("To the customer")
            if update.to_customer
            else _("From the customer")
            if update.from_customer
            else _("Note"),
            update.written_by,
            update.written_at,
            update.words,
            "" if update.to_customer or update.from_customer else "internal",
        )
        for update in updates
    ]
    lines += [
        Entry(
            "check",
            f"{decision.get_stage_display()}: {decision.get_finding_display()}",
            decision.decided_by,
            decision.decided_at,
            decision.reasons,
        )
        for decision in decisions
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


@dataclass(frozen=True, slots=True)
class PraiseCard:
    uuid: str
    kind: str
    number: str
    about: str
    words: str
    language: str
    at: datetime
    who: str
    answer: str
    answered: str
    may_answer: bool


def praise_cards(found: "Sequence[Praise]", *, to_answer: set[int]) -> list[PraiseCard]:
    """The name of who praises is for those who answer; the person praised reads the words."""
    return [
        PraiseCard(
            str(row.uuid),
            str(row.get_kind_display()),
            said(row.reference),
            about_words(row),
            row.words,
            row.language,
            row.received_at,
            (row.customer.name or row.customer.organisation) if row.customer and row.pk in to_answer else "",
            row.answer,
            f"{row.answered_by}, {day(row.answered_at)}" if row.answered_at else "",
            row.pk in to_answer and row.answered_at is None,
        )
        for row in found
    ]


def restriction_facts(row: "Restriction") -> list[dict[str, object]]:
    lines = [
        (_("What is asked of the person"), limits(row)),
        (_("What staff do"), row.words),
        (_("Why"), row.reason),
        (_("Asked for by"), f"{row.asked_by}, {day(row.asked_at)}"),
        (_("Decided by"), f"{row.answered_by}, {day(row.answered_at)}" if row.answered_at else ""),
        (_("Looked at again on"), str(date_format(row.review_date, "j F Y"))),
        (_("Appeal"), f"{day(row.appealed_at)}: {row.appeal}" if row.appealed_at else ""),
        (_("What was said at the review"), row.appeal_answer),
        (_("Ended"), day(row.ended_at) if row.ended_at else ""),
    ]
    return [{"name": name, "value": value} for name, value in lines if value]


@dataclass(frozen=True, slots=True)
class RestrictionLine:
    limits: list[str]
    words: str
    until: str


def restriction_lines(found: "Sequence[Restriction]") -> list[RestrictionLine]:
    """What stands on the customer's page while it is in force."""
    return [RestrictionLine(limits(row), row.words, str(date_format(row.review_date, "j F Y"))) for row in found]


def limits(row: "Restriction") -> list[str]:
    return [str(Limit(code).label) for code in row.limits]
