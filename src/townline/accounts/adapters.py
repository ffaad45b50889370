"""How django-allauth behaves here: nobody signs up; a city account must belong to a known, active member of staff."""

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from townline.accounts.models import User
from townline.accounts.permissions import COUNCIL_ROLES

log = logging.getLogger(__name__)


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse | None:
        """However they prove who they are: after the term of office nobody comes in, and they read why."""
        if user.role_has_ended(on=timezone.localdate()):
            raise term_over(request, user)
        found: HttpResponse | None = super().pre_login(request, user, **more)
        return found

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if request.user.is_authenticated and request.user.role in COUNCIL_ROLES:
            return settings.TOWNLINE_COUNCIL_START
        return str(super().get_login_redirect_url(request))


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Joins the provider's account to the member of staff with the same verified address, or turns it away."""
        told = sociallogin.account.extra_data
        if {part["sub"] for part in told.values() if "sub" in part} != {sociallogin.account.uid}:
            log.warning("the city's provider told of one person in its token and of another one beside it")
            raise _turned_away(request, _("The city’s sign-in gave an answer that does not fit together. Try again."))
        if sociallogin.is_existing:
            user = sociallogin.user
        else:
            user = _person(request, {address.email: address.verified for address in sociallogin.email_addresses})
        if user.role_has_ended(on=timezone.localdate()):
            raise term_over(request, user)
        if not user.is_active:
            raise _turned_away(
                request,
                _("Your account here is closed, because you were entered as having left."),
                _("Do you work for the city? Ask your administrator to open it again."),
            )
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)

    def get_requests_session(self) -> Any:
        session = super().get_requests_session()
        session.request = partial(_ask_provider, session.request, self.request)
        return session

    def on_authentication_error(self, request: HttpRequest, provider: Any, error: Any = None, **more: Any) -> None:
        log.warning("sign-in with the city's provider failed: %s (%r)", error, more.get("exception"))


def _person(request: HttpRequest, addresses: dict[str, bool]) -> User:
    """The member of staff, active or not, with an address that the provider has verified."""
    for email in (email for email, is_verified in addresses.items() if is_verified):
        user = User.objects.filter(email__iexact=email).first()
        if user is not None:
            return user
    if not any(addresses.values()):
        log.warning("the city's provider vouches for no address; see TOWNLINE_OIDC_EMAIL_DOMAINS")
        raise _turned_away(
            request,
            _("The city’s sign-in does not say that your e-mail address is yours."),
            _("Tell your administrator: they can let it vouch for the city’s addresses."),
        )
    raise _turned_away(
        request,
        _("Nobody here has the address %(address)s.") % {"address": next(iter(addresses))},
        _("Ask your administrator to add you with this address."),
    )


def _ask_provider(ask: Callable[..., Any], request: HttpRequest, method: str, url: str, **more: Any) -> Any:
    """What goes wrong between us and the provider is told on a page, not by a broken one."""
    try:
        reply = ask(method, url, **more)
        reply.raise_for_status()
        if method.upper() == "GET":
            reply.json()
    except OSError as fault:  # all that the HTTP client raises is one
        log.warning("the city's provider did not answer as it should: %s", fault)
        raise _turned_away(
            request,
            _("The city’s sign-in does not answer as it should."),
            _("Wait a minute and try again. Tell your administrator if it stays so."),
            status=502,
        ) from fault
    return reply


def term_over(request: HttpRequest, user: User) -> ImmediateHttpResponse:
    """The page for somebody whose role has ended with a term of office."""
    with translation.override(user.language):
        until = date_format(user.role_until, "j F Y") if user.role_until else ""
        words = _to_assistant(user, until) if user.works_for is not None else _to_councillor(until)
        return _turned_away(request, *words)


def _to_councillor(until: str) -> tuple[str, ...]:
    """Whether they gave an address for their notes is not known here, so both are said."""
    return (
        _("Your term of office ended on %(until)s, and your sign-in with it.") % {"until": until},
        _(
            "If you wrote notes of your own, a link to them goes to the address that you gave for it. Did you give none? Then ask "
            "the city clerk soon to move your last day, sign in and take a copy: after some weeks the notes are removed."
        ),
        _("Do you have a new term? Ask the city clerk to enter it."),
    )


def _to_assistant(user: User, until: str) -> tuple[str, ...]:
    about = {"name": user.works_for.name if user.works_for else "", "until": until}
    return (
        _("The term of office of %(name)s ended on %(until)s, and with it your sign-in as their assistant.") % about,
        _("Notes of the office are the councillor’s own. Only the councillor can get them."),
        _("Has the councillor a new term, or do you work for another one? Ask the city clerk to enter it."),
    )


def _turned_away(request: HttpRequest, *words: str, status: int = 403) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(render(request, "account/turned_away.html", {"words": words}, status=status))
