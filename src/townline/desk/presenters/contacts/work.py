"""What waits of contacts beside the requests."""

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from townline.accounts.values import Viewer
from townline.desk.presenters.contacts.rows import contact_row
from townline.interactions import queries as interactions

MOST_COUNTED = 50


def work_line(*, viewer: Viewer, subjects: Any, at: datetime) -> list[str]:
    """What waits beside the requests: promises and people to be reached, as short words for the list of one's work."""
    promises = interactions.open_promises(viewer=viewer, subjects=subjects, limit=MOST_COUNTED)
    overdue = sum(contact_row(found, at=at).is_overdue for found in promises)
    reach = interactions.outreach_to_do(viewer=viewer, subjects=subjects, limit=MOST_COUNTED)
    due = sum(found.next_try_at is not None and found.next_try_at <= at for found in reach)
    words = []
    if promises:
        words.append(ngettext("%(count)d promise", "%(count)d promises", len(promises)) % {"count": len(promises)})
    if overdue:
        words.append(ngettext("%(count)d overdue", "%(count)d overdue", overdue) % {"count": overdue})
    if due:
        words.append(ngettext("%(count)d person to reach now", "%(count)d people to reach now", due) % {"count": due})
    return words
