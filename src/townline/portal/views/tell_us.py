"""Complaints, compliments and suggestions: one form, and the private page of a complaint."""

from contextlib import suppress
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.complaints import operations, queries
from townline.complaints.letters import Part, letter_parts, letter_pdf
from townline.complaints.values import Kind, Matter, Said, State
from townline.core.actor import Actor, ActorKind
from townline.core.errors import NotFound, OperationRefused
from townline.core.promised import last_day
from townline.core.transactions import savepoint
from townline.customers.values import Contact, Preferred
from townline.portal import presenters
from townline.portal.forms.sending import SendingForm
from townline.portal.forms.tell_us import GoOnForm, MoreForm, TellUsForm
from townline.portal.presenters.flow import speaks
from townline.portal.views.senders import address_of
from townline.privacy import queries as privacy
from townline.privacy.shipped import PORTAL_COMPLAINT
from townline.service_requests import operations as service_requests

if TYPE_CHECKING:
    from townline.complaints.models import Complaint


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us(request: HttpRequest) -> HttpResponse:
    at, data = timezone.now(), request.POST if request.method == "POST" else None
    form, sending = TellUsForm(data, initial={"kind": request.GET.get("kind", "")}), SendingForm(at=at, data=data)
    notice = privacy.notice_seen(code=PORTAL_COMPLAINT, said=request.POST.get("notice", ""))
    if data is not None and form.is_valid() and sending.is_valid():
        try:
            with savepoint():
                service_requests.count_sender(address=address_of(request), limit=service_requests.SENDING, at=at)
                said = _said(form, notice.version_id if notice else None)
                made = operations.receive(said=said, by=Actor(ActorKind.CUSTOMER), at=at)
        except service_requests.TooMany as refusal:
            sending.add_error(None, presenters.too_many(refusal.until))
        except OperationRefused as refusal:
            form.add_error("words", str(refusal))
        else:
            if said.kind is Kind.COMPLAINT:
                return redirect(reverse("portal:complaint", args=[queries.token_of(uuid=made.uuid)]) + "?said=sent")
            return redirect(reverse("portal:tell_us_thanks") + f"?number={made.reference}")
    context = {"form": form, "sending": sending, "notice": notice, "back_url": reverse("portal:start")}
    status = 422 if form.errors or sending.errors else 200
    return render(request, "portal/complaint/new.html", context, status=status)


def _said(form: TellUsForm, notice_version_id: int | None) -> Said:
    told = form.cleaned_data
    preferred = Preferred.EMAIL if told["email"] else Preferred.CALL if told["phone"] else Preferred.NOTHING
    contact = Contact(
        name=told["name"], email=told["email"], phone=told["phone"], language=speaks(), preferred=preferred
    )
    matter = Matter(
        request=told["request"],
        service_code=told["service"],
        department_id=int(told["department"]) if told["department"] else None,
        person_words=told["person_words"],
    )
    return Said(Kind(told["kind"]), told["words"], told["wants"], matter, contact, notice_version_id=notice_version_id)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    number = request.GET.get("number", "")
    return render(request, "portal/complaint/thanks.html", {"number": number if number.isdecimal() else ""})


def _found(token: str) -> "Complaint":
    try:
        return queries.private_complaint(token=token)
    except NotFound:
        raise Http404 from None


@never_cache
@require_safe
def complaint(request: HttpRequest, token: str) -> HttpResponse:
    return _page(request, token, _found(token), MoreForm())


def _page(request: HttpRequest, token: str, found: "Complaint", form: MoreForm) -> HttpResponse:
    at, decisions = timezone.now(), queries.decisions_of(complaint=found)
    letters: list[tuple[str, list[Part]]] = [
        (row.stage, letter_parts(complaint=found, decision=row)) for row in reversed(decisions)
    ]
    context = {
        "token": token,
        "made": found,
        "said": request.GET.get("said", ""),
        "letters": letters,
        "updates": queries.told_to_customer(complaint=found),
        "may_go_on": operations.may_go_on(complaint=found, at=at),
        "answer_by": last_day(found.due_at) if found.due_at else None,
        "news_by": last_day(found.inform_by) if found.inform_by else None,
        "is_late": found.is_open and found.due_at is not None and found.due_at < at,
        "may_add": found.state != State.CLOSED,
        "form": form,
        "language": get_language(),
    }
    return render(request, "portal/complaint/file.html", context, status=422 if form.errors else 200)


@never_cache
@require_POST
def add(request: HttpRequest, token: str) -> HttpResponse:
    found, form = _found(token), MoreForm(request.POST)
    if form.is_valid():
        at = timezone.now()
        try:
            with savepoint():
                service_requests.count_sender(address=address_of(request), limit=service_requests.SENDING, at=at)
                operations.add_from_customer(complaint=found, words=form.cleaned_data["words"], by=_actor(found), at=at)
        except service_requests.TooMany as refusal:
            form.add_error("words", presenters.too_many(refusal.until))
        except OperationRefused as refusal:
            form.add_error("words", str(refusal))
        else:
            return redirect(reverse("portal:complaint", args=[token]) + "?said=added")
    return _page(request, token, found, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def go_on(request: HttpRequest, token: str) -> HttpResponse:
    """“I am not satisfied.”"""
    found, at = _found(token), timezone.now()
    if not operations.may_go_on(complaint=found, at=at):
        return redirect("portal:complaint", token=token)
    form = GoOnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with savepoint():
                operations.escalate(complaint=found, words=form.cleaned_data["words"], by=_actor(found), at=at)
        except OperationRefused as refusal:
            form.add_error("words", str(refusal))
        else:
            return redirect(reverse("portal:complaint", args=[token]) + "?said=gone_on")
    context = {"form": form, "made": found, "back_url": reverse("portal:complaint", args=[token])}
    return render(request, "portal/complaint/go_on.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    found = _found(token)
    if not found.is_open:
        return redirect("portal:complaint", token=token)
    if request.method == "POST":
        with suppress(OperationRefused), savepoint():  # pressed twice, or staff was faster: the page shows it
            operations.withdraw(complaint=found, by=_actor(found), at=timezone.now())
        return redirect(reverse("portal:complaint", args=[token]) + "?said=withdrawn")
    context = {"made": found, "back_url": reverse("portal:complaint", args=[token])}
    return render(request, "portal/complaint/withdraw.html", context)


@never_cache
@require_safe
def letter(request: HttpRequest, token: str, stage: str) -> HttpResponse:
    found = _found(token)
    decision = next((row for row in queries.decisions_of(complaint=found) if row.stage == stage), None)
    if decision is None:
        raise Http404
    answer = HttpResponse(letter_pdf(complaint=found, decision=decision), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{found.reference}.pdf"'
    return answer


def _actor(found: "Complaint") -> Actor:
    return Actor(ActorKind.CUSTOMER, found.customer_id)
