"""Everything on the page on which a request is taken."""

from typing import Any
from uuid import UUID, uuid4

from django.http import HttpResponseBase, QueryDict
from django.urls import reverse

from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.desk.forms.intake import AnswersForm, IntakeForm
from townline.desk.presenters import intake as presenters
from townline.desk.presenters import intake_notice, intake_place
from townline.desk.views.access import DeskRequest, page
from townline.desk.views.intake import behalf as intake_behalf
from townline.desk.views.intake import contact as intake_contact
from townline.desk.views.intake import photos as intake_photos
from townline.service_requests import queries


def entry_of(data: QueryDict) -> ServiceEntry | None:
    return catalog.catalogue().by_code.get(data.get("service") or "")


def intake_page(
    request: DeskRequest,
    data: QueryDict,
    *,
    form: IntakeForm | None = None,
    answers: AnswersForm | None = None,
    is_fresh: bool = False,
    status: int = 0,
) -> HttpResponseBase:
    entry, draft = entry_of(data), _draft_of(data)
    if is_fresh:
        form = IntakeForm(initial={name: data.get(name) for name in IntakeForm.base_fields})
    if answers is None and entry is not None:
        answers = AnswersForm.half_typed(definition=entry.definition, data=data)
    context = {
        "form": form,
        "answers": answers,
        "draft": draft,
        **_said(request, data, entry),
        **_where(data, draft),
        **who_and_near(request, data, entry, answers),
    }
    return page(request, "desk/intake/form.html", context, status=status or (200 if is_fresh else 422))


def _said(request: DeskRequest, data: QueryDict, entry: ServiceEntry | None) -> dict[str, object]:
    """What the caller says and is told, and for whom."""
    about, chosen = data.get("about") or "", data.get("service") or ""
    return {
        "about": about,
        "chosen": chosen,
        "services": presenters.services(text=about, chosen=chosen),
        "script": presenters.script(entry.definition) if entry else None,
        "behalf": intake_behalf.words(request, data),
        "spoken_by": data.get("spoken_by", ""),
        "spoken_for": data.get("spoken_for", ""),
        "contact": intake_contact.head(request, data.get("within") or ""),
        "notices": intake_notice.to_say(),
        "notice_said": bool(data.get(intake_notice.SAID)),
    }


def _where(data: QueryDict, draft: UUID) -> dict[str, object]:
    return {
        "spots": intake_place.spots(data, takes_exact=not data.get("lat"), keeps_chosen=True),
        "photos": intake_photos.kept(draft=draft),
        "photo_place": intake_place.offered_photo_place(data, queries.photos_of_draft(draft=draft)),
        "addresses_url": reverse("desk:intake_addresses"),
        "lookup_url": reverse("desk:intake_point"),
    }


def _draft_of(data: QueryDict) -> UUID:
    """The draft that the form names; a new one where it names none."""
    try:
        return UUID(data.get("draft") or "")
    except ValueError:
        return uuid4()


def who_and_near(
    request: DeskRequest, data: QueryDict, entry: ServiceEntry | None, answers: AnswersForm | None
) -> dict[str, object]:
    """The hazard, who calls, and what is open near the place."""
    point = intake_place.point_of(data)
    near = queries.nearby_open(lat=point[0], long=point[1], service_id=entry.id) if point and entry else []
    said_answers: dict[str, Any] = answers.answers if answers else {}
    return {
        "hazard": presenters.hazard(definition=entry.definition, answers=said_answers) if entry else "",
        "callers": presenters.callers(
            phone=data.get("phone") or "", email=data.get("email") or "", viewer=request.viewer
        ),
        "near": presenters.near(near, at=request.at),
        "known": presenters.known(service_id=entry.id) if entry else [],
    }
