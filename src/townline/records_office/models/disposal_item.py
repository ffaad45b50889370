from django.db import models
from django.db.models import Q

from townline.privacy.declarations import impersonal, personal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity
from townline.records_office.models.disposal_list import DisposalList
from townline.records_office.values import OutReason


class DisposalItem(models.Model):
    """One record on a list: by its uuid, never by a name. It stays, so that an older backup can be brought up to date."""

    disposal_list = models.ForeignKey(DisposalList, on_delete=models.PROTECT, related_name="items")
    subject = models.UUIDField()
    label = impersonal(models.CharField(max_length=40, blank=True), "a reference, or the number of a row")
    last_used_at = models.DateTimeField()
    out = impersonal(models.CharField(max_length=12, choices=OutReason, blank=True), "a code from a list")
    out_words = personal(
        models.CharField(max_length=300, blank=True),
        purpose=Purpose.RECORD_KEEPING,
        sensitivity=Sensitivity.INTERNAL,
        retention=RetentionClass.ACCESS_REQUEST,
    )
    out_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject"], name="disposal_item_subject"),
            models.Index(
                fields=["disposal_list", "id"], name="disposal_item_to_do", condition=Q(done_at__isnull=True, out="")
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["disposal_list", "subject"], name="disposal_item_once"),
            models.CheckConstraint(
                condition=Q(out="", out_at__isnull=True) | ~Q(out="") & Q(out_at__isnull=False, done_at__isnull=True),
                name="disposal_item_out_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.disposal_list_id} {self.subject}"
