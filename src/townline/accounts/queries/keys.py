import hashlib

from django.db.models import QuerySet

from townline.accounts.models import ApiKey
from townline.core.errors import NotFound


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def api_key(*, key: str) -> ApiKey | None:
    """The active key with these characters, if there is one."""
    return ApiKey.objects.filter(digest=digest_of(key), is_active=True).first() if key else None


def all_api_keys() -> QuerySet[ApiKey]:
    return ApiKey.objects.order_by("-is_active", "name")


def api_key_by_id(*, key_id: int) -> ApiKey:
    key = ApiKey.objects.filter(pk=key_id).first()
    if key is None:
        raise NotFound
    return key
