"""The file of one access request, and the package that leaves the house."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotFound
from townline.desk.presenters import access_requests as present
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.records_office import queries
from townline.records_office.packages import package
from townline.records_office.values import AccessState, Identity


@require_safe
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def access_request(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    access = queries.access_request(uuid=uuid)
    rows = present.record_rows(access, queries.access_records(access=access))
    context = {
        "access": access,
        "state": AccessState(access.state).label,
        "facts": present.access_facts(access, at=request.at),
        "rows": rows,
        "to_review": sum(1 for row in rows if not row.decision),
        "identities": Identity.choices,
        "sections": present.sections(access),
        "needs_fee": bool(access.fee_cents) and not (access.fee_paid_at or access.fee_waived),
    }
    return page(request, "desk/access/file.html", context)


@require_safe
@staff_page(Capability.HANDLE_ACCESS_REQUESTS)
def package_zip(request: DeskRequest, uuid: UUID) -> HttpResponseBase:
    access = queries.access_request(uuid=uuid)
    if access.state not in {AccessState.DECIDED, AccessState.SENT}:
        raise NotFound(_("The package is here when the decision is taken."))
    answer = HttpResponse(package(access=access), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="access-{access.number}.zip"'
    return answer
