from django.db import models

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
WORDS = "the city's own words"


class MessageText(models.Model):
    """The city's own words for a step in one language; the newest version counts, the built-in words if there is none."""

    step = impersonal(models.CharField(max_length=40), "a code from a list")
    language = impersonal(models.CharField(max_length=2), WORDS)
    version = models.PositiveIntegerField(default=1)
    title = impersonal(models.CharField(max_length=200), WORDS)
    body = impersonal(models.TextField(), WORDS)
    changed_at = models.DateTimeField()
    changed_by = STAFF.on(models.CharField(max_length=120, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "language", "version"], name="message_text_version_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.language} v{self.version}"
