import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
DAYS = "opening hours of the city"


class BusinessCalendar(models.Model):
    """When a department, or the city, is open from a day on. A change is another version; none is ever edited.

    Spans are pairs of minutes after midnight. `weekly` has them for Monday to Sunday; `seasons` are
    {"from": "05-01", "until": "09-30", "spans", "name"}, `closures` {"from": "2026-12-24", "until", "spans", "name"}.
    """

    department = models.ForeignKey("accounts.Department", null=True, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    effective_from = impersonal(models.DateField(), DAYS)
    weekly = impersonal(models.JSONField(), DAYS)
    province = impersonal(models.CharField(max_length=2), "whose statutory holidays")
    optional_holidays = impersonal(models.JSONField(default=list), DAYS)
    seasons = impersonal(models.JSONField(default=list), DAYS)
    closures = impersonal(models.JSONField(default=list), DAYS)
    changed_at = models.DateTimeField()
    changed_by = STAFF.on(models.CharField(max_length=120))

    class Meta:
        constraints = [
            models.UniqueConstraint(Coalesce(F("department"), 0), F("number"), name="calendar_version_is_unique"),
            models.CheckConstraint(
                condition=Q(weekly__6__isnull=False, weekly__7__isnull=True),
                name="calendar_week_has_seven_days",
            ),
        ]
        triggers = [pgtrigger.Protect(name="calendar_version_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"calendar {self.number} of {self.department_id or 'the city'} from {self.effective_from}"
