"""Somebody is in touch: a contact is opened."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.customers.contact_check import ContactRejected
from townline.desk.forms.contacts import WhoForm, moment_of
from townline.desk.presenters.contacts.naming import contact_url
from townline.desk.views.access import DeskRequest, staff_page
from townline.desk.views.contacts.whom import chosen, fresh_form, say, says_two_things, who_page
from townline.interactions import operations as interactions
from townline.interactions import queries


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def new(request: DeskRequest) -> HttpResponseBase:
    """Opens a contact. The one before it is wrapped up first."""
    unfinished = queries.open_contact_of(viewer=request.viewer)
    if unfinished is not None and request.method != "POST":
        messages.warning(request, _("Wrap this one up first: three keys. Then the next one is here."))
        then = urlencode({"then": request.get_full_path()})
        return redirect(f"{contact_url(unfinished)}?{then}")
    if request.method != "POST":
        return who_page(
            request, request.GET, fresh_form(request.GET, request.viewer.language), began=request.at.isoformat()
        )
    form = WhoForm(request.POST)
    if not form.is_valid() or request.POST.get("do") == "look":
        form = form if form.errors else fresh_form(request.POST, request.viewer.language)
        return who_page(request, request.POST, form, status=422 if form.errors else 200)
    if says_two_things(request, form):
        return who_page(request, request.POST, form, status=422)
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
        say(refusal, form)
        return who_page(request, request.POST, form, status=422)
    except interactions.WrapUpFirst as refusal:
        messages.warning(request, str(refusal))
        return redirect(contact_url(refusal.contact))
    return redirect(contact_url(made))
