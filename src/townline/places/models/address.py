from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class Address(models.Model):
    """One civic address. `search` is its text in lower case without accents, for finding it by what people type."""

    NOT_PERSONAL: ClassVar[str] = "every civic address of the city; who lives there is not kept here"

    number = models.CharField(max_length=12)
    street = models.CharField(max_length=120)
    unit = models.CharField(max_length=20, blank=True)
    postal_code = models.CharField(max_length=12, blank=True)
    text = models.CharField(max_length=200)
    search = models.CharField(max_length=200)
    lat = models.FloatField()
    long = models.FloatField()
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["number"], name="address_number"),
            GinIndex(OpClass("search", name="gin_trgm_ops"), name="address_search"),
            models.Index(fields=["lat", "long"], name="address_point"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], name="address_source_is_unique", condition=~models.Q(source_id="")
            ),
            models.CheckConstraint(
                condition=models.Q(lat__range=(-90, 90)) & models.Q(long__range=(-180, 180)), name="address_is_on_earth"
            ),
        ]

    def __str__(self) -> str:
        return self.text
