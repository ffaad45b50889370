from django.conf import settings
from django.db import models

from townline.privacy.declarations import Declaration
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

WORK = Declaration(Purpose.STAFFING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)


class Absence(models.Model):
    """Away dates (both included, in the city's time zone) and the deputy whom work and approvals follow."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="absences")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_date = WORK.on(models.DateField())
    until_date = WORK.on(models.DateField())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_date__gte=models.F("from_date")), name="absence_ends_after_start"
            ),
            models.CheckConstraint(condition=~models.Q(user=models.F("deputy")), name="absence_deputy_is_another"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.from_date}-{self.until_date}"
