"""What the log of reads and break-glass cost on a page: with them and without, turn by turn, so that both have the same machine."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch
from uuid import UUID

from bench.report import Row

PAIRS = 150
WARM = 10
GOAL = 1.05
OF_THE_LOG = "townline.config.reading.write_down"
OPENED = "townline.privacy.queries.opened"  # what break-glass asks on each page
Times = tuple[float, float]  # milliseconds of processor (ours and the database's), of waiting


def pages() -> list[Row]:
    """A request with its customer, the queue of 50, and a list of people who were found."""
    reference = _request()
    from bench.measures.pages import _client  # app ready

    client = _client()
    rows: list[Row] = []
    for name, address in (
        ("request page", f"/desk/requests/{reference}"),
        ("queue page of 50", "/desk/?tab=all"),
        ("search page that names people", "/desk/search?q=Quillfeather"),
    ):
        rows += _compared(name, client, address)
    return rows


def _compared(name: str, client: Any, address: str) -> list[Row]:
    with_log, without = _turn_by_turn(client, address)
    rows = []
    for unit, ours, base in zip(("processor time", "wall time"), with_log, without, strict=True):
        rows.append(
            Row(
                f"log of reads on the {name}, {unit}",
                f"{ours:.2f} ms",
                f"{base:.2f} ms without the log",
                f"{ours / base:.3f}x",
                f"at most {GOAL}x",
                ours / base <= GOAL,
            )
        )
    return rows


def _turn_by_turn(client: Any, address: str) -> tuple[Times, Times]:
    from townline.config import reading  # app ready
    from townline.privacy import queries as privacy  # app ready

    backend = _backend()
    whole, opened = reading.write_down, privacy.opened
    times: dict[bool, list[Times]] = {True: [], False: []}

    def forget(_: object, notes: dict[object, None]) -> None:
        notes.clear()

    for turn in range(2 * (PAIRS + WARM)):
        logs = turn % 2 == 0
        with patch(OF_THE_LOG, whole if logs else forget), patch(OPENED, opened if logs else _nothing_opened):
            spent = _spent(lambda: client.get(address), backend)
        if turn >= 2 * WARM:
            times[logs].append(spent)
    return _middle(times[True]), _middle(times[False])


def _nothing_opened(**_: object) -> frozenset[UUID]:
    return frozenset()


def _spent(step: Callable[[], Any], backend: Path) -> Times:
    cpu, theirs, wall = time.process_time(), _nanoseconds(backend), time.perf_counter()
    response = step()
    wall = time.perf_counter() - wall
    cpu = time.process_time() - cpu + (_nanoseconds(backend) - theirs) / 1e9
    if response.status_code != 200:
        message = f"the page answered {response.status_code}"
        raise RuntimeError(message)
    return cpu * 1000, wall * 1000


def _middle(times: list[Times]) -> Times:
    return median(cpu for cpu, _ in times), median(wall for _, wall in times)


def _backend() -> Path:
    """Where the system counts the processor time of the database's process behind our connection."""
    from django.db import connection  # app ready

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")


def _nanoseconds(backend: Path) -> int:
    return int(backend.read_text().split()[0]) if os.name == "posix" and backend.exists() else 0


def _request() -> str:
    """One taken by telephone, of somebody with a name."""
    from django.utils import timezone  # app ready

    from townline.core.actor import RESIDENT  # app ready
    from townline.customers.values import Contact  # app ready
    from townline.places.values import Location  # app ready
    from townline.service_requests import operations as service_requests  # app ready
    from townline.service_requests.values import Submission  # app ready

    submission = Submission(
        service_code="service-0",
        channel="phone",
        description="A lamp that blinks.",
        answers={"size": "large"},
        location=Location(lat=44.01, long=-77.69, address="12 Maple Street"),
        contact=Contact(name="Zebulon Quillfeather", email="zebulon@mail.example"),
    )
    return str(service_requests.submit(submission=submission, by=RESIDENT, at=timezone.now()).reference)
