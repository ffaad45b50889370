"""What the tables that we did not write hold about people. The same four words as on our own models, or why nothing.

Tables of the rooms below privacy stand here too: they cannot name this room. So do columns that our models take over from
Django's own classes.
"""

from collections.abc import Mapping

from townline.privacy.values import Authority, Purpose, RetentionClass, Sensitivity

Said = tuple[Purpose, Sensitivity, RetentionClass, Authority] | str

_SIGN_IN: Said = (Purpose.SIGN_IN, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
_SECRET: Said = (Purpose.SIGN_IN, Sensitivity.SENSITIVE, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
_TRIED: Said = (Purpose.SIGN_IN, Sensitivity.INTERNAL, RetentionClass.ACCESS_LOG, Authority.EMPLOYMENT)
_DONE: Said = (Purpose.RECORD_KEEPING, Sensitivity.INTERNAL, RetentionClass.STAFF_ACCOUNT, Authority.EMPLOYMENT)
# a fault may quote what it fell over
_FAULT: Said = (
    Purpose.RECORD_KEEPING,
    Sensitivity.PERSONAL,
    RetentionClass.MESSAGE,
    Authority.MUNICIPAL_SERVICE,
)
_CODE: Said = "a code from a list"
_DJANGO: Said = "a name in the program"
_PROVIDER: Said = "how the city's own sign-in is reached"
_ATTEMPT: Mapping[str, Said] = {
    "http_accept": "what kind of page the browser asked for",
    "ip_address": _TRIED,
    "path_info": "the address of the sign-in page",
    "user_agent": _TRIED,
    "username": _TRIED,
}

FOREIGN_TABLES: Mapping[str, Mapping[str, Said]] = {
    # rooms below
    "events_event": {
        "type": _CODE,
        "subject_type": _CODE,
        "actor_kind": _CODE,
        "actor_label": _DONE,  # of staff and systems; never of a customer
        "data": "numbers and codes only; an event never repeats what a person wrote",
    },
    "events_delivery": {"handler": _DJANGO, "state": _CODE, "error": _FAULT},
    # the user's password comes with Django's base class
    "accounts_user": {"password": _SECRET},
    # signing in: django-allauth, for staff only
    "account_emailaddress": {"email": _SIGN_IN},
    "account_emailconfirmation": {"key": _SECRET},
    "mfa_authenticator": {"type": _CODE, "data": _SECRET},
    "socialaccount_socialaccount": {"extra_data": _SIGN_IN, "provider": _PROVIDER, "uid": _SIGN_IN},
    "socialaccount_socialapp": dict.fromkeys(
        ("client_id", "key", "name", "provider", "provider_id", "secret", "settings"), _PROVIDER
    ),
    "socialaccount_socialtoken": {"token": _SECRET, "token_secret": _SECRET},
    # keeping strangers out: django-axes
    "axes_accessattempt": {**_ATTEMPT, "get_data": _TRIED, "post_data": _TRIED},
    "axes_accessfailurelog": _ATTEMPT,
    "axes_accesslog": {**_ATTEMPT, "session_hash": "a digest of a session"},
    # Django's own
    "auth_group": {"name": _DJANGO},
    "auth_permission": {"codename": _DJANGO, "name": _DJANGO},
    "django_content_type": {"app_label": _DJANGO, "model": _DJANGO},
    "django_migrations": {"app": _DJANGO, "name": _DJANGO},
    "django_session": {"session_data": _SIGN_IN, "session_key": _SECRET},
    # procrastinate keeps the jobs
    "procrastinate_jobs": {
        "args": "numbers of rows only",
        "lock": _CODE,
        "queue_name": _DJANGO,
        "queueing_lock": _CODE,
        "task_name": _DJANGO,
    },
    "procrastinate_periodic_defers": {"periodic_id": _DJANGO, "task_name": _DJANGO},
}
