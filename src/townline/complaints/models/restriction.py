import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from townline.complaints.models.about import CODE
from townline.complaints.personal import by_staff, said
from townline.complaints.values import Limit, RestrictionState
from townline.privacy.declarations import impersonal


class Restriction(models.Model):
    """How somebody of unreasonable conduct may reach us for a time. Asked for by one, approved by another; it can be appealed.

    Requests for a service and emergencies never look at it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    customer = models.ForeignKey("customers.Customer", on_delete=models.PROTECT, related_name="+")
    limits = impersonal(ArrayField(models.CharField(max_length=20, choices=Limit)), CODE)
    words = said(models.CharField(max_length=1_000))  # what staff say and do
    reason = said(models.TextField())
    state = impersonal(models.CharField(max_length=10, choices=RestrictionState), CODE)
    review_date = said(models.DateField())
    asked_at = models.DateTimeField()
    asked_by_id = models.BigIntegerField()
    asked_by = by_staff(models.CharField(max_length=120))
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.BigIntegerField(null=True)
    answered_by = by_staff(models.CharField(max_length=120, blank=True))
    appeal = said(models.TextField(blank=True))
    appealed_at = models.DateTimeField(null=True)
    appeal_answer = said(models.TextField(blank=True))
    appeal_by_id = models.BigIntegerField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_by_id=None) | ~Q(answered_by_id=F("asked_by_id")),
                name="restriction_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(appeal_by_id=None)
                | ~Q(appeal_by_id=F("asked_by_id")) & ~Q(appeal_by_id=F("answered_by_id")),
                name="restriction_appeal_by_a_third",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_force") | Q(answered_by_id__isnull=False), name="restriction_was_approved"
            ),
            models.CheckConstraint(
                condition=~Q(state="ended") | Q(ended_at__isnull=False), name="restriction_end_has_date"
            ),
        ]
        indexes = [models.Index(fields=["review_date"], name="restriction_review", condition=Q(state="in_force"))]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.state}"
