"""What people agreed to, and whether it holds."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from townline.core.errors import NotFound
from townline.privacy.models import Consent


def consents_of(*, people: Collection[UUID]) -> QuerySet[Consent]:
    """All of the ledger about one person (the numbers that a merge made one), the newest first."""
    rows = Consent.objects.filter(person__in=people).select_related("scope", "notice_version__notice")
    return rows.order_by("-given_at", "-id")


def has_consent(*, person: UUID, scope: str, at: datetime, about: UUID | None = None) -> bool:
    return holding(at=at).filter(person=person, scope__code=scope, about=about).exists()


def holding(*, at: datetime) -> QuerySet[Consent]:
    """Given, not taken back, not run out."""
    runs = Q(expires_at__isnull=True) | Q(expires_at__gt=at)
    open_ = Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=at)
    return Consent.objects.filter(runs, open_, given_at__lte=at)


def consent(*, uuid: UUID) -> Consent:
    """Raises NotFound."""
    row = Consent.objects.filter(uuid=uuid).select_related("scope", "notice_version__notice").first()
    if row is None:
        raise NotFound
    return row
