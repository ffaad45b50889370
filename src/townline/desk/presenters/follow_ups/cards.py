"""One question, one disputed closing, and what stands of them on the page of a request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.reference import said
from townline.desk.presenters import due
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.follow_ups.asker_words import who_words
from townline.desk.presenters.follow_ups.naming import language, photo_of, times_asked, what_is_asked
from townline.service_requests import permissions, queries
from townline.service_requests.values import Asker, Outcome, Verdict
from townline.service_requests.workflow import STATE_NAMES, State

if TYPE_CHECKING:
    from townline.service_requests.models import Dispute, FollowUp
    from townline.service_requests.queries import Record


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
    may_answer: bool = False


def card(row: "FollowUp", *, at: datetime, may_answer: bool, hides_words: bool = False) -> Card:
    request, waits = row.request, row.answered_at is None and row.answer_by_at is not None
    page, became = row.page, row.became
    return Card(
        uuid=str(row.uuid),
        url=record_url(request.reference),
        number=said(request.reference),
        what=what_is_asked(request),
        team=request.team.name.in_(language()) if request.team else "",
        count=times_asked(row.number),
        words=row.note.text if row.note and not hides_words else "",
        language=row.language,
        at=row.received_at,
        due=due.due_element(row.answer_by_at, at=at) if waits else "",
        is_late=bool(waits and row.answer_by_at and row.answer_by_at <= at),
        photos=[] if hides_words else [photo_of(str(photo.uuid)) for photo in row.photos.all()],
        who=who_words(row),
        page=said(page.reference) if page else "",
        page_url=record_url(page.reference) if page else "",
        became=said(became.reference) if became else "",
        became_url=record_url(became.reference) if became else "",
        may_answer=may_answer and waits,
    )


def dispute_card(row: "Dispute", *, at: datetime) -> dict[str, object]:
    """The same beside what was said to be done, for whoever judges."""
    return {
        "card": card(row.follow_up, at=at, may_answer=False),
        "closing": _closing(row),
        "closed_at": row.closed_at,
        "said": row.request.status_notes,
        "team": row.team.name.in_(language()) if row.team else _("No team yet"),
        "evidence": [photo_of(str(photo.uuid)) for photo in row.request.photos.all()],
    }


def _closing(row: "Dispute") -> str:
    outcome = str(dict(Outcome.choices).get(row.outcome, "")) if row.outcome else ""
    return outcome or str(STATE_NAMES[State(row.state)])


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
        "asked_words": times_asked(len(rows)) if rows else "",
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
