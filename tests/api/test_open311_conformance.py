"""Our own suite, and the published schemas, against our own server over a real socket."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client

from tests.api.conftest import KEY
from townline.commands.open311_check import main
from townline.commands.open311_check.case import Case, Writing
from townline.commands.open311_check.live import LiveProbe
from townline.commands.open311_check.rule import Verdict
from townline.commands.open311_check.suite import findings
from townline.gateways import http

SCHEMAS = Path(__file__).parents[3] / "shared" / "data" / "open311"


@pytest.mark.django_db(transaction=True)
def test_every_rule_of_the_standard_passes(city: None, live_server: Any, settings: Any) -> None:
    settings.TOWNLINE_SITE_URL = live_server.url
    probe = LiveProbe(client=http.trusting(), endpoint=f"{live_server.url}/open311/v2")
    # Twice: the first run leaves the requests that the reading rules need.
    writing = Writing(KEY, "pothole", [("email", "checker@mail.example")])
    list(findings(Case(probe, writing)))
    found = list(findings(Case(probe, writing)))
    assert [(f.rule.id, f.outcome.evidence) for f in found if f.outcome.verdict is Verdict.FAIL] == []
    skipped = {f.rule.id: f.outcome.evidence for f in found if f.outcome.verdict is Verdict.SKIP}
    assert skipped == {
        "post.token-resolves": "ids are returned at once",
        "requests.closed-has-date": "the list is empty",
        "requests.media-url": "the list is empty",
    }


@pytest.mark.django_db(transaction=True)
def test_the_command_passes_from_the_discovery_file(
    city: None, live_server: Any, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.TOWNLINE_SITE_URL = live_server.url
    assert main([f"{live_server.url}/open311/discovery.xml", "--post", "--api-key", KEY, "--strict"]) == 0
    assert "0 failed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("service.json", "services.json"),
        ("service-definition.json", "services/pothole.json"),
        ("request.json", "requests.json"),
    ],
)
def test_json_fits_the_published_schemas(api: Client, report: Any, schema: str, path: str) -> None:
    file = SCHEMAS / f"georeport-v2__{schema}"
    if not file.exists():
        pytest.skip("the published schemas are not beside the project")
    report()
    found = api.get(f"/open311/v2/{path}").json()
    validator = jsonschema.Draft4Validator(json.loads(file.read_text()))
    for item in found if isinstance(found, list) else [found]:
        assert [error.message for error in validator.iter_errors(item)] == []
