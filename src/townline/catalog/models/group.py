from typing import ClassVar

from django.db import models

from townline.core.language import Text


class Group(models.Model):
    """A heading under which services are listed."""

    NOT_PERSONAL: ClassVar[str] = "headings of the catalogue"

    code = models.SlugField(max_length=60, unique=True)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=100)

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)
