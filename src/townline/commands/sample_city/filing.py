"""What the privacy officer works on: one access request under review, one correction, one breach."""

from datetime import datetime, timedelta

from townline.accounts import queries as accounts
from townline.accounts.values import Viewer
from townline.commands.sample_city.geometry.addresses import places
from townline.commands.sample_city.residents import residents
from townline.customers import queries as customers
from townline.privacy import operations as privacy
from townline.privacy.reading import Seen
from townline.records_office import operations
from townline.records_office.operations import Asked, Happened, Wrong
from townline.records_office.values import Identity

SOURCE = "sample city"
READ = 7  # people whom a colleague looked up without a case


def file(*, at: datetime) -> None:
    officer, colleague = _viewer("privacy_officer", at), _viewer("csr", at)
    people = _people()
    _access_request(*people[0], officer, at)
    _correction(*people[1], officer, at)
    _breach(people[2 : 2 + READ], colleague, officer, at)


def _viewer(role: str, at: datetime) -> Viewer:
    user = accounts.all_users().filter(role=role).order_by("pk").first()
    assert user is not None
    return accounts.viewer_of(user=user, at=at)


Person = tuple[str, int, str]  # name, number, postal address


def _people() -> list[Person]:
    """Residents with a postal address, the first of the city."""
    rows = [row for row in residents(count=200, homes=places()) if row.postal_address][20 : 22 + READ]
    ids = customers.imported_ids(source=SOURCE, source_ids=[row.source_id for row in rows])
    return [(row.name, ids[row.source_id], row.postal_address) for row in rows]


def _access_request(name: str, number: int, address: str, officer: Viewer, at: datetime) -> None:
    asked = Asked(
        person=customers.uuids_of(customers=[number])[0],
        name=name,
        what="Everything that the City keeps about me, and who was told.",
        send_to=address,
    )
    start = at - timedelta(days=12)
    access = operations.receive_access_request(asked=asked, by=officer, at=start)
    operations.note_fee(access=access, by=officer, at=start + timedelta(days=1))
    operations.check_identity(access=access, how=Identity.SEEN_DOCUMENT, by=officer, at=start + timedelta(days=2))
    operations.search(access=access, by=officer, at=at - timedelta(days=3))


def _correction(name: str, number: int, _address: str, officer: Viewer, at: datetime) -> None:
    said = Wrong(
        person=customers.uuids_of(customers=[number])[0],
        name=name,
        wrong="My record says that I asked for letters in English.",
        right="I asked for letters in French, in March already.",
    )
    operations.receive_correction(said=said, by=officer, at=at - timedelta(days=4))


def _breach(people: list[Person], colleague: Viewer, officer: Viewer, at: datetime) -> None:
    uuids = customers.uuids_of(customers=[number for _name, number, _address in people])
    looked = at - timedelta(days=2)
    privacy.make_read_partitions(on=looked.date())
    seen = [Seen("customer", uuid) for uuid in uuids]
    privacy.log_reads(reader_id=colleague.user_id, page="desk:customer", seen=seen, at=looked)
    happened = Happened(
        title="Neighbours looked up without a case",
        words="The weekly list of unusual reads named an account that opened seven pages within minutes, none with a request.",
        discovered_at=at - timedelta(days=1),
        from_at=looked - timedelta(hours=1),
        until_at=looked + timedelta(hours=1),
        reader_id=colleague.user_id,
    )
    operations.open_breach(happened=happened, by=officer, at=at - timedelta(hours=20))
