import uuid

from django.db import models
from django.db.models import F, Q

from townline.core.language import Text
from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
WEATHER = "what the city declared about the weather"


class WeatherEvent(models.Model):
    """A significant weather event: where, for which services and classes of road, from when, until somebody says it is over.

    Without an area it is the whole city, without a class of road every class. A service is always named.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    name_en = impersonal(models.CharField(max_length=120), WEATHER)
    name_fr = impersonal(models.CharField(max_length=120), WEATHER)
    source = impersonal(models.CharField(max_length=300), WEATHER)
    areas = impersonal(models.JSONField(default=list), "numbers of areas")
    services = impersonal(models.JSONField(), "codes of services")
    road_classes = impersonal(models.JSONField(default=list), "classes of roads")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    declared_at = models.DateTimeField()
    declared_by = STAFF.on(models.CharField(max_length=120))
    ended_by = STAFF.on(models.CharField(max_length=120, blank=True))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")), name="weather_ends_after_it_began"
            ),
            models.CheckConstraint(condition=Q(services__0__isnull=False), name="weather_names_a_service"),
        ]
        indexes = [models.Index(fields=["starts_at"], name="weather_running", condition=Q(ends_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.name_en} from {self.starts_at}"

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)
