import uuid

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models


class Customer(models.Model):
    """A resident, business or visitor who has been in touch. `search` is the name in lower case without accents."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.CharField(max_length=160, blank=True)
    organisation = models.CharField(max_length=160, blank=True)
    search = models.CharField(max_length=340, blank=True)
    postal_address = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=2, default="en")
    created_at = models.DateTimeField()
    source = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=80, blank=True)
    source_hash = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [GinIndex(OpClass("search", name="gin_trgm_ops"), name="customer_search")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], name="customer_source_is_unique", condition=~models.Q(source_id="")
            )
        ]

    def __str__(self) -> str:
        return f"customer {self.pk}"
