from datetime import datetime

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events
from townline.notifications import event_types
from townline.notifications.models import MessageText
from townline.notifications.queries import current_words
from townline.notifications.steps import Step
from townline.notifications.words import Words, check_words


def save_text(*, step: Step, language: str, words: Words, by: Viewer, at: datetime) -> MessageText:
    """A new version of the words of a step. Raises NotAllowed, TextRefused. Older versions stay and can be saved again."""
    if not by.can(Capability.CHANGE_SETTINGS):
        raise NotAllowed
    check_words(words)
    with transaction():
        rows = MessageText.objects.select_for_update().filter(step=step, language=language)
        newest = rows.order_by("-version").first()
        row = MessageText.objects.create(
            step=step,
            language=language,
            version=(newest.version if newest else 0) + 1,
            title=words.title.strip(),
            body=words.body.strip(),
            changed_at=at,
            changed_by=by.actor.label,
        )
        fact = event_types.MessageTextChanged(step.value, language, row.version)
        events.record(fact, subject=subject_uuid(kind="message_text", id=f"{step}.{language}"), by=by.actor, at=at)
    return row


def save_texts(*, step: Step, words: dict[str, Words], by: Viewer, at: datetime) -> list[MessageText]:
    """The words of a step in every language of `words`; those that are as they were are left. Raises as `save_text`."""
    with transaction():
        changed = {
            language: new for language, new in words.items() if new != current_words(step=step, language=language)
        }
        return [save_text(step=step, language=language, words=new, by=by, at=at) for language, new in changed.items()]
