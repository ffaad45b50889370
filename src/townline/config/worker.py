"""The process behind the pages: delivers events, runs jobs. `python -m townline.config.worker`."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "townline.config.settings")

import django

django.setup()

from django.db import close_old_connections
from django.utils import timezone
from procrastinate.contrib.django import app

from townline.config import demo_clock
from townline.config.stepping_back import step_back
from townline.events import operations as events
from townline.notifications import operations as notifications
from townline.privacy import operations as privacy

PAUSE_SECONDS = 0.25  # between looks at an empty outbox
BATCH = 200


def repeat_until(stopping: threading.Event, work: Callable[..., int]) -> None:
    """Does batches of work; looks again at once after a full one."""
    while not stopping.is_set():
        try:
            close_old_connections()
            busy = work(at=timezone.now(), limit=BATCH) == BATCH
        except Exception as error:  # noqa: BLE001 - the database may be restarting: say so and look again
            print(f"{threading.current_thread().name} waits: {error}", flush=True)
            busy = False
            stopping.wait(2)
        if not busy:
            stopping.wait(PAUSE_SECONDS)


async def run_jobs() -> None:
    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]  # DjangoConnector has it
    async with worker_app.open_async():
        await worker_app.run_worker_async(
            concurrency=2, delete_jobs="successful", fetch_job_polling_interval=2, install_signal_handlers=True
        )


def main() -> None:
    step_back()
    demo_clock.move_jobs()
    stopping = threading.Event()
    today = timezone.now().date()
    events.make_partitions(on=today)
    privacy.make_read_partitions(on=today)
    threads = [
        threading.Thread(target=repeat_until, args=(stopping, work), name=name)
        for name, work in (("Delivering events", events.dispatch_pending), ("Sending mail", notifications.send_due))
    ]
    for thread in threads:
        thread.start()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    try:
        asyncio.run(run_jobs())
    finally:
        stopping.set()
        for thread in threads:
            thread.join(timeout=10)


if __name__ == "__main__":
    main()
