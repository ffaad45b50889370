import uuid

from django.db import models
from django.db.models import Q

from townline.interactions.models.interaction import Interaction
from townline.interactions.values import LONGEST_NOTE, CustodyStepKind, MailState, MailWay, PageKind
from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.values import Purpose, RetentionClass, Sensitivity

SCANNED = Declaration(Purpose.SERVICE, Sensitivity.SENSITIVE, RetentionClass.INTERACTION)
CODE = "a code from a list"


class CoverSheet(models.Model):
    """A sheet that is printed and laid on top of the paper. Its number says whose the scan behind it is."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    code = impersonal(models.CharField(max_length=9, unique=True), "nine digits drawn by chance")
    customer = models.ForeignKey("customers.Customer", null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.UUIDField(null=True)
    printed_at = models.DateTimeField()
    printed_by_id = models.BigIntegerField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code


class MailItem(models.Model):
    """One letter, or one thing from the drop box, scanned in. It waits to be sorted until it is known whose it is."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    batch = models.UUIDField()
    cover = models.ForeignKey(CoverSheet, null=True, on_delete=models.SET_NULL, related_name="items")
    way = impersonal(models.CharField(max_length=10, choices=MailWay), CODE)
    received_on = impersonal(models.DateField(), "the day on which a letter came")
    state = impersonal(models.CharField(max_length=10, choices=MailState, default=MailState.SORTING), CODE)
    customer = models.ForeignKey("customers.Customer", null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.UUIDField(null=True, db_index=True)
    interaction = models.ForeignKey(Interaction, null=True, on_delete=models.SET_NULL, related_name="mail_items")
    about = SCANNED.on(models.CharField(max_length=LONGEST_NOTE, blank=True))
    paper_place = impersonal(models.CharField(max_length=160, blank=True), "where the paper is kept")
    scanned_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["scanned_at"], name="mail_to_sort", condition=Q(state=MailState.SORTING))]

    def __str__(self) -> str:
        return str(self.uuid)


class MailPage(models.Model):
    """One file of a scan, kept as it came."""

    item = models.ForeignKey(MailItem, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField()
    file = SCANNED.on(models.FileField(upload_to="mail/%Y/%m/"))
    kind = impersonal(models.CharField(max_length=5, choices=PageKind), CODE)
    bytes = models.PositiveIntegerField()
    sha256 = impersonal(models.CharField(max_length=64), "a check sum")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["item", "number"], name="mail_page_has_one_place")]

    def __str__(self) -> str:
        return f"page {self.number}"


class CustodyStep(models.Model):
    """Who had the paper or the scan in hand, and what was done with it. Rows are only added."""

    item = models.ForeignKey(MailItem, on_delete=models.CASCADE, related_name="custody")
    what = impersonal(models.CharField(max_length=10, choices=CustodyStepKind), CODE)
    at = models.DateTimeField()
    by_id = models.BigIntegerField()
    place = impersonal(models.CharField(max_length=160, blank=True), "where the paper is kept")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.at}"
