"""The same decision on many closings. One that fails stays as it is, with its reason, and does not stop the others."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError
from django.db.models import F

from townline.accounts.values import Viewer
from townline.core.errors import NotFound, OperationRefused
from townline.core.transactions import savepoint, transaction, transaction_required
from townline.events import operations as events
from townline.service_requests import event_types, permissions
from townline.service_requests.closing_values import ClosureState, Ending, Proof, says_something
from townline.service_requests.models import Closure, ServiceRequest
from townline.service_requests.operations.bulk import BulkResult
from townline.service_requests.operations.closing.decide import approve, send_back
from townline.service_requests.operations.closing.refusals import NothingToDecide, WhyMissing
from townline.service_requests.operations.complete import complete
from townline.service_requests.workflow import State

_NO_PROOF = Proof()


def approve_many(*, closings: Sequence[UUID], by: Viewer, at: datetime) -> BulkResult:
    """Work that is done is approved in a few statements for all; every check of one holds for each."""
    result = BulkResult()
    with transaction():
        found = _found(closings, by, result)
        plain = [closure for closure in found if _is_plain(closure, by)]
        others = [closure for closure in found if closure not in plain]
        try:
            with savepoint():
                _approve_together(plain, by, at)
        except IntegrityError:  # the evidence of one of them has gone: each by itself says which
            others = found
        else:
            result.done.extend(closure.request.reference for closure in plain)
    _each(others, result, lambda closure: approve(closure=closure, by=by, at=at))
    return result


def send_back_many(*, closings: Sequence[UUID], reason: str, by: Viewer, at: datetime) -> BulkResult:
    """With one reason for all. Raises WhyMissing."""
    if not says_something(reason):
        raise WhyMissing
    result = BulkResult()
    _each(_found(closings, by, result), result, lambda closure: send_back(closure=closure, reason=reason, by=by, at=at))
    return result


def complete_many(
    *, references: Sequence[str], outcome: str, words: str, by: Viewer, at: datetime, proof: Proof = _NO_PROOF
) -> BulkResult:
    """The same words for many; a request whose rule asks for more stays open and says what."""
    result = BulkResult()
    visible = ServiceRequest.objects.filter(permissions.may_see(by), reference__in=references)
    found = {request.reference: request for request in visible}
    for reference in dict.fromkeys(references):
        try:
            if reference not in found:
                raise NotFound
            with savepoint():
                complete(request=found[reference], outcome=outcome, words=words, proof=proof, by=by, at=at)
        except OperationRefused as refusal:
            result.failed[reference] = str(refusal)
        else:
            result.done.append(reference)
    return result


def _found(closings: Sequence[UUID], by: Viewer, result: BulkResult) -> list[Closure]:
    """Those that the person may see; the others are refused like one that does not exist."""
    visible = ServiceRequest.objects.filter(permissions.may_see(by))
    rows = (
        Closure.objects.filter(uuid__in=closings, request__in=visible).select_related("request").order_by("request_id")
    )
    found = list(rows)
    known = {closure.uuid for closure in found}
    result.failed.update({str(uuid): str(NotFound()) for uuid in dict.fromkeys(closings) if uuid not in known})
    return found


def _is_plain(closure: Closure, by: Viewer) -> bool:
    """Work that is done and that this person may approve. The others are tried one by one, and say why not."""
    request = closure.request
    return (
        closure.ending == Ending.DONE
        and closure.state == ClosureState.WAITING
        and request.state == State.COMPLETED
        and request.disposed_at is None
        and permissions.may_decide(closure=closure, request=request, viewer=by)
    )


@transaction_required
def _approve_together(closings: Sequence[Closure], by: Viewer, at: datetime) -> None:
    """Locks first, always in one order; what has changed since it was read makes the whole step fail, and each is tried alone."""
    keys = [closure.request_id for closure in closings]
    requests = ServiceRequest.objects.filter(pk__in=keys)
    locked = requests.select_for_update().filter(state=State.COMPLETED).order_by("pk").values_list("pk", flat=True)
    decided = Closure.objects.filter(pk__in=[closure.pk for closure in closings], state=ClosureState.WAITING)
    person = {"decided_by_id": by.user_id, "decided_by_label": by.actor.label}
    if len(locked) != len(keys) or decided.update(
        state=ClosureState.APPROVED, decided_at=at, next_level_at=None, **person
    ) != len(keys):
        raise IntegrityError
    requests.update(state=State.CONFIRMED, state_since_at=at, closed_at=at, updated_at=at, version=F("version") + 1)
    fact = event_types.Confirmed("approved")
    events.record_each(fact, subjects=[closure.request.uuid for closure in closings], by=by.actor, at=at)


def _each(closings: Sequence[Closure], result: BulkResult, step: Callable[[Closure], object]) -> None:
    for closure in closings:
        try:
            with savepoint():
                step(closure)
        except OperationRefused as refusal:
            result.failed[closure.request.reference] = str(refusal)
        except IntegrityError:
            result.failed[closure.request.reference] = str(NothingToDecide())
        else:
            result.done.append(closure.request.reference)
