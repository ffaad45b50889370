"""The board of a major event: how many, where, how far, who was told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.db.models.functions import TruncHour

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.service_requests.models import MajorEvent, MajorReport, MajorUpdate, MajorWork, ServiceRequest
from townline.service_requests.queries.visible import visible_requests
from townline.service_requests.values import ToldState, WorkState
from townline.service_requests.workflow import OPEN

LISTED = 100


@dataclass(frozen=True, slots=True)
class Progress:
    """Of a long work: how many are still to come, went well, and did not, with the reasons and how many each."""

    total: int
    waiting: int
    done: int
    no_way: int
    failed: int
    reasons: Sequence[tuple[str, int]]

    @property
    def is_over(self) -> bool:
        return self.waiting == 0


@dataclass(frozen=True, slots=True)
class Board:
    """`by_hour` and `by_ward` count reports; `by_state` how far they are now."""

    major: MajorEvent
    total: int
    open: int
    people: int
    by_hour: Sequence[tuple[datetime, int]]
    by_ward: Sequence[tuple[int | None, int, int]]  # ward, reports, open
    by_state: Sequence[tuple[str, int]]
    by_service: Sequence[tuple[int, int]]
    updates: Sequence[tuple[MajorUpdate, Progress]]
    works: Sequence[tuple[MajorWork, Progress]]


def visible_majors(*, viewer: Viewer) -> QuerySet[MajorEvent]:
    """Everybody who sees requests knows of them; those that go on first."""
    if not viewer.can(Capability.USE_DESK):
        return MajorEvent.objects.none()
    counted = MajorEvent.objects.annotate(reports_count=Count("reports"))
    return counted.order_by(F("ended_at").desc(nulls_first=True), "-starts_at")


def visible_major(*, uuid: UUID, viewer: Viewer) -> MajorEvent:
    major = visible_majors(viewer=viewer).filter(uuid=uuid).first()
    if major is None:
        raise NotFound
    return major


def major_of_request(*, request: ServiceRequest) -> MajorEvent | None:
    report = MajorReport.objects.select_related("major").filter(request=request).first()
    return report.major if report else None


def board(*, major: MajorEvent) -> Board:
    """Figures of the city's own work: no person is named on it. A fixed number of statements."""
    requests = ServiceRequest.objects.filter(pk__in=major.reports.values("request"))
    states = [(row["state"], row["count"]) for row in requests.values("state").annotate(count=Count("id"))]
    hours = requests.annotate(hour=TruncHour("submitted_at")).values("hour").annotate(count=Count("id"))
    wards = requests.values("ward_id").annotate(count=Count("id"))
    is_open = dict(
        requests.filter(state__in=OPEN).values("ward_id").annotate(count=Count("id")).values_list("ward_id", "count")
    )
    services = requests.values("service_id").annotate(count=Count("id")).order_by("-count")
    return Board(
        major=major,
        total=sum(count for _state, count in states),
        open=sum(count for state, count in states if state in OPEN),
        people=requests.exclude(customer=None).values("customer").distinct().count(),
        by_hour=[(row["hour"], row["count"]) for row in hours.order_by("hour")],
        by_ward=sorted(
            ((row["ward_id"], row["count"], is_open.get(row["ward_id"], 0)) for row in wards),
            key=lambda one: -one[1],
        ),
        by_state=states,
        by_service=[(row["service_id"], row["count"]) for row in services],
        updates=[(update, told(update=update)) for update in major.updates.order_by("-written_at")[:5]],
        works=[(work, done(work=work)) for work in major.works.order_by("-begun_at")[:5]],
    )


def told(*, update: MajorUpdate) -> Progress:
    counts = dict(update.listeners.values("state").annotate(count=Count("id")).values_list("state", "count"))
    failed = update.listeners.filter(state=ToldState.FAILED).values("error").annotate(count=Count("id"))
    return Progress(
        total=sum(counts.values()),
        waiting=counts.get(ToldState.WAITING, 0),
        done=counts.get(ToldState.TOLD, 0),
        no_way=counts.get(ToldState.NO_WAY, 0),
        failed=counts.get(ToldState.FAILED, 0),
        reasons=[(row["error"], row["count"]) for row in failed.order_by("-count")[:5]],
    )


def done(*, work: MajorWork) -> Progress:
    counts = dict(work.items.values("state").annotate(count=Count("id")).values_list("state", "count"))
    refused = work.items.filter(state=WorkState.REFUSED).values("refusal").annotate(count=Count("id"))
    return Progress(
        total=sum(counts.values()),
        waiting=counts.get(WorkState.WAITING, 0),
        done=counts.get(WorkState.DONE, 0),
        no_way=0,
        failed=counts.get(WorkState.REFUSED, 0),
        reasons=[(row["refusal"], row["count"]) for row in refused.order_by("-count")[:5]],
    )


def reports_of(
    *, major: MajorEvent, viewer: Viewer, state: str = "", ward: int | None = None, after: int = 0
) -> tuple[list[ServiceRequest], int]:
    """The requests of the event that the viewer may open, the latest first; and where the next page begins."""
    rows = visible_requests(viewer=viewer).filter(pk__in=major.reports.values("request"))
    if state:
        rows = rows.filter(state=state)
    if ward:
        rows = rows.filter(ward_id=ward)
    rows = rows.select_related("service", "team")
    found = list(rows.order_by("-submitted_at", "-id")[after : after + LISTED + 1])
    return found[:LISTED], after + LISTED if len(found) > LISTED else 0
