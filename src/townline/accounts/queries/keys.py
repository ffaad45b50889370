import hashlib

from townline.accounts.models import ApiKey


def digest_of(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def api_key(*, key: str) -> ApiKey | None:
    """The active key with these characters, if there is one."""
    return ApiKey.objects.filter(digest=digest_of(key), is_active=True).first() if key else None
