"""Closings as the approval queue and the record show them: the evidence beside each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.accounts.values import Viewer
from townline.core.reference import said
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.closing_words import level_words, span, why_rule
from townline.service_requests import permissions
from townline.service_requests.closing_values import BY_A_PERSON, AuditVerdict, ClosureState, Ending, Size, Told
from townline.service_requests.values import Outcome
from townline.service_requests.workflow import ENDED
from townline.ui import times
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_requests.models import Closure, Photo
    from townline.service_requests.queries import Record


@dataclass(frozen=True, slots=True)
class PhotoView:
    """As components/photo_strip.html reads it."""

    url: str
    full_url: str
    alt: str


@dataclass(frozen=True, slots=True)
class ClosingView:
    uuid: str
    reference: str
    said: str
    url: str
    what: str
    where: str
    ending: object
    lines: list[tuple[object, object]]  # the evidence, name and value
    words: str
    photos: list[PhotoView]
    photos_pending: int
    who: str
    completed_at: datetime
    work_for: str
    waits_for: str
    why: str
    level: str
    is_up: bool
    is_own: bool
    may_decide: bool
    state: object
    is_waiting: bool
    decided: str
    verdict: str


def approval_views(
    *, closings: "Sequence[Closure]", photos: "Mapping[UUID, Photo]", viewer: Viewer, at: datetime
) -> list[ClosingView]:
    return [
        _view(
            closure,
            photos,
            may_decide=permissions.may_decide(closure=closure, request=closure.request, viewer=viewer),
            viewer=viewer,
            at=at,
        )
        for closure in closings
    ]


def closing_views(
    *, closings: "Sequence[Closure]", may_decide: bool, viewer: Viewer, at: datetime
) -> list[ClosingView]:
    """Of one request, the latest first. Its photos stand on the page already."""
    return [_view(closure, {}, may_decide=may_decide and closure.waits, viewer=viewer, at=at) for closure in closings]


def came_closed(record: "Record") -> bool:
    """Closed in another system before anything here asked for evidence."""
    request = record.request
    ended_here = any(closure.ending != Ending.IMPORTED and not closure.set_aside_at for closure in record.closings)
    return bool(request.source) and request.state in ENDED and not ended_here


def _view(
    closure: "Closure", photos: "Mapping[UUID, Photo]", *, may_decide: bool, viewer: Viewer, at: datetime
) -> ClosingView:
    request = closure.request
    mine = [photos[uuid] for uuid in closure.photos if uuid in photos]
    is_done = closure.ending == Ending.DONE
    return ClosingView(
        uuid=str(closure.uuid),
        reference=request.reference,
        said=said(request.reference).replace(" ", times.NO_BREAK),
        url=record_url(request.reference),
        what=localised(request.service.name),
        where=request.address or request.place_description,
        ending=Ending(closure.ending).label,
        lines=_lines(closure),
        words=request.status_notes if is_done and closure.waits else closure.reason,
        photos=[_photo(photo) for photo in mine if photo.state == "ready"],
        photos_pending=sum(photo.state != "ready" for photo in mine),
        who=closure.completed_by_label,
        completed_at=closure.completed_at,
        work_for=span(closure.completed_at - closure.worked_from_at) if is_done else "",
        waits_for=span((closure.decided_at or at) - closure.completed_at) if closure.approval in BY_A_PERSON else "",
        why=why_rule(closure) if closure.ending != Ending.IMPORTED else "",
        level=level_words(closure.level),
        is_up=closure.level != "team",
        is_own=bool(viewer.users & set(closure.workers)),
        may_decide=may_decide,
        state=ClosureState(closure.state).label,
        is_waiting=closure.waits,
        decided=_decided(closure, at),
        verdict=_verdict(closure),
    )


def _lines(closure: "Closure") -> list[tuple[object, object]]:
    lines: list[tuple[object, object]] = []
    if closure.outcome:
        lines.append((_("Outcome"), dict(Outcome.choices).get(closure.outcome, closure.outcome)))
    if closure.size:
        lines.append((_("Size"), Size(closure.size).label))
    if closure.measured:
        lines.append((_("Measured"), closure.measured))
    if closure.told:
        lines.append((_("Customer told"), Told(closure.told).label))
    return lines


def _photo(photo: "Photo") -> PhotoView:
    small = reverse("desk:photo", args=[photo.uuid, "small"])
    return PhotoView(small, reverse("desk:photo", args=[photo.uuid, "full"]), _("Photo of the work"))


def _decided(closure: "Closure", at: datetime) -> str:
    if closure.decided_at is None:
        return ""
    when = times.ago(closure.decided_at, at=at)
    return f"{closure.decided_by_label} · {when}" if closure.decided_by_label else when


def _verdict(closure: "Closure") -> str:
    if not closure.verdict:
        return ""
    found = f"{AuditVerdict(closure.verdict).label} ({closure.audited_by_label})"
    return f"{found}: {closure.audit_words}" if closure.audit_words else found
