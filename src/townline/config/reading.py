"""Every read of personal data on a page of the staff is written down before the page leaves (decision 0014)."""

import logging
from collections.abc import Callable, Iterator
from typing import cast

from django.db import DatabaseError
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone

from townline.privacy import operations as privacy
from townline.privacy.reading import Notes, page_of_the_desk

GetResponse = Callable[[HttpRequest], HttpResponseBase]
STAFF_PATHS = ("/desk/", "/staff/")
logger = logging.getLogger(__name__)


class ReadingMiddleware:
    """A page that cannot be written down is not shown."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(STAFF_PATHS):
            return self.get_response(request)
        notes: Notes = {}
        with page_of_the_desk(notes=notes):
            response = self.get_response(request)
        if 300 <= response.status_code < 400:
            notes.clear()  # somewhere else: nothing was shown here
        try:
            write_down(request, notes)
        except DatabaseError:
            logger.exception("The log of reads cannot be written")
            response.close()
            return _not_shown(request)
        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            _write_while_it_flows(request, response)
        return response


def write_down(request: HttpRequest, notes: Notes) -> None:
    if not notes:
        return
    page = request.resolver_match.url_name if request.resolver_match else None
    privacy.log_reads(reader_id=cast("int", request.user.pk), page=page or "", seen=notes, at=timezone.now())
    notes.clear()


def _not_shown(request: HttpRequest) -> HttpResponse:
    response = render(request, "read_log_down.html", status=503)
    response["Cache-Control"] = "no-store"
    return response


def _write_while_it_flows(request: HttpRequest, response: StreamingHttpResponse) -> None:
    """A file that is made row by row sees more on its way: each piece is written down before it leaves."""
    pieces = iter(cast("Iterator[bytes]", response.streaming_content))

    def flow() -> Iterator[bytes]:
        notes: Notes = {}
        while True:
            with page_of_the_desk(notes=notes):
                piece = next(pieces, None)
            write_down(request, notes)
            if piece is None:
                return
            yield piece

    response.streaming_content = flow()
