"""Requests of another system in our database: once, with their history, and never over what staff did."""

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection

from tests.commands.import_counts import independent_counts
from tests.commands.import_files import DOCUMENT, MAPPINGS, csv_file, real
from tests.commands.test_import_counts import head_of
from townline.catalog.models import Service
from townline.commands.importing import bringing
from townline.commands.importing.bringing import Brought, bring_requests, foresee
from townline.commands.importing.console import parser, report
from townline.commands.importing.mapping import RequestMapping, load_mapping, parse_mapping
from townline.commands.importing.progress import Progress
from townline.commands.importing.reading import request_file
from townline.commands.importing.record import RequestRecord
from townline.events.models import Delivery, Event
from townline.service_levels.models import Clock
from townline.service_requests.models import Assignment, ServiceRequest

MAPPING = """
source = "mapleton"
time_zone = "America/Toronto"
id = { column = "Number" }
service = { column = "Kind" }
submitted = { column = "Opened", formats = ["%m/%d/%Y %I:%M %p"] }
status = { column = "State", words = { Open = "submitted" } }
description = { column = "Words" }
"""
NOW = datetime(2026, 5, 4, 15, 0, tzinfo=UTC)
LATER = datetime(2026, 5, 11, 15, 0, tzinfo=UTC)
OURS = parse_mapping(DOCUMENT)
pytestmark = pytest.mark.django_db


def bring(path: Path, *, mapping: RequestMapping = OURS, at: datetime = NOW) -> Brought:
    with request_file(path=path, mapping=mapping, rejects=path.with_name("rejects.csv")) as file:
        return bring_requests(records=file.records(Progress()), mapping=mapping, at=at)


def facts(request: ServiceRequest) -> list[tuple[str, str]]:
    events = Event.objects.filter(subject=request.uuid).order_by("occurred_at", "id")
    return [(event.type.removeprefix("service_request."), event.occurred_at.isoformat()) for event in events]


def test_open_row_keeps_its_dates_owner_and_clock(tmp_path: Path) -> None:
    bring(csv_file(tmp_path, {"State": "Doing", "Due": "2026-06-01 17:00:00"}))
    request = ServiceRequest.objects.get(source_id="A-1")
    clock = Clock.objects.get(subject=request.uuid)
    assert request.submitted_at == datetime(2020, 3, 2, 19, 55, tzinfo=UTC)
    assert request.due_at == request.promised_at == clock.due_at == datetime(2026, 6, 1, 21, 0, tzinfo=UTC)
    assert (clock.started_at, clock.stopped_at, clock.breached_at) == (request.submitted_at, None, None)
    assert (request.department.name_en, request.team and request.team.name_en) == ("Roads", "Roads")
    assert Assignment.objects.get(request=request).closed_at is None


def test_late_open_row_warns_nobody_again(tmp_path: Path) -> None:
    bring(csv_file(tmp_path, {"State": "Doing"}))
    clock = Clock.objects.get()
    assert clock.breached_at == clock.due_at < NOW


def test_closed_row_has_its_history_and_what_it_does_not_say_is_not_recorded(tmp_path: Path) -> None:
    bring(csv_file(tmp_path, {"State": "Done", "Closed": "03/05/2020 01:00 PM"}))
    request = ServiceRequest.objects.get()
    assert (request.state, request.outcome, request.due_at) == ("confirmed", "not_recorded", None)
    assert request.closed_at == request.completed_at == request.updated_at == datetime(2020, 3, 5, 18, 0, tzinfo=UTC)
    assert facts(request) == [
        ("submitted", "2020-03-02T19:55:00+00:00"),
        ("confirmed", "2020-03-05T18:00:00+00:00"),
    ]
    assert Clock.objects.get().stopped_at == request.closed_at


def test_closed_row_without_a_date_is_closed_at_a_time_not_recorded(tmp_path: Path) -> None:
    bring(csv_file(tmp_path, {"State": "Done"}))
    request = ServiceRequest.objects.get()
    assert (request.state, request.closed_at, request.completed_at) == ("confirmed", None, None)
    assert [kind for kind, _ in facts(request)] == ["submitted", "imported"]


def test_import_is_delivered_to_nobody(tmp_path: Path) -> None:
    bring(csv_file(tmp_path, {}, {"Number": "A-2", "State": "Done"}))
    subjects = ServiceRequest.objects.values_list("uuid", flat=True)
    assert Event.objects.filter(subject__in=subjects).count() == 3
    assert not Delivery.objects.filter(subject__in=list(subjects)).exists()
    assert mail.outbox == []


def test_unknown_service_becomes_a_public_one_with_its_own_name(tmp_path: Path) -> None:
    brought = bring(csv_file(tmp_path, {"Kind": "Égout bouché"}, {"Number": "A-2", "Kind": "Égout bouché"}))
    service = Service.objects.get()
    assert brought.new_services == 1
    assert (service.code, service.name_en, service.name_fr) == ("egout-bouche", "Égout bouché", "Égout bouché")
    assert (service.group.code, service.visibility, service.is_active) == ("imported", "public", True)


