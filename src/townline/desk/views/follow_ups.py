"""What people ask again: what waits for an answer, what is asked most often, and writing it down for a caller."""

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from townline.accounts import queries as accounts
from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, OperationRefused
from townline.core.reference import said
from townline.core.transactions import savepoint
from townline.desk.forms.follow_ups import SOMEBODY_ELSE, AnswerForm, AskedAgainForm
from townline.desk.presenters import follow_ups as present
from townline.desk.presenters.addresses import record_url
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.service_requests import operations as service_requests
from townline.service_requests import queries
from townline.service_requests.pictures import PictureRefused
from townline.service_requests.queries import Told

if TYPE_CHECKING:
    from townline.service_requests.models import FollowUp, ServiceRequest

LEAST = 2


@require_safe
@staff_page(Capability.WORK_ON_REQUESTS)
def waiting(request: DeskRequest) -> HttpResponseBase:
    return _waiting(request, None)


def _waiting(request: DeskRequest, sent: tuple[UUID, AnswerForm] | None) -> HttpResponseBase:
    team, after = _number(request.GET.get("team", "")), _number(request.GET.get("after", "")) or 0
    found = queries.to_answer(viewer=request.viewer, team=team, after=after)
    cards = [
        {
            "card": present.card(row, at=request.at, may_answer=True),
            "form": sent[1] if sent and sent[0] == row.uuid else AnswerForm(auto_id=f"id_%s_{row.uuid}"),
        }
        for row in found.rows
    ]
    context: dict[str, object] = {
        "cards": cards,
        "sent": sent[1] if sent else None,
        "next_url": _next(found.after, team),
        **_teams(request, team),
        **present.tabs("follow_ups", viewer=request.viewer),
    }
    return page(request, "desk/follow_ups/waiting.html", context, status=422 if sent else 200)


@require_safe
@staff_page(Capability.WORK_ON_REQUESTS)
def often(request: DeskRequest) -> HttpResponseBase:
    """Open requests about which somebody asked again and again."""
    team = _number(request.GET.get("team", ""))
    times = max(_number(request.GET.get("times", "")) or LEAST, 1)
    found = queries.asked_most(viewer=request.viewer, team=team, times=min(times, 99))
    context = {
        "rows": present.often_rows(found, at=request.at),
        "times": times,
        **_teams(request, team),
        **present.tabs("asked_often", viewer=request.viewer),
    }
    return page(request, "desk/follow_ups/often.html", context)


@require_POST
@staff_page(Capability.WORK_ON_REQUESTS)
def answer(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    found = queries.visible_follow_up(uuid=uuid, viewer=request.viewer)
    form = AnswerForm(request.POST, auto_id=f"id_%s_{uuid}")
    if form.is_valid():
        try:
            with savepoint():
                service_requests.answer_follow_up(
                    follow_up=found, words=form.cleaned_data["words"], by=request.viewer, at=request.at
                )
        except NotAllowed:
            raise
        except OperationRefused as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, present.answered_words(found))
            return redirect("desk:request" if "here" in request.POST else "desk:follow_ups", *_here(request, found))
    return _waiting(request, (uuid, form))


def _here(request: DeskRequest, found: "FollowUp") -> list[str]:
    return [found.request.reference] if "here" in request.POST else []


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(Capability.WORK_ON_REQUESTS)
def new(request: DeskRequest, reference: str) -> HttpResponseBase:
    """Somebody calls about a request: written down, and answered at once where that is possible."""
    found, people_told = queries.told_with_names(reference=reference, viewer=request.viewer)
    work = queries.end_of_merges(request=found)
    reporters = [row for row in people_told if row.is_reporter]
    people = [(str(row.about.pk), _who(row, found)) for row in reporters]
    data = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = AskedAgainForm(*data, people=people, initial={"kept": uuid4(), "who": _first(reporters, found)})
    if form.is_bound and form.is_valid():
        answer = _take(request, found, form, reporters)
        if answer is not None:
            return answer
    context: dict[str, object] = {
        "found": found,
        "form": form,
        "said": said(found.reference),
        "fate": queries.fate_of_follow_up(request=work, at=request.at).value,
    }
    return page(request, "desk/follow_ups/new.html", context, status=422 if form.errors else 200)


def _who(row: Told, found: "ServiceRequest") -> str:
    name = row.customer.name or row.customer.organisation or _("No name given")
    if row.about.pk == found.pk:
        return _("%(name)s, who reported it") % {"name": name}
    return _("%(name)s, who reported %(reference)s") % {"name": name, "reference": said(row.about.reference)}


def _first(reporters: list[Told], found: "ServiceRequest") -> str:
    return next((str(row.about.pk) for row in reporters if row.about.pk == found.pk), "")


def _take(
    request: DeskRequest, found: "ServiceRequest", form: AskedAgainForm, reporters: list[Told]
) -> HttpResponseBase | None:
    """None: the form says what is wrong."""
    told, kept = form.cleaned_data, form.cleaned_data["kept"] or uuid4()
    person = next((row for row in reporters if str(row.about.pk) == told["who"]), None)
    try:
        for file in told["photos"]:
            service_requests.add_photo(draft=kept, file=file, at=request.at)
        asked = service_requests.Asked(
            words=told["words"],
            photos=tuple(photo.uuid for photo in queries.photos_of_draft(draft=kept)),
            channel=told["channel"],
            language=person.language if person else request.viewer.language,
            customer_id=person.customer.pk if person and told["who"] != SOMEBODY_ELSE else None,
            key=kept,
            answer=told["answer"],
        )
        with savepoint():
            taken = service_requests.follow_up(
                request=person.about if person else found, asked=asked, by=request.viewer, at=request.at
            )
    except NotAllowed:
        raise
    except PictureRefused as refusal:
        form.add_error("photos", str(refusal))
        return None
    except OperationRefused as refusal:
        form.add_error("words", str(refusal))
        return None
    if taken.became is not None:
        messages.success(request, _("It was closed long ago: this is the new request that was made of it."))
        return redirect(record_url(taken.became.reference))
    messages.success(request, present.taken_words(taken))
    return redirect(record_url(taken.request.reference))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 10 else None


def _teams(request: DeskRequest, team: int | None) -> dict[str, object]:
    teams = [row for row in accounts.active_teams() if row.pk in request.viewer.teams]
    language = request.viewer.language
    return {"teams": [(row.pk, row.name.in_(language), row.pk == team) for row in teams], "team": team}


def _next(after: str, team: int | None) -> str:
    return f"?after={after}" + (f"&team={team}" if team else "") if after else ""
