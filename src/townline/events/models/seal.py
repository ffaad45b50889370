from typing import ClassVar

from django.db import models

NUMBERS_ONLY = "numbers and digests of the log"


class Seal(models.Model):
    """One link of the chain over the log: which rows stood between two ids, and the digest of each (decision 0016)."""

    NOT_PERSONAL: ClassVar[str] = NUMBERS_ONLY

    number = models.BigIntegerField(primary_key=True)
    from_id = models.BigIntegerField()
    to_id = models.BigIntegerField()
    count = models.IntegerField()
    ids = models.TextField()  # the ids that exist, as ranges "1-50 53-59": some are handed out and never used
    row_hashes = models.BinaryField()  # 16 bytes a row, in the order of ids
    previous = models.BinaryField()
    hash = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["from_id"], name="seal_ranges_do_not_overlap"),
            models.CheckConstraint(condition=models.Q(to_id__gte=models.F("from_id")), name="seal_range_has_an_end"),
        ]

    def __str__(self) -> str:
        return f"{self.number}:{bytes(self.hash).hex()}"
