"""What the files of the records office hold about people."""

from typing import Any, TypeVar

from django.db.models import Field

from townline.privacy.declarations import personal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

F = TypeVar("F", bound="Field[Any, Any]")


def filed(field: F, sensitivity: Sensitivity = Sensitivity.PERSONAL) -> F:
    """In an access, correction or breach file, which the law asks for."""
    return personal(
        field,
        purpose=Purpose.PRIVACY_RIGHTS,
        sensitivity=sensitivity,
        retention=RetentionClass.ACCESS_REQUEST,
        authority=Authority.EXPRESS_LAW,
    )
