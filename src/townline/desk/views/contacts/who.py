"""A contact turns out to be of another person, or of one whose name is known by now."""

from uuid import UUID

from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.customers.contact_check import ContactRejected
from townline.desk.forms.contacts import WhoForm
from townline.desk.presenters.contacts.head import contact_head
from townline.desk.presenters.contacts.naming import contact_url
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.contacts.door import door
from townline.desk.views.contacts.whom import chosen, fresh_form, say, says_two_things, who_page
from townline.interactions import operations as interactions


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def who(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """Another person than the one who was chosen, or one who has said the name by now."""
    found = door(request, uuid)
    if request.method != "POST" or request.POST.get("do") == "look":
        known = {"phone": found.handling.from_phone, "email": found.handling.from_email, "channel": found.channel}
        data = request.POST if request.method == "POST" else QueryDict(urlencode(known))
        return who_page(request, data, fresh_form(data, found.language), contact=contact_head(found))
    form = WhoForm(request.POST)
    try:
        if form.is_valid() and not says_two_things(request, form):
            customer, caller = chosen(request, form)
            interactions.say_who(contact=found, customer=customer, caller=caller, by=request.viewer, at=request.at)
            return redirect(contact_url(found))
    except ContactRejected as refusal:
        say(refusal, form)
    return who_page(request, request.POST, form, contact=contact_head(found), status=422)
