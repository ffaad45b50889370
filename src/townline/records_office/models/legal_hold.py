import uuid

from django.db import models
from django.db.models import Q

from townline.privacy.declarations import impersonal, personal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity
from townline.records_office.values import HoldReason, HoldScope


class LegalHold(models.Model):
    """Nothing that it covers is destroyed until it is lifted: a person, a request, an address, or a whole class.

    `address` is as `core.words.plain` writes it. A hold stays as a row when it is lifted.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    scope = impersonal(models.CharField(max_length=10, choices=HoldScope), "a code from a list")
    subject = models.UUIDField(null=True)  # the customer or the request
    address = personal(
        models.CharField(max_length=300, blank=True),
        purpose=Purpose.RECORD_KEEPING,
        sensitivity=Sensitivity.INTERNAL,
        retention=RetentionClass.ACCESS_REQUEST,
    )
    retention = impersonal(models.CharField(max_length=20, choices=RetentionClass, blank=True), "a code from a list")
    reason = impersonal(models.CharField(max_length=20, choices=HoldReason), "a code from a list")
    file_number = impersonal(models.CharField(max_length=120), "the number of a legal file")
    placed_at = models.DateTimeField()
    placed_by_id = models.BigIntegerField(null=True)
    placed_by = personal(
        models.CharField(max_length=120, blank=True),
        purpose=Purpose.RECORD_KEEPING,
        sensitivity=Sensitivity.INTERNAL,
        retention=RetentionClass.STAFF_ACCOUNT,
    )
    lifted_at = models.DateTimeField(null=True)
    lifted_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject"], name="hold_subject", condition=Q(lifted_at__isnull=True)),
            models.Index(fields=["-placed_at"], name="hold_placed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope__in=["person", "request"], subject__isnull=False, address="", retention="")
                | Q(scope="address", subject__isnull=True, retention="") & ~Q(address="")
                | Q(scope="class", subject__isnull=True, address="") & ~Q(retention=""),
                name="hold_is_about_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.uuid}"
