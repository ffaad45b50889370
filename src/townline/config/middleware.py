"""Two small doors in front of the pages."""

from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, get_resolver
from django.utils import translation
from django.utils.cache import patch_vary_headers

from townline.api.open311.documents import CONTENT_TYPES, errors
from townline.api.open311.door import suffix_of
from townline.api.open311.refusals import Fault

GetResponse = Callable[[HttpRequest], HttpResponseBase]
MACHINE_PATHS = ("/open311/",)


class MachineDoor:
    """Machines have no session, no cookie, no form token and no language: their addresses pass by all of that."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.resolver = get_resolver("townline.api.open311.urls_root")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.path_info.startswith(MACHINE_PATHS):
            return self.get_response(request)
        try:
            request.get_host()
        except DisallowedHost:
            return self._forged(request)
        try:
            match = self.resolver.resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        return response

    @staticmethod
    def _forged(request: HttpRequest) -> HttpResponse:
        """A Host header that is not ours: refused in the words of machines."""
        suffix = suffix_of(request, None)
        body = errors(faults=[Fault(400, "Host: this server does not answer to that name.")], suffix=suffix)
        return HttpResponse(body, status=400, content_type=CONTENT_TYPES[suffix])


class LanguageOfTheAddress:
    """Public pages speak the language of their address (`/fr/…`); the desk speaks the person's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = self._language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ["Cookie"])
        return response

    def _language(self, request: HttpRequest) -> str:
        path = unquote(request.path_info)
        if path == "/fr" or path.startswith("/fr/"):
            return "fr"
        if path.startswith(("/desk", "/staff")):
            chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
            return "fr" if chosen == "fr" else "en"
        return "en"
