"""The certificate of a disposal as a tagged PDF (PDF/UA-1)."""

from datetime import datetime
from pathlib import Path
from typing import Any

from babel.dates import format_datetime
from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from townline.core.errors import OperationRefused
from townline.core.language import Text
from townline.core.tagged_pdf import tagged_pdf
from townline.records_office import queries
from townline.records_office.models import DisposalList
from townline.records_office.values import ListState, OutReason

TEMPLATE = Path(__file__).parent / "certificate.typ"
WHAT: dict[str, Promise] = {
    "requests": gettext_lazy("Requests made anonymous"),
    "notes": gettext_lazy("Notes"),
    "photos": gettext_lazy("Photos with their files"),
    "followers": gettext_lazy("People who follow a request"),
    "asked_again": gettext_lazy("Times that somebody asked again: who it was"),
    "drafts": gettext_lazy("Forms half filled in"),
    "messages": gettext_lazy("Messages"),
    "caught_mails": gettext_lazy("Mails kept by the mail catcher"),
    "contacts": gettext_lazy("Contacts made anonymous"),
    "summaries": gettext_lazy("Summaries of contacts"),
    "papers": gettext_lazy("Scanned mail with its files"),
    "customers": gettext_lazy("Customer records"),
    "contact_points": gettext_lazy("E-mail addresses and telephone numbers"),
    "consents": gettext_lazy("Consents"),
    "reasons": gettext_lazy("Reasons given for opening a sealed record"),
    "access_files": gettext_lazy("Access requests emptied"),
    "access_copies": gettext_lazy("Copies made for access requests"),
    "corrections": gettext_lazy("Correction requests emptied"),
    "accounts": gettext_lazy("Staff accounts emptied"),
    "sign_ins": gettext_lazy("Sign-ins that failed"),
    "log_lines": gettext_lazy("Places in log files"),
}


class NotDone(OperationRefused):
    message = gettext_lazy("The list is not carried out yet. The certificate is here as soon as it is.")


def certificate_pdf(*, disposal_list: DisposalList, language: str) -> bytes:
    """Raises NotDone."""
    if disposal_list.state != ListState.DONE or disposal_list.done_at is None or disposal_list.signed_at is None:
        raise NotDone
    with translation.override(language):
        document = _document(disposal_list, language)
    return tagged_pdf(template=TEMPLATE, document=document)


def lines_of(*, disposal_list: DisposalList) -> list[tuple[str, int]]:
    """What was destroyed and how much of it, in words."""
    return [(str(words), disposal_list.counts[what]) for what, words in WHAT.items() if disposal_list.counts.get(what)]


def _document(row: DisposalList, language: str) -> dict[str, Any]:
    assert row.signed_at is not None
    assert row.done_at is not None
    kept = [(str(OutReason(out).label), count) for out, count in queries.out_counts(disposal_list=row).items()]
    return {
        "lang": language,
        "city": settings.TOWNLINE_CITY[language],
        "title": _("Certificate of disposal %(number)s") % {"number": row.pk},
        "paragraphs": [
            _("Class of records: %(name)s.") % {"name": row.get_retention_display()},
            Text(row.authority_en, row.authority_fr).in_(language),
            _("Signed by %(name)s on %(when)s.") % {"name": row.signed_by, "when": _moment(row.signed_at, language)},
            _("Carried out and finished on %(when)s.") % {"when": _moment(row.done_at, language)},
            _("Service, ward, dates, states and block of each request are kept for the city’s figures."),
        ],
        "tables": [
            _table(_("What was destroyed"), lines_of(disposal_list=row)),
            *([_table(_("What stood on the list and was kept"), kept)] if kept else []),
        ],
        "proof_title": _("Proof"),
        "proof": [
            _("Number of this list: %(uuid)s.") % {"uuid": row.uuid},
            _("Digest of what was signed (SHA-256): %(hash)s.") % {"hash": row.items_hash},
            _("The event log of Townline holds the signature under the number of the list."),
        ],
    }


def _table(title: str, rows: list[tuple[str, int]]) -> dict[str, Any]:
    return {"title": title, "head": [_("What"), _("How many")], "rows": [[name, str(count)] for name, count in rows]}


def _moment(at: datetime, language: str) -> str:
    return str(format_datetime(timezone.localtime(at), format="long", locale=language))
