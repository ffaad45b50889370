"""Reach somebody: what is to be tried, and how each try went."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound
from townline.desk.forms.outreach import AttemptForm, AttemptRuleForm, ReachForm
from townline.desk.presenters import due
from townline.desk.presenters import outreach as presenters
from townline.desk.presenters.contacts.naming import contact_url
from townline.desk.presenters.customers.naming import name_of
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.interactions import operations as interactions
from townline.interactions import queries
from townline.service_requests.permissions import may_see_customer
from townline.service_requests.queries import subjects_open_to, visible_customer, visible_request

RULE = ("most_tries", "hours_between", "other_half_of_day", "from_time", "until_time", "working_days_only")


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def new(request: DeskRequest) -> HttpResponseBase:
    """`request` is a reference, `customer` a uuid: one of them says who is to be reached."""
    customer, subject, about = whose(request)
    form = ReachForm(request.POST or None, initial={"reason": about})
    if request.method == "POST" and form.is_valid():
        made = interactions.open_outreach(
            customer=customer, subject=subject, reason=form.cleaned_data["reason"], by=request.viewer, at=request.at
        )
        messages.success(request, _("It stands on your list."))
        return redirect("desk:reach", made.uuid)
    context = {"form": form, "who": name_of(customer), "action": request.get_full_path()}
    return page(request, "desk/contacts/reach_new.html", context, status=422 if form.errors else 200)


def whose(request: DeskRequest) -> tuple[Any, UUID | None, str]:
    """The customer and what it is about. Raises NotFound where this person may not connect the two."""
    reference, uuid = request.GET.get("request", ""), request.GET.get("customer", "")
    if reference:
        found = visible_request(reference=reference, viewer=request.viewer)
        if found.customer is None or not may_see_customer(request=found, viewer=request.viewer):
            raise NotFound
        return found.customer, found.uuid, ""
    try:
        return visible_customer(uuid=UUID(uuid), viewer=request.viewer).customer, None, ""
    except ValueError:
        raise NotFound from None


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.RECORD_CONTACTS)
def reach(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    subjects = subjects_open_to(viewer=request.viewer)
    found = queries.one_outreach(uuid=uuid, viewer=request.viewer, subjects=subjects)
    form = AttemptForm(request.POST or None, initial={"channel": "phone"})
    if request.method == "POST" and form.is_valid():
        try:
            contact = interactions.record_attempt(outreach=found, by=request.viewer, at=request.at, **form.cleaned_data)
        except interactions.WrapUpFirst as refusal:
            messages.warning(request, str(refusal))
            return redirect(f"{contact_url(refusal.contact)}?then={reverse('desk:reach', args=[uuid])}")
        except interactions.NotToBeReached as refusal:
            messages.warning(request, str(refusal))
            return redirect("desk:reach", uuid)
        if contact is not None:
            return redirect(contact_url(contact))
        found = queries.one_outreach(uuid=uuid, viewer=request.viewer, subjects=subjects)
        later = found.next_try_at
        words = _("Kept. Next try: %(when)s.") % {"when": due.exact(later)} if later else _("Kept. No more tries.")
        messages.success(request, words)
        return redirect("desk:contacts")
    quiet = presenters.quiet_words(queries.quiet_hours_of(customer=found.customer), at=request.at)
    context = {"reach": presenters.reach(found, at=request.at), "quiet": quiet, "form": form}
    return page(request, "desk/contacts/reach.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.READ_SETTINGS)
def rule(request: DeskRequest) -> HttpResponseBase:
    """How often and when somebody is tried again."""
    holds = queries.attempt_rule(at=request.at)
    form = AttemptRuleForm(request.POST or None, initial={name: getattr(holds, name) for name in RULE})
    if request.method == "POST":
        if not request.viewer.can(Capability.CHANGE_SETTINGS):
            raise NotAllowed
        if form.is_valid():
            interactions.save_attempt_rule(values=form.cleaned_data, by=request.viewer, at=request.at)
            messages.success(request, _("Saved. It holds from now on."))
            return redirect("desk:settings_attempts")
    context = {"form": form, "may_change": request.viewer.can(Capability.CHANGE_SETTINGS)}
    return page(request, "desk/contacts/rule.html", context, status=422 if form.errors else 200)
