"""What the pages of a report show beside their form."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from townline.catalog.definitions import PlaceRule
from townline.customers.values import Preferred
from townline.portal.presenters.flow import Flow, speaks
from townline.portal.presenters.places import place_rows
from townline.portal.presenters.requests import answers_in_words, step_of
from townline.privacy import queries as privacy
from townline.service_requests.queries import NearRequest
from townline.ui import times
from townline.ui.branding import brand_of
from townline.ui.summary_list import SummaryRow


@dataclass(frozen=True, slots=True)
class NearRow:
    reference: str
    distance: str
    block: str
    step: str
    tone: str
    reported_at: datetime
    url: str
    follow_url: str


def too_many(until: datetime) -> str:
    """The limit was reached; what was typed is kept, and there is a person to call."""
    return _(
        "Very many reports came from your network in the last hour, so we cannot take this one now. "
        "Nothing is lost: press the button again after %(time)s, or call %(phone)s."
    ) % {"time": times.clock(until), "phone": brand_of(settings.TOWNLINE_BRAND_FILE).phone}


def near_row(row: NearRequest) -> NearRow:
    words, tone = step_of(row.state)
    return NearRow(
        reference=row.reference,
        distance=_distance(row.metres),
        block=row.block,
        step=words,
        tone=tone,
        reported_at=row.submitted_at,
        url=reverse("portal:request", args=[row.reference]),
        follow_url=reverse("portal:follow", args=[row.reference]),
    )


def _distance(metres: int) -> str:
    """A position is seldom better than five metres."""
    if metres < 5:
        return _("at the same place")
    return ngettext("%(count)d metre away", "%(count)d metres away", metres) % {"count": metres}


def summary_rows(flow: Flow, *, photos: int, on: date) -> list[SummaryRow]:
    """Everything that will be sent, each line with the way back to its page."""
    urls = {step.name: f"{step.url}?back=check" for step in flow.steps}
    given = {row["code"]: row["value"] for row in answers_in_words(flow.definition, flow.typed.answers)}
    rows = [
        SummaryRow(
            question.label.in_(speaks()), given.get(question.code, _("Not answered")), urls[f"question:{question.code}"]
        )
        for question in flow.questions
    ]
    rows.append(SummaryRow(_("In your words"), flow.typed.description or _("Nothing added"), urls["details"]))
    if flow.definition.photos_allowed:
        said = ngettext("%(count)d photo", "%(count)d photos", photos) % {"count": photos} if photos else _("None")
        rows.append(SummaryRow(_("Photos"), said, urls["details"]))
    if flow.definition.place is not PlaceRule.NONE:
        rows.append(SummaryRow(_("Place"), place_rows(flow.typed.location, on=on) or _("Not said"), urls["place"]))
    rows.append(SummaryRow(_("How we tell you"), _ways()[flow.typed.preferred or Preferred.NOTHING], urls["contact"]))
    if flow.asks_for_reach:
        contact = flow.typed.contact
        lines = [contact.get(name, "") for name in flow.reach_fields]
        rows.append(SummaryRow(_("Your contact"), [line for line in lines if line], urls["reach"]))
        if agreed := _agreed(flow):
            rows.append(SummaryRow(_("You agreed"), agreed, urls["reach"]))
    return rows


def _agreed(flow: Flow) -> list[str]:
    scopes = {scope.code: scope.notice for scope in privacy.current_scopes()}
    notices = [scopes.get(code) for code in flow.typed.agreed]
    return [notice.words.text.in_(speaks()) for notice in notices if notice]


def _ways() -> dict[Preferred, str]:
    return {
        Preferred.EMAIL: _("By e-mail"),
        Preferred.CALL: _("By telephone"),
        Preferred.LETTER: _("By letter"),
        Preferred.NOTHING: _("Not at all"),
    }
