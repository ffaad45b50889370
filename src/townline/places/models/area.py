from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from townline.core.language import Text


class AreaKind(models.TextChoices):
    WARD = "ward", _("Ward")
    ZONE = "zone", _("Zone")
    CITY = "city", _("City boundary")


class Area(models.Model):
    """A ward or zone with its polygon (GeoJSON, WGS 84) and the days on which it holds (both included)."""

    NOT_PERSONAL: ClassVar[str] = "wards and zones"

    kind = models.CharField(max_length=20, choices=AreaKind, default=AreaKind.WARD)
    code = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    geometry = models.JSONField()
    population = models.PositiveIntegerField(null=True, blank=True)
    effective_from = models.DateField()
    effective_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "code", "effective_from"], name="area_is_unique_from_a_day"),
            models.CheckConstraint(
                condition=models.Q(effective_until__isnull=True)
                | models.Q(effective_until__gte=models.F("effective_from")),
                name="area_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)
