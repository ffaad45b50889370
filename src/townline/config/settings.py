"""Every setting, read from the environment. `townline init` writes the environment of a real city."""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from townline.config.database import databases

PACKAGE = Path(__file__).resolve().parent.parent


def flag(name: str, *, default: str = "") -> bool:
    return os.environ.get(name, default).lower() in {"1", "yes", "true", "on"}


def words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


# -- the city -------------------------------------------------------------------------------------
TOWNLINE_DATA = Path(os.environ.get("TOWNLINE_DATA", ".townline")).absolute()
TOWNLINE_PRODUCTION = flag("TOWNLINE_PRODUCTION")
TOWNLINE_SAMPLE_CITY = flag("TOWNLINE_SAMPLE_CITY")  # an invented city: nobody in it is real
TOWNLINE_TRAINING = flag("TOWNLINE_TRAINING")  # a training copy shows a banner and mails nobody
TOWNLINE_HOST = os.environ.get("TOWNLINE_HOST", "127.0.0.1")
TOWNLINE_PORT = int(os.environ.get("TOWNLINE_PORT", "8311"))
TOWNLINE_SITE_URL = os.environ.get("TOWNLINE_SITE_URL", f"http://localhost:{TOWNLINE_PORT}").rstrip("/")
TOWNLINE_LIVE_URL = os.environ.get("TOWNLINE_LIVE_URL", f"http://localhost:{TOWNLINE_PORT + 1}").rstrip("/")
TOWNLINE_CITY = {
    "en": os.environ.get("TOWNLINE_CITY_EN", "City of Maple Harbour"),
    "fr": os.environ.get("TOWNLINE_CITY_FR", "Ville de Havre-aux-Érables"),
}
TOWNLINE_BRAND_FILE = os.environ.get("TOWNLINE_BRAND_FILE", "")
TOWNLINE_PROVINCE = os.environ.get("TOWNLINE_PROVINCE", "ON")  # whose statutory holidays
TOWNLINE_CIVIC_HOLIDAYS = words("TOWNLINE_CIVIC_HOLIDAYS") or ["Civic Holiday"]  # optional holidays that the city keeps
TOWNLINE_PHOTO_LIMIT = 5
TOWNLINE_PHOTO_BYTES = 15 * 1024 * 1024
TOWNLINE_GRACE_DAYS = int(
    os.environ.get("TOWNLINE_GRACE_DAYS", "5")
)  # business days until a completion stands unapproved
# Business days after a closing in which asking again opens it again; later it makes a new request.
TOWNLINE_FOLLOW_UP_DAYS = int(os.environ.get("TOWNLINE_FOLLOW_UP_DAYS", "20"))
TOWNLINE_FOLLOW_UP_ANSWER_DAYS = 2  # business days until whoever asks again has an answer
TOWNLINE_UNDO_SECONDS = int(os.environ.get("TOWNLINE_UNDO_SECONDS", "60"))  # how long a message can be called back
# How exactly the public sees where: 3 decimals of a degree are about a block, as its address is (decision 0011).
TOWNLINE_PUBLIC_POINT_DECIMALS = int(os.environ.get("TOWNLINE_PUBLIC_POINT_DECIMALS", "3"))
TOWNLINE_NAME_STAFF_TO_RESIDENTS = flag("TOWNLINE_NAME_STAFF_TO_RESIDENTS")  # in “who looked at me”; else their role
TOWNLINE_LINKS = {
    "council": "/desk/council/",
    "council_inquiry": "/desk/council/questions/{uuid}",
    "council_notes": "/council/notes/{uuid}",
    "liaison_inquiry": "/desk/liaison/{uuid}",
    "track": "/track/{token}",
    "open311_media": "/open311/v2/media/{photo}.jpg",
    "request": "/requests/{reference}",
    "opt_out": "/messages/{token}/stop",
    "desk_request": "/desk/requests/{reference}",
    "desk_task": "/desk/tasks/{task}",
    "ageing": "/desk/ageing/{level}/{number}",
    "my_page": "/desk/me",
    "complaint": "/complaints/{token}",
}
TOWNLINE_CACHE_SECONDS = float(
    os.environ.get("TOWNLINE_CACHE_SECONDS", "1")
)  # how old the catalogue of a process may be
OPEN311_EXTENSIONS = flag(
    "TOWNLINE_OPEN311_EXTENSIONS", default="1"
)  # what stands behind query flags; see docs/reference/open311.md
OPEN311_JURISDICTION = os.environ.get("TOWNLINE_OPEN311_JURISDICTION", "maple-harbour.example")
TOWNLINE_OIDC = {
    name: os.environ.get(f"TOWNLINE_OIDC_{name}", "") for name in ("SERVER_URL", "CLIENT_ID", "CLIENT_SECRET", "NAME")
}

# -- safety ---------------------------------------------------------------------------------------
SECRET_KEY = os.environ.get("TOWNLINE_SECRET_KEY", "")
if not SECRET_KEY:
    key_file = TOWNLINE_DATA / "secret-key"
    SECRET_KEY = key_file.read_text().strip() if key_file.exists() else "not-set-run-townline-init-or-townline-run"
