"""Web, worker and database are killed in the middle of 500 reports: nothing that was acknowledged is lost or doubled."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psutil
import psycopg
import pytest

from townline.commands.postgres.server import EmbeddedServer

pytestmark = [pytest.mark.slow]
REPORTS = 500
CLIENTS = 8
CITY = """
from django.utils import timezone
from townline.accounts import operations as accounts
from townline.accounts.models import Department, Team
from townline.catalog import operations as catalog
from townline.catalog.models import Group
from townline.core.actor import SYSTEM
at = timezone.now()
roads = accounts.save_department(department=Department(code="roads"), values={"name_en": "Roads", "name_fr": "Voirie"}, by=SYSTEM, at=at)
accounts.save_team(team=Team(code="crew"), values={"name_en": "Crew", "name_fr": "Équipe", "department": roads}, by=SYSTEM, at=at)
catalog.save_group(group=Group(code="streets"), values={"name_en": "Streets", "name_fr": "Rues"}, by=SYSTEM, at=at)
text = {"en": "Pothole", "fr": "Nid-de-poule"}
catalog.publish(document={"code": "pothole", "name": text, "summary": text, "group_code": "streets",
                          "department_code": "roads", "team_code": "crew"}, by=SYSTEM, at=at)
accounts.make_api_key(name="crash test", contact="", key="crash-test", requests_per_minute=1000000, by=SYSTEM, at=at)
"""


def _runs(process: psutil.Process, module: str) -> bool:
    try:
        return any(module in part for part in process.cmdline())
    except psutil.NoSuchProcess:  # it has ended meanwhile, or waits for its parent to hear of it
        return False


@dataclass
class City:
    data: Path
    port: int
    process: "subprocess.Popen[bytes]"
    references: dict[int, str] = field(default_factory=dict)

    def processes(self, module: str) -> list[psutil.Process]:
        return [one for one in psutil.Process(self.process.pid).children(recursive=True) if _runs(one, module)]

    def postmaster(self) -> int:
        file = EmbeddedServer(data=self.data).places.cluster / "postmaster.pid"
        return int(file.read_text().split("\n", maxsplit=1)[0])


def free_port() -> int:
    """One of three free ports in a row."""
    for port in range(21_000, 29_000, 7):
        with socket.socket() as one, socket.socket() as two, socket.socket() as three:
            try:
                for place, number in ((one, port), (two, port + 1), (three, port + 2)):
                    place.bind(("127.0.0.1", number))
            except OSError:
                continue
            return port
    raise AssertionError


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    data, port = tmp_path / "data", free_port()
    tmp_path.chmod(0o755)
    names = {
        **os.environ,
        "TOWNLINE_DATA": str(data),
        "TOWNLINE_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "townline.config.settings",
    }
    names.pop("DATABASE_URL", None)
    console = [sys.executable, "-m", "townline.commands.console"]
    with (tmp_path / "run.log").open("wb") as log:
        process = subprocess.Popen([*console, "run", "--empty"], env=names, stdout=log, stderr=log)
    try:
        wait_until(lambda: answers(port), seconds=60)
        subprocess.run([*console, "manage", "shell", "-c", CITY], env=names, check=True, capture_output=True)
        yield City(data, port, process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
        print((tmp_path / "run.log").read_text())


def answers(port: int) -> bool:
    try:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
            connection.request("GET", "/healthz")
            return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False


def wait_until(holds, *, seconds: float) -> None:  # type: ignore[no-untyped-def]
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.2)


def report(city: City, number: int) -> None:
    """Sends one report again and again, with the same client_request_id, until it is acknowledged."""
    form = urlencode(
        {
            "api_key": "crash-test",
            "service_code": "pothole",
            "address_string": f"{number} Maple Street",
            "email": f"resident{number}@example.org",
            "client_request_id": f"crash-{number}",
            "description": "A hole",
        }
    )
    trouble: object = None
    for _ in range(600):
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", city.port, timeout=20)) as connection:
                headers = {"Content-Type": "application/x-www-form-urlencoded"}
                connection.request("POST", "/open311/v2/requests.json", form, headers)
                answer = connection.getresponse()
                body = answer.read()
            if answer.status < 300:
                city.references[number] = json.loads(body)[0]["service_request_id"]
                return
            assert answer.status >= 500, body
            trouble = (answer.status, body[:300])
        except (OSError, http.client.HTTPException) as error:
            trouble = error
        time.sleep(0.1)
    pytest.fail(f"report {number} was never acknowledged: {trouble!r}")


def send_all(city: City) -> list[threading.Thread]:
    numbers = iter(range(REPORTS))
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                number = next(numbers, None)
            if number is None:
                return
            report(city, number)

    threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    return threads


def test_killed_processes_lose_nothing_that_was_acknowledged(city: City) -> None:
    threads = send_all(city)
    for share, victim in enumerate(("townline.commands.processes.web", "townline.config.worker", "postgres"), start=1):
        wait_until(lambda share=share: len(city.references) >= share * REPORTS // 5, seconds=90)
        pids = [city.postmaster()] if victim == "postgres" else [one.pid for one in city.processes(victim)]
        assert pids, f"nothing called {victim} runs"
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
    for thread in threads:
        thread.join(timeout=150)
    assert len(city.references) == REPORTS
    with EmbeddedServer(data=city.data) as server, psycopg.connect(server.dsn(), autocommit=True) as connection:
        wait_until(lambda: count(connection, "events_delivery WHERE state = 'pending'") == 0, seconds=90)
        references = [row[0] for row in connection.execute("SELECT reference FROM service_requests_servicerequest")]
        events = count(connection, "events_event WHERE type = 'service_request.submitted'")
        messages = count(connection, "notifications_message WHERE step = 'received'")
        told = count(connection, "(SELECT DISTINCT event_uuid FROM notifications_message) AS told")
    assert sorted(references) == sorted(city.references.values())
    assert (len(set(references)), events, messages, told) == (REPORTS,) * 4


def count(connection: "psycopg.Connection[tuple[int]]", table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # type: ignore[call-overload]
    assert row is not None
    return row[0]
