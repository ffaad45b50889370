import uuid
from datetime import date

from django.conf import settings
from django.db import models

from townline.places.models.area import Area
from townline.privacy.declarations import Declaration
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

OFFICE = Declaration(Purpose.STAFFING, Sensitivity.PUBLIC, RetentionClass.STAFF_ACCOUNT, Authority.EXPRESS_LAW)


class CouncilTerm(models.Model):
    """A person's term of office for a ward, or for the whole city (a mayor). Both days are included."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_date = OFFICE.on(models.DateField())
    until_date = OFFICE.on(models.DateField())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_date__gte=models.F("from_date")), name="council_term_ends_after_start"
            ),
            models.UniqueConstraint(fields=["person", "from_date"], name="council_term_is_unique_from_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.from_date}-{self.until_date}"

    def holds(self, *, on: date) -> bool:
        return self.from_date <= on <= self.until_date
