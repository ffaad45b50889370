"""Signing in with the city's own account, from the button to the desk, against a provider on this machine."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from tests.factories.accounts import UserFactory
from tests.factories.city_provider import CityProvider, city_provider
from townline.accounts import operations as accounts
from townline.accounts.models import Role, User
from townline.core.actor import Actor, ActorKind

pytestmark = pytest.mark.django_db
LOGIN = "/staff/oidc/city/login/"
ADA = {"sub": "p-1", "email": "ada@city.example", "email_verified": True, "name": "Ada"}
SYSTEM = Actor(ActorKind.SYSTEM)


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@pytest.fixture
def provider(settings: Any) -> Iterator[CityProvider]:
    cache.clear()
    with city_provider() as made:
        made.person = ADA
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [made.app()]}}
        yield made


def come_back(client: Client, start: str = LOGIN) -> Any:
    """Presses the button, lets the provider answer, and follows its answer back to us."""
    away = client.get(start)
    if away.status_code != 302:
        return away
    answer = build_opener(_Stay).open
    try:
        answer(away.headers["Location"])
    except OSError as redirect:
        back = urlsplit(redirect.headers["Location"])  # type: ignore[attr-defined]  # an HTTPError carries its answer
    return client.get(f"{back.path}?{back.query}", follow=True)


def is_in(client: Client) -> bool:
    return client.get("/desk/me").status_code == 200


def words_of(page: Any) -> str:
    return page.content.decode().replace("&#x27;", "’")  # type: ignore[no-any-return]


def test_a_known_person_comes_to_the_desk(provider: CityProvider) -> None:
    ada, client = UserFactory(email="ada@city.example"), Client()
    page = come_back(client)
    assert page.redirect_chain == [("/desk/", 302)]
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert SocialAccount.objects.get().uid == "p-1"
    assert User.objects.count() == 1


def test_the_button_leads_on_to_the_page_that_was_asked_for(provider: CityProvider) -> None:
    UserFactory(email="ada@city.example")
    client = Client()
    button = client.get("/staff/login/?next=/desk/me").content.decode()
    assert "Sign in with Maple Harbour account" in button
    start = button.split('tl-button--start" href="')[1].split('"')[0].replace("&amp;", "&")
    assert come_back(client, start).redirect_chain == [("/desk/me", 302)]


def test_capitals_in_the_address_are_the_same_person(provider: CityProvider) -> None:
    UserFactory(email="ada@city.example")
    provider.person = {**ADA, "email": "Ada@City.Example"}
    client = Client()
    come_back(client)
    assert is_in(client)


def test_the_second_time_the_provider_s_own_number_is_what_counts(provider: CityProvider) -> None:
    ada = UserFactory(email="ada@city.example")
    come_back(Client())
    provider.person = {**ADA, "email": "ada.married@city.example"}
    client = Client()
    come_back(client)
    assert client.session["_auth_user_id"] == str(ada.pk)
    assert SocialAccount.objects.count() == 1


def test_a_stranger_is_told_whom_to_ask(provider: CityProvider) -> None:
    client = Client()
    page = come_back(client)
    assert page.status_code == 403
    assert "Nobody here has the address ada@city.example." in words_of(page)
    assert "Ask your administrator to add you" in words_of(page)
    assert not is_in(client)
    assert not User.objects.exists()
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("knows_them", [True, False], ids=["came before", "comes for the first time"])
def test_a_leaver_is_told_that_the_account_is_closed(provider: CityProvider, knows_them: bool) -> None:
    ada = UserFactory(email="ada@city.example")
    inside = Client()
    if knows_them:
        come_back(inside)
        assert is_in(inside)
    accounts.leave(user=ada, by=SYSTEM, at=timezone.now())
    client = Client()
    page = come_back(client)
    assert page.status_code == 403
    assert "Your account here is closed" in words_of(page)
    assert not is_in(client)
    assert not is_in(inside)


def test_who_was_locked_out_by_the_end_of_a_term_reads_that_and_not_that_they_left(provider: CityProvider) -> None:
    over = timezone.localdate() - timedelta(days=1)
    UserFactory(email="ada@city.example", role=Role.COUNCILLOR, role_until=over)
    accounts.end_roles(at=timezone.now())
    client = Client()
    page = come_back(client)
    assert page.status_code == 403
    assert "Your term of office ended on" in words_of(page)
    assert "having left" not in words_of(page)
    assert not is_in(client)


def test_the_refusal_speaks_french(provider: CityProvider) -> None:
    client = Client()
    client.cookies["django_language"] = "fr"
    page = words_of(come_back(client))
    assert '<html lang="fr">' in page
    assert "Personne ici n’a l’adresse ada@city.example." in page


def test_an_address_that_nobody_vouches_for_opens_nothing(provider: CityProvider) -> None:
    UserFactory(email="ada@city.example")
    provider.person = {**ADA, "email_verified": False}
    client = Client()
    page = come_back(client)
    assert page.status_code == 403
    assert "does not say that your e-mail address is yours" in words_of(page)
    assert not is_in(client)


def test_a_provider_that_says_nothing_of_it_can_be_trusted_for_the_city_s_addresses(
    provider: CityProvider, settings: Any
) -> None:
    UserFactory(email="ada@city.example")
    UserFactory(email="ada@elsewhere.example")
    app = provider.app()
    app["settings"]["verified_email"] = ["city.example"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    provider.person = {"sub": "p-1", "email": "ada@city.example"}
    client = Client()
    come_back(client)
    assert is_in(client)
    provider.person = {"sub": "p-2", "email": "ada@elsewhere.example"}
    assert come_back(Client()).status_code == 403


def test_the_second_factor_is_still_asked_for(provider: CityProvider) -> None:
    ada = UserFactory(email="ada@city.example", role=Role.ADMINISTRATOR)
    Authenticator.objects.create(user=ada, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = Client()
    assert come_back(client).redirect_chain == [("/staff/2fa/authenticate/", 302)]
    assert not is_in(client)


def test_a_token_for_somebody_else_s_application_is_refused(provider: CityProvider) -> None:
    UserFactory(email="ada@city.example")
    provider.audience = "another-application"
    client = Client()
    page = come_back(client)
    assert "You are not signed in" in words_of(page)
    assert not is_in(client)


def test_two_people_in_one_answer_are_refused(provider: CityProvider) -> None:
    UserFactory(email="ada@city.example")
    provider.sub_in_token = "p-2"
    client = Client()
    assert come_back(client).status_code == 403
    assert not is_in(client)


def test_saying_no_at_the_provider_leads_back_to_the_start(provider: CityProvider) -> None:
    provider.refuses = True
    page = come_back(Client())
    assert "You stopped signing in" in words_of(page)
    assert 'href="/staff/login/"' in words_of(page)


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/userinfo", "/token"])
def test_a_provider_that_fails_is_told_on_a_page(provider: CityProvider, path: str) -> None:
    UserFactory(email="ada@city.example")
    provider.broken = {path}
    client = Client()
    page = come_back(client)
    assert page.status_code == 502
    assert "does not answer as it should" in words_of(page)
    assert not is_in(client)


def test_a_provider_that_is_not_there_is_told_on_a_page(provider: CityProvider, settings: Any) -> None:
    app = provider.app()
    app["settings"]["server_url"] = "http://127.0.0.1:9"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    assert come_back(Client()).status_code == 502


def test_an_answer_that_nobody_asked_for_is_refused(provider: CityProvider) -> None:
    UserFactory(email="ada@city.example")
    client = Client()
    page = client.get("/staff/oidc/city/login/callback/?code=abc&state=made-up")
    assert "did not finish" in words_of(page)
    assert not is_in(client)


def test_somebody_signed_in_joins_no_stranger_s_account(provider: CityProvider) -> None:
    bob, client = UserFactory(), Client()
    client.force_login(bob, backend="townline.accounts.backends.StaffBackend")
    page = come_back(client, f"{LOGIN}?process=connect")
    assert page.status_code == 403
    assert not SocialAccount.objects.exists()
