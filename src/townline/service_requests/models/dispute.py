from typing import ClassVar

from django.db import models

from townline.service_requests.models.follow_up import FollowUp
from townline.service_requests.models.service_request import ServiceRequest
from townline.service_requests.values import Outcome, Verdict


class Dispute(models.Model):
    """The customer said of a closing: this is not resolved. A defect of that closing until a supervisor finds otherwise.

    Team, service and outcome are those of the closing, so that a later change of the request moves no figure.
    """

    NOT_PERSONAL: ClassVar[str] = (
        "which closing was said to be wrong, and what a supervisor found: the words are in the note"
    )

    follow_up = models.OneToOneField(FollowUp, on_delete=models.CASCADE, related_name="dispute")
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="disputes")
    service = models.ForeignKey("catalog.Service", on_delete=models.PROTECT, related_name="+", db_index=False)
    department = models.ForeignKey("accounts.Department", on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=30)  # how it was closed
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    closed_at = models.DateTimeField(null=True)  # when the work was said to be done
    closed_by_id = models.BigIntegerField(null=True)  # who said so does not judge it,
    approved_by_id = models.BigIntegerField(null=True)  # nor who agreed to it
    made_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(verdict="", decided_at__isnull=True, decided_by_id__isnull=True)
                | ~models.Q(verdict="") & models.Q(decided_at__isnull=False, decided_by_id__isnull=False),
                name="dispute_verdict_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_by_id__isnull=True)
                | models.Q(decided_by_id__isnull=True)
                | ~models.Q(closed_by_id=models.F("decided_by_id")),
                name="dispute_is_not_judged_by_who_closed",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by_id__isnull=True)
                | models.Q(decided_by_id__isnull=True)
                | ~models.Q(approved_by_id=models.F("decided_by_id")),
                name="dispute_is_not_judged_by_who_approved",
            ),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], name="dispute_to_review", condition=models.Q(verdict="")),
            models.Index(fields=["made_at"], name="dispute_made"),
        ]

    def __str__(self) -> str:
        return f"dispute of {self.request_id}"
