"""The door of every staff page: signed in, active, allowed; the person's language; refusals as pages that say what to do."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.accounts.adapters import term_over
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.core.reference import ReferenceMistyped
from townline.desk.presenters.shell import shell

if TYPE_CHECKING:
    from townline.accounts.models import User

COUNCIL_PAGES = frozenset({Capability.COUNCIL_OFFICE})  # every other page is of the desk
P = ParamSpec("P")
A_YEAR = 365 * 24 * 60 * 60


class DeskRequest(HttpRequest):
    """A request of a member of staff; `at` is the moment at which everything on the page is counted."""

    user: "User"
    viewer: Viewer
    at: datetime


View = Callable[Concatenate[DeskRequest, P], HttpResponseBase]


def staff_page(needs: Capability = Capability.USE_DESK) -> Callable[[View[P]], Callable[..., HttpResponseBase]]:
    """Wraps a view: a stranger is sent to sign in, a role that may not is told so (403), a refusal is shown."""

    def wrap(view: View[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def checked(request: DeskRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated or not request.user.is_active:
                return redirect_to_login(request.get_full_path())
            if request.user.role_has_ended(on=timezone.localdate()):
                user = request.user
                logout(request)
                turned_away: HttpResponseBase = term_over(request, user).response
                return turned_away
            if accounts.lacks_second_factor(user=request.user):
                messages.warning(request, _("Your role needs a second factor. Set one up here, then the desk opens."))
                return redirect("mfa_index")
            _without_nul(request)
            request.at = timezone.now()
            request.viewer = accounts.viewer_of(user=request.user, at=request.at)
            with translation.override(request.viewer.language):
                request.LANGUAGE_CODE = request.viewer.language
                response = _answer(request, view, needs, *args, **kwargs)
            response.headers["Content-Language"] = request.viewer.language
            response.headers.setdefault("Cache-Control", "private, no-store")
            if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != request.viewer.language:
                remember_language(response, request.viewer.language)
            return response

        checked.needs = needs  # type: ignore[attr-defined]  # for the test over every url
        return checked

    return wrap


def _without_nul(request: HttpRequest) -> None:
    """No text of the database holds the letter NUL and no keyboard types it: what comes with it goes on without."""
    request.GET = _clean(request.GET)  # type: ignore[assignment]
    if request.method == "POST":
        request.POST = _clean(request.POST)  # type: ignore[assignment]


def _clean(data: QueryDict) -> QueryDict:
    if not any("\x00" in value for values in data.lists() for value in values[1]):
        return data
    clean = data.copy()
    for name, values in data.lists():
        clean.setlist(name, [value.replace("\x00", "") for value in values])
    return clean


def remember_language(response: HttpResponseBase, chosen: str) -> None:
    """For the sign-in pages, which do not know the person yet."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _answer(
    request: DeskRequest, view: View[P], needs: Capability, *args: P.args, **kwargs: P.kwargs
) -> HttpResponseBase:
    base = Capability.COUNCIL_OFFICE if needs in COUNCIL_PAGES else Capability.USE_DESK
    if not (request.viewer.can(base) and request.viewer.can(needs)):
        return refused(request, NotAllowed(), status=403)
    try:
        return view(request, *args, **kwargs)
    except NotAllowed as refusal:
        return refused(request, refusal, status=403)
    except (NotFound, ReferenceMistyped) as refusal:
        return refused(request, refusal, status=404)


def refused(request: DeskRequest, refusal: OperationRefused, *, status: int) -> HttpResponseBase:
    title = _("This is not open to you") if status == 403 else _("There is nothing at this address")
    return page(request, "desk/refused.html", {"title": title, "words": str(refusal)}, status=status)


def page(request: DeskRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponseBase:
    """A whole page with the desk's frame around it."""
    frame = shell(path=request.path, viewer=request.viewer)
    return render(request, template, {**frame, "at": request.at, **context}, status=status)
