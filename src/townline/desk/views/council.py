"""The pages of a council office about requests: what it raised and follows, its ward, one request, what a consent opens."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from townline.accounts.permissions import Capability
from townline.core import reference as references
from townline.core.errors import NotFound
from townline.core.reference import ReferenceMistyped
from townline.council import operations, queries
from townline.council.values import Case, InquiryState, Seen, Shown
from townline.desk.forms.council import AskForm, ConsentForm, PurposeForm
from townline.desk.presenters import council as present
from townline.desk.presenters.days import day
from townline.desk.views import steps
from townline.desk.views.access import DeskRequest, page, staff_page

SOON = 90  # days before the end of a term in which the page says so


@require_safe
@staff_page(Capability.COUNCIL_OFFICE)
def start(request: DeskRequest) -> HttpResponseBase:
    """The ward's week, what waits for the office, and the box for a number."""
    if request.GET.get("number"):
        return _look_up(request, request.GET["number"])
    viewer, at = request.viewer, request.at
    term = queries.term_of(viewer=viewer, at=at)
    ward = term.area if term else None
    context: dict[str, object] = {
        "ward": ward,
        "term": term,
        "ends_soon": bool(term and (term.until_date - at.date()).days <= SOON),
        "digest": present.digest(queries.digest_of(ward_id=ward.pk if ward else None, at=at)),
        "pauses": queries.is_campaign(at=at),
        "followed": present.rows(queries.followed(viewer=viewer, at=at, limit=8)),
        "answered": present.inquiry_rows(
            queries.visible_inquiries(viewer=viewer).filter(state=InquiryState.ANSWERED).order_by("-answered_at")[:5],
            viewer=viewer,
            at=at,
        ),
    }
    return page(request, "desk/council/start.html", context)


def _look_up(request: DeskRequest, typed: str) -> HttpResponseBase:
    try:
        found = queries.visible_request(reference=typed, viewer=request.viewer, at=request.at)
    except (ReferenceMistyped, NotFound) as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:council")
    return redirect("desk:council_request", found.reference)


@require_safe
@staff_page(Capability.COUNCIL_OFFICE)
def requests(request: DeskRequest) -> HttpResponseBase:
    chosen = request.GET.get("list", "raised")
    viewer, at = request.viewer, request.at
    if chosen == "ward":
        ward = queries.ward_of(viewer=viewer, at=at)
        found = queries.in_ward(viewer=viewer, ward_id=ward.pk if ward else None, at=at)
    else:
        found = queries.followed(viewer=viewer, at=at) if chosen == "followed" else queries.raised(viewer=viewer, at=at)
    return page(request, "desk/council/requests.html", {"rows": present.rows(found), "chosen": chosen})


@require_safe
@staff_page(Capability.COUNCIL_OFFICE)
def record(request: DeskRequest, reference: str) -> HttpResponseBase:
    return _record(request, _found(request, reference))


def _found(request: DeskRequest, reference: str) -> Seen:
    return queries.visible_request(reference=references.parse(reference), viewer=request.viewer, at=request.at)


def _record(
    request: DeskRequest,
    found: Seen,
    *,
    told: dict[Shown, str] | None = None,
    purpose: PurposeForm | None = None,
    status: int = 200,
) -> HttpResponseBase:
    context = {
        "seen": found,
        "facts": present.facts(found),
        "why": present.case_words(found),
        "told": present.told(told) if told else [],
        "purpose_form": (purpose or PurposeForm()) if found.closed else None,
        "before": [
            {"at": day(row.at), "who": row.shown_to, "why": row.get_purpose_display()}
            for row in queries.disclosed_to_office(request=found.uuid, viewer=request.viewer)[:10]
        ],
        "consent_form": ConsentForm() if found.case in {Case.NO_CONSENT, Case.PRIVATE, Case.PUBLIC} else None,
        "ask_form": AskForm(),
    }
    return page(request, "desk/council/record.html", context, status=status)


@require_POST
@staff_page(Capability.COUNCIL_OFFICE)
def shown(request: DeskRequest, reference: str) -> HttpResponseBase:
    """What the resident opened to this office: only in the answer to a purpose, and each time written down."""
    found = _found(request, reference)
    form = PurposeForm(request.POST)
    if not form.is_valid():
        return _record(request, found, purpose=form, status=422)
    try:
        told = operations.disclose(
            request=found.uuid, purpose=form.cleaned_data["purpose"], by=request.viewer, at=request.at
        )
    except operations.Closed as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:council_request", found.reference)
    return _record(request, found, told=told, purpose=form)


def _consent(request: DeskRequest, found: Seen) -> object:
    form = ConsentForm(request.POST)
    if not form.is_valid() or form.consented is None:
        raise operations.NotInWriting
    return operations.show_consent(request=found.uuid, consent=form.consented, by=request.viewer, at=request.at)


def _ask(request: DeskRequest, found: Seen) -> object:
    return operations.ask(
        title=request.POST.get("title", ""),
        words=request.POST.get("words", ""),
        request=found.uuid,
        by=request.viewer,
        at=request.at,
    )


STEPS: dict[str, tuple[Callable[[DeskRequest, Seen], object], Promise]] = {
    "follow": (
        lambda request, found: operations.follow(request=found.uuid, by=request.viewer, at=request.at),
        _("Your office follows this request."),
    ),
    "unfollow": (
        lambda request, found: operations.unfollow(request=found.uuid, by=request.viewer, at=request.at),
        _("Your office no longer follows this request."),
    ),
    "consent": (_consent, _("The consent is recorded. The resident can take it back at any time.")),
    "ask": (_ask, _("Asked. The answer comes to your questions.")),
}


@require_POST
@staff_page(Capability.COUNCIL_OFFICE)
def act(request: DeskRequest, reference: str) -> HttpResponseBase:
    found = _found(request, reference)
    steps.take(request, found, steps=STEPS)
    return redirect("desk:council_request", found.reference)
