import uuid

from django.db import models
from django.db.models import Q

from townline.privacy.declarations import impersonal, personal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity
from townline.records_office.values import ListState


class DisposalList(models.Model):
    """What is proposed for destruction, then the order to destroy it, then the certificate that it was done.

    `uuid` is the number of the certificate. `items_hash` is over what was signed. Once signed, neither the list nor its items
    change but to say what was done: a trigger of migration 0002 sees to it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    retention = impersonal(models.CharField(max_length=20, choices=RetentionClass), "a code from a list")
    state = impersonal(
        models.CharField(max_length=10, choices=ListState, default=ListState.PROPOSED), "a code from a list"
    )
    is_nightly = models.BooleanField(default=True)  # else asked for by a clerk, about one person
    is_replayed = models.BooleanField(default=False)  # ordered once more after an older backup was restored
    proposed_at = models.DateTimeField()
    authority_en = impersonal(models.TextField(blank=True), "words of the schedule on the day of signing")
    authority_fr = impersonal(models.TextField(blank=True), "words of the schedule on the day of signing")
    items_hash = impersonal(models.CharField(max_length=64, blank=True), "a digest")
    signed_at = models.DateTimeField(null=True)
    signed_by_id = models.BigIntegerField(null=True)
    signed_by = personal(
        models.CharField(max_length=120, blank=True),
        purpose=Purpose.RECORD_KEEPING,
        sensitivity=Sensitivity.INTERNAL,
        retention=RetentionClass.STAFF_ACCOUNT,
    )
    done_at = models.DateTimeField(null=True)
    counts = impersonal(models.JSONField(default=dict), "numbers of what was destroyed")

    class Meta:
        indexes = [
            models.Index(fields=["signed_at"], name="disposal_list_to_do", condition=Q(state="signed")),
            models.Index(fields=["-proposed_at"], name="disposal_list_proposed"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["retention"],
                name="disposal_list_one_open",
                condition=Q(state="proposed", is_nightly=True),
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", signed_at__isnull=True)
                | ~Q(state="proposed") & Q(signed_at__isnull=False, signed_by_id__isnull=False) & ~Q(items_hash=""),
                name="disposal_list_signed_says_who",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False), name="disposal_list_done_says_when"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.retention} {self.uuid}"
