"""Significant weather events: what is declared, what it holds, its end."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.desk.forms.weather import WeatherForm
from townline.desk.presenters.settings import form_rows
from townline.desk.presenters.weather import weather_view
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_levels import operations as service_levels
from townline.service_levels import weather as declared


@require_safe
@staff_page()
def weather(request: DeskRequest) -> HttpResponseBase:
    language = get_language() or "en"
    rows = [(event, event.name.in_(language)) for event in declared.all_events()]
    context = {"rows": rows, "may_declare": request.viewer.can(Capability.DECLARE_WEATHER)}
    return page(request, "desk/weather/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.DECLARE_WEATHER)
def new(request: DeskRequest) -> HttpResponseBase:
    form = WeatherForm(request.POST or None, initial={"starts_at": timezone.localtime(request.at)}, at=request.at)
    if request.method == "POST" and form.is_valid():
        try:
            event = service_levels.declare_weather(values=form.cleaned_data, by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Declared. The clocks that it covers stand still within a minute."))
            return redirect("desk:weather_record", event.pk)
    context = {"form": form, "form_rows": form_rows(form)}
    return page(request, "desk/weather/new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page()
def record(request: DeskRequest, number: int) -> HttpResponseBase:
    event = declared.event_by_id(number=number)
    if request.method == "POST":
        try:
            service_levels.end_weather(event=event, by=request.viewer, at=request.at)
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("It is over. The clocks that stood still go on within a minute."))
        return redirect("desk:weather_record", number)
    context = {
        "event": weather_view(event, viewer=request.viewer, at=request.at),
        "may_end": event.ends_at is None and request.viewer.can(Capability.DECLARE_WEATHER),
    }
    return page(request, "desk/weather/record.html", context)
