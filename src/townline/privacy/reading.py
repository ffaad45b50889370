"""What a member of staff sees on the page that is being made: doors note it, and the page writes it down before it leaves.

saw(people=[customer.uuid], subject=request.uuid, what=What.REQUEST)

Outside a page of the desk (a job, a command, a resident's own page) nobody of the staff looks, and `saw` does nothing.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class What(TextChoices):
    REQUEST = "request", _("A request")
    PHOTO = "photo", _("A photo")
    CUSTOMER = "customer", _("The customer’s page")
    SEARCH = "search", _("A list of what was found")
    CONTACT = "contact", _("A contact")
    MESSAGE = "message", _("A message or a letter")
    PROPERTY = "property", _("The page of a property")
    EXPORT = "export", _("A file with many records")
    ACCESS_REQUEST = "access_request", _("An access or correction request")
    DISPOSAL = "disposal", _("A disposal list")
    COMPLAINT = "complaint", _("A complaint")
    DUPLICATES = "duplicates", _("Two records side by side")
    READ_LOG = "read_log", _("The log of reads")
    COUNCIL = "council", _("What a council office was shown")
    FIGURES = "figures", _("A colleague’s figures")


class Because(TextChoices):
    ROLE = "", _("Their role allows it")
    BREAK_GLASS = "break_glass", _("Opened with a reason")


class Seen(NamedTuple):
    """One row of the log: a person, a record about them, or a colleague."""

    what: str
    person: UUID | None = None
    subject: UUID | None = None
    colleague_id: int | None = None
    because: str = Because.ROLE.value


Notes = dict[Seen, None]  # each thing once a page, in the order in which it was seen
_page: ContextVar[Notes | None] = ContextVar("page_of_the_desk", default=None)


def saw(
    *,
    people: Iterable[UUID] = (),
    subject: UUID | None = None,
    what: What = What.REQUEST,
    because: Because = Because.ROLE,
) -> None:
    """A door calls this with whom and what it lets somebody see; the subject alone where no person can be known."""
    notes = _page.get()
    if notes is None:
        return
    seen = [Seen(what.value, person, subject, None, because.value) for person in people]
    if not seen and subject is not None:
        seen = [Seen(what.value, None, subject, None, because.value)]
    notes.update(dict.fromkeys(seen))


def saw_colleague(*, user_id: int, what: What = What.FIGURES) -> None:
    notes = _page.get()
    if notes is not None:
        notes[Seen(what.value, colleague_id=user_id)] = None


@contextmanager
def page_of_the_desk(*, notes: Notes) -> Iterator[None]:
    """What is seen inside is noted in `notes`."""
    token = _page.set(notes)
    try:
        yield
    finally:
        _page.reset(token)
