"""What the local mail catcher of `townline run` has caught: to see what the city would have sent. Never there in production."""

from pathlib import Path

from django.conf import settings
from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from townline.accounts.permissions import Capability
from townline.core.errors import NotAllowed, NotFound
from townline.desk.presenters import sent_mail as presenters
from townline.desk.views.access import DeskRequest, page, staff_page

MOST = 100


@require_safe
@staff_page()
def sent_mail(request: DeskRequest) -> HttpResponseBase:
    mails = presenters.caught(_folder(request), words=request.GET.get("q", ""), most=MOST)
    return page(
        request, "desk/messages/sent_mail.html", {"mails": mails, "words": request.GET.get("q", ""), "most": MOST}
    )


@require_safe
@staff_page()
def one_mail(request: DeskRequest, name: str) -> HttpResponseBase:
    mail = presenters.mail_named(_folder(request), name)
    if mail is None:
        raise NotFound
    return page(request, "desk/messages/one_mail.html", {"mail": mail})


def _folder(request: DeskRequest) -> Path:
    """In a city with real people only administrators look. Raises NotFound where mail is really sent, NotAllowed."""
    folder: Path | None = settings.TOWNLINE_MAIL_CATCHER
    if folder is None:
        raise NotFound
    if not (settings.TOWNLINE_SAMPLE_CITY or request.viewer.can(Capability.CHANGE_SETTINGS)):
        raise NotAllowed
    return folder
