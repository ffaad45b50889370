import uuid

from django.db import models
from django.db.models import Q

from townline.interactions.models.interaction import Interaction
from townline.interactions.values import LONGEST_NOTE, AttemptOutcome, Channel, OutreachState
from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity

SAID = Declaration(Purpose.CONTACT, Sensitivity.PERSONAL, RetentionClass.INTERACTION)
CODE = "a code from a list"


class Outreach(models.Model):
    """Somebody is to be reached: by whom, why, when to try next. `subject` is what it is about, for example a request."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    customer = models.ForeignKey("customers.Customer", null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.UUIDField(null=True)
    reason = SAID.on(models.CharField(max_length=LONGEST_NOTE, blank=True))
    owner_id = models.BigIntegerField()
    team_id = models.BigIntegerField(null=True)
    state = impersonal(models.CharField(max_length=10, choices=OutreachState, default=OutreachState.OPEN), CODE)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["owner_id", "next_try_at"], name="outreach_to_do", condition=Q(state=OutreachState.OPEN)
            ),
            models.Index(fields=["subject"], name="outreach_subject", condition=Q(subject__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=OutreachState.OPEN) | Q(next_try_at__isnull=False, closed_at__isnull=True),
                name="outreach_open_has_a_next_try",
            )
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class ContactAttempt(models.Model):
    """One try to reach somebody, and how it went."""

    outreach = models.ForeignKey(Outreach, on_delete=models.CASCADE, related_name="attempts")
    tried_at = models.DateTimeField()
    channel = impersonal(models.CharField(max_length=20, choices=Channel), CODE)
    outcome = impersonal(models.CharField(max_length=15, choices=AttemptOutcome), CODE)
    note = SAID.on(models.CharField(max_length=LONGEST_NOTE, blank=True))
    tried_by_id = models.BigIntegerField()
    interaction = models.ForeignKey(Interaction, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.outcome} {self.tried_at}"
