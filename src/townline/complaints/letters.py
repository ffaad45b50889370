"""The decision as a letter: the same words on the private page and in the PDF."""

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from babel.dates import format_date
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from townline.complaints.models import Complaint, Decision
from townline.complaints.values import Finding, Remedy, Stage, after
from townline.core.reference import said
from townline.core.tagged_pdf import tagged_pdf
from townline.customers.values import FormatWish

TEMPLATE = Path(__file__).parent / "decision.typ"


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()


def letter_title(*, complaint: Complaint) -> str:
    return _("Our decision on your complaint %(number)s") % {"number": said(complaint.reference)}


def letter_parts(*, complaint: Complaint, decision: Decision) -> list[Part]:
    """In the language that is switched on."""
    language = translation.get_language() or "en"
    finding, stage = Finding(decision.finding), Stage(decision.stage)
    parts = [
        Part(_("What you told us"), tuple(complaint.words.split("\n\n"))),
        Part(_("What we found"), (_FINDINGS[finding](), *decision.reasons.split("\n\n"))),
    ]
    remedies = tuple(str(Remedy(code).label) for code in decision.remedies if code != Remedy.NONE)
    if remedies:
        parts.append(Part(_("What we do"), (), remedies))
    decided = _("Decided on %(day)s by %(name)s, %(stage)s.") % {
        "day": day_in(decision.decided_at, language),
        "name": decision.decided_by or "—",
        "stage": stage.label,
    }
    if finding is not Finding.WITHDRAWN:
        parts.append(Part(_("If you are not satisfied"), (_onward(complaint, decision, language),)))
    parts.append(Part(_("Who decided"), (decided,)))
    return parts


def letter_pdf(*, complaint: Complaint, decision: Decision) -> bytes:
    """A tagged PDF (PDF/UA-1) in the customer's language."""
    language, customer = complaint.language, complaint.customer
    with translation.override(language):
        letter = {
            "lang": language,
            "city": settings.TOWNLINE_CITY[language],
            "to": [customer.name, *customer.postal_address.splitlines()] if customer else [],
            "date": day_in(decision.decided_at, language),
            "title": letter_title(complaint=complaint),
            "parts": [asdict(part) for part in letter_parts(complaint=complaint, decision=decision)],
            "large": customer is not None and customer.format_wish == FormatWish.LARGE_PRINT,
        }
    return tagged_pdf(template=TEMPLATE, letter=letter)


def day_in(moment: datetime, language: str) -> str:
    return str(format_date(timezone.localtime(moment).date(), format="long", locale=language))


def _onward(complaint: Complaint, decision: Decision, language: str) -> str:
    if after(decision.stage) in {None, Stage.OMBUDSMAN}:
        return _("This was our last stage. You may ask the ombudsman, who is independent of us, to look at it.")
    until = complaint.escalate_until
    if until is None or complaint.stage != decision.stage:
        return _("You went on to the next stage.")
    return _("Tell us until %(day)s and say why. Somebody else, at the next stage, looks at it anew.") % {
        "day": day_in(until, language)
    }


_FINDINGS = {
    Finding.UPHELD: lambda: _("You are right. We are sorry."),
    Finding.PARTLY_UPHELD: lambda: _("You are right in part. We are sorry for that part."),
    Finding.NOT_UPHELD: lambda: _("We looked at it and found that we acted as we should."),
    Finding.WITHDRAWN: lambda: _("You withdrew your complaint, and we closed it."),
}
