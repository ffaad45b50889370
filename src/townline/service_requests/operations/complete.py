"""Finish the work: an outcome, with the evidence that the rule asks for."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from townline.accounts.values import Viewer
from townline.core.transactions import transaction, transaction_required
from townline.service_levels import operations as service_levels
from townline.service_requests import event_types
from townline.service_requests.closing_values import Proof
from townline.service_requests.models import ServiceRequest
from townline.service_requests.operations.changes import begin, enter, finish
from townline.service_requests.operations.closing.bring import bring_done
from townline.service_requests.operations.closing.evidence import check, check_words, take_photos
from townline.service_requests.operations.open_tasks import refuse_open_tasks
from townline.service_requests.workflow import State, Verb

_NO_PROOF = Proof()


def complete(
    *,
    request: ServiceRequest,
    outcome: str,
    words: str,
    by: Viewer,
    at: datetime,
    photos: Sequence[UUID] = (),
    proof: Proof = _NO_PROOF,
    version: int | None = None,
) -> ServiceRequest:
    """The work is done; who looks at it is said by the rule. `words` are for the customer. Raises EvidenceMissing."""
    check_words(outcome=outcome, proof=proof)
    # What is missing is said before a lock is taken, and asked again on the locked row with real photos.
    check(request=request, words=words.strip(), proof=proof, photos=photos)
    with transaction():
        request = begin(request=request, verb=Verb.COMPLETE, by=by, version=version)
        return put_done(request=request, outcome=outcome, words=words, photos=photos, proof=proof, by=by, at=at)


@transaction_required
def put_done(
    *,
    request: ServiceRequest,
    outcome: str,
    words: str,
    by: Viewer,
    at: datetime,
    photos: Sequence[UUID] = (),
    proof: Proof = _NO_PROOF,
) -> ServiceRequest:
    """The same without asking who may: when the last of its tasks is done. Raises TasksOpen, EvidenceMissing."""
    words = words.strip()
    refuse_open_tasks(request=request)
    taken = take_photos(request=request, photos=photos)
    needs = check(request=request, words=words, proof=proof, photos=taken)
    request.outcome, request.status_notes = outcome, words
    bring_done(request=request, needs=needs, proof=proof, photos=taken, by=by, at=at)
    service_levels.stop(subject=request.uuid, at=at)
    request.completed_at, request.due_at = at, None
    request.assigned_at = request.assigned_at or at
    changed = ["outcome", "status_notes", "completed_at", "due_at", "assigned_at"]
    fields = [*enter(request, state=State.COMPLETED, at=at), *changed]
    fact = event_types.Completed(outcome, len(taken), needs.approval.value, proof.size)
    return finish(request, fields=fields, fact=fact, by=by.actor, at=at)
