from django.db import models

from townline.interactions.models.interaction import Interaction


class Matter(models.Model):
    """One more thing that came of a contact: the second request of the same call."""

    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="matters")
    subject = models.UUIDField(db_index=True)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["interaction", "subject"], name="matter_is_named_once")]

    def __str__(self) -> str:
        return str(self.subject)
