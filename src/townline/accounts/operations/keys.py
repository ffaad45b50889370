"""Keys of applications that report over Open311."""

import secrets
from datetime import datetime

from townline.accounts import event_types
from townline.accounts.models import ApiKey
from townline.accounts.queries.keys import digest_of
from townline.accounts.rights import actor_who_may_change
from townline.accounts.values import Viewer
from townline.core.actor import Actor
from townline.core.subjects import subject_uuid
from townline.core.transactions import transaction
from townline.events import operations as events


def make_api_key(
    *, name: str, contact: str, by: Viewer | Actor, at: datetime, key: str = "", requests_per_minute: int = 600
) -> tuple[ApiKey, str]:
    """The row and the key itself, which is shown this once and never kept."""
    actor = actor_who_may_change(by)
    key = key or secrets.token_urlsafe(24)
    with transaction():
        row = ApiKey.objects.create(
            name=name, contact=contact, digest=digest_of(key), requests_per_minute=requests_per_minute
        )
        fact = event_types.ApiKeyChanged(row.pk, {"is_active": [False, True]})
        events.record(fact, subject=subject_uuid(kind="api_key", id=row.pk), by=actor, at=at)
    return row, key


def switch_api_key(*, row: ApiKey, is_active: bool, by: Viewer | Actor, at: datetime) -> ApiKey:
    actor = actor_who_may_change(by)
    with transaction():
        changes = {"is_active": [row.is_active, is_active]}
        row.is_active = is_active
        row.save(update_fields=["is_active"])
        fact = event_types.ApiKeyChanged(row.pk, changes)
        events.record(fact, subject=subject_uuid(kind="api_key", id=row.pk), by=actor, at=at)
    return row
