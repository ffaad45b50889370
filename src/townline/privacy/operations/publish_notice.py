"""Put the words of a notice in force, as a version that never changes; and the way back."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from townline.core.actor import Actor
from townline.core.errors import EditConflict, NotFound, OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.privacy.event_types import NoticePublished
from townline.privacy.models import Notice, NoticeVersion
from townline.privacy.operations.notices import LANGUAGES, PARTS, NoticeRefused, save_draft
from townline.privacy.permissions import KEEP_NOTICES, Keeper, actor_who_may
from townline.privacy.queries import draft_of, forget, versions_of, words_of
from townline.privacy.values import NoticeWords, Place


class DraftInWork(OperationRefused):
    message = _("Somebody is writing new words. Publish that draft or throw it away first.")


def publish_notice(
    *, notice: Notice, by: Keeper | Actor, at: datetime, seen_at: datetime | None = None
) -> NoticeVersion:
    """The draft is shown from now on and never changes again. Raises NotAllowed, NotFound, EditConflict, NoticeRefused."""
    actor = actor_who_may(by=by, capability=KEEP_NOTICES)
    with transaction():
        notice = Notice.objects.select_for_update().get(pk=notice.pk)
        draft = draft_of(notice=notice)
        if draft is None:
            raise NotFound
        if seen_at is not None and draft.changed_at != seen_at:
            raise EditConflict
        _check(place=notice.place, words=words_of(draft))
        draft.published_at, draft.published_by_id, draft.published_by = at, actor.id, actor.label
        draft.save()
        fact = NoticePublished(notice.pk, notice.code, draft.number, draft.pk)
        events.record(fact, subject=subject_uuid(kind="notice", id=notice.pk), by=actor, at=at)
    forget()
    return draft


def use_again(*, notice: Notice, number: int, by: Keeper | Actor, at: datetime) -> NoticeVersion:
    """The way back: an earlier version's words as a new version. Raises NotAllowed, NotFound, DraftInWork."""
    actor_who_may(by=by, capability=KEEP_NOTICES)
    with transaction():
        earlier = versions_of(notice=notice).filter(number=number).first()
        if earlier is None:
            raise NotFound
        if draft_of(notice=notice) is not None:
            raise DraftInWork
        draft = save_draft(notice=notice, words=words_of(earlier), by=by, at=at)
        return publish_notice(notice=notice, by=by, at=at, seen_at=draft.changed_at)


def _check(*, place: str, words: NoticeWords) -> None:
    """A collection notice names purpose, law and whom to ask (MFIPPA s. 29 (2)); a consent at least what it is about."""
    needed = ("text",) if place == Place.CONSENT else ("text", "authority", "contact")
    for part in PARTS:
        said = getattr(words, part)
        for language in LANGUAGES:
            if not getattr(said, language) and (part in needed or bool(said)):
                raise NoticeRefused(f"{part}_{language}")
