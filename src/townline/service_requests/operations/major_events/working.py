"""Complete many requests of a major event in the background, each by the rule that holds for it."""

import logging
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.transactions import savepoint, transaction
from townline.events import operations as events
from townline.service_requests import major_event_types as event_types
from townline.service_requests.models import MajorEvent, MajorWork, MajorWorkItem, Outcome, ServiceRequest
from townline.service_requests.operations.complete import complete
from townline.service_requests.values import WorkState
from townline.service_requests.workflow import TRANSITIONS, Verb

logger = logging.getLogger(__name__)
BATCH = 10  # so that the board moves
_JOB = "townline.service_requests.tasks.complete_of_major_event"


class NothingToComplete(OperationRefused):
    message = _("No request of this event can be completed now.")


class Unforeseen(OperationRefused):
    message = _("It could not be completed. Open it and try by hand.")


class WorkEmpty(OperationRefused):
    message = _("Choose an outcome and write what was done: each customer reads it.")


def begin_completing(*, major: MajorEvent, outcome: str, words: str, by: Viewer, at: datetime) -> MajorWork:
    """All that are reviewed or assigned. Raises WorkEmpty, NothingToComplete, NotAllowed."""
    if not (by.can(Capability.APPROVE) and by.can(Capability.WORK_ON_REQUESTS)):
        raise NotAllowed
    if outcome not in set(Outcome.values) - {Outcome.NOT_RECORDED} or not words.strip():
        raise WorkEmpty
    with transaction():
        ready = ServiceRequest.objects.filter(
            pk__in=major.reports.values("request"), state__in=TRANSITIONS[Verb.COMPLETE].frm
        )
        keys = list(ready.order_by("id").values_list("id", flat=True))
        if not keys:
            raise NothingToComplete
        work = MajorWork.objects.create(
            major=major, outcome=outcome, words=words.strip(), by_id=by.user_id, by_label=by.actor.label, begun_at=at
        )
        MajorWorkItem.objects.bulk_create([MajorWorkItem(work=work, request_id=key) for key in keys], batch_size=1_000)
        fact = event_types.MajorWorkBegun(str(work.uuid), outcome, len(keys))
        events.record(fact, subject=major.uuid, by=by.actor, at=at)
        app.configure_task(_JOB, queue="service_requests").defer(work=str(work.uuid))
    return work


def complete_some(*, work: UUID, at: datetime) -> bool:
    """The next batch; whether there is more. A request that is refused stays as it is, with the reason beside it."""
    with transaction():
        works = MajorWork.objects.select_for_update(skip_locked=True, of=("self",)).select_related("major")
        row = works.filter(uuid=work, finished_at__isnull=True).first()
        if row is None:  # finished, or in the hands of another worker, who goes on with it
            return False
        items = row.items.select_for_update(skip_locked=True, of=("self",)).filter(state=WorkState.WAITING)
        by = accounts.viewer_of(user=accounts.user_by_id(user_id=row.by_id), at=at)
        some = list(items.select_related("request").order_by("id")[:BATCH])
        for item in some:
            _complete_one(row, item, by, at)
        if row.items.filter(state=WorkState.WAITING).exists():
            app.configure_task(_JOB, queue="service_requests").defer(work=str(row.uuid))
            return True
        _finish(row, by, at)
        return False


def _complete_one(row: MajorWork, item: MajorWorkItem, by: Viewer, at: datetime) -> None:
    item.state = WorkState.DONE
    try:
        with savepoint():
            complete(request=item.request, outcome=row.outcome, words=row.words, by=by, at=at)
    except OperationRefused as refusal:
        item.state, item.refusal = WorkState.REFUSED, str(refusal)[:300]
    except Exception:  # a deadlock, for example: the others are completed all the same
        logger.exception("Request %s could not be completed", item.request.reference)
        item.state, item.refusal = WorkState.REFUSED, str(Unforeseen.message)
    item.save(update_fields=["state", "refusal"])


def _finish(row: MajorWork, by: Viewer, at: datetime) -> None:
    row.finished_at = at
    row.save(update_fields=["finished_at"])
    refused = row.items.filter(state=WorkState.REFUSED).count()
    fact = event_types.MajorWorkFinished(str(row.uuid), row.items.count() - refused, refused)
    events.record(fact, subject=row.major.uuid, by=by.actor, at=at)


def unfinished(*, begun_before: datetime) -> list[UUID]:
    """Work that should have ended: a worker may have been killed in the middle of it."""
    rows = MajorWork.objects.filter(finished_at__isnull=True, begun_at__lt=begun_before)
    return list(rows.order_by("begun_at").values_list("uuid", flat=True))
