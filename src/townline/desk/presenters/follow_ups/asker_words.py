"""Who asked, and what becomes of a question, an answer and a verdict: told only to whom we can tell."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from townline.service_requests import queries
from townline.service_requests.values import Asker, Verdict

if TYPE_CHECKING:
    from townline.service_requests.models import Dispute, FollowUp


def who_words(row: "FollowUp") -> str:
    """Where it is not the customer, by name: nobody is told, or they read it behind their link."""
    if row.note is None:  # disposed of
        return ""
    return {
        Asker.NAMED: "",
        Asker.NAMELESS: _(
            "Asked by the person who reported it without a name: they read the answer behind their link."
        ),
        Asker.UNKNOWN: _(
            "Asked by somebody who did not say who they are: nobody can be told, and the answer stays with staff."
        ),
    }[queries.who_asked(follow_up=row)]


def taken_words(row: "FollowUp") -> str:
    """What becomes of what was written down for a caller."""
    if row.answered_at is not None:
        return _("Written down, with what you told them.")
    if queries.who_asked(follow_up=row) is Asker.UNKNOWN:
        return _("Written down. The team looks at it; nobody can be told, because they did not say who they are.")
    return _("Written down. An answer is promised within two business days.")


def answered_words(row: "FollowUp") -> str:
    """What becomes of an answer that was given."""
    return {
        Asker.NAMED: _("Answered. Who asked is told."),
        Asker.NAMELESS: _("Answered. Who asked left no name, and reads it behind their link."),
        Asker.UNKNOWN: _("Written down for staff. Who asked did not say who they are: nobody is told."),
    }[queries.who_asked(follow_up=row)]


def judged_words(row: "Dispute") -> str:
    """The same of a verdict."""
    is_closed_again = row.verdict == Verdict.STANDS
    told = {
        Asker.NAMED: _("Noted, and the customer is told."),
        Asker.NAMELESS: _("Noted. Who asked left no name, and reads it behind their link."),
        Asker.UNKNOWN: _("Noted for staff. Who asked did not say who they are: nobody is told."),
    }[queries.who_asked(follow_up=row.follow_up)]
    after = _("Close it again here, with its evidence.") if is_closed_again else _("The work goes on.")
    return f"{told} {after}"
