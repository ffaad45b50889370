"""Approve a thousand closings at once, against the same one by one."""

import time
from collections.abc import Callable
from typing import Any

from bench.report import Row

MANY = 1_000
ONE_BY_ONE = 100  # enough to know what one costs
GOAL = 1 / 5


def approvals() -> list[Row]:
    """In a transaction that is undone: the city is the same afterwards."""
    from django.db import transaction  # app ready
    from django.utils import timezone  # app ready

    from townline.accounts import queries as accounts  # app ready
    from townline.accounts.models import User  # app ready
    from townline.service_requests import operations as service_requests  # app ready
    from townline.service_requests.models import Closure, ServiceRequest  # app ready

    at = timezone.now()
    boss, crew = (
        accounts.viewer_of(user=User.objects.get(email=f"person{number}@bench.example"), at=at) for number in (0, 1)
    )
    with transaction.atomic():
        work = ServiceRequest.objects.filter(state="assigned").exclude(assignee=boss.user_id).order_by("id")
        references = list(work.values_list("reference", flat=True)[: MANY + ONE_BY_ONE])
        service_requests.complete_many(references=references, outcome="fixed", words="Done.", by=crew, at=at)
        closings = list(Closure.objects.filter(state="waiting").select_related("request").order_by("request_id"))
        alone, together = closings[:ONE_BY_ONE], closings[ONE_BY_ONE : ONE_BY_ONE + MANY]
        many = [closure.uuid for closure in together]
        base = _seconds(lambda: [service_requests.approve(closure=one, by=boss, at=at) for one in alone]) / len(alone)
        found: list[Any] = []
        ours = _seconds(lambda: found.append(service_requests.approve_many(closings=many, by=boss, at=at)))
        if len(found[0].done) != len(many):
            message = f"{len(found[0].done)} of {len(many)} were approved"
            raise RuntimeError(message)
        transaction.set_rollback(True)
    ratio = ours / (base * len(many))
    return [
        Row(
            f"bulk approval of {len(many):,}",
            f"{ours * 1000:,.0f} ms",
            f"{base * len(many) * 1000:,.0f} ms one by one",
            f"1/{1 / ratio:.1f}",
            "at most 1/5",
            ratio <= GOAL,
        )
    ]


def _seconds(step: Callable[[], object]) -> float:
    began = time.perf_counter()
    step()
    return time.perf_counter() - began
