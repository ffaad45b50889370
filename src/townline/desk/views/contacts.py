"""Contacts: one that is open on the desk, what was said, how it ended."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.accounts.values import Viewer
from townline.core.errors import NotFound
from townline.core.reference import ReferenceMistyped
from townline.desk.forms.contacts import NotesForm, WrapUpForm
from townline.desk.presenters import contacts as presenters
from townline.desk.presenters import outreach
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.interactions import operations as interactions
from townline.interactions import queries
from townline.interactions.permissions import may_handle
from townline.service_requests.queries import subjects_open_to, visible_request, visible_requests

SHOWN = 100
PERIOD = timedelta(days=28)
_FIELDS = (
    "summary", "topic_service_code", "topic_article", "postal_code", "interpreter_minutes", "promised", "promised_by",
    "needs_follow_up",
)  # fmt: skip


def door(request: DeskRequest, uuid: UUID) -> Any:
    """The contact, if this person may open it."""
    return queries.visible_contact(uuid=uuid, viewer=request.viewer, subjects=subjects_open_to(viewer=request.viewer))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def contact(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = door(request, uuid)
    if request.method != "POST":
        return contact_page(request, found)
    form = NotesForm(request.POST, services=presenters.service_codes())
    if not form.is_valid():
        return contact_page(request, found, form=form, status=422)
    try:
        interactions.write_down(contact=found, notes=form.notes, by=request.viewer, at=request.at)
    except interactions.PromiseNeedsDay as refusal:
        form.add_error("promised_by", str(refusal))
        return contact_page(request, found, form=form, status=422)
    messages.success(request, _("Kept."))
    return redirect(_with_then(presenters.url_of(found), request))


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def wrap_up(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """The notes of the page are kept with it."""
    found = door(request, uuid)
    form = NotesForm(request.POST, services=presenters.service_codes()) if "summary" in request.POST else None
    answers = WrapUpForm(request.POST)
    if not answers.is_valid() or (form is not None and not form.is_valid()):
        return contact_page(request, found, form=form, answers=answers, status=422)
    try:
        interactions.wrap_up(
            contact=found, notes=form.notes if form else None, said=answers.said, by=request.viewer, at=request.at
        )
    except interactions.PromiseNeedsDay as refusal:
        if form is not None:
            form.add_error("promised_by", str(refusal))
        return contact_page(request, found, form=form, answers=answers, status=422)
    except (interactions.AlreadyWrappedUp, interactions.WrapUpIncomplete) as refusal:
        answers.add_error(None, str(refusal))
        return contact_page(request, found, form=form, answers=answers, status=422)
    messages.success(request, _("Wrapped up: %(who)s.") % {"who": presenters.who(found)})
    return redirect(then_of(request) or reverse("desk:contacts"))


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def about(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """The request that the caller asks after."""
    found = door(request, uuid)
    try:
        asked = visible_request(reference=request.POST.get("reference", ""), viewer=request.viewer)
    except (NotFound, ReferenceMistyped) as refusal:
        messages.warning(request, str(refusal))
    else:
        interactions.say_about(contact=found, subject=asked.uuid, by=request.viewer, at=request.at)
    return redirect(_with_then(presenters.url_of(found), request))


@require_POST
@staff_page(Capability.RECORD_CONTACTS)
def promise(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """What was promised is kept, or withdrawn."""
    found = door(request, uuid)
    is_kept = request.POST.get("do") == "kept"
    settle = interactions.keep_promise if is_kept else interactions.withdraw_promise
    try:
        settle(contact=found, by=request.viewer, at=request.at)
    except interactions.NothingPromised as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The promise is kept.") if is_kept else _("The promise is withdrawn."))
    return redirect(then_of(request) or presenters.url_of(found))


@require_safe
@staff_page(Capability.RECORD_CONTACTS)
def mine(request: DeskRequest) -> HttpResponseBase:
    """What is open, what was promised, what came before."""
    viewer, at = request.viewer, request.at
    subjects = subjects_open_to(viewer=viewer)
    own = queries.own_contacts(viewer=viewer, subjects=subjects, limit=SHOWN)
    rows = [presenters.row(found, at=at) for found in own]
    promises = queries.open_promises(viewer=viewer, subjects=subjects, limit=SHOWN)
    return page(
        request,
        "desk/contacts/mine.html",
        {
            "open_rows": [row for row in rows if row.is_open],
            "rows": [row for row in rows if not row.is_open],
            "promises": [(found.uuid, presenters.row(found, at=at)) for found in promises],
            "reach": [
                outreach.reach_row(found, at=at)
                for found in queries.outreach_to_do(viewer=viewer, subjects=subjects, limit=SHOWN)
            ],
            "transfers": presenters.transfers(queries.transfers_to(viewer=viewer, at=at, limit=SHOWN)),
            "tab": "mine",
            "leads": viewer.can(Capability.APPROVE),
        },
    )


@require_safe
@staff_page(Capability.APPROVE)
def team(request: DeskRequest) -> HttpResponseBase:
    """What the person's teams have not wrapped up, and shares of whole teams; never a figure about one employee."""
    viewer, at = request.viewer, request.at
    teams = _led_by(viewer)
    waiting = queries.not_wrapped_up(teams=teams, before=at, limit=SHOWN)
    names = outreach.names_of_users(found.handling.handled_by_id for found in waiting)
    since = at - PERIOD
    shares = queries.shares_of_teams(teams=teams, since=since)
    return page(
        request,
        "desk/contacts/team.html",
        {
            "rows": [
                presenters.waiting_row(found, handler=names.get(found.handling.handled_by_id, "")) for found in waiting
            ],
            "shares": presenters.shares(shares),
            "since": since,
            "tab": "team",
            "leads": True,
        },
    )


def _led_by(viewer: Viewer) -> set[int]:
    """Their own teams; every team for who sees the whole city's log."""
    if viewer.can(Capability.READ_LOG):
        return set(accounts.all_teams().values_list("pk", flat=True))
    return set(viewer.teams)


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
        form = NotesForm(initial={**kept, "language": found.language}, services=presenters.service_codes())
    chosen = (
        {name: str(answers.data.get(name, "")) for name in answers.fields}
        if answers
        else presenters.first_answers(found)
    )
    about = [found.subject, *found.matters.values_list("subject", flat=True)]
    made = visible_requests(viewer=request.viewer).filter(uuid__in=[uuid for uuid in about if uuid])
    context = {
        "contact": presenters.head(found),
        "form": form,
        "answers": answers,
        "groups": presenters.groups(chosen=chosen),
        "keys": [(choice.key, choice.words) for group in presenters.groups(chosen={}) for choice in group.choices],
        "requests": presenters.requests_made(made.select_related("service")),
        "promise": presenters.row(found, at=request.at),
        "promise_state": presenters.PROMISE_WORDS.get(handling.promise_state, ""),
        "handling": handling,
        "may_take": request.viewer.can(Capability.TAKE_REQUESTS),
        "may_write": may_handle(handling=handling, viewer=request.viewer),
        "facts": presenters.facts(found),
        "then": then_of(request),
    }
    return page(request, "desk/contacts/contact.html", context, status=status)


def then_of(request: DeskRequest) -> str:
    """Where to go on afterwards, if it is a page of the desk."""
    asked = request.POST.get("then", "") or request.GET.get("then", "")
    if asked.startswith(reverse("desk:queue")) and url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return ""


def _with_then(url: str, request: DeskRequest) -> str:
    then = then_of(request)
    return f"{url}?{urlencode({'then': then})}" if then else url
