from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models

from townline.customers.personal import IDENTITY


class NameWord(models.Model):
    """A word of somebody's name: where a misspelt one looks for what was meant. Gone when nobody has it any more."""

    word = IDENTITY.on(models.TextField(primary_key=True))

    class Meta:
        indexes = [GinIndex(OpClass("word", name="gin_trgm_ops"), name="name_word_like")]

    def __str__(self) -> str:
        return self.word
