"""Every call comes in here: which methods, which format, which headers, and every fault as a list of errors."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import translation
from django.utils.translation import gettext as _

from townline.api.open311.documents import CONTENT_TYPES, errors
from townline.api.open311.refusals import Fault, Refused
from townline.core.language import Language
from townline.service_requests.queries.open311 import Suffix

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]
_UNREADABLE = (SuspiciousOperation, BadRequest, UnreadablePostError, MultiPartParserError)


def door(*methods: str) -> Callable[[View], View]:
    """The view answers these methods, and OPTIONS; HEAD comes with GET."""
    allowed = [*methods, *(["HEAD"] if "GET" in methods else []), "OPTIONS"]

    def wrap(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, **named: Any) -> HttpResponse:
            suffix = suffix_of(request, named.pop("suffix", None))
            if request.method == "OPTIONS":
                response = HttpResponse(status=204)
                del response["Content-Type"]
                response["Allow"] = ", ".join(allowed)
            elif request.method not in allowed:
                response = _refusal(Refused([Fault(405, _("This address answers %s.") % ", ".join(allowed))]), suffix)
                response["Allow"] = ", ".join(allowed)
            else:
                response = _answer(view, request, suffix, named)
            return _dressed(request, response, allowed)

        return entered

    return wrap


def language_of(arguments: QueryDict) -> str:
    """English, or French with `locale=fr`."""
    return Language.of(arguments.get("locale", "")).value if settings.OPEN311_EXTENSIONS else "en"


def suffix_of(request: HttpRequest, named: str | None) -> Suffix:
    if named:
        return Suffix(named)
    return Suffix.JSON if request.path_info.endswith(".json") else Suffix.XML


def document(body: bytes, suffix: Suffix, status: int = 200) -> HttpResponse:
    return HttpResponse(body, status=status, content_type=CONTENT_TYPES[suffix])


def _answer(view: View, request: HttpRequest, suffix: Suffix, named: dict[str, Any]) -> HttpResponse:
    try:
        check_letters(request.path_info, *_values(request.GET))
        if language_of(request.GET) == "en":  # what is active where nothing else was chosen
            return view(request, suffix=suffix, **named)
        with translation.override("fr"):
            return view(request, suffix=suffix, **named)
    except Refused as refusal:
        return _refusal(refusal, suffix)
    except RequestDataTooBig:
        return _refusal(Refused([Fault(413, _("What was sent is too large."))]), suffix)
    except _UNREADABLE:
        return _refusal(Refused([Fault(400, _("The body cannot be read. Send it as a form in UTF-8."))]), suffix)
    except (OperationalError, InterfaceError):
        logger.exception("Open311: the database does not answer")
        return _refusal(
            Refused([Fault(503, _("The service is not available now. Try again in a minute."))], {"Retry-After": "60"}),
            suffix,
        )
    except Exception:
        logger.exception("Open311: %s %s failed", request.method, request.path_info)
        return _refusal(Refused([Fault(500, _("Something went wrong here. Try again, or tell the city."))]), suffix)


def check_letters(*texts: str) -> None:
    """Raise Refused for what the database cannot hold."""
    if any("\x00" in text for text in texts):
        raise Refused([Fault(400, _("An argument has a zero character in it. Remove it."))])


def _values(query: Any) -> list[str]:
    return [text for name, values in query.lists() for text in (name, *values)]


def _refusal(refusal: Refused, suffix: Suffix) -> HttpResponse:
    response = document(errors(faults=refusal.faults, suffix=suffix), suffix, refusal.status)
    for name, value in refusal.headers.items():
        response[name] = value
    return response


def _dressed(request: HttpRequest, response: HttpResponse, allowed: list[str]) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Length"] = str(len(response.content))
    if "GET" in allowed:
        # Reading is open to pages of other sites; writing is not: a key does not belong into a browser.
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Link, Retry-After"
        if request.method == "OPTIONS":
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Max-Age"] = "86400"
    if request.method == "HEAD":
        response.content = b""
    return response
