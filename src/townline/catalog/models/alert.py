from django.db import models

from townline.core.language import Text


class Alert(models.Model):
    """One approved message on every public page, from and until a moment."""

    text_en = models.CharField(max_length=300)
    text_fr = models.CharField(max_length=300)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    proposed_by = models.CharField(max_length=120, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
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
