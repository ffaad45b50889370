from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Reverse
from django.utils.translation import gettext_lazy as _

from townline.customers.models.customer import Customer
from townline.customers.personal import A_CODE, PROOF, REACH
from townline.customers.values import Verified
from townline.privacy.declarations import impersonal


class ContactPointKind(models.TextChoices):
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")


class ContactPoint(models.Model):
    """An e-mail address in lower case, or a telephone number in E.164. The primary one of its kind is used first."""

    # its index is the first column of the unique constraint
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="contact_points", db_index=False)
    kind = impersonal(models.CharField(max_length=10, choices=ContactPointKind), A_CODE)
    value = REACH.on(models.CharField(max_length=254))
    label = REACH.on(models.CharField(max_length=40, blank=True, db_default=""))
    is_primary = models.BooleanField(default=False, db_default=False)
    opted_out_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True)
    verified_how = impersonal(models.CharField(max_length=20, choices=Verified, blank=True, db_default=""), A_CODE)
    verified_note = PROOF.on(
        models.CharField(max_length=200, blank=True, db_default="")
    )  # what was asked, never the answer
    code_asked_at = models.DateTimeField(null=True)  # the code itself is stored nowhere: see operations.verify
    code_how = impersonal(models.CharField(max_length=20, blank=True, db_default=""), A_CODE)
    code_tries = models.PositiveSmallIntegerField(default=0, db_default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "kind", "value"], name="contact_point_is_unique"),
            models.UniqueConstraint(
                fields=["customer", "kind"], name="contact_point_one_is_primary", condition=Q(is_primary=True)
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True, verified_how="")
                | Q(verified_at__isnull=False) & ~Q(verified_how=""),
                name="contact_point_verified_says_how",
            ),
        ]
        indexes = [
            # whole ones, and those that begin like this
            models.Index("kind", OpClass("value", name="varchar_pattern_ops"), name="contact_point_value"),
            # the last digits of a number
            models.Index(
                OpClass(Reverse("value"), name="text_pattern_ops"),
                name="contact_point_last_digits",
                condition=Q(kind="phone"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.customer_id}"
