"""Read the file while the database writes: the next batches are made in a thread of their own, a few ahead."""

import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import Full, Queue
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 0.2  # seconds until it is asked again whether anybody still wants more


class _End:
    """After the last one; with what went wrong, if something did."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def ahead(items: Iterable[T], *, by: int = 2) -> Iterator[T]:
    """The same items in the same order. The thread must not touch the database: its connection is another one."""
    ready: Queue[T | _End] = Queue(maxsize=by)
    is_over = threading.Event()
    thread = threading.Thread(target=_fill, args=(items, ready, is_over), name="reading ahead", daemon=True)
    thread.start()
    try:
        while not isinstance(item := ready.get(), _End):
            yield item
        if item.error:
            raise item.error
    finally:
        is_over.set()
        thread.join()


def _fill(items: Iterable[T], ready: "Queue[T | _End]", is_over: threading.Event) -> None:
    try:
        for item in items:
            if not _put(ready, item, is_over):
                return
    except BaseException as error:  # noqa: BLE001  it is raised again where the items are wanted
        _put(ready, _End(error), is_over)
    else:
        _put(ready, _End(), is_over)


def _put(ready: "Queue[T | _End]", item: "T | _End", is_over: threading.Event) -> bool:
    while not is_over.is_set():
        with suppress(Full):
            ready.put(item, timeout=PATIENCE)
            return True
    return False
