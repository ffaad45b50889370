from django.db import models

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity
from townline.service_requests.models.service_request import ServiceRequest
from townline.service_requests.values import NoteVisibility

WRITTEN = Declaration(Purpose.SERVICE, Sensitivity.PERSONAL, RetentionClass.SERVICE_REQUEST)
STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)


class Note(models.Model):
    """Words added to a request, by staff (`author_id`) or by the customer (no author)."""

    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="notes")
    text = WRITTEN.on(models.TextField())
    visibility = impersonal(
        models.CharField(max_length=10, choices=NoteVisibility, default=NoteVisibility.INTERNAL), "a code from a list"
    )
    author_id = models.BigIntegerField(null=True)
    author_label = STAFF.on(models.CharField(max_length=120, blank=True))
    from_customer = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    source_id = impersonal(
        models.CharField(max_length=80, blank=True), "a number or word of the system that it was taken over from"
    )

    class Meta:
        indexes = [models.Index(fields=["request", "written_at"], name="note_request")]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "source_id"], name="note_source_is_unique", condition=~models.Q(source_id="")
            )
        ]

    def __str__(self) -> str:
        return f"note {self.pk} on {self.request_id}"
