"""Access requests, corrections and breaches in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.desk.presenters.days import day, day_due
from townline.desk.presenters.due import due_words
from townline.records_office.legal.profiles import profile_of
from townline.records_office.legal.redaction import Piece, pieces, proposed
from townline.records_office.operations.access_records import blocks_of, marks_of
from townline.records_office.packages import sections_of
from townline.records_office.values import AccessState, Decision
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.records_office.models import AccessRecord, AccessRequest, BreachFile, CorrectionRequest

TABS = ("access", "corrections", "breaches")


def tabs(current: str) -> dict[str, object]:
    names = {"access": _("Access requests"), "corrections": _("Corrections"), "breaches": _("Breaches")}
    urls = {"access": "desk:access_requests", "corrections": "desk:corrections", "breaches": "desk:breaches"}
    return {"tabs": [{"name": names[key], "url": reverse(urls[key]), "is_current": key == current} for key in TABS]}


@dataclass(frozen=True, slots=True)
class FileRow:
    url: str
    title: str
    words: str
    due: str
    is_late: bool


def access_rows(rows: "Sequence[AccessRequest]", *, at: datetime) -> list[FileRow]:
    return [
        FileRow(
            reverse("desk:access_request", args=[row.uuid]),
            f"{row.number} · {row.name}",
            str(AccessState(row.state).label),
            due_words(row.due_at, at=at) if row.state not in {AccessState.SENT, AccessState.WITHDRAWN} else "",
            bool(row.due_at and row.due_at <= at and not row.sent_at),
        )
        for row in rows
    ]


def access_facts(row: "AccessRequest", *, at: datetime) -> list[dict[str, object]]:
    profile = profile_of(row.profile)
    lines: list[tuple[str, object]] = [
        (_("Asked"), row.asked),
        (_("In whose name"), row.by_whom),
        (_("Answer goes to"), row.send_to.splitlines()),
        (_("Law"), localised(profile.name)),
        (_("Received"), day(row.received_at)),
        (_("Fee"), _fee(row)),
        (_("Identity"), f"{row.get_identity_display()}, {row.identity_by}" if row.identity else _("not checked")),
        (_("Complete since"), day(row.complete_at)),
        (_("Due"), f"{day_due(row.due_at)} · {due_words(row.due_at, at=at)}" if row.due_at else "—"),
    ]
    if row.extended_days:
        lines.append((_("Extended"), row.extended_why))
    if row.decided_at:
        lines.append((_("Decision"), f"{row.get_decision_display()}, {row.decided_by}, {day(row.decided_at)}"))
    if row.sent_at:
        lines.append((_("Sent"), f"{row.sent_how}, {day(row.sent_at)}"))
    if row.closed_why:
        lines.append((_("Withdrawn"), row.closed_why))
    return [{"name": name, "value": value} for name, value in lines if value]


def _fee(row: "AccessRequest") -> str:
    amount = _("$%(amount)s") % {"amount": f"{row.fee_cents / 100:.2f}"}
    if row.fee_waived:
        return _("%(amount)s, waived: %(why)s") % {"amount": amount, "why": row.fee_waived}
    if row.fee_paid_at:
        return _("%(amount)s, paid %(day)s") % {"amount": amount, "day": day(row.fee_paid_at)}
    return _("none") if not row.fee_cents else _("%(amount)s, not paid yet") % {"amount": amount}


@dataclass(frozen=True, slots=True)
class RecordRow:
    number: int
    url: str
    title: str
    when: str
    decision: str
    sections: str
    has_third_parties: bool
    files: int


def record_rows(access: "AccessRequest", rows: "Sequence[AccessRecord]") -> list[RecordRow]:
    return [
        RecordRow(
            row.number,
            reverse("desk:access_record", args=[access.uuid, row.number]),
            row.title,
            day(row.recorded_at),
            str(Decision(row.decision).label) if row.decision else "",
            sections_of(row=row),
            row.has_third_parties,
            len(row.files),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    label: str
    pieces: tuple[Piece, ...]
    has_bars: bool


def lines_of(row: "AccessRecord") -> list[Line]:
    return [
        Line(number, label, pieces(value=value, marks=marks_of(row, number)), bool(marks_of(row, number)))
        for number, (label, value) in enumerate(blocks_of(row))
        if value
    ]


def proposals(row: "AccessRecord", *, own: Sequence[str]) -> list[str]:
    """Words that may give somebody else away and stand under no bar yet."""
    shown = [("", "".join(piece.text for piece in line.pieces)) for line in lines_of(row)]
    return list(proposed(blocks=shown, own=own))


def sections(access: "AccessRequest") -> list[tuple[str, str]]:
    language = get_language() or "en"
    return [(one.code, f"{one.code} · {one.name.in_(language)}") for one in profile_of(access.profile).exemptions]


def correction_rows(rows: "Sequence[CorrectionRequest]", *, at: datetime) -> list[FileRow]:
    return [
        FileRow(
            reverse("desk:correction", args=[row.uuid]),
            f"{row.number} · {row.name}",
            row.get_state_display(),
            due_words(row.due_at, at=at) if row.decided_at is None else "",
            row.decided_at is None and row.due_at <= at,
        )
        for row in rows
    ]


def breach_rows(rows: "Sequence[BreachFile]") -> list[FileRow]:
    return [
        FileRow(
            reverse("desk:breach", args=[row.uuid]),
            f"{row.number} · {row.title}",
            f"{row.get_state_display()} · {row.get_harm_display()} · {_affected(row)}",
            day(row.discovered_at),
            is_late=False,
        )
        for row in rows
    ]


def _affected(row: Any) -> str:
    return _("%(all)s people affected, %(waiting)s to tell") % {"all": row.affected, "waiting": row.waiting}


def breach_facts(row: "BreachFile") -> list[dict[str, object]]:
    lines: list[tuple[str, object]] = [
        (_("What happened"), row.happened),
        (_("Found out on"), day(row.discovered_at)),
        (_("Data open"), f"{moment(row.from_at)} – {moment(row.until_at)}"),
        (_("People"), _affected(row)),
        (_("Risk"), f"{row.get_harm_display()} {row.harm_why}"),
        (_("Commissioner told"), day(row.reported_at)),
        (_("What was done at once"), row.contained),
        (_("What is changed"), row.learned),
        (_("Opened by"), row.opened_by),
        (_("Closed"), day(row.closed_at) if row.closed_at else ""),
    ]
    return [{"name": name, "value": value} for name, value in lines if value]


def moment(at: datetime) -> str:
    return str(date_format(timezone.localtime(at), "j F Y H:i"))
