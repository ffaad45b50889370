"""Static files by whitenoise, which learns their sizes when it starts: a file that was built anew since is read anew."""

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from whitenoise.middleware import WhiteNoiseMiddleware


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # whitenoise is not typed
    def __init__(self, *args: Any, **options: Any) -> None:
        self.known: dict[str, tuple[str, tuple[int, int]]] = {}
        super().__init__(*args, **options)

    def add_file_to_dictionary(self, url: str, path: str, stat_cache: Any = None) -> None:
        self.known[url] = (path, _state(path))
        super().add_file_to_dictionary(url, path, stat_cache=stat_cache)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        path, state = self.known.get(request.path_info, ("", (0, 0)))
        if path:
            try:
                if _state(path) != state:
                    self.add_file_to_dictionary(request.path_info, path)
            except FileNotFoundError:
                self.files.pop(request.path_info, None)
                self.known[request.path_info] = (path, (0, 0))
        response: HttpResponseBase = super().__call__(request)
        return response


def _state(path: str) -> tuple[int, int]:
    found = Path(path).stat()
    return found.st_mtime_ns, found.st_size
