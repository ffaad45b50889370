import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from townline.core.language import Text
from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity
from townline.service_requests.models.service_request import ServiceRequest
from townline.service_requests.values import Joined, MajorKind, ToldState, WorkState

STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
REACH = Declaration(Purpose.CONTACT, Sensitivity.PERSONAL, RetentionClass.SERVICE_REQUEST)
SPEAKS = Declaration(Purpose.ACCESS_NEEDS, Sensitivity.INTERNAL, RetentionClass.SERVICE_REQUEST)
WORDS = "the city's own words"
CODE = "a code from a list"


class MajorEvent(models.Model):
    """A storm, an outage, an election: many reports of one thing. No ward means the whole city."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    kind = impersonal(models.CharField(max_length=10, choices=MajorKind), CODE)
    name_en = impersonal(models.CharField(max_length=120), WORDS)
    name_fr = impersonal(models.CharField(max_length=120), WORDS)
    words_en = impersonal(models.CharField(max_length=600), WORDS)  # what residents read before they report
    words_fr = impersonal(models.CharField(max_length=600), WORDS)
    services = models.ManyToManyField("catalog.Service", related_name="+")
    wards = models.ManyToManyField("places.Area", related_name="+")
    starts_at = models.DateTimeField()  # reports from this moment on belong to it
    declared_at = models.DateTimeField()
    declared_by = STAFF.on(models.CharField(max_length=120))
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("starts_at")),
                name="major_event_ends_after_start",
            )
        ]
        indexes = [models.Index(fields=["starts_at"], name="major_event_goes_on", condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)

    @property
    def words(self) -> Text:
        return Text(self.words_en, self.words_fr)


class MajorReport(models.Model):
    """A request that belongs to a major event; to one at most."""

    major = models.ForeignKey(MajorEvent, on_delete=models.CASCADE, related_name="reports")
    request = models.OneToOneField(ServiceRequest, on_delete=models.CASCADE, related_name="+")
    joined_at = models.DateTimeField()
    how = impersonal(models.CharField(max_length=10, choices=Joined), CODE)

    def __str__(self) -> str:
        return f"{self.request_id} in {self.major_id}"


class MajorLeft(models.Model):
    """A request that somebody took out: it does not come back by itself."""

    major = models.ForeignKey(MajorEvent, on_delete=models.CASCADE, related_name="+", db_index=False)
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="+")
    left_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["major", "request"], name="major_left_once")]

    def __str__(self) -> str:
        return f"{self.request_id} out of {self.major_id}"


class MajorUpdate(models.Model):
    """One update to everybody whose request belongs to the event."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    major = models.ForeignKey(MajorEvent, on_delete=models.CASCADE, related_name="updates")
    words_en = impersonal(models.TextField(), WORDS)
    words_fr = impersonal(models.TextField(), WORDS)
    written_at = models.DateTimeField()
    written_by = STAFF.on(models.CharField(max_length=120))

    def __str__(self) -> str:
        return f"update of {self.major_id}"

    @property
    def words(self) -> Text:
        return Text(self.words_en, self.words_fr)


class MajorListener(models.Model):
    """Somebody who hears an update, once, by the way of their request, and what became of it."""

    update_of = models.ForeignKey(MajorUpdate, on_delete=models.CASCADE, related_name="listeners")
    customer = models.ForeignKey("customers.Customer", on_delete=models.CASCADE, related_name="+")
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="+")
    language = SPEAKS.on(models.CharField(max_length=2))
    preferred = REACH.on(models.CharField(max_length=10))
    state = impersonal(models.CharField(max_length=10, choices=ToldState, default=ToldState.WAITING), CODE)
    error = impersonal(models.CharField(max_length=300, blank=True), "what a program said")
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["update_of", "customer"], name="major_listener_hears_once")]
        indexes = [models.Index(fields=["update_of", "id"], name="major_listener_waits", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.customer_id} hears {self.update_of_id}"


class MajorWork(models.Model):
    """The same completion for many requests of an event, in the background."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    major = models.ForeignKey(MajorEvent, on_delete=models.CASCADE, related_name="works")
    outcome = impersonal(models.CharField(max_length=20), CODE)
    words = impersonal(models.TextField(), WORDS)  # the same to everybody
    by_id = models.BigIntegerField()
    by_label = STAFF.on(models.CharField(max_length=120))
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"work on {self.major_id}"


class MajorWorkItem(models.Model):
    """One request of a work, and why it could not be completed."""

    NOT_PERSONAL: ClassVar[str] = "which request is next, and what the program said about it"

    work = models.ForeignKey(MajorWork, on_delete=models.CASCADE, related_name="items")
    request = models.ForeignKey(ServiceRequest, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=WorkState, default=WorkState.WAITING)
    refusal = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "request"], name="major_work_item_is_once")]
        indexes = [models.Index(fields=["work", "id"], name="major_work_waits", condition=Q(state="waiting"))]

    def __str__(self) -> str:
        return f"{self.request_id} of {self.work_id}"
