"""The system under test: an embedded database, the web server and the worker, as `townline run` starts them."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PORT = int(os.environ.get("TOWNLINE_BENCH_PORT", "8391"))


def environment(*, data: Path, socket: Path) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "townline.config.settings",
        "TOWNLINE_DATA": str(data),
        "TOWNLINE_PG_SOCKET": str(socket),
        "TOWNLINE_HOST": "127.0.0.1",
        "TOWNLINE_PORT": str(PORT),
        "TOWNLINE_WEB_WORKERS": "2",
        "MALLOC_ARENA_MAX": "2",
        "TOWNLINE_SECRET_KEY": "only-for-the-benchmark-on-this-machine-0123456789",
        "TOWNLINE_MAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend",
    }


@contextmanager
def running(*, names: dict[str, str], module: str) -> Iterator[subprocess.Popen[bytes]]:
    """One process of the system, ended at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", f"from {module} import main; main()"], env=names, start_new_session=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for_web(*, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=2).read()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
