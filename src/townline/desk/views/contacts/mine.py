"""One's own contacts: what is open, what was promised, what came before."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.presenters import outreach
from townline.desk.presenters.contacts.rows import contact_row
from townline.desk.presenters.contacts.transfers import transfers
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.interactions import queries
from townline.service_requests.queries import subjects_open_to

SHOWN = 100


@require_safe
@staff_page(Capability.RECORD_CONTACTS)
def mine(request: DeskRequest) -> HttpResponseBase:
    """What is open, what was promised, what came before."""
    viewer, at = request.viewer, request.at
    subjects = subjects_open_to(viewer=viewer)
    own = queries.own_contacts(viewer=viewer, subjects=subjects, limit=SHOWN)
    rows = [contact_row(found, at=at) for found in own]
    promises = queries.open_promises(viewer=viewer, subjects=subjects, limit=SHOWN)
    return page(
        request,
        "desk/contacts/mine.html",
        {
            "open_rows": [row for row in rows if row.is_open],
            "rows": [row for row in rows if not row.is_open],
            "promises": [(found.uuid, contact_row(found, at=at)) for found in promises],
            "reach": [
                outreach.reach_row(found, at=at)
                for found in queries.outreach_to_do(viewer=viewer, subjects=subjects, limit=SHOWN)
            ],
            "transfers": transfers(queries.transfers_to(viewer=viewer, at=at, limit=SHOWN)),
            "tab": "mine",
            "leads": viewer.can(Capability.APPROVE),
        },
    )
