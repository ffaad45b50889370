from django.db import models
from django.utils.translation import gettext_lazy as _

from townline.customers.models.customer import Customer


class ContactPointKind(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")


class ContactPoint(models.Model):
    """An e-mail address in lower case, or a telephone number in E.164."""

    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=10, choices=ContactPointKind)
    value = models.CharField(max_length=254)
    opted_out_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["customer", "kind", "value"], name="contact_point_is_unique")]
        indexes = [models.Index(fields=["kind", "value"], name="contact_point_value")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.customer_id}"
