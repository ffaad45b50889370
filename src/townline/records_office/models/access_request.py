import uuid

from django.db import models
from django.db.models import Q

from townline.privacy.declarations import impersonal
from townline.privacy.values import Sensitivity
from townline.records_office.personal import filed
from townline.records_office.values import AccessState, Decision, Identity

CODE = "a code from a list"


class AccessRequest(models.Model):
    """One person asks for what the city keeps about them. `person` is the customer's uuid; no foreign key, the file outlives the record.

    `complete_at` starts the clock: the request is clear, the fee paid or waived, the identity checked. `profile` and the days
    are those of the law on that day.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    number = impersonal(models.CharField(max_length=12, unique=True), "year and running number of a file")
    person = models.UUIDField()
    name = filed(models.CharField(max_length=160))
    asked = filed(models.TextField())
    send_to = filed(models.CharField(max_length=300))
    by_whom = filed(models.CharField(max_length=160, blank=True))  # who asks in the person's name
    language = filed(models.CharField(max_length=2, default="en"), Sensitivity.INTERNAL)
    state = impersonal(models.CharField(max_length=12, choices=AccessState, default=AccessState.RECEIVED), CODE)

    # the law's clock
    profile = impersonal(models.CharField(max_length=20), CODE)
    days = models.PositiveSmallIntegerField()
    unit = impersonal(models.CharField(max_length=20), CODE)
    received_at = models.DateTimeField()
    complete_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    extended_days = models.PositiveSmallIntegerField(default=0)
    extended_why = filed(models.CharField(max_length=300, blank=True))

    # before the clock starts
    fee_cents = models.PositiveIntegerField()
    fee_paid_at = models.DateTimeField(null=True)
    fee_waived = filed(models.CharField(max_length=300, blank=True))
    identity = filed(models.CharField(max_length=20, choices=Identity, blank=True), Sensitivity.INTERNAL)
    identity_at = models.DateTimeField(null=True)
    identity_by = filed(models.CharField(max_length=120, blank=True), Sensitivity.INTERNAL)

    # how it ended
    searched_at = models.DateTimeField(null=True)
    decision = impersonal(models.CharField(max_length=12, choices=Decision, blank=True), CODE)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.BigIntegerField(null=True)
    decided_by = filed(models.CharField(max_length=120, blank=True), Sensitivity.INTERNAL)
    sent_at = models.DateTimeField(null=True)
    sent_how = filed(models.CharField(max_length=120, blank=True))
    closed_why = filed(models.CharField(max_length=300, blank=True))
    handled_by_id = models.BigIntegerField(null=True)
    hold = models.UUIDField(null=True)  # the legal hold that keeps the records meanwhile

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(complete_at__isnull=False), name="access_due_after_complete"
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False, decided_at__isnull=False) & ~Q(decision=""),
                name="access_sent_was_decided",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], name="access_open", condition=~Q(state__in=["sent", "withdrawn"])),
            models.Index(fields=["person"], name="access_person"),
        ]

    def __str__(self) -> str:
        return self.number


class AccessRecord(models.Model):
    """A copy of one record on the day of the search, and what of it goes out. `text` is [[label, value], …], `marks` are bars."""

    access_request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="records")
    number = models.PositiveIntegerField()  # its line in the index
    room = impersonal(models.CharField(max_length=40), CODE)
    kind = impersonal(models.CharField(max_length=40), CODE)
    subject = models.UUIDField(null=True)
    title = filed(models.CharField(max_length=300))
    text = filed(models.JSONField(default=list), Sensitivity.SENSITIVE)
    files = filed(models.JSONField(default=list))  # [{"name":, "media_type":, "out": code or "", "areas": [...]}]
    marks = impersonal(models.JSONField(default=list), "places and sections: [block, start, end, code]")
    recorded_at = models.DateTimeField()
    has_third_parties = models.BooleanField(default=False)
    decision = impersonal(models.CharField(max_length=12, choices=Decision, blank=True), CODE)
    code = impersonal(
        models.CharField(max_length=40, blank=True), "a section of the law"
    )  # the section under which all of it is withheld
    reviewed_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["access_request", "number"], name="access_record_number_once"),
            models.CheckConstraint(
                condition=~Q(decision="withheld") | ~Q(code=""), name="access_record_withheld_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.access_request_id} {self.number}"
