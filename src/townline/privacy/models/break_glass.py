import uuid
from datetime import datetime

from django.db import models
from django.db.models import F, Q

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity, Verdict

SAID = Declaration(
    Purpose.PRIVACY_RIGHTS, Sensitivity.SENSITIVE, RetentionClass.ACCESS_LOG, Authority.MUNICIPAL_SERVICE
)


class BreakGlass(models.Model):
    """One member of staff opened one sealed thing for an hour, and said why. Somebody else reviews it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    person = models.UUIDField(null=True)  # a customer's
    subject = models.UUIDField(null=True)  # a request's
    whose = models.UUIDField(null=True)  # the customer who became known: whose disposal takes the reason with it
    opened_by_id = models.BigIntegerField()
    reason = SAID.on(models.TextField())
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()
    verdict = impersonal(models.CharField(max_length=15, choices=Verdict, blank=True), "one of two words")
    review_note = SAID.on(models.TextField(blank=True))
    reviewed_by_id = models.BigIntegerField(null=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["opened_by_id", "until_at"], name="break_glass_open"),
            models.Index(fields=["whose"], name="break_glass_whose"),
            models.Index(fields=["opened_at"], name="break_glass_to_review", condition=Q(reviewed_at__isnull=True)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(subject__isnull=False), name="break_glass_opens_something"
            ),
            models.CheckConstraint(condition=Q(until_at__gt=F("opened_at")), name="break_glass_ends_after_start"),
            models.CheckConstraint(condition=~Q(reason=""), name="break_glass_has_a_reason"),
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by_id__isnull=True, verdict="")
                | Q(reviewed_at__isnull=False, reviewed_by_id__isnull=False) & ~Q(verdict=""),
                name="break_glass_review_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by_id__isnull=True) | ~Q(reviewed_by_id=F("opened_by_id")),
                name="break_glass_reviewer_is_another",
            ),
        ]

    def __str__(self) -> str:
        return f"break glass {self.uuid}"

    def is_open(self, *, at: datetime) -> bool:
        return self.opened_at <= at < self.until_at
