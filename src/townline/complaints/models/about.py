import uuid

from django.conf import settings
from django.db import models

from townline.complaints.personal import said
from townline.complaints.values import About
from townline.core.language import Language
from townline.customers.values import Preferred
from townline.interactions.values import Channel
from townline.privacy.declarations import impersonal

CODE = "a code from a list"
LANGUAGES = [(one.value, one.value) for one in Language]


class AboutUs(models.Model):
    """What a complaint and a compliment have in common: who says it, what about, in which words.

    `person_words` is the name as it was given; while nobody has said who is meant (`person`), the file is closed to everybody
    whose name shares a word with `person_search`.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    reference = impersonal(models.CharField(max_length=9, unique=True), "nine digits drawn by chance")
    customer = models.ForeignKey("customers.Customer", null=True, on_delete=models.PROTECT, related_name="+")
    about = impersonal(models.CharField(max_length=12, choices=About), CODE)
    request = models.UUIDField(null=True)
    service_code = impersonal(models.CharField(max_length=80, blank=True), "a code of the catalogue")
    department = models.ForeignKey("accounts.Department", null=True, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    person_words = said(models.CharField(max_length=160, blank=True))
    person_search = said(models.CharField(max_length=200, blank=True))
    words = said(models.TextField())
    channel = impersonal(models.CharField(max_length=15, choices=Channel), CODE)
    language = said(models.CharField(max_length=2, choices=LANGUAGES, default="en"))
    preferred = said(models.CharField(max_length=10, choices=Preferred, default=Preferred.EMAIL))
    notice_version_id = models.BigIntegerField(null=True)  # the words that stood beside the form
    received_at = models.DateTimeField()
    disposed_at = models.DateTimeField(null=True)  # the words are gone, the row still counts

    class Meta:
        abstract = True
