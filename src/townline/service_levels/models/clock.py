from datetime import timedelta
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from townline.service_levels.values import ClockKind, Ended, Promised, Unit


class Clock(models.Model):
    """One promise about one subject. Another promise of the same kind is another round.

    Without a quantity it is a day that somebody named. While it is paused, `due_at` is the moment before the pause. `next_at` is
    when somebody has to look at it: when it is at risk, then when it is late, then never. Every index here is written while
    somebody waits for a reference, but the one of those that are at risk or late.
    """

    NOT_PERSONAL: ClassVar[str] = "times that the city promised, by the number of what was promised"

    pk = models.CompositePrimaryKey("subject", "kind", "round")
    subject = models.UUIDField()
    kind = models.CharField(max_length=20, choices=ClockKind)
    round = models.PositiveSmallIntegerField(default=1)
    subject_type = models.CharField(max_length=30, default="service_request")
    quantity = models.PositiveSmallIntegerField(null=True)
    unit = models.CharField(max_length=20, choices=Unit, default=Unit.BUSINESS_DAYS)
    department_id = models.BigIntegerField(null=True)  # whose calendar; without one, the city's
    started_at = models.DateTimeField()
    at_risk_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    paused_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=10, choices=Ended, blank=True)
    at_risk_told_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(  # another system's day may be before the beginning
                condition=Q(quantity__isnull=True) | Q(due_at__gte=models.F("started_at")),
                name="clock_is_due_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, ended_as="") | Q(stopped_at__isnull=False) & ~Q(ended_as=""),
                name="clock_says_how_it_ended",
            ),
            models.CheckConstraint(
                condition=Q(next_at__isnull=True) | Q(stopped_at__isnull=True, paused_at__isnull=True),
                name="clock_that_stands_is_not_looked_for",
            ),
        ]
        indexes = [
            models.Index(fields=["next_at"], name="clock_next", condition=Q(next_at__isnull=False)),
            models.Index(
                fields=["kind", "due_at"],
                name="clock_at_risk_or_late",
                condition=Q(at_risk_told_at__isnull=False, stopped_at__isnull=True),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="clock_start_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("started_at"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Condition("OLD.started_at IS DISTINCT FROM NEW.started_at"),
                func="RAISE EXCEPTION 'The moment of awareness cannot be edited' USING ERRCODE = 'check_violation';",
            ),
            pgtrigger.Trigger(
                name="clock_one_runs",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Condition("NEW.round > 1 AND NEW.stopped_at IS NULL"),
                func="IF EXISTS (SELECT FROM service_levels_clock c WHERE c.subject = NEW.subject AND c.kind = NEW.kind "
                "AND c.stopped_at IS NULL) THEN RAISE EXCEPTION 'A clock of this kind runs already' "
                "USING ERRCODE = 'unique_violation'; END IF; RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.subject} due {self.due_at}"

    @property
    def promised(self) -> Promised | None:
        """None for a day that was named."""
        if self.quantity is None:
            return None
        return Promised(ClockKind(self.kind), self.quantity, Unit(self.unit))

    @property
    def amount(self) -> timedelta | None:
        return self.promised.amount if self.promised else None

    @property
    def is_running(self) -> bool:
        return self.stopped_at is None
