from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from townline.complaints.models.about import CODE, AboutUs
from townline.complaints.personal import by_staff, said
from townline.complaints.values import Finding, Remedy, Stage, State
from townline.privacy.declarations import impersonal


class Complaint(AboutUs):
    """One complaint through its stages. Who is complained about, and at department stage and above who is in that team, never
    handles or decides it: a trigger of migration 0002 sees to it. `update_missed_at` is the promise of news that was not kept.
    """

    wants = said(models.TextField(blank=True))
    stage = impersonal(models.CharField(max_length=30, choices=Stage, default=Stage.FRONT_LINE), CODE)
    state = impersonal(models.CharField(max_length=10, choices=State, default=State.OPEN), CODE)
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    stage_since_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    inform_by = models.DateTimeField(null=True)
    informed_at = models.DateTimeField(null=True)
    update_missed_at = models.DateTimeField(null=True)
    escalate_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(handler=None) | ~Q(handler=F("person")), name="complaint_handler_apart"),
            models.CheckConstraint(
                condition=~Q(state="open") | Q(due_at__isnull=False, inform_by__isnull=False),
                name="complaint_open_has_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="complaint_open", condition=Q(state="open")),
            models.Index(fields=["inform_by"], name="complaint_inform", condition=Q(state="open")),
            models.Index(fields=["received_at"], name="complaint_received"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN


class Decision(models.Model):
    """How one stage ended. Nobody decides the same complaint twice."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="decisions")
    stage = impersonal(models.CharField(max_length=30, choices=Stage), CODE)
    finding = impersonal(models.CharField(max_length=15, choices=Finding), CODE)
    remedies = impersonal(ArrayField(models.CharField(max_length=20, choices=Remedy)), CODE)
    reasons = said(models.TextField(blank=True))
    decided_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)  # nobody of ours: withdrawn by the customer
    decided_by = by_staff(models.CharField(max_length=120, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["complaint", "stage"], name="decision_once_a_stage"),
            models.UniqueConstraint(fields=["complaint", "decided_by_id"], name="decision_by_another_each_time"),
            models.CheckConstraint(
                condition=Q(finding="withdrawn") | ~Q(reasons="") & Q(decided_by_id__isnull=False),
                name="decision_gives_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.stage}"


class Update(models.Model):
    """Words of the file: to the customer, from the customer, or for ourselves."""

    complaint = models.ForeignKey(Complaint, on_delete=models.CASCADE, related_name="updates")
    words = said(models.TextField())
    to_customer = models.BooleanField(default=False)
    from_customer = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    written_by = by_staff(models.CharField(max_length=120, blank=True))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(to_customer=True, from_customer=True), name="update_has_one_way")
        ]
        indexes = [models.Index(fields=["complaint", "written_at"], name="update_of_complaint")]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.written_at:%Y-%m-%d}"
