"""What offices may see is data, within the law; and the settings of all offices."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.changes import apply
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.council import event_types, queries
from townline.council.models import DisclosureRule
from townline.council.permissions import may_keep_rules
from townline.council.refusals import RuleRefused
from townline.council.values import PERSONAL, SHIPPED, Case, Shown
from townline.events import operations as events


class CampaignRefused(OperationRefused):
    message = _("Give the first and the last day of the pause, or neither.")


def set_rule(*, case: Case, shown: Collection[Shown], by: Viewer, at: datetime) -> None:
    """Holds from the next page on. Raises NotAllowed, RuleRefused."""
    if not may_keep_rules(by):
        raise NotAllowed
    wanted = frozenset(shown)
    if case not in SHIPPED or (wanted & PERSONAL and case is not Case.CONSENT):
        raise RuleRefused
    before = queries.rules()[case]
    if wanted == before:
        return
    with transaction():
        DisclosureRule.objects.update_or_create(case=case, defaults={"shown": sorted(wanted)})
        fact = event_types.RuleChanged(case, {"shown": [sorted(before), sorted(wanted)]})
        events.record(fact, subject=subject_uuid(kind="disclosure_rule", id=case), by=by.actor, at=at)


def set_settings(
    *, names_councillors: bool, campaign: tuple[date | None, date | None], by: Viewer, at: datetime
) -> None:
    """Raises NotAllowed, CampaignRefused."""
    if not by.can(Capability.CHANGE_SETTINGS):
        raise NotAllowed
    first, last = campaign
    if (first is None) != (last is None) or (first and last and last < first):
        raise CampaignRefused
    row = queries.settings()
    changes = apply(row, {"names_councillors": names_councillors, "campaign_from": first, "campaign_until": last})
    if not changes:
        return
    plain = {name: [_plain(value) for value in pair] for name, pair in changes.items()}
    with transaction():
        row.save()
        fact = event_types.SettingsChanged(plain)
        events.record(fact, subject=subject_uuid(kind="council_settings", id=1), by=by.actor, at=at)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
