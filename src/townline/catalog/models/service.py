from typing import ClassVar

from django.db import models

from townline.catalog.models.group import Group
from townline.core.language import Text


class Service(models.Model):
    """What the city offers. All that is said about it is one document, `definition`; the columns repeat what is joined on."""

    NOT_PERSONAL: ClassVar[str] = "what the city offers, in its own words"

    code = models.SlugField(max_length=80, unique=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="services")
    department = models.ForeignKey("accounts.Department", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey("accounts.Team", null=True, on_delete=models.PROTECT, related_name="+")
    name_en = models.CharField(max_length=160)
    name_fr = models.CharField(max_length=160)
    visibility = models.CharField(max_length=20)
    number = models.PositiveIntegerField(default=1)  # of the version in force
    definition = models.JSONField()
    draft = models.JSONField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(visibility__in=["public", "private", "enforcement"]),
                name="service_visibility_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.name_en

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)
