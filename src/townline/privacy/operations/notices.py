"""A notice and the draft of its words. What it says to people changes only when a draft is published."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.core.actor import Actor
from townline.core.changes import apply
from townline.core.errors import EditConflict, NotFound, OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction, transaction_required
from townline.events import operations as events
from townline.events.operations import Fact
from townline.privacy.event_types import NoticeChanged
from townline.privacy.models import Notice, NoticeVersion
from townline.privacy.permissions import KEEP_NOTICES, Keeper, actor_who_may
from townline.privacy.queries import draft_of, forget, versions_of
from townline.privacy.values import NoticeWords

LANGUAGES = ("en", "fr")
PARTS = ("text", "authority", "contact", "automated")


class NoticeRefused(OperationRefused):
    """Something is missing; `field` names where."""

    message = gettext_lazy("Write this in both languages.")

    def __init__(self, field: str, message: object = None) -> None:
        self.field = field
        super().__init__(message)


def save_notice(*, notice: Notice | None, values: dict[str, object], by: Keeper | Actor, at: datetime) -> Notice:
    """`values`: name_en, name_fr, and for a new one code and place. Raises NotAllowed, NoticeRefused."""
    actor = actor_who_may(by=by, capability=KEEP_NOTICES)
    notice = notice or Notice()
    changes = apply(notice, values)
    if Notice.objects.filter(code=notice.code).exclude(pk=notice.pk).exists():
        raise NoticeRefused("code", _("Another notice has this code. Choose one of its own."))
    with transaction():
        notice.save()
        _record(NoticeChanged(notice.pk, notice.code, changes), notice, actor, at)
    forget()
    return notice


def save_draft(
    *, notice: Notice, words: NoticeWords, by: Keeper | Actor, at: datetime, seen_at: datetime | None = None
) -> NoticeVersion:
    """`seen_at` is when the draft that the person saw was written. Raises NotAllowed, EditConflict."""
    actor = actor_who_may(by=by, capability=KEEP_NOTICES)
    with transaction():
        notice = Notice.objects.select_for_update().get(pk=notice.pk)
        known = draft_of(notice=notice)
        if known is not None and known.changed_at != seen_at:
            raise EditConflict
        draft = known or NoticeVersion(notice=notice, number=_next_number(notice))
        for part in PARTS:
            for language in LANGUAGES:
                setattr(draft, f"{part}_{language}", getattr(getattr(words, part), language).strip())
        draft.changed_at = at
        draft.save()
        _record(NoticeChanged(notice.pk, notice.code, {"draft": [bool(known), True]}), notice, actor, at)
    return draft


def discard_draft(*, notice: Notice, by: Keeper | Actor, at: datetime) -> None:
    """What is in force stays. Raises NotAllowed, NotFound."""
    actor = actor_who_may(by=by, capability=KEEP_NOTICES)
    with transaction():
        draft = draft_of(notice=notice)
        if draft is None:
            raise NotFound
        draft.delete()
        _record(NoticeChanged(notice.pk, notice.code, {"draft": [True, False]}), notice, actor, at)


def _next_number(notice: Notice) -> int:
    newest = versions_of(notice=notice).first()
    return newest.number + 1 if newest else 1


@transaction_required
def _record(fact: Fact, notice: Notice, by: Actor, at: datetime) -> None:
    events.record(fact, subject=subject_uuid(kind="notice", id=notice.pk), by=by, at=at)
