"""What was promised, and whose work it is."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from townline.core.language import Text
from townline.desk.presenters import due
from townline.interactions.values import Channel
from townline.routing import queries as routing
from townline.service_requests.values import Outcome
from townline.ui import times
from townline.ui.summary_list import SummaryRow

if TYPE_CHECKING:
    from townline.service_requests.queries import Record


def promised_lines(record: "Record", *, at: datetime) -> list[SummaryRow]:
    """The clock in words."""
    request = record.request
    lines = [SummaryRow(_("Received"), times.ago(request.submitted_at, at=at))]
    if request.promised_at and not record.clocks:
        lines.append(SummaryRow(_("Promise"), due.exact(request.promised_at)))
    channel = dict(Channel.choices).get(request.channel, request.channel)
    lines.append(SummaryRow(_("Channel"), str(channel)))
    if request.outcome:
        lines.append(SummaryRow(_("Outcome"), str(dict(Outcome.choices).get(request.outcome, request.outcome))))
    if request.reopened_count:
        lines.append(SummaryRow(_("Reopened"), str(request.reopened_count)))
    if request.source_id:
        lines.append(SummaryRow(_("Old number"), f"{request.source_id} ({request.source})"))
    return lines


def work_lines(record: "Record") -> list[SummaryRow]:
    """Whose work it is, and why it went there."""
    request, language = record.request, get_language() or "en"
    lines = [SummaryRow(_("Department"), Text(request.department.name_en, request.department.name_fr).in_(language))]
    lines.append(SummaryRow(_("Team"), request.team.name.in_(language) if request.team else _("No team yet")))
    lines.append(SummaryRow(_("Person"), request.assignee.name if request.assignee else _("Nobody yet")))
    if request.route_why:
        lines.append(SummaryRow(_("Why here"), routing.in_words(request.route_why)))
    return lines
