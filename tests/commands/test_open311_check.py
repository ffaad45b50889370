"""The conformance suite finds what real cities do differently, and every one of its rules can fail."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.commands.model_server import ModelServer, attribute, request
from townline.commands.open311_check import main
from townline.commands.open311_check.answers import Answer
from townline.commands.open311_check.case import Case, Writing
from townline.commands.open311_check.live import LiveProbe, discovery_places
from townline.commands.open311_check.recorded import RecordedProbe
from townline.commands.open311_check.rule import Finding, Verdict
from townline.commands.open311_check.rules import RULES
from townline.commands.open311_check.suite import conforms, deviations, findings
from townline.gateways.http.fake import FakeHttpClient, Page

RECORDED = Path(__file__).parents[3] / "shared" / "data" / "open311"
CITIES: Mapping[str, tuple[Mapping[str, str], list[str]]] = {
    "toronto": (
        {"requests.json": "toronto_requests.json"},
        ["requests.shape", "requests.closed-has-date", "requests.codes-are-text"],
    ),
    "san francisco": (
        {"requests.xml": "san_francisco_requests.xml", "services.xml": "san_francisco_services.xml"},
        ["requests.status", "requests.all-fields", "requests.dates", "requests.no-zero-place", "xml.no-namespaces"],
    ),
    "san francisco, wrapped by another program": (
        {"requests.json": "san_francisco_requests_500.json"},
        ["requests.id", "requests.status", "requests.code-and-date", "requests.all-fields", "fields.no-foreign"],
    ),
    "bloomington": (
        {"requests.json": "bloomington_requests.json", "services.json": "bloomington_services.json"},
        ["requests.no-zero-place"],
    ),
    "washington": (
        {
            "services.xml": "dc-services.xml",
            "services/S0301.xml": "dc-services-S0301.xml",
            "discovery.xml": "discovery-dc.xml",
        },
        ["services.plain-text"],
    ),
}


def recorded(files: Mapping[str, str]) -> list[Finding]:
    if not RECORDED.is_dir():
        pytest.skip("the recorded payloads of real cities are not beside the project")
    return list(findings(Case(RecordedProbe(files={name: RECORDED / file for name, file in files.items()}))))


@pytest.mark.parametrize("city", CITIES)
def test_findings_of_a_real_city(city: str) -> None:
    files, expected = CITIES[city]
    assert deviations(recorded(files)) == expected


def test_findings_show_the_evidence() -> None:
    found = {f.rule.id: f.outcome.evidence for f in recorded(CITIES["san francisco"][0])}
    assert found["requests.status"] == "56 in xml of 56 in xml: first service_request_id 1129806 has status 'Open'"
    assert "2012-05-22 23:57:23.97" in found["requests.dates"]


def test_recorded_answers_skip_what_only_a_live_server_can_show() -> None:
    found = {f.rule.id: f.outcome for f in recorded(CITIES["washington"][0])}
    assert {found[name].verdict for name in ("xml.content-type", "filter.status", "post.created")} == {Verdict.SKIP}


def check(server: ModelServer) -> list[Finding]:
    return list(findings(Case(server, Writing("k", "001"))))


def test_the_model_server_keeps_every_rule() -> None:
    found = check(ModelServer())
    assert deviations(found) == []
    skipped = [f.rule.id for f in found if f.outcome.verdict is Verdict.SKIP]
    assert skipped == ["post.token-resolves", "requests.media-url"]


def body(old: str, new: str) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, body=answer.body.replace(old.encode(), new.encode()))


def status(code: int) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, status=code)


def typed(content_type: str) -> Callable[[Answer], Answer]:
    return lambda answer: replace(answer, content_type=content_type)


def first(server: ModelServer, **changes: Any) -> None:
    server.requests[0].update(changes)


def receipt_with_both(server: ModelServer) -> None:
    server.extra = {"token": "T1"}


def token_that_leads_nowhere(server: ModelServer) -> None:
    server.extra = {"service_request_id": None, "token": "T9"}


def many(server: ModelServer) -> None:
    server.requests += [request(1, service_request_id=f"9{n}") for n in range(1001)]


BREAKS: Mapping[str, Callable[[ModelServer], Any]] = {
    "discovery.both-formats": lambda s: s.spoil("discovery.json", status(404)),
    "discovery.fields": lambda s: s.found.update(contact=""),
    "discovery.endpoint-fields": lambda s: s.endpoint.update(changeset=None),
    "discovery.specification": lambda s: s.endpoint.update(specification="http://wiki.open311.org/GeoReport_v1"),
    "discovery.endpoint-type": lambda s: s.endpoint.update(type="live"),
    "discovery.endpoint-url": lambda s: s.endpoint.update(url="/v2"),
    "discovery.formats": lambda s: s.endpoint.update(formats=["application/json"]),
    "discovery.json-is-spark": lambda s: s.spoil("discovery.json", body('"formats": ["text/xml", "application/json"]', '"formats": "text/xml"')),
    "discovery.formats-agree": lambda s: s.spoil("discovery.json", body("Call 311", "Write to us")),
    "discovery.json-declared": lambda s: s.endpoint.update(formats=["text/xml"]),
    "services.shape": lambda s: s.spoil("services.xml", body("services>", "service_list>")),
    "services.code-and-name": lambda s: s.services[0].update(service_name=" "),
    "services.all-fields": lambda s: s.services[0].pop("keywords"),
    "services.code-unique": lambda s: s.services.append(s.services[0]),
    "services.metadata": lambda s: s.services[1].update(metadata="no"),
    "services.type": lambda s: s.services[1].update(type="slow"),
    "services.keywords": lambda s: s.spoil("services.json", body('"fix, mend"', '["fix", "mend"]')),
    "services.plain-text": lambda s: s.services[0].update(description="We <b>fix</b> it."),
    "services.code-is-text": lambda s: s.spoil("services.json", body('"service_code": "002"', '"service_code": 2')),
    "services.formats-agree": lambda s: s.spoil("services.json", body('"002"', '"003"')),
    "services.empty-argument": lambda s: s.ignore("empty"),
    "definition.for-metadata": lambda s: s.services[1].update(metadata=True),
    "definition.shape": lambda s: s.spoil("services/001.json", body('"attributes"', '"attribute_list"')),
    "definition.code": lambda s: s.spoil("services/001", body("001", "1")),
    "definition.attribute-fields": lambda s: s.attributes[0].update(description=None),
    "definition.booleans": lambda s: s.spoil("services/001.json", body('"required": true', '"required": "true"')),
    "definition.datatype": lambda s: s.attributes[3].update(datatype="integer"),
    "definition.order": lambda s: s.attributes[1].update(order=1),
    "definition.code-unique": lambda s: s.attributes[1].update(code="WHERE"),
    "definition.list-values": lambda s: s.attributes[2].update(values=[]),
    "definition.values-only-for-lists": lambda s: s.attributes[3].update(values=[{"key": "1", "name": "One"}]),
    "definition.statement-not-required": lambda s: s.attributes[1].update(required=True),
    "definition.unknown-is-404": lambda s: s.spoil("services/no-such", status(500)),
    "post.no-key-is-403": lambda s: s.ignore("key"),
    "post.wrong-key-is-403": lambda s: s.ignore("wrong-key"),
    "post.no-service-is-400": lambda s: s.ignore("no-service"),
    "post.unknown-service-is-404": lambda s: s.ignore("unknown-service"),
    "post.no-place-is-400": lambda s: s.ignore("place"),
    "post.half-place-is-400": lambda s: s.ignore("half-place"),
    "post.no-required-attribute-is-400": lambda s: s.ignore("attribute"),
    "post.created": receipt_with_both,
    "post.can-be-read": lambda s: s.spoil("requests/2", body("001", "009")),
    "post.token-resolves": token_that_leads_nowhere,
    "post.address-alone": lambda s: s.ignore("address"),
    "post.long-description": lambda s: s.ignore("long"),
    "token.unknown-is-404": lambda s: s.spoil("tokens/", status(200)),
    "requests.shape": lambda s: s.spoil("requests.json", lambda a: replace(a, body=b'{"service_requests": ' + a.body + b"}")),
    "requests.id": lambda s: first(s, service_request_id=None),
    "requests.id-unique": lambda s: first(s, service_request_id="1002"),
    "requests.status": lambda s: first(s, status="Open"),
    "requests.code-and-date": lambda s: first(s, service_code=None),
    "requests.all-fields": lambda s: s.requests[0].pop("media_url"),
    "requests.dates": lambda s: first(s, requested_datetime="2026-03-01T10:00:00"),
    "requests.closed-has-date": lambda s: s.requests[1].update(updated_datetime=None),
    "requests.not-updated-before-made": lambda s: first(s, updated_datetime="2020-01-01T00:00:00Z"),
    "requests.coordinates": lambda s: first(s, lat=None),
    "requests.no-zero-place": lambda s: first(s, lat=0.0, long=0.0),
    "requests.description": lambda s: first(s, description="It is <b>broken</b>."),
    "requests.media-url": lambda s: first(s, media_url="photo.jpg"),
    "requests.codes-are-text": lambda s: s.spoil("requests.json", body('"1001"', "1001")),
    "requests.place-is-number": lambda s: first(s, lat="43.9"),
    "requests.at-most-1000": many,
    "requests.within-90-days": lambda s: first(s, requested_datetime="2025-01-01T00:00:00Z"),
    "filter.status": lambda s: s.ignore("status"),
    "filter.service-code": lambda s: s.ignore("service_code"),
    "filter.dates": lambda s: s.ignore("start_date"),
    "filter.over-90-days": lambda s: (s.ignore("span"), s.requests.append(request(300))),
    "filter.id": lambda s: s.ignore("ids"),
    "filter.id-overrides": lambda s: s.ignore("overrides"),
    "filter.empty-arguments": lambda s: s.ignore("empty"),
    "filter.bad-date-is-400": lambda s: s.ignore("bad-date"),
    "filter.no-key": lambda s: s.spoil("requests.xml", status(403)),
    "request.shape": lambda s: s.spoil("requests/1001.json", lambda a: replace(a, body=a.body[1:-1])),
    "request.id": lambda s: s.spoil("requests/1001", body("1001", "1002")),
    "request.as-listed": lambda s: s.spoil("requests/1001", body("1 Main Street", "2 Main Street")),
    "request.unknown-is-404": lambda s: s.spoil("requests/no-such", body("error", "mistake")),
    "xml.offered": lambda s: s.spoil("services.xml", status(404)),
    "xml.content-type": lambda s: s.spoil("services.xml", typed("application/xml")),
    "json.content-type": lambda s: s.spoil("services.json", typed("application/json; charset=latin-1")),
    "xml.well-formed": lambda s: s.spoil("requests.xml", body("</request>", "")),
    "json.well-formed": lambda s: s.spoil("requests.json", body("[", "[,")),
    "encoding.utf-8": lambda s: s.spoil("requests.xml", lambda a: replace(a, body=a.body.replace(b"broken", b"bris\xe9"))),
    "xml.declaration": lambda s: s.spoil("services.xml", body('<?xml version="1.0" encoding="utf-8"?>', "")),
    "xml.no-namespaces": lambda s: s.spoil("services.xml", body("<services>", '<services xmlns="http://wiki.open311.org/GeoReport_v2">')),
    "fields.no-foreign": lambda s: first(s, ward="3"),
}  # fmt: skip


@pytest.mark.parametrize("rule", BREAKS)
def test_every_rule_can_fail(rule: str) -> None:
    server = ModelServer()
    BREAKS[rule](server)
    assert rule in deviations(check(server))


def test_no_rule_is_left_out_above() -> None:
    assert [rule.id for rule in RULES if rule.id not in BREAKS] == []
    assert [name for name in BREAKS if name not in {rule.id for rule in RULES}] == []


def test_rules_have_their_own_ids_and_sentences() -> None:
    assert len({rule.id for rule in RULES}) == len({rule.says for rule in RULES}) == len(RULES)


def test_writing_rules_write_nothing_unless_asked() -> None:
    server = ModelServer()
    found = list(findings(Case(server)))
    assert {f.outcome.verdict for f in found if f.rule.writes} == {Verdict.SKIP}
    assert len(server.requests) == 6


def test_recommendations_count_only_when_strict() -> None:
    server = ModelServer()
    first(server, lat=0.0, long=0.0)
    found = check(server)
    assert (conforms(found, strictly=False), conforms(found, strictly=True)) == (True, False)


def test_multivaluelists_are_sent_with_brackets() -> None:
    server = ModelServer()
    server.attributes = [attribute("WHAT", 1, "multivaluelist", required=True)]
    sent: list[Any] = []
    answer = server.post
    server.post = lambda *, path, form: (sent.append(form), answer(path=path, form=form))[1]  # type: ignore[method-assign]
    check(server)
    assert [pair for pair in sent[0] if pair[0].startswith("attribute")] == [
        ("attribute[WHAT][]", "a"),
        ("attribute[WHAT][]", "b"),
    ]


class TestCommand:
    def folder(self, tmp_path: Path, status: str) -> str:
        (tmp_path / "requests.json").write_text(json.dumps([request(1, status=status)]))
        return str(tmp_path)

    def test_main_ends_with_0_for_a_folder_that_conforms(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main([self.folder(tmp_path, "open")]) == 0
        assert "  pass  requests.status" in capsys.readouterr().out

    def test_main_ends_with_1_and_shows_the_rule(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main([self.folder(tmp_path, "Open")]) == 1
        assert "  FAIL  requests.status" in capsys.readouterr().out

    def test_main_prints_json(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        main([self.folder(tmp_path, "Open"), "--json"])
        printed = json.loads(capsys.readouterr().out)
        assert printed["summary"]["fail"] == 1
        assert [r["id"] for r in printed["rules"] if r["verdict"] == "fail"] == ["requests.status"]

    def test_main_ends_with_3_where_nobody_answers(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["http://127.0.0.1:9/open311/v2"]) == 3
        assert "cannot be reached" in capsys.readouterr().err

    def test_main_asks_for_a_key_before_it_posts(self) -> None:
        with pytest.raises(SystemExit) as caught:
            main(["http://127.0.0.1:9/", "--post"])
        assert caught.value.code == 2

    def test_help_says_that_nothing_is_written(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit):
            main(["--help"])
        assert "Nothing is written" in capsys.readouterr().out


def test_live_probe_looks_for_discovery_above_beside_and_at_the_root() -> None:
    assert discovery_places("https://c.example/open311/v2") == [
        "https://c.example/open311/discovery",
        "https://c.example/open311/v2/discovery",
        "https://c.example/discovery",
    ]


def test_live_probe_sends_the_jurisdiction_and_keeps_the_headers() -> None:
    page = Page(body=b"<services/>", headers={"Content-Type": "text/xml"})
    client = FakeHttpClient(pages={"https://c.example/v2/services.xml?jurisdiction_id=c.example": page})
    probe = LiveProbe(client=client, endpoint="https://c.example/v2/", always={"jurisdiction_id": "c.example"})
    answer = probe.get(path="services.xml", query={})
    assert answer is not None
    assert (answer.status, answer.content_type, answer.suffix) == (200, "text/xml", "xml")


def test_the_reference_page_says_every_rule() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "open311-check.md").read_text()
    assert [rule.id for rule in RULES if f"| `{rule.id}` | {rule.level} | {rule.says} |" not in page] == []


NAMES = [
    "services",
    "service",
    "service_code",
    "metadata",
    "attributes",
    "values",
    "endpoints",
    "formats",
    "status",
    "errors",
]
NAMES += [
    "requested_datetime",
    "lat",
    "description",
    "service_request_id",
    "order",
    "required",
    "datatype",
    "media_url",
]
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from(NAMES),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMES), inner, max_size=4),
    max_leaves=15,
)
ANY_XML = st.recursive(
    st.sampled_from(["", "true", "1", "x", "2026-01-01T00:00:00Z"]),
    lambda inner: st.lists(st.tuples(st.sampled_from(NAMES), inner), max_size=3).map(
        lambda pairs: "".join(f"<{name}>{text}</{name}>" for name, text in pairs)
    ),
    max_leaves=15,
)


@settings(max_examples=60, deadline=None)
@given(
    bodies=st.lists(
        ANY_JSON.map(json.dumps) | ANY_XML.map("<services>{}</services>".format) | st.text(max_size=20),
        min_size=4,
        max_size=4,
    )
)
def test_no_answer_breaks_the_suite(bodies: list[str]) -> None:
    names = ["services", "requests", "services/x", "discovery"]
    files = {
        f"{name}.{suffix}": body.encode("utf-8", "replace")
        for name, body in zip(names, bodies, strict=True)
        for suffix in ("xml", "json")
    }
    assert len(list(findings(Case(RecordedProbe(files=files))))) == len(RULES)
