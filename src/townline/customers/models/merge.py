import uuid

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from townline.customers.models.customer import Customer
from townline.privacy.declarations import impersonal, personal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity


class Merge(models.Model):
    """`other` was found to be `survivor`. `before` and `after` are the survivor's fields that changed: undo puts them back."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    survivor = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")
    bits = impersonal(
        models.FloatField(null=True), "how alike two records are"
    )  # empty where a steward found them without us
    reasons = impersonal(models.JSONField(default=list), "words of matching.Reason")
    before = personal(
        models.JSONField(default=dict, encoder=DjangoJSONEncoder),
        purpose=Purpose.RECORD_KEEPING,
        sensitivity=Sensitivity.PERSONAL,
        retention=RetentionClass.CUSTOMER,
    )
    after = personal(
        models.JSONField(default=dict, encoder=DjangoJSONEncoder),
        purpose=Purpose.RECORD_KEEPING,
        sensitivity=Sensitivity.PERSONAL,
        retention=RetentionClass.CUSTOMER,
    )
    merged_at = models.DateTimeField()
    merged_by_id = models.BigIntegerField(null=True)
    merged_by = impersonal(models.CharField(max_length=120), "a label of staff, as in the event log")
    undone_at = models.DateTimeField(null=True)
    undone_by = impersonal(models.CharField(max_length=120, blank=True), "a label of staff, as in the event log")
    undo_reason = personal(
        models.CharField(max_length=300, blank=True),
        purpose=Purpose.RECORD_KEEPING,
        sensitivity=Sensitivity.PERSONAL,
        retention=RetentionClass.CUSTOMER,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["other"], name="merge_stands_once", condition=Q(undone_at__isnull=True)),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | ~Q(undo_reason=""), name="merge_undone_says_why"
            ),
        ]
        indexes = [models.Index(fields=["-merged_at"], name="merge_newest")]

    def __str__(self) -> str:
        return f"{self.other_id} into {self.survivor_id}"
