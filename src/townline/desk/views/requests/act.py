"""One verb on one request: its form on the page, and with POST the verb itself."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.core.errors import EditConflict, NotAllowed, NotFound, OperationRefused
from townline.core.transactions import savepoint
from townline.desk.forms.closing import CompleteForm
from townline.desk.forms.requests import VerbForm
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.requests.conflict import conflict_page
from townline.desk.views.requests.doing import Doing
from townline.desk.views.requests.evidence import keep_photos, say_refusal
from townline.desk.views.requests.page import record_page
from townline.desk.views.requests.verb_form import verb_form
from townline.desk.views.requests.verbs import PAGES, VerbPage
from townline.service_requests import queries
from townline.service_requests.queries import Record


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page()
def act(request: DeskRequest, reference: str, verb: str) -> HttpResponseBase:
    """The form of one verb on the request's page; with POST, the verb itself."""
    if verb not in PAGES:
        raise NotFound
    verb_page = PAGES[verb]
    found = queries.record_of(reference=reference, viewer=request.viewer)
    if request.method != "POST":
        if verb_page.verb not in found.verbs:
            messages.warning(request, _("This cannot be done now. The page shows what can."))
            return redirect("desk:request", reference)
        return record_page(request, found, doing=verb_page, form=verb_form(request, verb_page, found))
    form = verb_form(request, verb_page, found, data=request.POST)
    is_valid = form.is_valid()
    if isinstance(form, CompleteForm) and not keep_photos(form, at=request.at):
        is_valid = False
    if not is_valid:
        return record_page(request, found, doing=verb_page, form=form, status=422)
    return _do(request, found, verb_page, form)


def _do(request: DeskRequest, found: Record, verb_page: VerbPage, form: VerbForm) -> HttpResponseBase:
    doing = Doing(found.request, form.cleaned_data, request.viewer, request.at, form.cleaned_data["version"])
    try:
        with savepoint():
            done = verb_page.do(doing)
    except EditConflict as conflict:
        return conflict_page(request, found, verb_page, form, conflict)
    except NotAllowed:
        raise
    except OperationRefused as refusal:
        say_refusal(form, refusal, otherwise=_main_field(form))
        current = queries.record_of(reference=found.request.reference, viewer=request.viewer)
        return record_page(request, current, doing=verb_page, form=form, status=422)
    waits = verb_page.proposes and done.is_open
    messages.success(
        request,
        _("Somebody else has to agree: it waits for approval, and its clock runs on.")
        if waits
        else _done_words(verb_page, found),
    )
    return redirect("desk:request", found.request.reference)


def _done_words(verb_page: VerbPage, found: Record) -> str:
    if not (verb_page.tells and found.request.customer_id):
        return str(verb_page.done)
    told = _("The customer is told in %(seconds)s seconds; until then you can take the message back below.")
    return f"{verb_page.done} {told % {'seconds': settings.TOWNLINE_UNDO_SECONDS}}"


def _main_field(form: VerbForm) -> str | None:
    return next((name for name, field in form.fields.items() if not field.widget.is_hidden), None)
