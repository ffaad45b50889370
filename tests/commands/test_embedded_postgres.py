"""The embedded server: it starts, it comes back, it ends after its last user, and nothing is lost."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from townline.commands.postgres import cluster
from townline.commands.postgres.account import server_account
from townline.commands.postgres.locks import FileLock
from townline.commands.postgres.places import LONGEST_SOCKET_PATH, SOCKET_NAME, prepare
from townline.commands.postgres.server import EmbeddedServer


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="tl-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def server(data: Path) -> Iterator[EmbeddedServer]:
    with EmbeddedServer(data=data) as server:
        execute(server, "DROP TABLE IF EXISTS kept")
        yield server


def execute(server: EmbeddedServer, statement: str) -> None:
    with psycopg.connect(server.dsn(), autocommit=True) as connection:
        connection.execute(statement)


def count(server: EmbeddedServer) -> int:
    with psycopg.connect(server.dsn()) as connection:
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
    assert row
    return int(row[0])


def wait_for(happened: Callable[[], object], *, seconds: float = 20) -> None:
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def answers(server: EmbeddedServer) -> bool:
    try:
        psycopg.connect(server.dsn()).close()
    except psycopg.OperationalError:
        return False
    return True


def pid_of(server: EmbeddedServer) -> int:
    pid = cluster.running_pid(server.places)
    assert pid is not None
    return pid


def test_start_again_finds_every_row(data: Path) -> None:
    with EmbeddedServer(data=data) as server:
        execute(server, "DROP TABLE IF EXISTS kept")
        execute(server, "CREATE TABLE kept AS SELECT 1")
    assert cluster.running_pid(server.places) is None
    with server:
        assert count(server) == 1


def test_two_users_share_one_server(server: EmbeddedServer, data: Path) -> None:
    with EmbeddedServer(data=data) as second:
        assert pid_of(second) == pid_of(server)
    assert answers(server)


def test_killed_server_comes_back_with_every_row(server: EmbeddedServer) -> None:
    execute(server, "CREATE TABLE kept AS SELECT 1")
    os.kill(pid_of(server), signal.SIGKILL)
    wait_for(lambda: answers(server))
    assert count(server) == 1


def test_killed_keeper_is_replaced_and_the_server_adopted(server: EmbeddedServer) -> None:
    pid = pid_of(server)
    assert server.keeper
    server.keeper.kill()
    server.keeper.wait()
    server.ensure_kept()
    wait_for(lambda: not FileLock(server.home / "keeper.lock").is_free())
    assert pid_of(server) == pid
    server.stop()
    assert cluster.running_pid(server.places) is None
    server.start()


def test_server_of_a_killed_user_ends(data: Path) -> None:
    code = (
        "import sys, os, pathlib; from townline.commands.postgres.server import EmbeddedServer;"
        "server = EmbeddedServer(data=pathlib.Path(sys.argv[1])); server.start(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(data)], check=False)
    places = EmbeddedServer(data=data).places
    wait_for(lambda: cluster.running_pid(places) is None)


def test_pid_file_with_the_number_of_another_program_does_not_stop_it(data: Path) -> None:
    with EmbeddedServer(data=data) as server:
        execute(server, "DROP TABLE IF EXISTS kept")
        execute(server, "CREATE TABLE kept AS SELECT 1")
        lines = server.places.pid_file.read_text().splitlines()
    server.places.pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    with server:
        assert count(server) == 1


def test_long_path_gets_a_short_socket(data: Path) -> None:
    home = data / ("x" * 90) / "postgres"
    places = prepare(home=home, account=server_account())
    assert len(os.fsencode(places.socket / SOCKET_NAME)) <= LONGEST_SOCKET_PATH
    places.socket.rmdir()


def test_nobody_else_is_let_in(server: EmbeddedServer) -> None:
    assert server.places.socket.stat().st_mode & 0o077 == 0
    with psycopg.connect(server.dsn(role="postgres")) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        rules = connection.execute("SELECT type, auth_method FROM pg_hba_file_rules").fetchall()
    assert rules == [("local", "peer")]


def test_application_role_is_no_superuser(server: EmbeddedServer) -> None:
    with psycopg.connect(server.dsn()) as connection:
        assert connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone() == (False,)
