import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from townline.core.promised import ClockKind, Unit
from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity
from townline.service_requests.escalation_values import By, Trigger, Whom
from townline.service_requests.models.service_request import ServiceRequest

WORK = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.SERVICE_REQUEST, Authority.EMPLOYMENT)
CODE = "a code from a list"


class EscalationStep(models.Model):
    """One rung: so long before (less than nothing) or after a promise runs out, this person is told this way."""

    NOT_PERSONAL: ClassVar[str] = "which role is told when"

    trigger = models.CharField(max_length=20, choices=Trigger, default=Trigger.TIME)
    kind = models.CharField(max_length=20, choices=ClockKind, default=ClockKind.RESOLUTION)
    department = models.ForeignKey("accounts.Department", null=True, on_delete=models.PROTECT, related_name="+")
    quantity = models.SmallIntegerField(default=0)
    unit = models.CharField(max_length=20, choices=Unit, default=Unit.BUSINESS_DAYS)
    whom = models.CharField(max_length=20, choices=Whom)
    by = models.CharField(max_length=10, choices=By, default=By.MAIL)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.trigger} {self.quantity} {self.unit}: {self.whom}"


class Escalation(models.Model):
    """One rung for one request: planned when the promise is at risk, and told unless the work was done before."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="escalations")
    step = models.ForeignKey(EscalationStep, on_delete=models.PROTECT, related_name="+")
    because = models.UUIDField()  # the event that planned it
    due_at = models.DateTimeField(null=True)  # the promise from which it is counted
    tell_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "step", "due_at"],
                name="escalation_once_a_promise",
                condition=Q(due_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["because", "step"], name="escalation_once_an_event", condition=Q(due_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | Q(dropped_at__isnull=True), name="escalation_told_is_not_dropped"
            ),
        ]
        indexes = [
            models.Index(fields=["tell_at"], name="escalation_to_tell", condition=Q(told_at=None, dropped_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} of {self.request_id}"


class EscalationNotice(models.Model):
    """One person was told: they say that they look after it, or pass it on. A deputy is told for who is away."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    escalation = models.ForeignKey(Escalation, on_delete=models.CASCADE, related_name="notices")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = impersonal(models.CharField(max_length=12, blank=True), CODE)  # acknowledged, passed_on, over
    words = WORK.on(models.CharField(max_length=300, blank=True))
    passed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["escalation", "user"], name="notice_once_a_person"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
                name="notice_says_how_it_was_answered",
            ),
            models.CheckConstraint(
                condition=~Q(answer="passed_on") | Q(passed_to__isnull=False) & ~Q(passed_to=F("user")),
                name="notice_is_passed_to_another",
            ),
        ]
        indexes = [models.Index(fields=["user", "told_at"], name="notice_open", condition=Q(answered_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.user_id} told of {self.escalation_id}"
