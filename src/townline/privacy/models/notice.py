from typing import ClassVar

from django.db import models

from townline.core.language import Text
from townline.privacy.values import Place


class Notice(models.Model):
    """A collection notice of one form, script or channel, or the words of one consent. What it says are its versions."""

    NOT_PERSONAL: ClassVar[str] = "the city's own words"

    code = models.SlugField(max_length=60, unique=True)
    place = models.CharField(max_length=10, choices=Place)
    name_en = models.CharField(max_length=160)
    name_fr = models.CharField(max_length=160)

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)
