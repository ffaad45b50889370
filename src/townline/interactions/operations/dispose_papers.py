"""Let go of scanned mail, its cover sheets, what was noted to reach somebody, and what was handed over."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from townline.core.transactions import transaction_required
from townline.interactions.models import ContactAttempt, CoverSheet, MailItem, Outreach, Transfer
from townline.privacy.holdings import Person


@transaction_required
def forget_papers(*, people: Sequence[Person], subjects: Sequence[UUID]) -> int:
    """The scans are deleted with their files; tries stay as counts, without words. Returns how many scans."""
    theirs = Q(customer__in=[person.id for person in people]) | Q(subject__in=subjects)
    reached = Outreach.objects.filter(theirs)
    ContactAttempt.objects.filter(outreach__in=reached).update(note="")
    reached.update(customer=None, reason="")
    Transfer.objects.filter(
        Q(interaction__customer__in=[person.id for person in people]) | Q(interaction__subject__in=subjects)
    ).delete()
    CoverSheet.objects.filter(theirs).update(customer=None)
    items = list(MailItem.objects.filter(theirs).prefetch_related("pages"))
    for item in items:
        for page in item.pages.all():
            if page.file.name:
                page.file.storage.delete(page.file.name)
    MailItem.objects.filter(pk__in=[item.pk for item in items]).delete()
    return len(items)
