"""Keys of applications that report over Open311."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from townline.accounts import operations as accounts_operations
from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotAllowed
from townline.desk.forms.settings_alerts import KeyForm
from townline.desk.presenters.settings import crumbs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.settings_kinds.kind import Kind
from townline.desk.views.settings_kinds.record import show
from townline.desk.views.settings_organisation import in_use


def _never(row: Any, values: dict[str, Any], by: Viewer, at: datetime) -> Any:
    raise NotAllowed(_("A key is not changed: switch it off and make another one."))


def _facts(request: DeskRequest, row: Any) -> dict[str, object]:
    return {
        "may_change": False,
        "is_switched_on": row.is_active,
        "facts": [
            {"name": _("Application"), "value": row.name},
            {"name": _("Who answers for it"), "value": row.contact},
            {"name": _("Calls a minute at most"), "value": str(row.requests_per_minute)},
            {"name": _("In use"), "value": in_use(row)},
        ],
        "may_switch": request.viewer.can(Capability.CHANGE_SETTINGS),
    }


KEYS = Kind(
    name="keys",
    subject="api_key",
    title=gettext_lazy("Keys for applications"),
    about=gettext_lazy(
        "An application needs a key to send requests over Open311. The key is shown once, when it is made."
    ),
    new_text=gettext_lazy("New key"),
    columns=(
        gettext_lazy("Application"),
        gettext_lazy("Who answers for it"),
        gettext_lazy("Calls a minute at most"),
        gettext_lazy("In use"),
    ),
    rows=accounts.all_api_keys,
    cells=lambda row: [row.name, row.contact or "—", row.requests_per_minute, in_use(row)],
    find=lambda number: accounts.api_key_by_id(key_id=number),
    form=KeyForm,
    write=_never,
    initial=lambda _row: {},
    beside=_facts,
    template="desk/settings/key.html",
)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.CHANGE_SETTINGS)
def new(request: DeskRequest) -> HttpResponseBase:
    """Answers with the key itself, which is never shown again; a page that is sent again makes another one."""
    form = KeyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return show(request, KEYS, None, form, status=422 if form.is_bound else 200)
    row, key = accounts_operations.make_api_key(**form.cleaned_data, by=request.viewer, at=request.at)
    response = page(
        request,
        "desk/settings/shown_once.html",
        {
            "title": _("Key for %(name)s") % {"name": row.name},
            "words": _("Copy it now and give it to those who need it. It is shown only here, only once."),
            "secret": key,
            "back_url": KEYS.url,
            "crumbs": crumbs((KEYS.url, KEYS.title), ("", row.name)),
        },
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@staff_page(Capability.CHANGE_SETTINGS)
def switch(request: DeskRequest, number: int) -> HttpResponseBase:
    row = accounts.api_key_by_id(key_id=number)
    wanted = request.POST.get("do") == "on"
    accounts_operations.switch_api_key(row=row, is_active=wanted, by=request.viewer, at=request.at)
    messages.success(request, _("The key works again.") if wanted else _("The key does not work any more."))
    return redirect(KEYS.url_of(row))
