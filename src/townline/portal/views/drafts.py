"""The reports that this browser is filling in: one draft a service, named in one signed cookie."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponseBase

from townline.catalog import queries as catalog
from townline.catalog.catalogue import ServiceEntry
from townline.catalog.definitions import Kind
from townline.core.errors import NotFound
from townline.portal.presenters.flow import Flow, Typed
from townline.service_requests import operations as service_requests
from townline.service_requests import queries

COOKIE = "townline_reports"
KEPT_SECONDS = 7 * 24 * 3600
MOST = 6
_SALT = "townline.portal.reports"


@dataclass(slots=True)
class Report:
    """One report that is being filled in. It has a draft once something was typed."""

    entry: ServiceEntry
    flow: Flow
    uuid: UUID
    is_kept: bool

    @property
    def code(self) -> str:
        return self.entry.code

    def keep(self, *, at: datetime) -> None:
        """Writes everything that was typed so far."""
        service_requests.save_draft(
            uuid=self.uuid, service_code=self.code, data=self.flow.typed.as_json(), owner_id=None, at=at
        )


def report_of(request: HttpRequest, code: str) -> Report:
    """The report that this browser has begun for the service, or a new one. 404 for a service that takes none."""
    try:
        entry = catalog.catalogue().service(code)
    except NotFound:
        raise Http404 from None
    if entry.definition.kind is not Kind.REQUEST:
        raise Http404
    number = begun(request).get(code)
    draft = queries.open_draft(uuid=number, owner_id=None) if number else None
    typed = Typed.read(draft.data) if draft else Typed()
    return Report(entry, Flow(entry.definition, typed), draft.uuid if draft else uuid.uuid4(), draft is not None)


def begun(request: HttpRequest) -> dict[str, UUID]:
    """The drafts of this browser by service code, the latest last."""
    try:
        said = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=KEPT_SECONDS)
        return {str(code): UUID(number) for code, number in said}
    except (signing.BadSignature, ValueError, TypeError):
        return {}


def remember(response: HttpResponseBase, request: HttpRequest, report: Report) -> None:
    drafts = begun(request)
    if drafts.get(report.code) == report.uuid and next(reversed(drafts)) == report.code:
        return
    drafts.pop(report.code, None)
    drafts[report.code] = report.uuid
    kept = [(code, number.hex) for code, number in drafts.items()][-MOST:]
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
