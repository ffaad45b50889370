"""The seals over the event log: the newest one, to be kept outside."""

from django.conf import settings
from django.http import HttpResponseBase
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.desk.presenters.privacy import tabs
from townline.desk.views.access import DeskRequest, page, staff_page
from townline.events import queries as events


@require_safe
@staff_page(Capability.SEE_SEALS)
def sealed_log(request: DeskRequest) -> HttpResponseBase:
    head = events.head_of_log()
    return page(
        request,
        "desk/privacy/sealed_log.html",
        {
            "tabs": tabs(viewer=request.viewer, current="sealed_log"),
            "head": head,
            "mail_url": _mail(head) if head else "",
            "waiting": events.unsealed_count(),
            "witness": settings.TOWNLINE_LOG_WITNESS,
        },
    )


def _mail(head: events.Head) -> str:
    city = settings.TOWNLINE_CITY["en"]
    words = {
        "subject": _("%(city)s: the event log up to %(number)s") % {"city": city, "number": head.number},
        "body": f"{head}\n\ntownline verify-log --expect {head}\n",
    }
    return "mailto:?" + urlencode(words).replace("+", "%20")
