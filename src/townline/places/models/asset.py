from typing import ClassVar

from django.db import models


class Asset(models.Model):
    """A thing that the city looks after: a light pole, a hydrant, a tree."""

    NOT_PERSONAL: ClassVar[str] = "things of the city"

    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160, blank=True)
    lat = models.FloatField(null=True)
    long = models.FloatField(null=True)
    properties = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "code"], name="asset_is_unique")]
        indexes = [models.Index(fields=["lat", "long"], name="asset_point")]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
