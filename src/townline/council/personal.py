"""What council offices hold about people. Two custodies: what is the City's, and the councillor's own notes."""

from typing import Any, TypeVar

from django.db.models import Field

from townline.privacy.declarations import personal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

F = TypeVar("F", bound="Field[Any, Any]")


def asked(field: F) -> F:
    """A question of an office and its answer: a record of the City."""
    return personal(field, purpose=Purpose.SERVICE, sensitivity=Sensitivity.SENSITIVE, retention=RetentionClass.COUNCIL)


def by_office(field: F) -> F:
    return personal(
        field,
        purpose=Purpose.RECORD_KEEPING,
        sensitivity=Sensitivity.INTERNAL,
        retention=RetentionClass.COUNCIL,
        authority=Authority.EXPRESS_LAW,
    )


def own(field: F) -> F:
    """A constituency note: the councillor's, not the City's. Nobody of the staff reads it; it goes with the term."""
    return personal(
        field,
        purpose=Purpose.CONSTITUENCY,
        sensitivity=Sensitivity.SEALED,
        retention=RetentionClass.CONSTITUENCY,
        authority=Authority.CONSENT,
    )
