"""Signing in: our pages in both languages, the second factor, the locked door, one's language."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories.accounts import UserFactory
from townline.accounts.models import Role, User
from townline.commands.invitation import password_link

pytestmark = pytest.mark.django_db
BACKEND = "townline.accounts.backends.StaffBackend"
PASSWORD = "maple-syrup-42"


@pytest.fixture(autouse=True)
def fresh_counters() -> None:
    """django-allauth counts failed sign-ins in the cache."""
    cache.clear()


def person(**fields: Any) -> User:
    user = UserFactory(**fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client: Client, user: User, password: str = PASSWORD) -> Any:
    return client.post("/staff/login/", {"login": user.email, "password": password})


def client_of(**fields: Any) -> Client:
    client = Client()
    client.force_login(UserFactory(**fields), backend=BACKEND)
    return client


def test_signing_in_opens_the_desk_in_the_language_of_the_person() -> None:
    client, user = Client(), person(language="fr")
    assert sign_in(client, user).headers["Location"] == "/desk/"
    desk = client.get("/desk/me")
    assert desk.headers["Content-Language"] == "fr"
    assert client.cookies["django_language"].value == "fr"
    assert "Ma page" in desk.content.decode()


def test_sign_in_page_changes_its_language() -> None:
    client = Client()
    assert 'lang="en"' in client.get("/staff/login/").content.decode()
    client.post("/staff/language", {"language": "fr", "next": "/staff/login/"})
    page = client.get("/staff/login/").content.decode()
    assert '<html lang="fr">' in page
    assert "Ouvrir une session" in page


def test_language_is_kept_with_the_person_and_leads_nowhere_else() -> None:
    user = UserFactory()
    client = Client()
    client.force_login(user, backend=BACKEND)
    away = client.post("/staff/language", {"language": "fr", "next": "https://elsewhere.example/"})
    assert away.headers["Location"] == "/desk/"
    user.refresh_from_db()
    assert user.language == "fr"


SIGNED_IN_PAGES = [
    "mfa_index",
    "account_change_password",
    "mfa_activate_totp",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "account_logout",
]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    "name", [*SIGNED_IN_PAGES, "account_login", "account_reset_password", "account_reset_password_done"]
)
def test_every_page_of_signing_in_looks_ours(name: str, language: str) -> None:
    client = Client()
    user = person(language=language)
    if name in SIGNED_IN_PAGES:
        sign_in(client, user)
        client.post("/staff/reauthenticate/", {"password": PASSWORD})
    client.cookies["django_language"] = language
    page = client.get(reverse(name))
    assert page.status_code == 200
    body = page.content.decode()
    assert 'class="tl-signin"' in body
    assert f'<html lang="{language}">' in body
    assert "style=" not in body


def test_signing_in_speaks_our_french_and_says_nothing_twice() -> None:
    client, user = Client(), person(language="fr")
    client.cookies["django_language"] = "fr"
    page = client.get("/staff/login/").content.decode()
    assert page.count("Mot de passe oublié?") == 1
    assert "placeholder" not in page
    sign_in(client, user)
    client.post("/staff/reauthenticate/", {"password": PASSWORD})
    assert "Nom de la clé" in client.get(reverse("mfa_add_webauthn")).content.decode()
    assert "Vous n’avez pas de codes de secours." in client.get(reverse("mfa_index")).content.decode()


def test_a_role_that_needs_a_second_factor_is_sent_to_set_one_up(settings: Any) -> None:
    settings.TOWNLINE_REQUIRE_SECOND_FACTOR = ["administrator"]
    user = UserFactory(role=Role.ADMINISTRATOR)
    client = Client()
    client.force_login(user, backend=BACKEND)
    assert client.get("/desk/me").headers["Location"] == reverse("mfa_index")
    assert client_of(role=Role.CSR).get("/desk/me").status_code == 200
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get("/desk/me").status_code == 200


def test_somebody_who_chose_a_password_by_the_link_can_set_up_the_app() -> None:
    client, user = Client(), UserFactory()
    start = client.get(urlsplit(password_link(user)).path, follow=True)
    client.post(start.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    assert sign_in(client, user).headers["Location"] == "/desk/"
    client.post("/staff/reauthenticate/", {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_leaver_is_out_at_once_and_cannot_sign_in() -> None:
    client, user = Client(), person()
    sign_in(client, user)
    assert client.get("/desk/me").status_code == 200
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/desk/me").headers["Location"].startswith("/staff/login/")
    again = sign_in(Client(), user)
    assert again.status_code == 302
    assert "inactive" in again.headers["Location"]


def test_too_many_wrong_passwords_close_the_door_in_our_words(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    settings.AXES_FAILURE_LIMIT = 3
    client, user = Client(), person()
    pages = [sign_in(client, user, "wrong") for _ in range(4)]
    assert "Wait a little" in pages[-1].content.decode()
    assert "Wait a little" in sign_in(client, user).content.decode()


def test_the_citys_own_provider_has_a_button_only_where_it_is_set(settings: Any) -> None:
    assert "City account" not in Client().get("/staff/login/").content.decode()
    app = {
        "provider_id": "city",
        "name": "City account",
        "client_id": "x",
        "secret": "y",
        "settings": {"server_url": "https://id.city.example"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    page = Client().get("/staff/login/").content.decode()
    assert "Sign in with City account" in page


def test_signing_out_ends_the_session() -> None:
    client = client_of()
    client.post("/staff/logout/")
    assert client.get("/desk/me").headers["Location"].startswith("/staff/login/")
