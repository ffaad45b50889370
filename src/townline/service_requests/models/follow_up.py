import uuid

from django.db import models

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity
from townline.service_requests.models.note import Note
from townline.service_requests.models.service_request import ServiceRequest

SPEAKS = Declaration(Purpose.ACCESS_NEEDS, Sensitivity.INTERNAL, RetentionClass.SERVICE_REQUEST)
CODE = "a code from a list"


class FollowUp(models.Model):
    """Somebody asks again about a request. Its own clock promises an answer; what they wrote is the note.

    `page` is the request that is theirs, where it was joined with this one. `became` is the new request that was made of
    it because the old one was closed long ago.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="follow_ups")
    page = models.ForeignKey(ServiceRequest, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    became = models.ForeignKey(ServiceRequest, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    note = models.ForeignKey(Note, null=True, on_delete=models.SET_NULL, related_name="+")
    customer = models.ForeignKey("customers.Customer", null=True, on_delete=models.SET_NULL, related_name="+")
    number = models.PositiveSmallIntegerField()  # the how-manieth about this request
    channel = impersonal(models.CharField(max_length=20), CODE)
    language = SPEAKS.on(models.CharField(max_length=2, default="en"))
    received_at = models.DateTimeField()
    answer_by_at = models.DateTimeField(null=True)  # nobody waits for an answer if it is empty
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="follow_up_number_is_unique"),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | models.Q(answered_at__gte=models.F("received_at")),
                name="follow_up_is_answered_after_it_came",
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by_at", "id"],
                name="follow_up_to_answer",
                condition=models.Q(answered_at__isnull=True, answer_by_at__isnull=False),
            ),
            models.Index(fields=["received_at"], name="follow_up_received"),
            models.Index(fields=["became"], name="follow_up_became", condition=models.Q(became__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"follow-up {self.number} on {self.request_id}"
