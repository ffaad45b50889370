import pgtrigger
from django.db import models
from django.db.models import Q

from townline.privacy.declarations import Declaration, impersonal
from townline.privacy.models.notice import Notice
from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

STAFF = Declaration(Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
WORDS = "the city's own words"


class NoticeVersion(models.Model):
    """The words of a notice. Once published they never change: they are what a person was shown. One draft a notice at most."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text_en = impersonal(models.TextField(), WORDS)
    text_fr = impersonal(models.TextField(), WORDS)
    authority_en = impersonal(models.TextField(blank=True), WORDS)
    authority_fr = impersonal(models.TextField(blank=True), WORDS)
    # MFIPPA s. 29 (2) asks for the title, address and telephone number of somebody who answers questions
    contact_en = impersonal(models.TextField(blank=True), "an office, its address and telephone number")
    contact_fr = impersonal(models.TextField(blank=True), "an office, its address and telephone number")
    automated_en = impersonal(models.TextField(blank=True), WORDS)
    automated_fr = impersonal(models.TextField(blank=True), WORDS)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    published_by_id = models.BigIntegerField(null=True)
    published_by = STAFF.on(models.CharField(max_length=120, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="notice_version_is_unique"),
            models.UniqueConstraint(
                fields=["notice"], name="notice_version_one_draft", condition=Q(published_at__isnull=True)
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | (~Q(text_en="") & ~Q(text_fr="")),
                name="notice_version_published_has_words",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_notice_stays",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__published_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} v{self.number}"
