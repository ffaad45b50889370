from typing import ClassVar

from django.db import models

from townline.privacy.declarations import impersonal


class ReadEntry(models.Model):
    """Somebody of the staff saw something about somebody. Append-only, partitioned by month of `at`; made by migration 0002."""

    A_WORD: ClassVar[str] = "a word of ours"

    at = models.DateTimeField()
    reader_id = models.BigIntegerField()
    page = impersonal(models.CharField(max_length=80), "the name of an address, never what was asked")
    # `reading.What` and `reading.Because`
    what = impersonal(models.CharField(max_length=20), A_WORD)
    because = impersonal(models.CharField(max_length=20, blank=True), A_WORD)
    person = models.UUIDField(null=True)  # a customer's
    subject = models.UUIDField(null=True)  # of a request, a contact …
    colleague_id = models.BigIntegerField(null=True)  # whose figures were looked at

    class Meta:
        managed = False  # made by SQL: Django cannot declare partitions
        db_table = "privacy_readentry"

    def __str__(self) -> str:
        return f"{self.reader_id} {self.what} {self.at:%Y-%m-%d %H:%M}"
