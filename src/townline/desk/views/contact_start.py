"""Somebody is in touch: who is it? A number shows who it was before; two people may share one."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core.errors import NotFound
from townline.customers import operations as customer_operations
from townline.customers.contact_check import ContactRejected
from townline.desk.forms.contacts import NEW, NOBODY, WhoForm, moment_of
from townline.desk.presenters import contacts as presenters
from townline.desk.presenters.contact_points import contact_words
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.contacts import door
from townline.interactions import operations as interactions
from townline.interactions import queries
from townline.interactions.values import Caller
from townline.service_requests.queries import find_customers, visible_customer

MOST = 8


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def new(request: DeskRequest) -> HttpResponseBase:
    """Opens a contact. The one before it is wrapped up first."""
    unfinished = queries.open_contact_of(viewer=request.viewer)
    if unfinished is not None and request.method != "POST":
        messages.warning(request, _("Wrap this one up first: three keys. Then the next one is here."))
        then = urlencode({"then": request.get_full_path()})
        return redirect(f"{presenters.url_of(unfinished)}?{then}")
    if request.method != "POST":
        return _page(request, request.GET, _fresh(request.GET, request.viewer.language), began=request.at.isoformat())
    form = WhoForm(request.POST)
    if not form.is_valid() or request.POST.get("do") == "look":
        form = form if form.errors else _fresh(request.POST, request.viewer.language)
        return _page(request, request.POST, form, status=422 if form.errors else 200)
    if _says_two_things(request, form):
        form.add_error("name", _("You chose somebody and wrote a name. Choose “Somebody else”, or take the name out."))
        return _page(request, request.POST, form, status=422)
    try:
        customer, caller = chosen(request, form)
        began_at = moment_of(request.POST.get("began", ""))
        made = interactions.start(
            channel=form.cleaned_data["channel"],
            caller=caller,
            customer=customer,
            by=request.viewer,
            at=request.at,
            began_at=began_at,
        )
    except ContactRejected as refusal:
        for name, sentence in refusal.errors.items():
            form.add_error(name, sentence)
        return _page(request, request.POST, form, status=422)
    except interactions.WrapUpFirst as refusal:
        messages.warning(request, str(refusal))
        return redirect(presenters.url_of(refusal.contact))
    return redirect(presenters.url_of(made))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def who(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """Another person than the one who was chosen, or one who has said the name by now."""
    found = door(request, uuid)
    if request.method != "POST" or request.POST.get("do") == "look":
        known = {"phone": found.handling.from_phone, "email": found.handling.from_email, "channel": found.channel}
        data = request.POST if request.method == "POST" else QueryDict(urlencode(known))
        return _page(request, data, _fresh(data, found.language), contact=presenters.head(found))
    form = WhoForm(request.POST)
    try:
        if form.is_valid() and _says_two_things(request, form):
            form.add_error(
                "name", _("You chose somebody and wrote a name. Choose “Somebody else”, or take the name out.")
            )
        elif form.is_valid():
            customer, caller = chosen(request, form)
            interactions.say_who(contact=found, customer=customer, caller=caller, by=request.viewer, at=request.at)
            return redirect(presenters.url_of(found))
    except ContactRejected as refusal:
        for name, sentence in refusal.errors.items():
            form.add_error(name, sentence)
    return _page(request, request.POST, form, contact=presenters.head(found), status=422)


def _says_two_things(request: DeskRequest, form: WhoForm) -> bool:
    return bool(form.cleaned_data["name"].strip()) and request.POST.get("who", NEW) != NEW


def chosen(request: DeskRequest, form: WhoForm) -> tuple[Any, Caller]:
    """The customer who was picked; else the name for a new one; else nobody."""
    picked, caller = request.POST.get("who", ""), form.caller
    if picked in {NEW, NOBODY, ""}:
        return None, caller if picked != NOBODY else Caller(caller.phone, caller.email, "", caller.language)
    if picked.startswith(presenters.COLLEAGUE):
        user = accounts.user_by_id(user_id=_number(picked.removeprefix(presenters.COLLEAGUE)))
        asks = customer_operations.colleague(user=user, by=request.viewer, at=request.at)
        return asks, Caller(caller.phone, caller.email, "", caller.language)
    try:
        seen = visible_customer(uuid=UUID(picked), viewer=request.viewer)
    except ValueError:
        raise NotFound from None
    return seen.customer, Caller(caller.phone, caller.email, "", caller.language)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


def _fresh(data: QueryDict, language: str) -> WhoForm:
    said = {name: data.get(name, "") for name in WhoForm.base_fields}
    return WhoForm(initial={**said, "channel": said["channel"] or "phone", "language": said["language"] or language})


def _page(
    request: DeskRequest,
    data: QueryDict,
    form: WhoForm,
    *,
    began: str = "",
    contact: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponseBase:
    picked = data.get("who", "")
    people = presenters.candidates(_known(request, data), chosen=picked)
    people += presenters.colleagues(text=data.get("find", ""), chosen=picked, limit=MOST)
    context = {
        "form": form,
        "people": people,
        "picked": picked if picked in {NEW, NOBODY} else "" if people else NEW,
        "began": began or data.get("began", ""),
        "number": contact_words("phone", data.get("phone", "")),
        "query": data.get("find", ""),
        "contact": contact,
        "action": reverse("desk:contact_who", args=[contact["uuid"]]) if contact else reverse("desk:contact_new"),
    }
    return page(request, "desk/contacts/new.html", context, status=status)


def _known(request: DeskRequest, data: QueryDict) -> list[Any]:
    """People with this number or address, and those that match what was looked for; each of them open to this person."""
    phone, email = data.get("phone", "").strip(), data.get("email", "").strip()
    texts = [data.get("find", "").strip(), email if "@" in email else "", phone if len(phone) >= 7 else ""]
    found: dict[int, Any] = {}
    for text in filter(None, texts):
        for person in find_customers(text=text, viewer=request.viewer, limit=MOST):
            found.setdefault(person.pk, person)
    return list(found.values())[:MOST]
