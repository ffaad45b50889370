"""One's own page: away dates, language, password, second factor."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from townline.accounts import operations as accounts_operations
from townline.accounts import queries as accounts
from townline.desk.forms.settings_people import AwayForm
from townline.desk.views.access import DeskRequest, page, remember_language, staff_page
from townline.desk.views.settings_people import remove_away, save_away
from townline.notifications import digest

if TYPE_CHECKING:
    from townline.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page()
def me(request: DeskRequest) -> HttpResponseBase:
    form = AwayForm(user_id=request.user.pk)
    status = 200
    if request.method == "POST" and request.POST.get("do") == "back":
        remove_away(request, request.user)
        return redirect("desk:me")
    if request.method == "POST" and request.POST.get("do") == "digest":
        wanted = request.POST.get("wanted") == "yes"
        accounts_operations.remember_preference(user=request.user, name=digest.PREFERENCE, value=wanted)
        messages.success(request, _("Saved."))
        return redirect("desk:me")
    if request.method == "POST":
        form = AwayForm(request.POST, user_id=request.user.pk)
        if save_away(request, request.user, form):
            return redirect("desk:me")
        status = 422
    user = accounts.user_by_id(user_id=request.user.pk)
    return page(
        request,
        "desk/settings/me.html",
        {
            "person_row": user,
            "teams": [team.name.in_(user.language) for team in accounts.teams_of(user=user)],
            "form": form,
            "has_digest": bool(digest.levels_of(viewer=request.viewer)),
            "wants_digest": digest.is_wanted(preferences=request.user.preferences),
            "away": list(accounts.absences_of(user=user, from_date=timezone.localtime(request.at).date())),
            "has_second_factor": accounts.has_second_factor(user=user),
            "needs_second_factor": accounts.lacks_second_factor(user=user),
        },
        status=status,
    )


@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """The language of staff pages: kept in this browser and, for somebody who is signed in, with the person."""
    chosen = "fr" if request.POST.get("language") == "fr" else "en"
    if request.user.is_authenticated and request.user.language != chosen:
        user: User = request.user
        accounts_operations.choose_language(user=user, language=chosen, at=timezone.now())
    wanted = request.POST.get("next", "")
    safe = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    response = redirect(wanted if safe else "desk:queue")
    remember_language(response, chosen)
    return response
