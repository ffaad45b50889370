"""What complaints hold about people."""

from typing import Any, TypeVar

from django.db.models import Field

from townline.privacy.declarations import personal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

F = TypeVar("F", bound="Field[Any, Any]")


def said(field: F, sensitivity: Sensitivity = Sensitivity.SENSITIVE) -> F:
    """In the file of a complaint, a compliment or a restriction."""
    return personal(field, purpose=Purpose.IMPROVEMENT, sensitivity=sensitivity, retention=RetentionClass.COMPLAINT)


def by_staff(field: F) -> F:
    return personal(
        field,
        purpose=Purpose.RECORD_KEEPING,
        sensitivity=Sensitivity.INTERNAL,
        retention=RetentionClass.COMPLAINT,
        authority=Authority.EMPLOYMENT,
    )
