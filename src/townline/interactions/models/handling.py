from django.db import models
from django.db.models import F, Q

from townline.interactions.models.interaction import Interaction
from townline.interactions.values import (
    LONGEST_INTERPRETING,
    LONGEST_PROMISE,
    LONGEST_TOPIC,
    ContactOutcome,
    FirstContact,
    PromiseState,
)
from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity

SAID = Declaration(Purpose.SERVICE, Sensitivity.PERSONAL, RetentionClass.INTERACTION)
WROTE = Declaration(Purpose.SERVICE, Sensitivity.SENSITIVE, RetentionClass.INTERACTION)
REACH = Declaration(Purpose.CONTACT, Sensitivity.PERSONAL, RetentionClass.INTERACTION)
SPEAKS = Declaration(Purpose.ACCESS_NEEDS, Sensitivity.INTERNAL, RetentionClass.INTERACTION)
AREA = Declaration(Purpose.IMPROVEMENT, Sensitivity.PERSONAL, RetentionClass.INTERACTION)
CODE = "a code from a list"


class Handling(models.Model):
    """What staff add to a contact: when, what it was about, how it ended, what was promised."""

    interaction = models.OneToOneField(Interaction, primary_key=True, on_delete=models.CASCADE, related_name="handling")
    handled_by_id = models.BigIntegerField()
    team_id = models.BigIntegerField(null=True)  # the handler's team that day
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    wrapped_up_at = models.DateTimeField(null=True)
    from_phone = REACH.on(models.CharField(max_length=20, blank=True))
    from_email = REACH.on(models.CharField(max_length=254, blank=True))
    caller_name = SAID.on(models.CharField(max_length=160, blank=True))
    interpreter_language = SPEAKS.on(models.CharField(max_length=3, blank=True))
    interpreter_minutes = models.SmallIntegerField(null=True)
    topic_service_code = impersonal(models.CharField(max_length=80, blank=True), CODE)
    topic_article = impersonal(models.CharField(max_length=LONGEST_TOPIC, blank=True), "the name of an article")
    postal_code = AREA.on(models.CharField(max_length=12, blank=True))
    summary = WROTE.on(models.TextField(blank=True))
    outcome = impersonal(models.CharField(max_length=20, choices=ContactOutcome, blank=True), CODE)
    resolved_first_contact = impersonal(models.CharField(max_length=24, choices=FirstContact, blank=True), CODE)
    needs_follow_up = models.BooleanField(default=False)
    transferred_to = impersonal(models.CharField(max_length=160, blank=True), "the name of a team or of another body")
    promised = SAID.on(models.CharField(max_length=LONGEST_PROMISE, blank=True))
    promised_by = SAID.on(models.DateField(null=True))
    promise_state = impersonal(models.CharField(max_length=10, choices=PromiseState, blank=True), CODE)
    promise_settled_at = models.DateTimeField(null=True)
    promise_settled_by_id = models.BigIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["handled_by_id", "started_at"],
                name="handling_not_wrapped_up",
                condition=Q(wrapped_up_at__isnull=True),
            ),
            models.Index(fields=["team_id", "started_at"], name="handling_team_started"),
            models.Index(fields=["handled_by_id", "-started_at"], name="handling_person_started"),
            models.Index(
                fields=["promised_by"], name="handling_open_promises", condition=Q(promise_state=PromiseState.OPEN)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")), name="handling_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(wrapped_up_at=None)
                | (Q(ended_at__isnull=False) & ~Q(outcome="") & ~Q(resolved_first_contact="")),
                name="handling_wrap_up_says_how",
            ),
            models.CheckConstraint(
                condition=Q(promise_state="") | (~Q(promised="") & Q(promised_by__isnull=False)),
                name="handling_promise_has_words_and_date",
            ),
            models.CheckConstraint(
                condition=Q(interpreter_minutes=None)
                | Q(interpreter_minutes__gte=0, interpreter_minutes__lte=LONGEST_INTERPRETING),
                name="handling_interpreter_minutes_are_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"handling of {self.interaction_id}"
