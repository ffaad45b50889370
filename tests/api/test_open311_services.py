"""GET services, GET a definition, discovery."""

import json
from collections.abc import Callable
from typing import Any

import defusedxml.ElementTree as DefusedTree
from django.test import Client

from townline.catalog.models import Service


def codes(api: Client) -> list[str]:
    return [service["service_code"] for service in api.get("/open311/v2/services.json").json()]


def test_services_lists_what_is_public(api: Client) -> None:
    assert codes(api) == ["graffiti", "pothole", "street_light"]


def test_services_says_all_seven_fields(api: Client) -> None:
    pothole = next(s for s in api.get("/open311/v2/services.json").json() if s["service_code"] == "pothole")
    assert pothole == {
        "service_code": "pothole",
        "service_name": "Pothole",
        "description": "We fix it.",
        "metadata": True,
        "type": "realtime",
        "keywords": "hole, bump",
        "group": "Roads",
    }


def test_services_are_the_same_in_xml(api: Client) -> None:
    answer = api.get("/open311/v2/services.xml")
    root = DefusedTree.fromstring(answer.content)
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')
    assert [service.findtext("service_code") for service in root] == codes(api)
    assert root[1].findtext("metadata") == "true"


def test_services_speak_french_when_asked(api: Client) -> None:
    assert api.get("/open311/v2/services.json?locale=fr").json()[0]["service_name"] == "Graffiti (fr)"


def test_services_follow_the_catalogue(api: Client, add_service: Callable[..., Service]) -> None:
    before = api.get("/open311/discovery.json").json()["changeset"]
    assert "tree" not in codes(api)
    service = add_service("tree")
    service.changed_at = service.changed_at.replace(year=2027)
    service.save()
    assert "tree" in codes(api)
    assert api.get("/open311/discovery.json").json()["changeset"] >= before


def test_services_leave_out_what_is_not_for_this_channel(api: Client, add_service: Callable[..., Service]) -> None:
    add_service("by_phone", channels=["phone"])
    add_service("tax_dates", kind="information")
    assert codes(api) == ["graffiti", "pothole", "street_light"]


def attributes(api: Client) -> dict[str, dict[str, Any]]:
    found = api.get("/open311/v2/services/pothole.json").json()
    assert found["service_code"] == "pothole"
    return {attribute["code"]: attribute for attribute in found["attributes"]}


def test_definition_has_every_datatype_in_order(api: Client) -> None:
    found = attributes(api)
    assert [(a["order"], code, a["datatype"], a["variable"]) for code, a in found.items()] == [
        (1, "where", "singlevaluelist", True),
        (2, "size", "number", True),
        (3, "since", "datetime", True),
        (4, "marks", "multivaluelist", True),
        (5, "words", "text", True),
        (6, "sign", "string", True),
        (7, "hint", "text", False),
    ]
    assert found["where"]["values"][0] == {"key": "road", "name": "Road"}
    assert found["size"]["datatype_description"] == "In centimetres."


def test_definition_says_in_words_what_the_standard_cannot(api: Client) -> None:
    sign = attributes(api)["sign"]
    assert (sign["required"], sign["datatype_description"]) == (False, "Only if “Where is it?” is: Sidewalk.")


def test_definition_in_xml_has_attributes_and_values(api: Client) -> None:
    root = DefusedTree.fromstring(api.get("/open311/v2/services/pothole.xml").content)
    assert root.tag == "service_definition"
    assert [a.findtext("code") for a in root.find("attributes")][:2] == ["where", "size"]
    assert [v.findtext("key") for v in root.find("attributes")[0].find("values")] == ["road", "sidewalk", "wires"]


def test_definition_of_a_service_without_questions_is_empty(api: Client) -> None:
    assert api.get("/open311/v2/services/graffiti.json").json() == {"service_code": "graffiti", "attributes": []}


def test_definition_of_a_closed_service_is_not_told_from_none(api: Client) -> None:
    for code in ("noise", "garbage_bill", "nothing"):
        answer = api.get(f"/open311/v2/services/{code}.json")
        assert (answer.status_code, answer.json()[0]["code"]) == (404, "404")
        assert code in answer.json()[0]["description"]


def test_jurisdiction_may_be_left_out_or_be_ours(api: Client, settings: Any) -> None:
    settings.OPEN311_JURISDICTION = "city.example"
    statuses = [
        api.get("/open311/v2/services.json", {"jurisdiction_id": j}).status_code
        for j in ("", "City.example", "other.example")
    ]
    assert statuses == [200, 200, 404]


def test_discovery_names_the_endpoint_in_both_formats(api: Client, settings: Any) -> None:
    settings.TOWNLINE_SITE_URL = "https://city.example"
    found = api.get("/open311/discovery.json").json()
    endpoint = found["endpoints"][0]
    assert {**endpoint, "changeset": ""} == {
        "specification": "http://wiki.open311.org/GeoReport_v2",
        "url": "https://city.example/open311/v2",
        "changeset": "",
        "type": "test",
        "formats": ["text/xml", "application/json"],
    }
    root = DefusedTree.fromstring(api.get("/open311/discovery.xml").content)
    assert root.findtext("changeset") == found["changeset"]
    assert [f.text for f in root.find("endpoints")[0].find("formats")] == ["text/xml", "application/json"]


def test_discovery_says_production_only_for_a_real_city(api: Client, settings: Any) -> None:
    settings.TOWNLINE_PRODUCTION, settings.TOWNLINE_TRAINING = True, False
    assert api.get("/open311/discovery.json").json()["endpoints"][0]["type"] == "production"
    settings.TOWNLINE_TRAINING = True
    assert api.get("/open311/discovery.json").json()["endpoints"][0]["type"] == "test"


def test_openapi_names_every_address(api: Client) -> None:
    found = json.loads(api.get("/open311/v2/openapi.json").content)
    assert sorted(found["paths"]) == [
        "/discovery.{suffix}",
        "/requests.{suffix}",
        "/requests/{service_request_id}.{suffix}",
        "/services.{suffix}",
        "/services/{service_code}.{suffix}",
        "/tokens/{token}.{suffix}",
    ]
