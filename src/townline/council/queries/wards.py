"""Wards in figures. Enforcement is not counted, and few requests are not told apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from townline.council.values import FEWEST
from townline.places import queries as places
from townline.service_requests import queries as service_requests

if TYPE_CHECKING:
    from townline.places.models import Area
    from townline.service_requests.queries import WardCounts

TOP = 5


@dataclass(frozen=True, slots=True)
class WardRow:
    """Without a value (None) where too few requests would tell of single people, or the population is not known."""

    ward: "Area"
    received: int
    finished: int
    open: int
    late: int
    per_thousand: float | None
    on_time: float | None
    median_days: float | None


@dataclass(frozen=True, slots=True)
class Digest:
    """A ward, or the whole city, over the days before `at`."""

    since: datetime
    received: int
    finished: int
    open: int
    late: int
    on_time: float | None
    median_days: float | None
    services: Sequence[tuple[int, int]]  # number of the service, how many came in


def compared(*, days: int, at: datetime) -> list[WardRow]:
    """Each ward of today over the last days."""
    counted = service_requests.counts_by_ward(since=at - timedelta(days=days), at=at)
    wards = places.current_areas(on=timezone.localtime(at).date()).defer("geometry")
    return [_row(ward, counted.get(ward.pk) or service_requests.WardCounts()) for ward in wards]


def digest_of(*, ward_id: int | None, at: datetime, days: int = 7) -> Digest:
    since = at - timedelta(days=days)
    counted = service_requests.counts_by_ward(since=since, at=at, ward_id=ward_id)
    whole = (
        counted.get(ward_id, service_requests.WardCounts())
        if ward_id
        else service_requests.counts_of_city(since=since, at=at)
    )
    most = service_requests.services_received(since=since, at=at, ward_id=ward_id, limit=TOP)
    services = [(service, count) for service, count in most if count >= FEWEST]
    shares = (_share(whole), _median(whole))
    return Digest(since, whole.received, whole.finished, whole.open, whole.late, *shares, services)


def _row(ward: "Area", counts: "WardCounts") -> WardRow:
    per_thousand = round(counts.received * 1000 / ward.population, 1) if ward.population else None
    return WardRow(
        ward,
        counts.received,
        counts.finished,
        counts.open,
        counts.late,
        per_thousand,
        _share(counts),
        _median(counts),
    )


def _share(counts: "WardCounts") -> float | None:
    """Of those finished that had a date: how many by it."""
    return counts.on_time / counts.promised if counts.promised >= FEWEST else None


def _median(counts: "WardCounts") -> float | None:
    return round(counts.median_days, 1) if counts.finished >= FEWEST and counts.median_days is not None else None
