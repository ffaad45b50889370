"""The page of one contact: what was said, how it ended."""

from typing import Any

from django.http import HttpResponseBase

from townline.accounts.permissions import Capability
from townline.desk.forms.contacts import NotesForm, WrapUpForm
from townline.desk.presenters.contacts.head import PROMISE_WORDS, contact_facts, contact_head
from townline.desk.presenters.contacts.rows import contact_row
from townline.desk.presenters.contacts.topics import requests_made, service_codes
from townline.desk.presenters.contacts.wrap_up import first_answers, groups
from townline.desk.views.access import DeskRequest, page
from townline.desk.views.contacts.door import then_of
from townline.interactions.permissions import may_handle
from townline.service_requests.queries import visible_requests

_FIELDS = (
    "summary", "topic_service_code", "topic_article", "postal_code", "interpreter_minutes", "promised", "promised_by",
    "needs_follow_up",
)  # fmt: skip


def contact_page(
    request: DeskRequest,
    found: Any,
    *,
    form: NotesForm | None = None,
    answers: WrapUpForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    handling = found.handling
    if form is None:
        kept = {name: getattr(handling, name) for name in _FIELDS}
        form = NotesForm(initial={**kept, "language": found.language}, services=service_codes())
    chosen = {name: str(answers.data.get(name, "")) for name in answers.fields} if answers else first_answers(found)
    about = [found.subject, *found.matters.values_list("subject", flat=True)]
    made = visible_requests(viewer=request.viewer).filter(uuid__in=[uuid for uuid in about if uuid])
    context = {
        "contact": contact_head(found),
        "form": form,
        "answers": answers,
        "groups": groups(chosen=chosen),
        "keys": [(choice.key, choice.words) for group in groups(chosen={}) for choice in group.choices],
        "requests": requests_made(made.select_related("service")),
        "promise": contact_row(found, at=request.at),
        "promise_state": PROMISE_WORDS.get(handling.promise_state, ""),
        "handling": handling,
        "may_take": request.viewer.can(Capability.TAKE_REQUESTS),
        "may_write": may_handle(handling=handling, viewer=request.viewer),
        "facts": contact_facts(found),
        "then": then_of(request),
    }
    return page(request, "desk/contacts/contact.html", context, status=status)
