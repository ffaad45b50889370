import uuid

from django.db import models
from django.db.models import F, Q

from townline.privacy.declarations import impersonal
from townline.privacy.values import Sensitivity
from townline.records_office.personal import filed
from townline.records_office.values import BreachState, Harm


class BreachFile(models.Model):
    """Personal data came to somebody who should not have it: what happened, who is affected, who was told.

    The list of people comes from the log of reads: what `reader_id` opened from `from_at` to `until_at`.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    number = impersonal(models.CharField(max_length=12, unique=True), "year and running number of a file")
    title = filed(models.CharField(max_length=160), Sensitivity.SENSITIVE)
    happened = filed(models.TextField(), Sensitivity.SENSITIVE)
    contained = filed(models.TextField(blank=True), Sensitivity.SENSITIVE)
    learned = filed(models.TextField(blank=True), Sensitivity.SENSITIVE)
    state = impersonal(
        models.CharField(max_length=10, choices=BreachState, default=BreachState.OPEN), "a code from a list"
    )
    harm = impersonal(models.CharField(max_length=10, choices=Harm, default=Harm.UNKNOWN), "a code from a list")
    harm_why = filed(models.CharField(max_length=1_000, blank=True), Sensitivity.SENSITIVE)
    discovered_at = models.DateTimeField()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    reader_id = models.BigIntegerField(null=True)
    reported_at = models.DateTimeField(null=True)  # to the commissioner
    opened_by = filed(models.CharField(max_length=120), Sensitivity.INTERNAL)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_at__gt=F("from_at")), name="breach_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False) & ~Q(harm="unknown"),
                name="breach_closed_was_weighed",
            ),
        ]
        indexes = [models.Index(fields=["-discovered_at"], name="breach_newest")]

    def __str__(self) -> str:
        return self.number


class AffectedPerson(models.Model):
    """One customer whose data was read; `reads` counts the pages."""

    breach = models.ForeignKey(BreachFile, on_delete=models.CASCADE, related_name="people")
    person = models.UUIDField()
    reads = models.PositiveIntegerField()
    first_read_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_how = filed(models.CharField(max_length=120, blank=True), Sensitivity.SENSITIVE)
    left_out = filed(models.CharField(max_length=300, blank=True), Sensitivity.SENSITIVE)  # why the read was in order

    class Meta:
        constraints = [models.UniqueConstraint(fields=["breach", "person"], name="affected_person_once")]
        indexes = [models.Index(fields=["person"], name="affected_person")]

    def __str__(self) -> str:
        return f"{self.breach_id} {self.person}"
