import uuid

from django.db import models
from django.db.models import F, Q

from townline.customers.models.customer import Customer
from townline.customers.personal import IDENTITY
from townline.customers.values import Role


class Relation(models.Model):
    """`customer` is, for `other`, what `role` says: Ada is a relative of Bo. `on_behalf`: Ada may speak for Bo.

    Speaking for somebody needs their consent (in `privacy`, by its uuid) and ends on a day.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    role = IDENTITY.on(models.CharField(max_length=20, choices=Role))
    on_behalf = models.BooleanField(default=False)
    consent = models.UUIDField(null=True)
    from_date = IDENTITY.on(models.DateField())
    until_date = IDENTITY.on(models.DateField(null=True))  # the last day
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(customer=F("other")), name="relation_is_between_two"),
            models.CheckConstraint(
                condition=Q(on_behalf=False) | Q(consent__isnull=False, until_date__isnull=False),
                name="relation_on_behalf_has_consent_and_end",
            ),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(until_date__gte=F("from_date")),
                name="relation_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["customer", "other", "role"], name="relation_is_unique", condition=Q(ended_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.customer_id} of {self.other_id}"
