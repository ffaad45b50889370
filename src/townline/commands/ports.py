"""The three ports of `townline run`: pages, live events, caught mail."""

import os
import socket
import time
from collections.abc import Callable
from contextlib import closing

from townline.commands.environment import CannotGoOn

PATIENCE_SECONDS = 60.0
MOST_WRONG_ANSWERS = 3


def pages_port() -> int:
    return int(os.environ["TOWNLINE_PORT"])


def _used() -> list[tuple[str, int]]:
    host = os.environ["TOWNLINE_HOST"]
    used = [(host, pages_port()), (host, pages_port() + 1)]
    return [*used, ("127.0.0.1", pages_port() + 2)] if os.environ.get("TOWNLINE_MAIL_CATCHER") == "1" else used


def refuse_taken() -> None:
    """Say so before anything starts: several web servers would share a port without a word."""
    for host, port in _used():
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CannotGoOn(
                    f"cannot listen on {host}, port {port}: {error.strerror}. Another program may use it; "
                    "choose another with --port or TOWNLINE_PORT (it and the next two are needed)."
                ) from None


def wait_until_answered(*, given_up: Callable[[], bool]) -> bool:
    """Wait for the first page; False if it does not come, or only says that something is wrong."""
    until = time.monotonic() + PATIENCE_SECONDS
    wrong = 0
    while time.monotonic() < until and not given_up() and wrong < MOST_WRONG_ANSWERS:
        status = _answer()
        if status == 200:
            return True
        wrong += status > 0
        time.sleep(1 if status else 0.1)
    return False


def reachable_host() -> str:
    host = os.environ["TOWNLINE_HOST"]
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)


def _answer() -> int:
    allowed = os.environ.get("TOWNLINE_ALLOWED_HOSTS", "localhost").split(",")[0].strip() or "localhost"
    question = f"GET /healthz HTTP/1.1\r\nHost: {allowed}\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n\r\n"
    try:
        with socket.create_connection((reachable_host(), pages_port()), timeout=10) as line:
            line.sendall(question.encode())
            words = line.recv(64).split()
    except OSError:
        return 0
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
