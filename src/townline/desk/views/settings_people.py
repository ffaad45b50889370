"""People: add, change, help to sign in, away dates, leave."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from townline.accounts import operations as accounts_operations
from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.desk.forms.settings_people import AwayForm, PersonForm
from townline.desk.presenters.settings import crumbs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.settings_kinds.kind import Kind
from townline.desk.views.settings_kinds.record import show
from townline.desk.views.settings_kinds.rights import may_change
from townline.desk.views.settings_organisation import in_language
from townline.desk.views.typed import number_in
from townline.service_requests import queries as service_requests

Values = dict[str, Any]


def _save(row: Any, values: Values, by: Viewer, at: datetime) -> Any:
    teams = values.pop("teams", None)
    if "department" in values:
        number = values.pop("department")
        values["department"] = accounts.department_by_id(department_id=number) if number else None
    return accounts_operations.save_user(user=row, values=values, by=by, at=at, teams=teams)


def _values(row: Any) -> Values:
    teams = [team.pk for team in accounts.teams_of(user=row)]
    names = ("name", "email", "role", "language", "works_for_id")
    return {**{name: getattr(row, name) for name in names}, "department": row.department_id, "teams": teams}


def _cells(row: Any) -> list[object]:
    department = in_language(row.department) if row.department else "—"
    return [row.name, row.email, row.get_role_display(), department, _("Yes") if row.is_active else _("Left")]


def _beside(request: DeskRequest, row: Any) -> dict[str, object]:
    today = timezone.localtime(request.at).date()
    return {
        "away": list(accounts.absences_of(user=row, from_date=today)),
        "away_form": AwayForm(user_id=row.pk),
        "open_count": service_requests.open_work_of(user_id=row.pk).count(),
        "has_second_factor": accounts.has_second_factor(user=row),
        "is_oneself": row.pk == request.viewer.user_id,
    }


PEOPLE = Kind(
    name="people",
    subject="user",
    title=gettext_lazy("People"),
    about=gettext_lazy("Who works here, in which role and teams. Somebody who leaves is locked out at once."),
    new_text=gettext_lazy("New person"),
    columns=(
        gettext_lazy("Name"),
        gettext_lazy("E-mail"),
        gettext_lazy("Role"),
        gettext_lazy("Department"),
        gettext_lazy("Works here"),
    ),
    rows=accounts.all_users,
    cells=_cells,
    find=lambda number: accounts.user_by_id(user_id=number),
    form=PersonForm,
    write=_save,
    initial=_values,
    beside=_beside,
    template="desk/settings/person.html",
    put_back=_save,
)


@require_POST
@staff_page(Capability.READ_SETTINGS)
def act(request: DeskRequest, number: int) -> HttpResponseBase:
    """The buttons beside the form: each is one call."""
    user = accounts.user_by_id(user_id=number)
    doing = {"link": _link, "mail": _mail, "leave": _leave, "away": _away, "back": _back}.get(
        request.POST.get("do", "")
    )
    if doing is None:
        raise NotFound
    try:
        return doing(request, user) or redirect(PEOPLE.url_of(user))
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(PEOPLE.url_of(user))


def _link(request: DeskRequest, user: Any) -> HttpResponseBase:
    link = accounts_operations.password_link(user=user, by=request.viewer, at=request.at)
    response = page(
        request,
        "desk/settings/shown_once.html",
        {
            "title": user.name,
            "words": _("Give this link to %(name)s. With it they set their password; it works once.")
            % {"name": user.name},
            "secret": link,
            "back_url": PEOPLE.url_of(user),
            "crumbs": crumbs((PEOPLE.url, PEOPLE.title), (PEOPLE.url_of(user), user.name), ("", _("Password link"))),
        },
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _mail(request: DeskRequest, user: Any) -> None:
    accounts_operations.mail_password_link(user=user, by=request.viewer, at=request.at)
    messages.success(request, _("The link is on its way to %(email)s.") % {"email": user.email})


def _leave(request: DeskRequest, user: Any) -> None:
    accounts_operations.leave(user=user, by=request.viewer, at=request.at)
    messages.success(request, _("%(name)s is locked out. Open requests go back to the team.") % {"name": user.name})


def _away(request: DeskRequest, user: Any) -> HttpResponseBase | None:
    form = AwayForm(request.POST, user_id=user.pk)
    if save_away(request, user, form):
        return None
    if not may_change(request):
        raise NotAllowed
    return show(
        request, PEOPLE, user, PersonForm(initial=_values(user), row=user), status=422, extra={"away_form": form}
    )


def _back(request: DeskRequest, user: Any) -> None:
    remove_away(request, user)


# -- away dates, also for oneself -----------------------------------------------------------------
def save_away(request: DeskRequest, user: Any, form: AwayForm) -> bool:
    """False if something is wrong with the form, which then says what."""
    if not form.is_valid():
        return False
    deputy = accounts.user_by_id(user_id=form.cleaned_data["deputy"])
    days = {name: form.cleaned_data[name] for name in ("from_date", "until_date")}
    try:
        accounts_operations.save_absence(user=user, deputy=deputy, **days, by=request.viewer, at=request.at)
    except accounts_operations.AbsenceRefused as refusal:
        form.add_error("until_date", str(refusal))
        return False
    messages.success(request, _("Away dates kept. %(deputy)s stands in.") % {"deputy": deputy.name})
    return True


def remove_away(request: DeskRequest, user: Any) -> None:
    number = request.POST.get("absence", "")
    absence = accounts.absence_by_id(absence_id=number_in(number))
    if absence.user_id != user.pk:
        raise NotFound
    accounts_operations.remove_absence(absence=absence, by=request.viewer, at=request.at)
    messages.success(request, _("The away dates are taken out."))
