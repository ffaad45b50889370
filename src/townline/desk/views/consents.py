"""What one customer agreed to: to read, to write down, to take back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound, OperationRefused
from townline.customers import queries as customers
from townline.desk.forms.consents import ConsentForm, may_be_given
from townline.desk.presenters import consents as presenters
from townline.desk.presenters.customers.naming import name_of
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.interactions import queries as interactions
from townline.privacy import operations
from townline.privacy import queries as privacy
from townline.privacy.reading import What, saw
from townline.service_requests import queries as service_requests
from townline.service_requests.queries import VisibleCustomer

NOTICES = 50


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.SEE_CUSTOMERS)
def consents(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    seen = service_requests.visible_customer(uuid=uuid, viewer=request.viewer)
    saw(people=[seen.customer.uuid], what=What.CUSTOMER)
    scopes = privacy.current_scopes()
    form = ConsentForm(request.POST or None, scopes=scopes, language=seen.customer.language)
    if request.method == "POST":
        if not request.viewer.can(Capability.KEEP_CONSENTS):
            raise NotAllowed
        if form.is_valid() and _give(request, seen, form):
            return redirect("desk:consents", seen.customer.uuid)
    context = {
        "uuid": seen.customer.uuid,
        "name": name_of(seen.customer),
        "consents": presenters.consents_of(people=_people(seen), at=request.at),
        "form": form if form.fields["scope"].choices else None,  # type: ignore[attr-defined]  # a choice field
        "words": [(scope.name, scope.notice.words.text) for scope in scopes if scope.notice and may_be_given(scope)],
        "notices": presenters.notices_of(shown=interactions.notices_shown(customers=seen.ids, limit=NOTICES)),
        "may_change": request.viewer.can(Capability.KEEP_CONSENTS),
    }
    return page(request, "desk/customers/consents.html", context, status=422 if form.errors else 200)


def _give(request: DeskRequest, seen: VisibleCustomer, form: ConsentForm) -> bool:
    try:
        operations.give_consent(person=seen.customer.uuid, given=form.given(), by=request.viewer, at=request.at)
    except NotAllowed:
        raise
    except operations.EndsBeforeItStarts as refusal:
        form.add_error("until", str(refusal))
        return False
    except OperationRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Written down, with the words as they are today."))
    return True


@require_POST
@staff_page(Capability.KEEP_CONSENTS)
def withdraw(request: DeskRequest, uuid: UUID, consent: UUID) -> HttpResponseBase:
    seen = service_requests.visible_customer(uuid=uuid, viewer=request.viewer)
    if privacy.consent(uuid=consent).person not in _people(seen):
        raise NotFound
    try:
        operations.withdraw_consent(uuid=consent, by=request.viewer, at=request.at)
    except operations.AlreadyEnded as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Taken back. It does not hold from now on."))
    return redirect("desk:consents", seen.customer.uuid)


def _people(seen: VisibleCustomer) -> list[UUID]:
    """The numbers of every record that a merge made this one customer."""
    return customers.uuids_of(customers=seen.ids)
