from typing import ClassVar

from django.db import models

from townline.core.language import Text


class Department(models.Model):
    NOT_PERSONAL: ClassVar[str] = "an office of the city, with its own telephone"

    code = models.SlugField(max_length=60, unique=True)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)
