"""What one person agreed to, as staff read it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext as _

from townline.desk.presenters.staff_names import staff_names
from townline.interactions.queries import NoticeShown
from townline.interactions.values import Channel
from townline.privacy import queries as privacy
from townline.privacy.queries import words_of
from townline.ui import times
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.privacy.models import Consent


@dataclass(frozen=True, slots=True)
class ConsentView:
    """`words` are those that the person read or heard, in their language; `ends` says until when, or how it ended."""

    uuid: UUID
    scope: str
    holds: bool
    said: str
    ends: str
    words: str
    words_language: str
    version: int
    version_id: int
    note: str


def consents_of(*, people: Collection[UUID], at: datetime) -> list[ConsentView]:
    rows = list(privacy.consents_of(people=people))
    names = staff_names(row.recorded_by_id for row in rows)
    return [_view(row, names, at) for row in rows]


def holding_of(*, people: Collection[UUID], at: datetime) -> list[ConsentView]:
    """For the person's page: only what holds now."""
    return [view for view in consents_of(people=people, at=at) if view.holds]


@dataclass(frozen=True, slots=True)
class NoticeView:
    """The proof: which words a person was shown or read, where and when."""

    name: str
    number: int
    version_id: int
    channel: str
    at: datetime


def notice_of(*, shown: NoticeShown | None) -> NoticeView | None:
    return next(iter(notices_of(shown=[shown])), None) if shown else None


def notices_of(*, shown: Iterable[NoticeShown]) -> list[NoticeView]:
    rows = list(shown)
    known = privacy.shown_versions(version_ids={row.version_id for row in rows})
    return [
        NoticeView(
            localised(known[row.version_id].name),
            known[row.version_id].number,
            row.version_id,
            str(Channel(row.channel).label),
            row.at,
        )
        for row in rows
        if row.version_id in known
    ]


def _view(row: "Consent", names: dict[int, str], at: datetime) -> ConsentView:
    version = row.notice_version
    return ConsentView(
        uuid=row.uuid,
        scope=localised(row.scope.name),
        holds=row.holds(at=at),
        said=_said(row, names, at),
        ends=_ends(row, at),
        words=words_of(version).text.in_(row.language),
        words_language=row.language,
        version=version.number,
        version_id=version.pk,
        note=row.evidence_note,
    )


def _said(row: "Consent", names: dict[int, str], at: datetime) -> str:
    how = {"how": row.get_method_display(), "when": times.short(row.given_at, today=times.day_of(at))}
    if row.recorded_by_id is None:
        return _("%(how)s, %(when)s") % how
    return _("%(how)s, %(when)s, written down by %(who)s") % {
        **how,
        "who": names.get(row.recorded_by_id, _("a former member of staff")),
    }


def _ends(row: "Consent", at: datetime) -> str:
    today = times.day_of(at)
    if row.withdrawn_at is not None and row.withdrawn_at <= at:
        when = {"when": times.short(row.withdrawn_at, today=today)}
        return _("Given again %(when)s") % when if row.is_renewed else _("Taken back %(when)s") % when
    if row.expires_at is None:
        return _("Until it is taken back")
    last = times.short(row.expires_at - timedelta(seconds=1), today=today)
    return (_("Ended %(when)s") if row.expires_at <= at else _("Until %(when)s")) % {"when": last}
