from allauth.mfa.utils import is_mfa_enabled

from townline.accounts.models import User


def has_second_factor(*, user: User) -> bool:
    """Has the person an app, a passkey or a security key beside the password?"""
    return bool(is_mfa_enabled(user))