def test_service_that_the_city_renamed_or_switched_off_is_still_the_same(tmp_path: Path) -> None:
    path = csv_file(tmp_path, {})
    bring(path)
    Service.objects.update(name_en="Hole in the road", is_active=False)
    assert bring(path, at=LATER) == Brought(unchanged=1)
    assert bring(csv_file(tmp_path, {"Number": "A-2"}), at=LATER) == Brought(new=1)
    assert Service.objects.count() == 1


def test_second_run_changes_nothing(tmp_path: Path) -> None:
    path = csv_file(tmp_path, {}, {"Number": "A-2", "State": "Done", "Words": "a\tb \\ c"})
    bring(path)
    before = (list(ServiceRequest.objects.order_by("id").values()), Event.objects.count(), Clock.objects.count())
    assert bring(path, at=LATER) == Brought(unchanged=2)
    assert (
        list(ServiceRequest.objects.order_by("id").values()),
        Event.objects.count(),
        Clock.objects.count(),
    ) == before


def test_newer_file_applies_its_differences(tmp_path: Path) -> None:
    bring(csv_file(tmp_path, {"Due": "2026-06-01 17:00:00"}))
    newer = {"State": "Done", "Closed": "05/10/2026 09:00 AM", "Street": "14 Alder St", "Due": "2026-06-01 17:00:00"}
    brought = bring(csv_file(tmp_path, newer), at=LATER)
    request = ServiceRequest.objects.get()
    assert (brought.changed, brought.conflicts) == (1, [])
    assert (request.state, request.address, request.block, request.version) == (
        "confirmed",
        "14 Alder St",
        "1-99 Alder St",
        2,
    )
    assert request.closed_at == Clock.objects.get().stopped_at == datetime(2026, 5, 10, 13, 0, tzinfo=UTC)
    assert [kind for kind, _ in facts(request)] == ["submitted", "confirmed", "details_changed"]


@pytest.mark.parametrize("first", ["Open", "Doing", "Done", "No"])
@pytest.mark.parametrize("then", ["Open", "Doing", "Done", "No"])
def test_newer_file_may_bring_any_state_after_any_other(tmp_path: Path, first: str, then: str) -> None:
    bring(csv_file(tmp_path, {"State": first}))
    bring(csv_file(tmp_path, {"State": then}), at=LATER)
    assert ServiceRequest.objects.get().state == DOCUMENT["status"]["words"][then]  # type: ignore[index]
    assert Assignment.objects.filter(closed_at=None).count() == (then == "Doing")


def test_what_staff_changed_is_left_and_listed(tmp_path: Path) -> None:
    bring(csv_file(tmp_path, {}))
    ServiceRequest.objects.update(address="12 Elder St")
    newer = csv_file(tmp_path, {"Street": "99 Oak St", "Words": "Now two"})
    brought = bring(newer, at=LATER)
    request = ServiceRequest.objects.get()
    assert (request.address, request.description) == ("12 Elder St", "Now two")
    assert [(each.part, each.ours, each.theirs) for each in brought.conflicts] == [
        ("place", "address: 12 Elder St", "address: 99 Oak St")
    ]
    assert bring(newer, at=LATER) == Brought(unchanged=1)


def test_staff_and_file_that_agree_are_no_conflict(tmp_path: Path) -> None:
    bring(csv_file(tmp_path, {}))
    ServiceRequest.objects.update(description="Now two")
    brought = bring(csv_file(tmp_path, {"Words": "Now two"}), at=LATER)
    assert (brought.changed, brought.conflicts) == (1, [])


def test_dry_run_foresees_and_changes_nothing(tmp_path: Path) -> None:
    bring(csv_file(tmp_path, {}, {"Number": "A-2"}))
    ServiceRequest.objects.filter(source_id="A-2").update(description="Ours")
    newer = csv_file(tmp_path, {"Words": "New"}, {"Number": "A-2", "Words": "New"}, {"Number": "A-3", "Kind": "Lamp"})
    before = (list(ServiceRequest.objects.order_by("id").values()), Service.objects.count(), Event.objects.count())
    with request_file(path=newer, mapping=OURS, rejects=tmp_path / "r.csv") as file:
        foreseen = foresee(records=file.records(Progress()), mapping=OURS, at=LATER)
    assert (foreseen.new, foreseen.changed, foreseen.new_services, len(foreseen.conflicts)) == (1, 2, 1, 1)
    assert (
        list(ServiceRequest.objects.order_by("id").values()),
        Service.objects.count(),
        Event.objects.count(),
    ) == before


