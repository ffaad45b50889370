"""Batches are written two at a time: all of them, each whole, and what goes wrong is heard of."""

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection

from tests.commands.import_files import DOCUMENT, csv_file
from tests.factories.clock import NOON
from townline.commands.importing import bringing
from townline.commands.importing.bringing import bring_requests
from townline.commands.importing.mapping import parse_mapping
from townline.commands.importing.progress import Progress
from townline.commands.importing.reading import request_file
from townline.commands.importing.writers import writers
from townline.core import reference
from townline.events.models import Event
from townline.service_requests import operations as service_requests
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations import Batch

ROWS = 12


def bring(folder: Path) -> int:
    rows = [{"Number": f"A-{number}", "State": "Done", "Closed": "03/05/2020 01:00 PM"} for number in range(ROWS)]
    path = csv_file(folder, *rows)
    mapping = parse_mapping(DOCUMENT)
    with request_file(path=path, mapping=mapping, rejects=folder / "rejects.csv") as file:
        return bring_requests(records=file.records(Progress()), mapping=mapping, at=NOON).new


@pytest.mark.django_db(transaction=True)
def test_each_row_is_there_once_with_its_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "BATCH", 2)
    threads: set[str] = set()
    load = service_requests.load

    def noted(*, batch: Batch, at: datetime) -> None:
        threads.add(threading.current_thread().name)
        load(batch=batch, at=at)

    monkeypatch.setattr(service_requests, "load", noted)
    assert bring(tmp_path) == ROWS
    assert sorted(ServiceRequest.objects.values_list("source_id", flat=True)) == sorted(f"A-{n}" for n in range(ROWS))
    assert Event.objects.filter(subject__in=ServiceRequest.objects.values("uuid")).count() == 2 * ROWS
    assert all(name.startswith("writing") for name in threads)
    assert bring(tmp_path) == 0


@pytest.mark.django_db(transaction=True)
def test_a_reference_that_was_taken_meanwhile_costs_one_more_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bring(tmp_path) == ROWS
    taken = ServiceRequest.objects.values_list("reference", flat=True)[:1].get()
    first = iter([[taken]])
    draw = service_requests.free_references

    def drawn(*, count: int, **others: Any) -> list[str]:
        return next(first, None) or draw(count=count, **others)

    monkeypatch.setattr(service_requests, "free_references", drawn)
    path = csv_file(tmp_path, {"Number": "B-1"})
    with request_file(path=path, mapping=parse_mapping(DOCUMENT), rejects=tmp_path / "rejects.csv") as file:
        bring_requests(records=file.records(Progress()), mapping=parse_mapping(DOCUMENT), at=NOON)
    assert ServiceRequest.objects.get(source_id="B-1").reference != taken


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("position", [0, 4])
def test_an_error_of_a_writer_is_raised(position: int) -> None:
    done: list[int] = []

    def work(number: int) -> Callable[[], None]:
        def step() -> None:
            if number == position:
                raise IntegrityError
            done.append(number)

        return step

    with pytest.raises(IntegrityError), writers() as write:  # noqa: PT012  it is raised at a later hand-over or at the end
        for number in range(5):
            write(work(number))
    assert position not in done


@pytest.mark.django_db
def test_inside_a_transaction_all_is_written_by_the_one_connection() -> None:
    seen: list[bool] = []
    own = connection.connection
    with writers() as write:
        write(lambda: seen.append(connection.connection is own))
    assert seen == [True]


def test_references_that_were_given_already_are_not_free(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    issued = iter(["100000009", "200000008", "300000007", "100000009"])
    monkeypatch.setattr(reference, "issue", lambda: next(issued))
    assert sorted(service_requests.free_references(count=2, but_not=["100000009"])) == ["200000008", "300000007"]
