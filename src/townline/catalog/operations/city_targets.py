from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.catalog import event_types
from townline.catalog.definitions import DefinitionRefused
from townline.catalog.documents import read_targets, write_targets
from townline.catalog.models import CityPromise
from townline.catalog.operations.publish import touch
from townline.catalog.queries import city_targets
from townline.catalog.targets import CityTargets
from townline.core.actor import Actor
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events

LEAP_YEAR = 2024


def save_city_targets(
    *, targets: list[dict[str, Any]], winter: tuple[tuple[int, int], tuple[int, int]], by: Viewer | Actor, at: datetime
) -> CityTargets:
    """From now on; promises that were made keep theirs. Raises NotAllowed, DefinitionRefused with the field."""
    actor = actor_who_may_change(by)
    new = CityTargets(read_targets(items=targets), winter)
    for name, (month, day) in zip(("winter_from", "winter_until"), winter, strict=True):
        _check_day(name, month, day)
    before = city_targets()
    changes = {
        name: [was, now]
        for name, was, now in (
            ("targets", write_targets(before.targets), write_targets(new.targets)),
            ("winter", _days(before), _days(new)),
        )
        if was != now
    }
    with transaction():
        CityPromise.objects.update_or_create(
            id=1, defaults={"targets": write_targets(new.targets), "winter": _days(new), "changed_at": at}
        )
        touch(at=at)
        if changes:
            fact = event_types.CityTargetsChanged(changes)
            events.record(fact, subject=subject_uuid(kind="city_targets", id=1), by=actor, at=at)
    return new


def _check_day(name: str, month: int, day: int) -> None:
    try:
        date(LEAP_YEAR, month, day)
    except ValueError:
        raise DefinitionRefused(name, _("Give a month and a day, for example 11-15.")) from None


def _days(targets: CityTargets) -> list[list[int]]:
    return [list(day) for day in targets.winter]
