from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from townline.accounts.models import User


def has_second_factor(*, user: User) -> bool:
    """Has the person an app, a passkey or a security key beside the password?"""
    return bool(is_mfa_enabled(user))


def lacks_second_factor(*, user: User) -> bool:
    """Is the role one that must have a second factor, and has the person none? Then nothing of the city's is theirs to see yet."""
    return user.role in settings.TOWNLINE_REQUIRE_SECOND_FACTOR and not has_second_factor(user=user)
