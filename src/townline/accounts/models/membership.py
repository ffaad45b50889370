from django.conf import settings
from django.db import models

from townline.accounts.models.team import Team


class Membership(models.Model):
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    is_lead = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="membership_is_unique")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id}"
