from collections.abc import Iterable, Sequence
from uuid import UUID

from townline.service_requests.models import ServiceRequest


def references_of(*, subjects: Iterable[UUID]) -> dict[UUID, str]:
    """The numbers of those that are requests."""
    return dict(ServiceRequest.objects.filter(uuid__in=set(subjects)).values_list("uuid", "reference"))


def subjects_of(*, customers: Sequence[int]) -> list[UUID]:
    """Their requests, for finding who read one without knowing whose it was."""
    return list(
        ServiceRequest.objects.filter(customer__in=customers).order_by("-id").values_list("uuid", flat=True)[:500]
    )


def subject_of(*, reference: str) -> UUID | None:
    """Whatever its visibility: only for who reads the log of reads."""
    return ServiceRequest.objects.filter(reference=reference).values_list("uuid", flat=True).first()
