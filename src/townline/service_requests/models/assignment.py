from django.db import models

from townline.service_requests.models.service_request import ServiceRequest


class Assignment(models.Model):
    """Whose work it was, from and until when. The open one has no `closed_at`."""

    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="assignments")
    team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"], name="assignment_one_open", condition=models.Q(closed_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id} with {self.team_id}"
