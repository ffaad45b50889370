"""Who is it? A number shows who it was before; two people may share one."""

from typing import Any

from django.http import HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from townline.accounts import queries as accounts
from townline.customers import operations as customer_operations
from townline.customers.contact_check import ContactRejected
from townline.desk.forms.contacts import NEW, NOBODY, WhoForm
from townline.desk.presenters.contact_points import contact_words
from townline.desk.presenters.contacts.candidates import COLLEAGUE, candidates, colleagues
from townline.desk.views.access import DeskRequest, page
from townline.desk.views.typed import number_in, uuid_in
from townline.interactions.values import Caller
from townline.service_requests.queries import find_customers, visible_customer

MOST = 8


def says_two_things(request: DeskRequest, form: WhoForm) -> bool:
    """Somebody was picked and a name was written, too; the form says what to do."""
    if not form.cleaned_data["name"].strip() or request.POST.get("who", NEW) == NEW:
        return False
    form.add_error("name", _("You chose somebody and wrote a name. Choose “Somebody else”, or take the name out."))
    return True


def say(refusal: ContactRejected, form: WhoForm) -> None:
    """Each sentence beside its field."""
    for name, sentence in refusal.errors.items():
        form.add_error(name, sentence)


def chosen(request: DeskRequest, form: WhoForm) -> tuple[Any, Caller]:
    """The customer who was picked; else the name for a new one; else nobody."""
    picked, caller = request.POST.get("who", ""), form.caller
    if picked in {NEW, NOBODY, ""}:
        return None, caller if picked != NOBODY else Caller(caller.phone, caller.email, "", caller.language)
    if picked.startswith(COLLEAGUE):
        user = accounts.user_by_id(user_id=number_in(picked.removeprefix(COLLEAGUE), digits=18))
        asks = customer_operations.colleague(user=user, by=request.viewer, at=request.at)
        return asks, Caller(caller.phone, caller.email, "", caller.language)
    seen = visible_customer(uuid=uuid_in(picked), viewer=request.viewer)
    return seen.customer, Caller(caller.phone, caller.email, "", caller.language)


def fresh_form(data: QueryDict, language: str) -> WhoForm:
    said = {name: data.get(name, "") for name in WhoForm.base_fields}
    return WhoForm(initial={**said, "channel": said["channel"] or "phone", "language": said["language"] or language})


def who_page(
    request: DeskRequest,
    data: QueryDict,
    form: WhoForm,
    *,
    began: str = "",
    contact: dict[str, object] | None = None,
    status: int = 200,
) -> HttpResponseBase:
    picked = data.get("who", "")
    people = candidates(_known(request, data), chosen=picked)
    people += colleagues(text=data.get("find", ""), chosen=picked, limit=MOST)
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