DEBUG = False
ALLOWED_HOSTS = words("TOWNLINE_ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [TOWNLINE_SITE_URL] if TOWNLINE_SITE_URL.startswith("https://") else []
SECURE_SSL_REDIRECT = TOWNLINE_PRODUCTION and not flag("TOWNLINE_TLS_AT_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("TOWNLINE_TLS_AT_PROXY") else None
SECURE_HSTS_SECONDS = 31_536_000 if TOWNLINE_PRODUCTION else 0
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TOWNLINE_PRODUCTION
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "worker-src": [SELF, "blob:"],
        "connect-src": [SELF, TOWNLINE_LIVE_URL],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# -- what runs ------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "townline.core",
    "townline.events",
    "townline.privacy",
    "townline.accounts",
    "townline.places",
    "townline.catalog",
    "townline.customers",
    "townline.interactions",
    "townline.routing",
    "townline.service_levels",
    "townline.assist",
    "townline.service_requests",
    "townline.complaints",
    "townline.council",
    "townline.notifications",
    "townline.records_office",
    "townline.ui",
    "townline.portal",
    "townline.desk",
    "townline.api",
    "townline.commands",
    "townline.config",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",  # allauth's list of passkeys
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "pgtrigger",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "townline.config.middleware.MachineDoor",
    "django.middleware.security.SecurityMiddleware",
    "townline.config.static_files.StaticFiles",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "townline.config.middleware.LanguageOfTheAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
    "townline.config.reading.ReadingMiddleware",
]
ROOT_URLCONF = "townline.config.urls"
WSGI_APPLICATION = "townline.config.wsgi.application"
DATABASES = databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "townline.ui.context.page",
            ],
        },
    }
]

FORM_RENDERER = "townline.ui.form_renderer.FormRenderer"

# -- language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("TOWNLINE_TIME_ZONE", "America/Toronto")

# -- files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = TOWNLINE_DATA / "static"
STATICFILES_DIRS = [PACKAGE / "static"]
MEDIA_ROOT = TOWNLINE_DATA / "media"
MEDIA_URL = "/media/"
WHITENOISE_USE_FINDERS = True  # `townline run` needs no collectstatic
WHITENOISE_AUTOREFRESH = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# -- sign-in --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "townline.accounts.backends.StaffBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
TOWNLINE_COUNCIL_START = "/desk/council/"  # where councillors and their assistants begin
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "townline.accounts.adapters.StaffAdapter"
SOCIALACCOUNT_ADAPTER = "townline.accounts.adapters.ProviderAdapter"
ACCOUNT_FORMS = {"login": "townline.accounts.sign_in_forms.SignInForm"}
MFA_FORMS = {"add_webauthn": "townline.accounts.sign_in_forms.AddKeyForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # strangers cannot make us write to strangers
ACCOUNT_MAX_EMAIL_ADDRESSES = 1  # the one that the administrator keeps: people do not change who they are
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may lead nowhere else by our own policy (form-action), a link may
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "city",
                "name": TOWNLINE_OIDC["NAME"] or "City account",
                "client_id": TOWNLINE_OIDC["CLIENT_ID"],
                "secret": TOWNLINE_OIDC["CLIENT_SECRET"],
                "settings": {
                    "server_url": TOWNLINE_OIDC["SERVER_URL"],
                    "verified_email": words("TOWNLINE_OIDC_EMAIL_DOMAINS"),
                    "oauth_pkce_enabled": True,
                },
            }
        ]
        if TOWNLINE_OIDC["SERVER_URL"]
        else []
    }
}
# Roles that must have a second factor before the desk opens to them; `none` for no role at all.
TOWNLINE_REQUIRE_SECOND_FACTOR = [
    role
    for role in words("TOWNLINE_REQUIRE_SECOND_FACTOR") or (["administrator"] if TOWNLINE_PRODUCTION else [])
    if role != "none"
]
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up: the administrator entered the address
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TOWNLINE_PRODUCTION
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_USERNAME_FORM_FIELD = "login"  # the name of the field in allauth's form
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_HTTP_RESPONSE_CODE = 429

# -- mail -----------------------------------------------------------------------------------------
EMAIL_BACKEND = (
    "django.core.mail.backends.dummy.EmailBackend"
    if TOWNLINE_TRAINING
    else os.environ.get("TOWNLINE_MAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
)
EMAIL_HOST = os.environ.get("TOWNLINE_MAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("TOWNLINE_MAIL_PORT", str(TOWNLINE_PORT + 2)))
EMAIL_HOST_USER = os.environ.get("TOWNLINE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("TOWNLINE_MAIL_PASSWORD", "")
EMAIL_USE_TLS = flag("TOWNLINE_MAIL_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("TOWNLINE_FROM_EMAIL", "City of Maple Harbour <no-reply@maple-harbour.example>")
TOWNLINE_REPLY_TO = os.environ.get("TOWNLINE_REPLY_TO", "service@maple-harbour.example")  # a staffed mailbox
TOWNLINE_LOG_WITNESS = os.environ.get("TOWNLINE_LOG_WITNESS", "")  # who gets the head of the sealed log each night
TOWNLINE_MAIL_CATCHER = TOWNLINE_DATA / "mail" if flag("TOWNLINE_MAIL_CATCHER") else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("TOWNLINE_LOG_LEVEL", "WARNING")},
}
SILENCED_SYSTEM_CHECKS = ["axes.W003"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
