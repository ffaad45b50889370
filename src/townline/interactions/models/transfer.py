import uuid

from django.db import models
from django.db.models import F, Q

from townline.interactions.models.interaction import Interaction
from townline.privacy.declarations import impersonal


class Transfer(models.Model):
    """A contact that is handed over warm: what the receiver may see, until when, and who has opened it.

    `to_team_id` for colleagues, who open it by a signed token; `to_body` names another municipality or office.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="transfers")
    to_team_id = models.BigIntegerField(null=True)
    to_body = impersonal(models.CharField(max_length=160, blank=True), "the name of another body")
    shows = impersonal(models.JSONField(default=list), "codes of what the receiver may see")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField()
    expires_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    taken_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(to_team_id__isnull=False) & Q(to_body="")) | (Q(to_team_id=None) & ~Q(to_body="")),
                name="transfer_goes_to_a_team_or_a_body",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="transfer_expires_after_it_is_made"),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
