"""A major event is declared, or changed."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.language import Text
from townline.core.transactions import savepoint
from townline.desk.forms.major_events import MajorEventForm
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests.operations import major_events as operations
from townline.service_requests.operations.major_events import Declared
from townline.service_requests.queries import major_events as queries
from townline.service_requests.values import MajorKind
from townline.ui.localised import localised

if TYPE_CHECKING:
    from townline.service_requests.models import MajorEvent


NAMES = ("kind", "name_en", "name_fr", "words_en", "words_fr", "starts_at")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.APPROVE)
def new(request: DeskRequest) -> HttpResponseBase:
    form = MajorEventForm(request.POST or None, initial={"kind": MajorKind.STORM, "starts_at": request.at})
    return _edit(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.APPROVE)
def change(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    major = queries.visible_major(uuid=uuid, viewer=request.viewer)
    known: dict[str, Any] = {name: getattr(major, name) for name in NAMES}
    known["services"] = [service.pk for service in major.services.all()]
    known["wards"] = [ward.pk for ward in major.wards.all()]
    return _edit(request, MajorEventForm(request.POST or None, initial=known), major)


def _edit(request: DeskRequest, form: MajorEventForm, major: "MajorEvent | None") -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        told = _declared(form.cleaned_data)
        try:
            with savepoint():
                if major is None:
                    saved = operations.declare(declared=told, by=request.viewer, at=request.at)
                else:
                    saved = operations.change(major=major, declared=told, by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It goes on. Reports that fit belong to it from now on."))
            return redirect("desk:major_event", saved.uuid)
    context: dict[str, object] = {
        "form": form,
        "major": major,
        "name": localised(major.name) if major else "",
    }
    return page(request, "desk/major_events/edit.html", context, status=422 if form.errors else 200)


def _declared(values: dict[str, Any]) -> Declared:
    return Declared(
        kind=MajorKind(values["kind"]),
        name=Text(values["name_en"], values["name_fr"]),
        words=Text(values["words_en"], values["words_fr"]),
        services=values["services"],
        wards=values["wards"],
        starts_at=values["starts_at"],
    )
