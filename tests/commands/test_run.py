"""`townline run` as a person meets it: it starts, it survives, it ends, it starts again."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from townline.commands.postgres import cluster
from townline.commands.postgres.server import EmbeddedServer

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tl-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "data"


@pytest.fixture(scope="module")
def port() -> int:
    for candidate in range(18400, 18600, 3):
        probes = [socket.socket() for _ in range(3)]
        try:
            for number, probe in enumerate(probes):
                probe.bind(("127.0.0.1", candidate + number))
        except OSError:
            continue
        finally:
            for probe in probes:
                probe.close()
        return candidate
    raise AssertionError("no three free ports")


class Run:
    def __init__(self, *, data: Path, port: int) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TOWNLINE_", "DATABASE_URL"))}
        data.mkdir(exist_ok=True)
        self.data, self.port = data, port
        self.log = (data / "test.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "townline.commands.console", "run", "--empty"],
            env={**kept, "TOWNLINE_DATA": str(data), "TOWNLINE_PORT": str(port)},
            cwd=data,
            stdin=subprocess.DEVNULL,
            stdout=self.log,
            stderr=self.log,
        )

    def answers(self) -> bool:
        return status(self.port) == 200

    def wait_until_up(self) -> None:
        wait_for(lambda: self.answers() or self.process.poll() is not None, what=self.words)
        assert self.process.poll() is None, self.words()

    def words(self) -> str:
        return (self.data / "test.log").read_text()[-3000:]

    def end(self, number: int = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)

    def children(self) -> list[int]:
        return [int(pid) for pid in json.loads((self.data / "processes.json").read_text())]


def status(port: int) -> int:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
            line.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            words = line.recv(64).split()
    except OSError:
        return 0
    return int(words[1]) if len(words) > 1 else 0


def wait_for(happened: Callable[[], object], *, seconds: float = 90, what: Callable[[], str] = str) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, f"it did not happen: {what()}"
        time.sleep(0.1)


def is_alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


@pytest.fixture
def run(data: Path, port: int) -> Iterator[Run]:
    started = Run(data=data, port=port)
    try:
        started.wait_until_up()
        yield started
    finally:
        if started.process.poll() is None:
            started.end()
        started.log.close()


def remember_row(data: Path) -> int:
    with EmbeddedServer(data=data) as server, psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS test_kept (n int)")
        connection.execute("INSERT INTO test_kept VALUES (1)")
        row = connection.execute("SELECT count(*) FROM test_kept").fetchone()
    assert row
    return int(row[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_all_and_loses_nothing(run: Run, number: int) -> None:
    before = remember_row(run.data)
    children = run.children()
    assert run.end(number) == 0
    assert not any(is_alive(pid) for pid in children)
    assert cluster.running_pid(EmbeddedServer(data=run.data).places) is None
    assert remember_row(run.data) == before + 1


def test_killed_supervisor_leaves_nobody_and_the_next_run_starts(run: Run) -> None:
    before = remember_row(run.data)
    children = run.children()
    assert run.end(signal.SIGKILL) == -signal.SIGKILL
    again = Run(data=run.data, port=run.port)
    try:
        again.wait_until_up()
        assert not any(is_alive(pid) for pid in children)
        assert remember_row(run.data) == before + 1
    finally:
        assert again.end() == 0
        again.log.close()


def test_killed_children_come_back(run: Run) -> None:
    for pid in run.children():
        os.kill(pid, signal.SIGKILL)
    wait_for(lambda: status(run.port) == 200 and status(run.port + 1) == 200, what=run.words)
    wait_for(lambda: len(run.children()) == 4, what=run.words)


def test_killed_database_comes_back_under_the_running_pages(run: Run) -> None:
    before = remember_row(run.data)
    pid = cluster.running_pid(EmbeddedServer(data=run.data).places)
    assert pid
    os.kill(pid, signal.SIGKILL)
    wait_for(lambda: cluster.running_pid(EmbeddedServer(data=run.data).places) not in {None, pid}, what=run.words)
    wait_for(run.answers, what=run.words)
    assert remember_row(run.data) == before + 1


def test_second_run_with_the_same_data_is_refused(run: Run) -> None:
    second = Run(data=run.data, port=run.port)
    assert second.process.wait(60) == 1
    second.log.close()
    assert "already runs" in run.words()
    assert run.answers()
