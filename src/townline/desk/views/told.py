"""Who is told of a request: whoever reported it or the same, whoever follows it, how much each is told and why."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.reference import said
from townline.core.transactions import savepoint
from townline.desk.forms.follow_ups import ToldForm
from townline.desk.presenters import follow_ups as present
from townline.desk.presenters.timeline.messages import message_state_words
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.notifications import queries as notifications
from townline.service_requests import operations as service_requests
from townline.service_requests import permissions, queries
from townline.service_requests.queries import Told
from townline.service_requests.values import Ground, PartyRole, Sees


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.WORK_ON_REQUESTS)
def told(request: DeskRequest, reference: str) -> HttpResponseBase:
    found, people = queries.told_with_names(reference=reference, viewer=request.viewer)
    form = ToldForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        party = service_requests.Party(
            PartyRole(form.cleaned_data["role"]),
            Sees(form.cleaned_data["sees"]),
            Ground(form.cleaned_data["ground"]),
            form.cleaned_data["reason"],
        )
        try:
            with savepoint():
                service_requests.add_follower(
                    request=found, contact=form.contact(), party=party, by=request.viewer, at=request.at
                )
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("They are told from now on, and hear so now."))
            return redirect("desk:told", found.reference)
    context: dict[str, object] = {
        "found": found,
        "said": said(found.reference),
        "rows": present.told_rows(people, request=found, messages=_last(people)),
        "form": form if permissions.may_name_followers(request=found, viewer=request.viewer) else None,
    }
    return page(request, "desk/follow_ups/told.html", context, status=422 if form.errors else 200)


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def remove(request: DeskRequest, reference: str, follower: int) -> HttpResponseBase:
    found = queries.visible_request(reference=reference, viewer=request.viewer)
    service_requests.remove_follower(request=found, follower_id=follower, by=request.viewer, at=request.at)
    messages.success(request, _("They hear no more of it."))
    return redirect("desk:told", found.reference)


def _last(people: list[Told]) -> dict[int, str]:
    """What each was told last about the request that they know."""
    subjects = {row.about.uuid for row in people}
    return {
        row.customer_id or 0: f"{row.title} · {message_state_words(row.state)}"
        for row in notifications.messages_about_all(subjects=subjects)
    }
