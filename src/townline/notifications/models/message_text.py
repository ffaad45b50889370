from django.db import models


class MessageText(models.Model):
    """The city's own words for a step in one language; the newest version counts, the built-in words if there is none."""

    step = models.CharField(max_length=40)
    language = models.CharField(max_length=2)
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=200)
    body = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step", "language", "version"], name="message_text_version_is_unique")
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.language} v{self.version}"
