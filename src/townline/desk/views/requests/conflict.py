"""Somebody was faster: the page comes back with what they did, and what was typed is kept."""

from django.http import HttpResponseBase

from townline.core.errors import EditConflict
from townline.desk.forms.requests import VerbForm
from townline.desk.presenters.timeline.lines import event_words
from townline.desk.presenters.timeline.names import names_on
from townline.desk.views.access import DeskRequest
from townline.desk.views.requests.page import record_page
from townline.desk.views.requests.verb_form import verb_form
from townline.desk.views.requests.verbs import VerbPage
from townline.service_requests import queries
from townline.service_requests.queries import Record


def conflict_page(
    request: DeskRequest, found: Record, verb_page: VerbPage, form: VerbForm, conflict: EditConflict
) -> HttpResponseBase:
    """The next press is meant for the request as it is now."""
    current = queries.record_of(reference=found.request.reference, viewer=request.viewer)
    extra = {
        "conflict": str(conflict),
        "conflict_changes": _changes(current, seen=form.cleaned_data["version"]),
        "still_possible": verb_page.verb in current.verbs,
    }
    again = _again(request, verb_page, current)
    return record_page(request, current, doing=verb_page, form=again, status=409, extra=extra)


def _changes(current: Record, *, seen: int) -> list[tuple[str, str, object]]:
    names = names_on(current)
    changes = queries.changes_since(request=current.request, version=seen)
    return [(event_words(event, names), event.actor_label, event.occurred_at) for event in changes]


def _again(request: DeskRequest, verb_page: VerbPage, current: Record) -> VerbForm:
    data = request.POST.copy()
    data["version"] = str(current.request.version)
    form = verb_form(request, verb_page, current, data=data)
    form.is_valid()
    return form