def test_interrupted_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "BATCH", 2)
    path = csv_file(tmp_path, *({"Number": f"A-{number}"} for number in range(5)))

    def broken(records: Iterable[RequestRecord]) -> Iterable[RequestRecord]:
        for number, record in enumerate(records):
            if number == 3:
                raise KeyboardInterrupt
            yield record

    with request_file(path=path, mapping=OURS, rejects=tmp_path / "r.csv") as file, pytest.raises(KeyboardInterrupt):
        bring_requests(records=broken(file.records(Progress())), mapping=OURS, at=NOW)
    assert ServiceRequest.objects.count() == 2
    assert bring(path, at=LATER) == Brought(new=3, unchanged=2)


def test_rejected_rows_are_kept_with_their_reason_and_can_be_mended(tmp_path: Path) -> None:
    path = csv_file(tmp_path, {"Lat": "north"}, {"Number": "A-2"}, {"Number": "A-2"})
    assert bring(path).new == 1
    with (tmp_path / "rejects.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["line"], row["reason"]) for row in rows] == [
        ("3", "latitude 'north' is not a number"),
        ("7", "the id A-2 stands on an earlier line too"),
    ]


def test_reference_that_is_taken_is_given_to_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bring(csv_file(tmp_path, {}))
    taken = ServiceRequest.objects.get().reference
    numbers = iter([taken, "418307265", taken, "418307266"])
    monkeypatch.setattr("townline.core.reference.issue", lambda: next(numbers))
    bring(csv_file(tmp_path, {"Number": "A-2"}, {"Number": "A-3"}))
    assert set(ServiceRequest.objects.values_list("reference", flat=True)) == {taken, "418307265", "418307266"}


def stored_counts(source: str, zone: str) -> dict[str, Counter[str]]:
    month = f"to_char(submitted_at AT TIME ZONE '{zone}', 'YYYY-MM')"
    columns = {"status": "state", "service": "s.name_en", "month": month}
    found: dict[str, Counter[str]] = {}
    with connection.cursor() as cursor:
        for name, column in columns.items():
            cursor.execute(
                f"SELECT {column}, count(*) FROM service_requests_servicerequest r "
                "JOIN catalog_service s ON s.id = r.service_id WHERE source = %s GROUP BY 1",
                [source],
            )
            found[name] = Counter(dict(cursor.fetchall()))
    return found


def compare(mapping: str, path: Path) -> None:
    loaded = load_mapping(mapping)
    bring(path, mapping=loaded)
    independent = independent_counts(mapping=mapping, path=path)
    by_word = independent.pop("channel")
    assert stored_counts(loaded.source, loaded.time_zone) == independent
    channels: Counter[str] = Counter()
    for word, count in by_word.items():
        first = word.split(loaded.channel.separator)[0] if loaded.channel.separator else word
        channels[loaded.channel.words.get(first) or loaded.channel.otherwise] += count
    stored = ServiceRequest.objects.filter(source=loaded.source).values_list("channel", flat=True)
    assert Counter(stored) == channels


@pytest.mark.parametrize("mapping", MAPPINGS)
def test_stored_counts_of_the_head_are_those_of_duckdb(tmp_path: Path, mapping: str) -> None:
    compare(mapping, head_of(real(MAPPINGS[mapping]), tmp_path))


@pytest.mark.slow
@pytest.mark.parametrize("mapping", MAPPINGS)
def test_stored_counts_of_the_whole_file_are_those_of_duckdb(tmp_path: Path, mapping: str) -> None:
    target = tmp_path / MAPPINGS[mapping]
    target.symlink_to(real(MAPPINGS[mapping]))
    compare(mapping, target)


def command(*words: str) -> int:
    return report(parser().parse_args(["requests", *words]))


def test_command_reports_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = str(csv_file(tmp_path, {}, {"Number": "A-2", "Opened": "yesterday"}))
    (tmp_path / "ours.toml").write_text(MAPPING)
    assert command(path, "--mapping", "ours.toml", "--dry-run") == 0
    assert "1 requests would be added" in " ".join(capsys.readouterr().out.split())
    assert command(path, "--mapping", "ours.toml") == 0
    ServiceRequest.objects.update(description="Ours")
    csv_file(tmp_path, {"Words": "Theirs"})
    assert command(path, "--mapping", "ours.toml") == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "1 requests added" in said
    assert "line 5: 'yesterday' is not a date" in said
    assert "1 parts of requests were changed here and in the file" in said
    assert (
        (tmp_path / "conflicts-requests.csv")
        .read_text(encoding="utf-8-sig")
        .splitlines()[1]
        .endswith("description: Theirs")
    )


def test_command_refuses_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(str(tmp_path / "none.csv"), "--mapping", "boston") == 2
    assert command(str(csv_file(tmp_path, {})), "--mapping", "boston") == 2
    said = " ".join(capsys.readouterr().out.split())
    assert "There is no file" in said
    assert "The file has no column 'case_enquiry_id'" in said
