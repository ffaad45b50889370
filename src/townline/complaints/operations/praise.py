"""Thank for a compliment, answer a suggestion."""

from datetime import datetime

from townline.accounts.values import Viewer
from townline.complaints import event_types
from townline.complaints.models import Praise
from townline.complaints.queries.praise import praise_to_answer
from townline.complaints.refusals import NotOpen, WordsMissing
from townline.core.errors import NotAllowed
from townline.core.transactions import transaction
from townline.events import operations as events


def answer_praise(*, praise: Praise, words: str, by: Viewer, at: datetime) -> Praise:
    """Whoever answers for the work writes back; the customer is told. Raises NotAllowed, WordsMissing, NotOpen."""
    if not words.strip():
        raise WordsMissing
    with transaction():
        if not praise_to_answer(viewer=by).filter(pk=praise.pk).exists():
            raise NotAllowed
        current = Praise.objects.select_for_update().get(pk=praise.pk)
        if current.answered_at:
            raise NotOpen
        current.answer, current.answered_at, current.answered_by = words.strip()[:4_000], at, by.actor.label
        current.save(update_fields=["answer", "answered_at", "answered_by"])
        events.record(event_types.PraiseAnswered(current.kind), subject=current.uuid, by=by.actor, at=at)
    return current
