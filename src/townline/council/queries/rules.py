"""What offices may see, and the settings of all of them."""

from datetime import date, datetime

from django.utils import timezone

from townline.council.models import CouncilSettings, DisclosureRule
from townline.council.values import SHIPPED, Case, Shown


def rules() -> dict[Case, frozenset[Shown]]:
    """The city's own where it has one; of enforcement nothing, ever."""
    own = {Case(row.case): frozenset(Shown(name) for name in row.shown) for row in DisclosureRule.objects.all()}
    return {case: own.get(case, shipped) for case, shipped in SHIPPED.items()} | {Case.ENFORCEMENT: frozenset()}


def settings() -> CouncilSettings:
    return CouncilSettings.objects.first() or CouncilSettings(pk=1)


def is_campaign(*, at: datetime) -> bool:
    return pauses(settings(), on=timezone.localtime(at).date())


def pauses(row: CouncilSettings, *, on: date) -> bool:
    return bool(row.campaign_from and row.campaign_until and row.campaign_from <= on <= row.campaign_until)
