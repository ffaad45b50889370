"""Write two batches at a time, each in a thread with a connection and a transaction of its own."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from django.db import connections

from townline.core.transactions import in_transaction

AT_A_TIME = 2

Work = Callable[[], None]


@contextmanager
def writers() -> Iterator[Callable[[Work], None]]:
    """What is handed over is done when the block ends; what went wrong is raised there or at a later hand-over.

    Inside somebody's transaction it is done at once: another connection would not see what was written before.
    """
    if in_transaction():
        yield lambda work: work()
        return
    pending: deque[Future[None]] = deque()
    with ThreadPoolExecutor(max_workers=AT_A_TIME, thread_name_prefix="writing") as pool:

        def hand_over(work: Work) -> None:
            while len(pending) >= AT_A_TIME:
                pending.popleft().result()
            pending.append(pool.submit(_done, work))

        yield hand_over
        while pending:
            pending.popleft().result()


def _done(work: Work) -> None:
    try:
        work()
    finally:
        connections.close_all()  # those of this thread
