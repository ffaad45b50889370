from typing import ClassVar

from django.db import models

from townline.accounts.models.department import Department
from townline.core.language import Text


class Team(models.Model):
    NOT_PERSONAL: ClassVar[str] = "a team of the city; its mailbox is nobody's own"

    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="teams")
    code = models.SlugField(max_length=60, unique=True)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    mailbox = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)
