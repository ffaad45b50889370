import uuid

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity
from townline.service_requests import workflow
from townline.service_requests.values import Outcome
from townline.service_requests.workflow import OPEN, STATE_NAMES, State

ASKED = Declaration(Purpose.SERVICE, Sensitivity.PERSONAL, RetentionClass.SERVICE_REQUEST)
REACH = Declaration(Purpose.CONTACT, Sensitivity.PERSONAL, RetentionClass.SERVICE_REQUEST)
SPEAKS = Declaration(Purpose.ACCESS_NEEDS, Sensitivity.INTERNAL, RetentionClass.SERVICE_REQUEST)
PUBLIC = Declaration(Purpose.SERVICE, Sensitivity.PUBLIC, RetentionClass.SERVICE_REQUEST)
LINKED = Declaration(Purpose.SERVICE, Sensitivity.PERSONAL, RetentionClass.PHOTO)
CODE = "a code from a list"
OTHER = "a number or word of the system that it was taken over from"

IS_OPEN = Q(state__in=sorted(OPEN))
IS_LISTED = Q(visibility="public")


class ServiceRequest(models.Model):
    """One request of one customer. `version` grows with every change and is what an editor has seen.

    Every index here is written while somebody waits for a reference. A foreign key has one only where a query needs it, and
    what most requests do not have is left out of its index.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    reference = impersonal(models.CharField(max_length=9), "nine digits drawn by chance")
    version = models.PositiveIntegerField(default=1)

    # what
    service = models.ForeignKey("catalog.Service", on_delete=models.PROTECT, related_name="+", db_index=False)
    service_number = models.PositiveIntegerField()
    visibility = impersonal(models.CharField(max_length=20), CODE)
    description = ASKED.on(models.TextField(blank=True))
    answers = ASKED.on(models.JSONField(default=dict))
    priority = models.PositiveSmallIntegerField(default=2)
    words = ASKED.on(models.TextField(blank=True))  # description and place, plain, for search
    words_released_at = models.DateTimeField(null=True)  # staff let the public read the description
    media_url = LINKED.on(models.URLField(max_length=500, blank=True))

    # who asked, how
    customer = models.ForeignKey(
        "customers.Customer", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    channel = impersonal(models.CharField(max_length=20), CODE)
    language = SPEAKS.on(models.CharField(max_length=2, default="en"))
    preferred = REACH.on(models.CharField(max_length=10, default="email"))
    taken_by_id = models.BigIntegerField(null=True)  # the member of staff who took it for a caller
    submission_key = models.UUIDField(null=True)
    client_key = impersonal(
        models.CharField(max_length=120, null=True),
        "an application's own number for what it sent",
    )

    # where
    address = ASKED.on(models.CharField(max_length=300, blank=True))
    block = PUBLIC.on(models.CharField(max_length=300, blank=True))  # what the public sees of the address
    postal_code = ASKED.on(models.CharField(max_length=12, blank=True))
    place_description = ASKED.on(models.CharField(max_length=1_000, blank=True))
    lat = ASKED.on(models.FloatField(null=True))
    long = ASKED.on(models.FloatField(null=True))
    road_class = impersonal(
        models.CharField(max_length=10, blank=True), "the class of the road, from the city's own list"
    )
    ward = models.ForeignKey("places.Area", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    # whose work
    department = models.ForeignKey("accounts.Department", on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    assignee = models.ForeignKey("accounts.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    route_why = impersonal(models.CharField(max_length=300, blank=True), "which rule chose the team")

    # how far
    state = impersonal(
        models.CharField(max_length=30, choices=[(state.value, name) for state, name in STATE_NAMES.items()]), CODE
    )
    state_since_at = models.DateTimeField()
    submitted_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)  # empty while the clock is paused and after completion
    promised_at = models.DateTimeField(null=True)  # what the customer was last told
    reviewed_at = models.DateTimeField(null=True)
    assigned_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = impersonal(models.CharField(max_length=20, choices=Outcome, blank=True), CODE)
    status_notes = ASKED.on(models.TextField(blank=True))  # the last words to the customer about the state
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    resume_state = impersonal(
        models.CharField(max_length=30, blank=True), CODE
    )  # where it goes on when the customer has answered
    reopened_count = models.PositiveSmallIntegerField(default=0)
    disputed_at = models.DateTimeField(null=True)
    disposed_at = models.DateTimeField(null=True)  # what was personal in it is destroyed; figures are kept

    # from another system
    source = impersonal(models.CharField(max_length=60, blank=True), OTHER)
    source_id = impersonal(models.CharField(max_length=80, blank=True), OTHER)
    source_hash = impersonal(models.CharField(max_length=40, blank=True), OTHER)
    source_status = impersonal(models.CharField(max_length=80, blank=True), OTHER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="request_reference_is_unique"),
            models.UniqueConstraint(
                fields=["submission_key"], name="request_is_sent_once", condition=Q(submission_key__isnull=False)
            ),
            models.UniqueConstraint(
                fields=["client_key"], name="request_of_client_is_sent_once", condition=Q(client_key__isnull=False)
            ),
            models.CheckConstraint(
                condition=Q(reference__regex=r"^[1-9][0-9]{8}$"), name="request_reference_is_nine_digits"
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, long__isnull=True) | Q(lat__range=(-90, 90), long__range=(-180, 180)),
                name="request_point_is_on_earth",
            ),
            models.CheckConstraint(
                # another system's file may say that it is done and not when
                condition=~Q(state__in=["completed", "confirmed"]) | Q(completed_at__isnull=False) | ~Q(source_id=""),
                name="request_completed_says_when",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="request_is_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(disposed_at__isnull=True) | ~IS_OPEN & Q(customer__isnull=True, description="", words=""),
                name="request_disposed_is_closed_and_empty",
            ),
            models.UniqueConstraint(
                fields=["source", "source_id"], name="request_source_is_unique", condition=~Q(source_id="")
            ),
        ]
        indexes = [
            models.Index("team", F("due_at").asc(nulls_last=True), "id", name="request_team_queue", condition=IS_OPEN),
            models.Index(
                "assignee",
                F("due_at").asc(nulls_last=True),
                "id",
                name="request_my_queue",
                condition=IS_OPEN & Q(assignee__isnull=False),
            ),
            models.Index(F("due_at").asc(nulls_last=True), "id", name="request_queue", condition=IS_OPEN),
            models.Index(fields=["state_since_at"], name="request_awaits_approval", condition=Q(state="completed")),
            models.Index(fields=["-submitted_at", "-id"], name="request_listed", condition=IS_LISTED),
            models.Index(fields=["-updated_at", "-id"], name="request_listed_changed", condition=IS_LISTED),
            models.Index(fields=["service", "-submitted_at"], name="request_service"),
            models.Index(fields=["ward", "-submitted_at"], name="request_ward", condition=Q(ward__isnull=False)),
            models.Index(fields=["lat", "long"], name="request_point_open", condition=IS_LISTED & IS_OPEN),
            models.Index(
                fields=["customer", "-submitted_at"], name="request_customer", condition=Q(customer__isnull=False)
            ),
            models.Index(fields=["merged_into"], name="request_merged_into", condition=Q(merged_into__isnull=False)),
            models.Index(fields=["source_id"], name="request_source_id", condition=~Q(source_id="")),
            GinIndex(SearchVector("words", config="simple"), name="request_words"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="request_state_moves",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("state"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
                func="IF (OLD.state || '>' || NEW.state) NOT IN ("
                + ", ".join(f"'{frm}>{to}'" for frm, to in sorted(workflow.pairs() | workflow.resumptions()))
                + ") THEN RAISE EXCEPTION 'A request cannot go from % to %', OLD.state, NEW.state "
                "USING ERRCODE = 'check_violation'; END IF; RETURN NEW;",
            ),
            pgtrigger.Trigger(  # another system's file may correct its own date
                name="request_awareness_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("submitted_at"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition(
                    "OLD.submitted_at IS DISTINCT FROM NEW.submitted_at AND OLD.source_id = ''"
                ),
                func="RAISE EXCEPTION 'The moment of awareness cannot be edited' USING ERRCODE = 'check_violation';",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def awaits_approval(self) -> bool:
        return self.state == State.COMPLETED
