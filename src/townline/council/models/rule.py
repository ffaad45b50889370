from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from townline.council.values import PERSONAL, Case, Shown


class DisclosureRule(models.Model):
    """What an office sees of one kind of file, where it differs from what is shipped. Enforcement has no row."""

    NOT_PERSONAL: ClassVar[str] = "a setting of the city"

    case = models.CharField(max_length=20, choices=Case, unique=True)
    shown = ArrayField(models.CharField(max_length=20, choices=Shown))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(case="enforcement"), name="disclosure_never_of_enforcement"),
            models.CheckConstraint(
                condition=Q(case="consent") | ~Q(shown__overlap=sorted(PERSONAL)),
                name="disclosure_personal_by_consent_only",
            ),
        ]

    def __str__(self) -> str:
        return self.case


class CouncilSettings(models.Model):
    """One row. During a campaign no digest goes out; the days are included."""

    NOT_PERSONAL: ClassVar[str] = "settings of the city"

    names_councillors = models.BooleanField(default=False)
    campaign_from = models.DateField(null=True)
    campaign_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="council_settings_is_one"),
            models.CheckConstraint(
                condition=Q(campaign_from__isnull=True, campaign_until__isnull=True)
                | Q(campaign_until__gte=models.F("campaign_from")),
                name="council_campaign_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return "council"
