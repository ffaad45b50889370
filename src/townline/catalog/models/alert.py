from django.db import models

from townline.core.language import Text
from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
WORDS = "the city's own words"


class Alert(models.Model):
    """One approved message on every public page, from and until a moment."""

    text_en = impersonal(models.CharField(max_length=300), WORDS)
    text_fr = impersonal(models.CharField(max_length=300), WORDS)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    proposed_by = STAFF.on(models.CharField(max_length=120, blank=True))
    approved_by = STAFF.on(models.CharField(max_length=120, blank=True))
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="alert_ends_after_start")
        ]

    def __str__(self) -> str:
        return self.text_en

    @property
    def text(self) -> Text:
        return Text(self.text_en, self.text_fr)
