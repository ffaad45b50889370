"""Everything about one request, on one page; with a verb, its form on it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.http import HttpResponseBase

from townline.desk.forms.requests import NoteForm, VerbForm
from townline.desk.presenters import follow_ups
from townline.desk.presenters.record.head import record_head
from townline.desk.views.access import DeskRequest, page
from townline.desk.views.requests.beside import beside
from townline.desk.views.requests.evidence import kept_photos
from townline.desk.views.requests.parts import asked_of, told_of, who_asked, work_on
from townline.desk.views.requests.verbs import MAIN, PAGES, VerbPage
from townline.service_requests.queries import Record, tasks
from townline.service_requests.workflow import Verb

if TYPE_CHECKING:
    from townline.service_requests.models import Task


def record_page(
    request: DeskRequest,
    found: Record,
    *,
    doing: VerbPage | None = None,
    form: VerbForm | None = None,
    note_form: NoteForm | None = None,
    status: int = 200,
    extra: Mapping[str, object] | None = None,
) -> HttpResponseBase:
    its_tasks = tasks.tasks_of(request=found.request)
    context = {
        "record": found.request,
        "head": record_head(found, at=request.at),
        **asked_of(request, found),
        **who_asked(request, found),
        **work_on(request, found, its_tasks),
        **told_of(request, found),
        **_verbs(found, its_tasks),
        **follow_ups.on_record(found, viewer=request.viewer, at=request.at),
        **beside(request, found),
        "doing": doing,
        "kept_photos": kept_photos(form),
        "form": form,
        "note_form": (note_form or NoteForm()) if found.may_note else None,
        **(extra or {}),
    }
    return page(request, "desk/requests/record.html", context, status=status)


def _verbs(found: Record, its_tasks: "Sequence[Task]") -> dict[str, object]:
    """What can be done now; the work is done when each of its tasks is."""
    possible = [verb_page for verb_page in PAGES.values() if verb_page.verb in found.verbs]
    tasks_first = any(task.is_open for task in its_tasks)
    return {
        "verbs": [verb_page for verb_page in possible if not (tasks_first and verb_page.verb is Verb.COMPLETE)],
        "tasks_first": tasks_first,
        "main_verb": MAIN.get(found.request.state),
        "may_merge": Verb.MERGE in found.verbs,
        "keys": [(verb_page.key, verb_page.text) for verb_page in possible],
    }
