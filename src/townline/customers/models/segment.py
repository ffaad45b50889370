from typing import ClassVar

from django.db import models
from django.db.models import Q

from townline.core.language import Text


class Segment(models.Model):
    """A group of customers by a rule over lawful fields (segments.LAWFUL). Who belongs to it is never stored."""

    NOT_PERSONAL: ClassVar[str] = "a rule over fields; no member is stored"

    code = models.SlugField(max_length=40)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    purpose = models.CharField(max_length=300)  # what the city does for them that it would not do without it
    rule = models.JSONField(default=dict)  # field: list of values; all fields must fit
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code"], name="segment_code_is_unique"),
            models.CheckConstraint(condition=~Q(purpose="") & ~Q(rule={}), name="segment_has_purpose_and_rule"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)


class Persona(models.Model):
    """Somebody invented who stands for many: what they want to do, what stands in their way, which services they need."""

    NOT_PERSONAL: ClassVar[str] = "invented people"

    code = models.SlugField(max_length=40)
    name_en = models.CharField(max_length=120)
    name_fr = models.CharField(max_length=120)
    story_en = models.TextField()
    story_fr = models.TextField()
    barriers_en = models.TextField(blank=True)
    barriers_fr = models.TextField(blank=True)
    services = models.JSONField(default=list)  # codes of the catalogue
    segment = models.ForeignKey(Segment, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    checked_date = models.DateField()  # when it was last held against what real customers say
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="persona_code_is_unique")]

    def __str__(self) -> str:
        return self.code

    @property
    def name(self) -> Text:
        return Text(self.name_en, self.name_fr)

    @property
    def story(self) -> Text:
        return Text(self.story_en, self.story_fr)

    @property
    def barriers(self) -> Text:
        return Text(self.barriers_en, self.barriers_fr)
