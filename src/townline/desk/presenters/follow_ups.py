"""What people ask again, disputed closings and who is told, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.core.reference import said
from townline.desk.presenters import due
from townline.desk.presenters.addresses import record_url
from townline.service_requests import permissions, queries
from townline.service_requests.values import Asker, Ground, Outcome, Verdict
from townline.service_requests.workflow import STATE_NAMES, State
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_requests.models import Dispute, FollowUp, ServiceRequest
    from townline.service_requests.queries import Defects, Record, Told

_TABS = (
    ("follow_ups", Capability.WORK_ON_REQUESTS),
    ("disputes", Capability.WORK_ON_REQUESTS),
    ("asked_often", Capability.WORK_ON_REQUESTS),
    ("dispute_figures", Capability.APPROVE),
)


def tabs(current: str, *, viewer: Viewer) -> dict[str, object]:
    names = {
        "follow_ups": _("To answer"),
        "disputes": _("Not resolved"),
        "asked_often": _("Asked most often"),
        "dispute_figures": _("Figures"),
    }
    return {
        "tabs": [
            {"name": names[key], "url": reverse(f"desk:{key}"), "is_current": key == current}
            for key, needs in _TABS
            if viewer.can(needs)
        ]
    }


@dataclass(frozen=True, slots=True)
class Card:
    """One follow-up with what was asked, the pictures, and until when an answer is promised."""

    uuid: str
    url: str
    number: str
    what: str
    team: str
    count: str
    words: str
    language: str
    at: datetime
    due: object
    is_late: bool
    photos: Sequence[Mapping[str, object]]
    who: str = ""
    page: str = ""
    page_url: str = ""
    became: str = ""
    became_url: str = ""
    found: str = ""
    closing: str = ""
    closed_at: datetime | None = None
    may_answer: bool = False
    may_judge: bool = False
    is_own_closing: bool = False


def card(row: "FollowUp", *, at: datetime, may_answer: bool, hides_words: bool = False) -> Card:
    request, waits = row.request, row.answered_at is None and row.answer_by_at is not None
    page, became = row.page, row.became
    return Card(
        uuid=str(row.uuid),
        url=record_url(request.reference),
        number=said(request.reference),
        what=_service(request),
        team=request.team.name.in_(_language()) if request.team else "",
        count=_count(row.number),
        words=row.note.text if row.note and not hides_words else "",
        language=row.language,
        at=row.received_at,
        due=due.due_element(row.answer_by_at, at=at) if waits else "",
        is_late=bool(waits and row.answer_by_at and row.answer_by_at <= at),
        photos=[] if hides_words else [_photo(str(photo.uuid)) for photo in row.photos.all()],
        who=_who(row),
        page=said(page.reference) if page else "",
        page_url=record_url(page.reference) if page else "",
        became=said(became.reference) if became else "",
        became_url=record_url(became.reference) if became else "",
        may_answer=may_answer and waits,
    )


def _who(row: "FollowUp") -> str:
    """Where it is not the customer, by name: nobody is told, or they read it behind their link."""
    if row.note is None:  # disposed of
        return ""
    return {
        Asker.NAMED: "",
        Asker.NAMELESS: _(
            "Asked by the person who reported it without a name: they read the answer behind their link."
        ),
        Asker.UNKNOWN: _(
            "Asked by somebody who did not say who they are: nobody can be told, and the answer stays with staff."
        ),
    }[queries.who_asked(follow_up=row)]


def taken_words(row: "FollowUp") -> str:
    """What becomes of what was written down for a caller."""
    if row.answered_at is not None:
        return _("Written down, with what you told them.")
    if queries.who_asked(follow_up=row) is Asker.UNKNOWN:
        return _("Written down. The team looks at it; nobody can be told, because they did not say who they are.")
    return _("Written down. An answer is promised within two business days.")


def answered_words(row: "FollowUp") -> str:
    """What becomes of an answer that was given."""
    return {
        Asker.NAMED: _("Answered. Who asked is told."),
        Asker.NAMELESS: _("Answered. Who asked left no name, and reads it behind their link."),
        Asker.UNKNOWN: _("Written down for staff. Who asked did not say who they are: nobody is told."),
    }[queries.who_asked(follow_up=row)]


def judged_words(row: "Dispute") -> str:
    """The same of a verdict."""
    is_closed_again = row.verdict == Verdict.STANDS
    told = {
        Asker.NAMED: _("Noted, and the customer is told."),
        Asker.NAMELESS: _("Noted. Who asked left no name, and reads it behind their link."),
        Asker.UNKNOWN: _("Noted for staff. Who asked did not say who they are: nobody is told."),
    }[queries.who_asked(follow_up=row.follow_up)]
    after = _("Close it again here, with its evidence.") if is_closed_again else _("The work goes on.")
    return f"{told} {after}"


def dispute_card(row: "Dispute", *, at: datetime) -> dict[str, object]:
    """The same beside what was said to be done, for whoever judges."""
    return {
        "card": card(row.follow_up, at=at, may_answer=False),
        "closing": _closing(row),
        "closed_at": row.closed_at,
        "said": row.request.status_notes,
        "team": row.team.name.in_(_language()) if row.team else _("No team yet"),
        "evidence": [_photo(str(photo.uuid)) for photo in row.request.photos.all()],
    }


def _closing(row: "Dispute") -> str:
    outcome = str(dict(Outcome.choices).get(row.outcome, "")) if row.outcome else ""
    return outcome or str(STATE_NAMES[State(row.state)])


def _photo(uuid: str) -> dict[str, object]:
    return {
        "url": reverse("desk:photo", args=[uuid, "small"]),
        "full_url": reverse("desk:photo", args=[uuid, "full"]),
        "alt": _("Photo from the customer"),
    }


def _count(number: int) -> str:
    return ngettext("asked %(count)d time", "asked %(count)d times", number) % {"count": number}


def _language() -> str:
    return get_language() or "en"


def _service(request: "ServiceRequest") -> str:
    return localised(request.service.name)


def on_record(record: "Record", *, viewer: Viewer, at: datetime) -> dict[str, object]:
    """What stands on the page of a request: asked again, and how many people are told."""
    request = record.request
    rows = queries.follow_ups_of(request=request)
    cards = [
        {
            "card": card(row, at=at, may_answer=record.may_note, hides_words=record.is_sealed),
            "answered_at": row.answered_at,
            "verdict": _verdict(row),
        }
        for row in rows
    ]
    grew = queries.grew_out_of(request=request)
    return {
        "asked_again": cards,
        "asked_words": _count(len(rows)) if rows else "",
        "awaits_judge": _awaits_judge(rows),
        "grew_out_of": (record_url(grew), said(grew)) if grew else (),
        "told_count": len(queries.told_of(request=request)),
        "may_tell": permissions.may_name_followers(request=request, viewer=viewer),
        "viewer_works": viewer.can(Capability.WORK_ON_REQUESTS),
        "may_write_down": record.may_note and not record.is_sealed,
    }


def _awaits_judge(rows: "Sequence[FollowUp]") -> str:
    waiting = [row for row in rows if _verdict(row) == ""]
    if not waiting:
        return ""
    if queries.who_asked(follow_up=waiting[0]) is Asker.UNKNOWN:
        return _(
            "Somebody who did not say who they are says: this is not resolved. A supervisor who did not close it looks at it."
        )
    return _("The customer says: this is not resolved. A supervisor who did not close it looks at it.")


def _verdict(row: "FollowUp") -> str | None:
    """None: it did not dispute a closing; empty: a supervisor has not looked yet."""
    dispute = getattr(row, "dispute", None)
    if dispute is None:
        return None
    return str(Verdict(dispute.verdict).label) if dispute.verdict else ""


# -- lists ----------------------------------------------------------------------------------------
def often_rows(found: "Sequence[ServiceRequest]", *, at: datetime) -> list[dict[str, object]]:
    return [
        {
            "url": record_url(row.reference),
            "number": said(row.reference),
            "what": _service(row),
            "team": row.team.name.in_(_language()) if row.team else "",
            "state": STATE_NAMES[State(row.state)],
            "contacts": row.contacts,  # type: ignore[attr-defined]  # counted by the query
            "due": due.due_element(row.due_at, at=at),
            "is_late": bool(row.due_at and row.due_at <= at),
        }
        for row in found
    ]


@dataclass(frozen=True, slots=True)
class DefectRow:
    team: str
    service: str
    closings: int
    disputed: int
    upheld: int
    stood: int
    defects: int
    share: str
    contacts: int


def defect_rows(found: "Sequence[Defects]") -> list[DefectRow]:
    teams = {team.pk: team.name.in_(_language()) for team in accounts.all_teams()}
    services = {number: entry.definition.name.in_(_language()) for number, entry in catalog.catalogue().by_id.items()}
    return [
        DefectRow(
            teams.get(row.team_id or 0, _("No team yet")),
            services.get(row.service_id, _("A service of another system")),
            row.closings,
            row.disputed,
            row.upheld,
            row.stood,
            row.defects,
            _percent(row.defects, row.closings),
            row.contacts,
        )
        for row in found
    ]


def _percent(part: int, whole: int) -> str:
    if not whole:
        return "—"
    return f"{min(100, round(100 * part / whole))} %"


def told_rows(
    found: "Sequence[Told]", *, request: "ServiceRequest", messages: Mapping[int, str]
) -> list[dict[str, object]]:
    """One line a person: who, why, how much, and the last message that they got."""
    return [
        {
            "name": row.customer.name or row.customer.organisation or _("No name given"),
            "url": reverse("desk:customer", args=[row.customer.uuid]),
            "role": _role(row, request),
            "about": said(row.about.reference) if row.about.pk != request.pk else "",
            "about_url": record_url(row.about.reference) if row.about.pk != request.pk else "",
            "sees": row.sees.label if not row.is_reporter else "",
            "ground": _ground(row),
            "last": messages.get(row.customer.pk, ""),
            "remove_url": reverse("desk:told_remove", args=[request.reference, row.follower_id])
            if row.follower_id and row.about.pk == request.pk
            else "",
        }
        for row in found
    ]


def _role(row: "Told", request: "ServiceRequest") -> str:
    if row.role is not None:
        return str(row.role.label)
    return _("Reported it") if row.about.pk == request.pk else _("Reported the same; joined")


def _ground(row: "Told") -> str:
    if not row.ground:
        return ""
    words = str(Ground(row.ground).label)
    return f"{words}: {row.reason}" if row.reason else words
