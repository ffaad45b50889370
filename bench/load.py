"""Eight clients, each a process of its own, that repeat one thing for some seconds."""

import multiprocessing
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from queue import Empty

import psycopg

CLIENTS = 8


@dataclass(frozen=True, slots=True)
class Load:
    """How many were done in all, a second, and how many went wrong."""

    done: int
    per_second: float
    failed: int


def repeat(*, make: Callable[[int], Callable[[], bool]], seconds: float, clients: int = CLIENTS) -> Load:
    """`make(client)` runs in the client's process and returns the step; a step says whether it went well."""
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    start = context.Barrier(clients + 1)
    processes = [
        context.Process(target=_client, args=(make, number, seconds, start, answers)) for number in range(clients)
    ]
    for process in processes:
        process.start()
    start.wait(timeout=60)
    results = [_answer(answers, seconds) for _ in processes]
    for process in processes:
        process.join()
    done, failed = (sum(result[part] for result in results) for part in (0, 1))
    return Load(done, sum(result[0] / result[2] for result in results), failed)


def _answer(answers: "multiprocessing.Queue[tuple[int, int, float]]", seconds: float) -> tuple[int, int, float]:
    try:
        return answers.get(timeout=seconds + 120)
    except Empty:
        return 0, 1, seconds


def _client(make, number, seconds, start, answers):  # type: ignore[no-untyped-def]
    step = make(number)
    start.wait()
    began = time.perf_counter()
    done = failed = 0
    while time.perf_counter() - began < seconds:
        if step():
            done += 1
        else:
            failed += 1
    answers.put((done, failed, time.perf_counter() - began))


def sql_step(
    *, dsn: str, statement: str, values: Callable[[int], list[object]], commit: bool = False
) -> Callable[[int], Callable[[], bool]]:
    """Runs one prepared statement with new values each time and reads its rows."""

    def make(client: int) -> Callable[[], bool]:
        connection = psycopg.connect(dsn, autocommit=True, prepare_threshold=0)
        numbers = count(client * 10_000_000)

        def step() -> bool:
            cursor = connection.execute(statement, values(next(numbers)))
            if not commit:
                cursor.fetchall()
            return True

        return step

    return make


def http_step(*, port: int, message: Callable[[int], bytes], good: bytes) -> Callable[[int], Callable[[], bool]]:
    """Sends one HTTP message over a kept connection and reads the whole answer."""

    def make(client: int) -> Callable[[], bool]:
        reader = _Connection(port)
        numbers = count(client * 10_000_000)
        return lambda: reader.ask(message(next(numbers))).startswith(good)

    return make


class _Connection:
    def __init__(self, port: int) -> None:
        self.port = port
        self.socket = self._open()

    def _open(self) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def ask(self, message: bytes) -> bytes:
        try:
            self.socket.sendall(message)
            return self._read()
        except OSError:
            self.socket = self._open()
            return b""

    def _read(self) -> bytes:
        data = bytearray()
        while (end := data.find(b"\r\n\r\n")) < 0:
            part = self.socket.recv(262_144)
            if not part:
                raise ConnectionError
            data += part
        head = bytes(data[:end]).lower()
        wanted = end + 4 + int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
        while len(data) < wanted:
            data += self.socket.recv(262_144)
        return bytes(data[:end])
