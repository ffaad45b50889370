import uuid

from django.db import models
from django.db.models import Q

from townline.privacy.declarations import impersonal
from townline.privacy.values import Sensitivity
from townline.records_office.personal import filed
from townline.records_office.values import CorrectionState


class CorrectionRequest(models.Model):
    """A person says that something about them is wrong. If it is not corrected, their own statement stands beside it.

    MFIPPA section 36 (2): correction, a statement of disagreement, and notice to whoever got the information in the year before.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    number = impersonal(models.CharField(max_length=12, unique=True), "year and running number of a file")
    person = models.UUIDField()
    name = filed(models.CharField(max_length=160))
    wrong = filed(models.TextField())
    right = filed(models.TextField())
    state = impersonal(
        models.CharField(max_length=12, choices=CorrectionState, default=CorrectionState.RECEIVED), "a code from a list"
    )
    received_at = models.DateTimeField()
    due_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = filed(models.CharField(max_length=120, blank=True), Sensitivity.INTERNAL)
    reason = filed(models.CharField(max_length=1_000, blank=True))
    statement = filed(models.TextField(blank=True))  # of disagreement, in the person's words
    told = filed(models.CharField(max_length=1_000, blank=True))  # who got the information before and was told

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="received") | Q(decided_at__isnull=False), name="correction_decided_says_when"
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="correction_refused_says_why"),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="correction_open", condition=Q(state="received")),
            models.Index(fields=["person"], name="correction_person"),
        ]

    def __str__(self) -> str:
        return self.number
