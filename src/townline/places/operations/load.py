"""Write many areas, addresses or assets at once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from townline.core.actor import Actor
from townline.core.copying import Value, blocks, line
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction, transaction_required
from townline.core.words import plain
from townline.events import operations as events
from townline.places.event_types import PlacesLoaded
from townline.places.models import Area


class AddressRow(NamedTuple):
    number: str
    street: str
    postal_code: str
    lat: float
    long: float
    unit: str = ""
    source: str = ""
    source_id: str = ""


class AssetRow(NamedTuple):
    kind: str
    code: str
    name: str
    lat: float | None
    long: float | None
    properties: str = "{}"  # JSON
    source: str = ""


class AreaRow(NamedTuple):
    kind: str
    code: str
    name_en: str
    name_fr: str
    geometry: dict[str, Any]
    effective_from: date
    effective_until: date | None = None
    population: int | None = None
    source: str = ""


def load_addresses(*, rows: Sequence[AddressRow], by: Actor, at: datetime, source: str) -> None:
    """Raises IntegrityError for a source id that is there already."""
    columns = ("number", "street", "postal_code", "lat", "long", "unit", "source", "source_id", "text", "search")
    with transaction():
        _copy("places_address", columns, map(_address_values, rows))
        _record("addresses", len(rows), by, at, source)


def load_assets(*, rows: Sequence[AssetRow], by: Actor, at: datetime, source: str) -> None:
    """Raises IntegrityError for a kind and code that are there already."""
    with transaction():
        _copy("places_asset", AssetRow._fields, rows)
        _record("assets", len(rows), by, at, source)


def load_areas(*, rows: Sequence[AreaRow], by: Actor, at: datetime, source: str) -> None:
    with transaction():
        Area.objects.bulk_create(Area(**row._asdict()) for row in rows)
        _record("areas", len(rows), by, at, source)


def _address_values(row: AddressRow) -> tuple[Value, ...]:
    text = f"{row.number} {row.street}" + (f", {row.unit}" if row.unit else "")
    return (*row, text, plain(f"{text} {row.postal_code}"))


@transaction_required
def _copy(table: str, columns: Sequence[str], rows: Iterable[tuple[Value, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for block in blocks(map(line, rows)):
            copy.write(block)


@transaction_required
def _record(what: str, count: int, by: Actor, at: datetime, source: str) -> None:
    events.record(PlacesLoaded(what, count, source), subject=subject_uuid(kind="places", id=what), by=by, at=at)
