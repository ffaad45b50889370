"""Which major events go on, kept in the process: every public page of a service asks."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from townline.core.kept import Kept
from townline.core.language import Text
from townline.service_requests.models import MajorEvent


@dataclass(frozen=True, slots=True)
class Running:
    """A major event that goes on. No ward means the whole city; `ward_names` are for the words of a banner."""

    id: int
    uuid: UUID
    kind: str
    name: Text
    words: Text
    starts_at: datetime
    services: frozenset[int]
    wards: frozenset[int]
    ward_names: tuple[Text, ...]

    def fits(self, *, service_id: int, ward_id: int | None, at: datetime) -> bool:
        here = not self.wards or ward_id in self.wards
        return service_id in self.services and here and self.starts_at <= at


def _read() -> tuple[Running, ...]:
    rows = MajorEvent.objects.filter(ended_at__isnull=True).prefetch_related("services", "wards")
    return tuple(
        Running(
            row.pk,
            row.uuid,
            row.kind,
            row.name,
            row.words,
            row.starts_at,
            frozenset(service.pk for service in row.services.all()),
            frozenset(ward.pk for ward in row.wards.all()),
            tuple(ward.name for ward in sorted(row.wards.all(), key=lambda ward: ward.code)),
        )
        for row in rows.order_by("starts_at", "id")
    )


_kept = Kept(read=_read)


def running_events() -> tuple[Running, ...]:
    """Those that began first, first."""
    return _kept.get()


def running_for(*, service_id: int) -> list[Running]:
    """What a resident should know before they report this."""
    return [one for one in running_events() if service_id in one.services]


def fitting(*, service_id: int, ward_id: int | None, at: datetime) -> MajorEvent | None:
    """The event that a report of that moment belongs to; read afresh, for a handler."""
    found = next((one for one in _read() if one.fits(service_id=service_id, ward_id=ward_id, at=at)), None)
    return MajorEvent.objects.get(pk=found.id) if found else None
