from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from townline.privacy.declarations import Declaration
from townline.privacy.values import Purpose, RetentionClass, Sensitivity

ASKED = Declaration(Purpose.SERVICE, Sensitivity.INTERNAL, RetentionClass.SERVICE_REQUEST)


class Word(models.Model):
    """A word that stands in requests: where a misspelt search looks for what was meant."""

    word = ASKED.on(models.CharField(max_length=60, primary_key=True))
    requests = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [GinIndex(OpClass("word", name="gin_trgm_ops"), name="word_like")]

    def __str__(self) -> str:
        return self.word
