import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity
from townline.service_requests.closing_values import Approval, AuditVerdict, ClosureState, Ending, Level, Size, Told
from townline.service_requests.models.closing_rule import ClosingRule
from townline.service_requests.models.service_request import ServiceRequest
from townline.service_requests.values import Outcome

WRITTEN = Declaration(Purpose.SERVICE, Sensitivity.PERSONAL, RetentionClass.SERVICE_REQUEST)
STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
CODE = "a code from a list"
WAITS = Q(state="waiting")


class Closure(models.Model):
    """One ending of a request, as somebody brought it: by which rule, with what evidence, who decided.

    The database fills in the rule, what it asks for and whose own work it is (see migration 0003): nobody chooses these.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="closures")
    ending = impersonal(models.CharField(max_length=12, choices=Ending), CODE)
    state = impersonal(models.CharField(max_length=12, choices=ClosureState, default=ClosureState.WAITING), CODE)

    # the rule, as it was then
    rule = models.ForeignKey(ClosingRule, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    rule_note = impersonal(models.CharField(max_length=200, blank=True), "why a rule of the city is there")
    approval = impersonal(models.CharField(max_length=12, choices=Approval, blank=True), CODE)
    percent = models.PositiveSmallIntegerField(null=True)
    required = impersonal(ArrayField(models.CharField(max_length=20), default=list), "codes from a list")

    # what was shown
    size = impersonal(models.CharField(max_length=10, choices=Size, blank=True), CODE)
    outcome = impersonal(models.CharField(max_length=20, choices=Outcome, blank=True), CODE)
    measured = WRITTEN.on(models.CharField(max_length=120, blank=True))
    told = impersonal(models.CharField(max_length=10, choices=Told, blank=True), CODE)
    photos = ArrayField(models.UUIDField(), default=list)
    reason = WRITTEN.on(models.TextField(blank=True))  # why it cannot be done, or how the customer withdrew it

    # who brought it
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    worked_from_at = models.DateTimeField()
    completed_at = models.DateTimeField()
    completed_by_id = models.BigIntegerField(null=True)
    completed_by_label = STAFF.on(models.CharField(max_length=120, blank=True))
    workers = ArrayField(models.BigIntegerField(), default=list)  # whose own work it is: they do not decide

    # who decides
    level = impersonal(models.CharField(max_length=12, choices=Level, default=Level.TEAM), CODE)
    next_level_at = models.DateTimeField(null=True)
    stands_at = models.DateTimeField(null=True)  # when it stands if nobody says otherwise
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by_label = STAFF.on(models.CharField(max_length=120, blank=True))
    decision = WRITTEN.on(models.TextField(blank=True))  # why it was sent back
    set_aside_at = models.DateTimeField(null=True)  # work went on after it

    # looked at afterwards
    is_drawn = models.BooleanField(default=False)
    audited_at = models.DateTimeField(null=True)
    audited_by_id = models.BigIntegerField(null=True)
    audited_by_label = STAFF.on(models.CharField(max_length=120, blank=True))
    verdict = impersonal(models.CharField(max_length=10, choices=AuditVerdict, blank=True), CODE)
    audit_words = WRITTEN.on(models.TextField(blank=True))

    class Meta:
        indexes = [
            models.Index(fields=["request", "-id"], name="closure_request"),
            models.Index(fields=["completed_at", "id"], name="closure_waits", condition=WAITS),
            models.Index(fields=["stands_at"], name="closure_stands", condition=WAITS & Q(stands_at__isnull=False)),
            models.Index(
                fields=["next_level_at"], name="closure_goes_up", condition=WAITS & Q(next_level_at__isnull=False)
            ),
            models.Index(
                fields=["decided_at", "id"],
                name="closure_to_audit",
                condition=Q(is_drawn=True, audited_at__isnull=True),
            ),
            models.Index(fields=["completed_at"], name="closure_completed"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["request"], name="closure_one_waits", condition=WAITS),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "stood", "sent_back"])
                | Q(decided_at__isnull=False, decided_at__gte=F("completed_at")),
                name="closure_decided_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="stood")
                | Q(approval__in=["automatic", "sampled"], stands_at__isnull=False, decided_at__gte=F("stands_at")),
                name="closure_stands_only_in_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved")
                | Q(decided_by_id__isnull=False)
                | Q(ending="cancelled", completed_by_id__isnull=True),  # the customer
                name="closure_approved_says_who",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(audited_at__isnull=False), name="closure_verdict_says_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ending} of {self.request_id}"

    @property
    def waits(self) -> bool:
        return self.state == ClosureState.WAITING

    @property
    def is_to_audit(self) -> bool:
        """Drawn, it stands, and nobody has looked at it afterwards."""
        holds = self.state in {ClosureState.APPROVED, ClosureState.STOOD} and self.set_aside_at is None
        return self.is_drawn and holds and self.audited_at is None
