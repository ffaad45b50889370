import uuid

from django.db import models
from django.db.models import F

from townline.interactions.values import Channel, Direction, Purpose
from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Purpose as Reason
from townline.privacy.values import RetentionClass, Sensitivity

SPEAKS = Declaration(Reason.ACCESS_NEEDS, Sensitivity.INTERNAL, RetentionClass.INTERACTION)
CODE = "a code from a list"


class Interaction(models.Model):
    """One contact on one channel. `subject` is what it was about, for example a request's uuid.

    Every request taken in writes one, so the row is narrow: what staff add to a contact is in Handling, further things that
    came of it are in Matter.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    customer = models.ForeignKey(
        "customers.Customer", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    channel = impersonal(models.CharField(max_length=20, choices=Channel), CODE)
    direction = impersonal(models.CharField(max_length=3, choices=Direction, default=Direction.IN), CODE)
    purpose = impersonal(models.CharField(max_length=20, choices=Purpose), CODE)
    subject = models.UUIDField(null=True)
    language = SPEAKS.on(models.CharField(max_length=3))
    occurred_at = models.DateTimeField()
    recorded_by_id = models.BigIntegerField(null=True)
    notice_version_id = models.BigIntegerField(null=True)  # the collection notice that was shown or read out

    class Meta:
        indexes = [
            models.Index(F("customer"), F("occurred_at").desc(), F("id").desc(), name="interaction_timeline"),
            models.Index(fields=["subject"], name="interaction_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.occurred_at}"
