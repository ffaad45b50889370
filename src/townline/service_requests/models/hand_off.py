import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from townline.privacy.declarations import impersonal
from townline.service_levels.values import Unit
from townline.service_requests.models.service_request import ServiceRequest
from townline.service_requests.models.task import Task


class Agreement(models.Model):
    """How soon a team or department takes up what another one hands to it. Empty: any. The most exact one holds."""

    NOT_PERSONAL: ClassVar[str] = "what departments promise each other"

    from_department = models.ForeignKey("accounts.Department", null=True, on_delete=models.CASCADE, related_name="+")
    from_team = models.ForeignKey("accounts.Team", null=True, on_delete=models.CASCADE, related_name="+")
    to_department = models.ForeignKey("accounts.Department", null=True, on_delete=models.CASCADE, related_name="+")
    to_team = models.ForeignKey("accounts.Team", null=True, on_delete=models.CASCADE, related_name="+")
    quantity = models.PositiveSmallIntegerField(default=1)
    unit = models.CharField(max_length=20, choices=Unit, default=Unit.BUSINESS_DAYS)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="agreement_has_time"),
            models.UniqueConstraint(
                fields=["from_department", "from_team", "to_department", "to_team"],
                name="agreement_is_made_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_team_id or self.from_department_id} to {self.to_team_id or self.to_department_id}"


class HandOff(models.Model):
    """Work went from one team to another at a moment. `due_at` follows the agreement that held then."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="+")
    task = models.ForeignKey(Task, null=True, on_delete=models.CASCADE, related_name="+")
    from_team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+", db_index=False)
    to_team = models.ForeignKey("accounts.Team", on_delete=models.PROTECT, related_name="+", db_index=False)
    event_uuid = models.UUIDField(unique=True)  # the event that told of it: hearing it twice times it once
    handed_at = models.DateTimeField()
    quantity = models.PositiveSmallIntegerField(null=True)
    unit = impersonal(models.CharField(max_length=20, choices=Unit, blank=True), "a code from a list")
    due_at = models.DateTimeField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # it ended or went on before anybody took it up

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "task"],
                name="hand_off_one_waiting",
                condition=Q(taken_up_at__isnull=True, ended_at__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=~Q(from_team=F("to_team")), name="hand_off_is_between_two_teams"),
        ]
        indexes = [models.Index(fields=["handed_at"], name="hand_off_handed")]

    def __str__(self) -> str:
        return f"{self.from_team_id} to {self.to_team_id}"
