"""Sign-in by e-mail and password for staff who have not left."""

from allauth.account.auth_backends import AuthenticationBackend


class StaffBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth is not typed
    """allauth's own, named here so that settings show one place to look."""
