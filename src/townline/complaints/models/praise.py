from django.db import models
from django.db.models import Q

from townline.complaints.models.about import CODE, AboutUs
from townline.complaints.personal import by_staff, said
from townline.complaints.values import Kind
from townline.privacy.declarations import impersonal


class Praise(AboutUs):
    """A compliment or a suggestion: for the person, and for those who answer for the person, the team or the department."""

    kind = impersonal(models.CharField(max_length=12, choices=Kind), CODE)
    answer = said(models.TextField(blank=True))
    answered_at = models.DateTimeField(null=True)
    answered_by = by_staff(models.CharField(max_length=120, blank=True))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["compliment", "suggestion"]), name="praise_is_no_complaint"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | Q(answer=""), name="praise_answer_has_date"
            ),
        ]
        indexes = [models.Index(fields=["-received_at"], name="praise_newest")]

    def __str__(self) -> str:
        return self.reference
