"""Pages of the desk: the processor time that Django needs beyond the SQL, and how that grows with the city."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench.report import Row

REPEATS = 30


def _client(email: str = "person0@bench.example") -> Any:
    from django.test import Client  # app ready

    from townline.accounts.models import User  # app ready

    client = Client()
    client.force_login(User.objects.get(email=email), backend="townline.accounts.backends.StaffBackend")
    return client


def _cpu(step: Callable[[], object]) -> float:
    """Median milliseconds of processor time of this process."""
    times = []
    for _ in range(REPEATS):
        began = time.process_time()
        step()
        times.append((time.process_time() - began) * 1000)
    return median(times)


def _wall(step: Callable[[], object]) -> float:
    times = []
    for _ in range(REPEATS):
        began = time.perf_counter()
        step()
        times.append((time.perf_counter() - began) * 1000)
    return median(times)


def _good(client: Any, address: str) -> Callable[[], object]:
    def step() -> None:
        response = client.get(address)
        if response.status_code != 200:
            message = f"{address} answered {response.status_code}"
            raise RuntimeError(message)

    step()  # fill caches
    return step


def queue(*, requests: int) -> list[Row]:
    """The queue of 50 rows against a bare template of 50 rows and the queue's own statement."""
    from django.template import engines  # app ready
    from django.utils import timezone  # app ready

    from townline.accounts import queries as accounts  # app ready
    from townline.accounts.models import User  # app ready
    from townline.service_requests import queries  # app ready

    page = _good(_client(), "/desk/?tab=all")
    viewer = accounts.viewer_of(user=User.objects.get(email="person0@bench.example"), at=timezone.now())
    filters = queries.QueueFilters(tab=queries.Tab.ALL)
    rows = "<table>{% for row in rows %}<tr><td>{{ row.reference }}</td><td>{{ row.service_en }}</td><td>{{ row.address }}</td></tr>{% endfor %}</table>"
    template = engines["django"].from_string(rows)

    def bare() -> object:
        found = queries.work_queue(viewer=viewer, filters=filters, at=timezone.now())
        return template.render({"rows": found.rows})

    ours, base, wall = _cpu(page), _cpu(bare), _wall(page)
    return [
        Row(
            "desk queue page of 50, processor time",
            f"{ours:.1f} ms",
            f"{base:.1f} ms template and SQL",
            f"{ours - base:+.1f} ms",
            "at most 25 ms more",
            ours - base <= 25,
        ),
        Row(
            "desk queue page of 50, wall time",
            f"{wall:.1f} ms",
            f"at {requests:,} requests",
            "",
            "compare the sizes",
            None,
        ),
    ]


def queue_wall() -> float:
    """Milliseconds of one page of the whole queue."""
    return _wall(_good(_client(), "/desk/?tab=all"))


def queue_growth(*, requests: int, small: float | None) -> list[Row]:
    """`small` is the same page when the city had 10,000 requests, measured on the way."""
    if small is None:
        return []
    large = queue_wall()
    return [
        Row(
            f"desk queue page, {requests:,} requests against 10,000",
            f"{large:.1f} ms",
            f"{small:.1f} ms",
            f"{large / small:.2f}x",
            "at most 1.3x",
            large / small <= 1.3,
        )
    ]


def search(*, requests: int) -> list[Row]:
    """Words, misspelt words: the page against the search itself, without the page around it."""
    from django.utils import timezone  # app ready

    from townline.accounts import queries as accounts  # app ready
    from townline.accounts.models import User  # app ready
    from townline.service_requests import queries  # app ready

    client = _client()
    viewer = accounts.viewer_of(user=User.objects.get(email="person0@bench.example"), at=timezone.now())
    rows = []
    for name, text in (("words", "pothole school"), ("a rare word", "since 4711"), ("misspelt words", "pothol libary")):
        page = _good(client, f"/desk/search?q={text.replace(' ', '+')}")
        ours, base, wall = _cpu(page), _cpu(lambda text=text: queries.search(viewer=viewer, text=text)), _wall(page)
        rows += [
            Row(
                f"desk search, {name}: processor time",
                f"{ours:.1f} ms",
                f"{base:.1f} ms search alone",
                f"{ours - base:+.1f} ms",
                "at most 25 ms more",
                ours - base <= 25,
            ),
            Row(
                f"desk search, {name}: wall time",
                f"{wall:.1f} ms",
                f"at {requests:,} requests",
                "",
                "under 60 ms",
                wall < 60,
            ),
        ]
    return rows
