import uuid
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from townline.core.language import Text
from townline.privacy.declarations import Declaration
from townline.privacy.models.notice import Notice
from townline.privacy.models.notice_version import NoticeVersion
from townline.privacy.values import Authority, Method, Purpose, RetentionClass, Sensitivity

GIVEN = Declaration(Purpose.PRIVACY_RIGHTS, Sensitivity.PERSONAL, RetentionClass.CONSENT, Authority.CONSENT)


class ConsentScope(models.Model):
    """One thing that a person may agree to. `months` is how long it holds; empty: until it is taken back."""

    NOT_PERSONAL: ClassVar[str] = "the city's own words"

    code = models.SlugField(max_length=40, unique=True)
    name_en = models.CharField(max_length=160)
    name_fr = models.CharField(max_length=160)
    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="+")
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    asked_online = models.BooleanField(default=False)  # as a box of its own beside the contact fields of the portal
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)


class Consent(models.Model):
    """What one person agreed to, in which words, how, until when. A row stays when it is taken back: it says so."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    person = models.UUIDField()  # a customer's
    about = models.UUIDField(null=True)  # whom it concerns besides: a customer who may speak for the person
    scope = GIVEN.on(models.ForeignKey(ConsentScope, to_field="code", on_delete=models.PROTECT, related_name="+"))
    notice_version = models.ForeignKey(NoticeVersion, on_delete=models.PROTECT, related_name="+")
    language = GIVEN.on(models.CharField(max_length=2, default="en"))  # in which the words were read
    method = GIVEN.on(models.CharField(max_length=10, choices=Method))
    given_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    is_renewed = models.BooleanField(default=False)  # ended only because a newer one took its place
    recorded_by_id = models.BigIntegerField(null=True)  # nobody: the person, online
    withdrawn_by_id = models.BigIntegerField(null=True)
    evidence_note = GIVEN.on(models.TextField(blank=True))

    class Meta:
        indexes = [models.Index(fields=["person", "given_at"], name="consent_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "scope", "about"],
                name="consent_one_open",
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(is_renewed=False) | Q(withdrawn_at__isnull=False), name="consent_renewed_has_ended"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__isnull=True) | Q(expires_at__gt=F("given_at")), name="consent_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope_id} {self.uuid}"

    def holds(self, *, at: datetime) -> bool:
        return (
            self.given_at <= at
            and (self.expires_at is None or at < self.expires_at)
            and (self.withdrawn_at is None or at < self.withdrawn_at)
        )
