"""The tabs, what is asked most often, and the defects of closings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.catalog import queries as catalog
from townline.core.reference import said
from townline.desk.presenters import due
from townline.desk.presenters.addresses import record_url
from townline.desk.presenters.follow_ups.naming import language, what_is_asked
from townline.service_requests.workflow import STATE_NAMES, State

if TYPE_CHECKING:
    from townline.service_requests.models import ServiceRequest
    from townline.service_requests.queries import Defects

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


def often_rows(found: "Sequence[ServiceRequest]", *, at: datetime) -> list[dict[str, object]]:
    return [
        {
            "url": record_url(row.reference),
            "number": said(row.reference),
            "what": what_is_asked(row),
            "team": row.team.name.in_(language()) if row.team else "",
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
    teams = {team.pk: team.name.in_(language()) for team in accounts.all_teams()}
    services = {number: entry.definition.name.in_(language()) for number, entry in catalog.catalogue().by_id.items()}
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
