"""What stewards work on: some people who are in the books twice, segments, personas."""

from datetime import datetime, timedelta

from townline.commands.sample_city.content import read_toml
from townline.commands.sample_city.geometry.addresses import places
from townline.commands.sample_city.residents import residents
from townline.core.actor import SYSTEM
from townline.core.transactions import transaction
from townline.customers import operations as customers
from townline.customers import queries
from townline.customers.operations import CustomerRow

SOURCE = "recreation system"
TWICE = 6
CHECKED = timedelta(days=120)


def steward(*, at: datetime) -> None:
    _twice(at)
    _groups(at)


def _twice(at: datetime) -> None:
    """The recreation system knew some of our residents, and spelled them its own way."""
    known = [row for row in residents(count=200, homes=places()) if row.email and row.postal_address][:TWICE]
    rows = [_as_recreation_wrote(row, number) for number, row in enumerate(known)]
    customers.bring_customers(source=SOURCE, rows=rows, by=SYSTEM, at=at)
    ids = queries.imported_ids(source=SOURCE, source_ids=[row.source_id for row in rows])
    with transaction():
        customers.find_duplicates_of(customers=list(ids.values()), at=at)


def _as_recreation_wrote(row: CustomerRow, number: int) -> CustomerRow:
    first, _space, last = row.name.partition(" ")
    name = (f"{first[0]}. {last}", f"{last} {first}", row.name.upper())[number % 3]
    return CustomerRow(f"R-{4100 + number}", name, email=row.email, postal_address=row.postal_address)


def _groups(at: datetime) -> None:
    document = read_toml(name="groups.toml")
    segments = {
        values["code"]: customers.save_segment(segment=None, values=values, by=SYSTEM, at=at).pk
        for values in document["segment"]
    }
    for values in document["persona"]:
        segment = segments.get(values.pop("segment", ""))
        said = {**values, "segment_id": segment, "checked_date": (at - CHECKED).date()}
        customers.save_persona(persona=None, values=said, by=SYSTEM, at=at)
