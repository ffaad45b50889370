"""The answer to “who looked at me?”."""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.presenters import reads as presenters
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.desk.views.reads.days import about_person, name_of
from townline.privacy.reading import What, saw

MOST_IN_ANSWER = 5_000


@require_safe
@staff_page(Capability.SEE_READ_LOG)
def answer(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    """To be printed for the person: staff by role, or by name if the city has decided so."""
    rows, since, until = about_person(request, uuid)
    shown = list(rows[: MOST_IN_ANSWER + 1])
    saw(people=[uuid], what=What.READ_LOG)
    return page(
        request,
        "desk/privacy/answer.html",
        {
            "who": presenters.person_words(uuid, name_of(request, uuid)),
            "since": since,
            "until": until,
            "lines": presenters.answer_lines(
                shown[:MOST_IN_ANSWER],
                presenters.names_for(shown, viewer=request.viewer),
                with_names=settings.TOWNLINE_NAME_STAFF_TO_RESIDENTS,
            ),
            "is_cut": len(shown) > MOST_IN_ANSWER,
            "back_url": reverse("desk:reads_person", args=[uuid]),
        },
    )
