"""A small GeoReport v2 server in memory that keeps every rule, and can be told to break one."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

from townline.commands.open311_check.answers import Answer

NEWEST = datetime.fromisoformat("2026-03-02T10:00:00+00:00")
_ONE = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "errors": "error",
}
_ONE |= {"endpoints": "endpoint", "formats": "format"}
Spoiler = Callable[[Answer], Answer]


def xml_of(name: str, value: Any) -> str:
    if isinstance(value, list):
        inner = "".join(xml_of(_ONE[name], item) for item in value)
    elif isinstance(value, dict):
        inner = "".join(xml_of(key, item) for key, item in value.items())
    else:
        inner = "" if value is None else escape(str(value).lower() if isinstance(value, bool) else str(value))
    return f"<{name}>{inner}</{name}>"


def service(code: str, **other: Any) -> dict[str, Any]:
    plain = {"service_name": f"Service {code}", "description": "We fix it.", "metadata": False, "type": "realtime"}
    return {"service_code": code, **plain, "keywords": "fix, mend", "group": "Roads", **other}


def attribute(code: str, order: int, datatype: str, **other: Any) -> dict[str, Any]:
    values = [{"key": "a", "name": "A"}, {"key": "b", "name": "B"}] if datatype.endswith("list") else []
    plain = {"variable": True, "code": code, "datatype": datatype, "required": False, "datatype_description": None}
    return {**plain, "order": order, "description": f"What about {code}?", "values": values, **other}


def request(number: int, **other: Any) -> dict[str, Any]:
    made = NEWEST - timedelta(days=number)
    plain = {
        "service_request_id": str(1000 + number), "status": "open" if number % 2 else "closed", "status_notes": None,
        "service_name": "Service 001", "service_code": "001" if number < 3 else "002", "description": "It is broken.",
        "agency_responsible": "Roads", "service_notice": None, "requested_datetime": made.isoformat(),
        "updated_datetime": (made + timedelta(hours=1)).isoformat(), "expected_datetime": None, "address": "1 Main Street",
        "address_id": None, "zipcode": None, "lat": 43.9, "long": -78.9, "media_url": None,
    }  # fmt: skip
    return {**plain, **other}


class ModelServer:
    is_recorded = False

    def __init__(self) -> None:
        self.services = [service("001", metadata=True), service("002")]
        self.attributes = [
            attribute("WHERE", 1, "singlevaluelist", required=True),
            attribute("NOTE", 2, "text", variable=False),
            attribute("WHAT", 3, "multivaluelist"),
            attribute("MANY", 4, "number"),
        ]
        self.requests = [request(number) for number in range(1, 7)]
        self.endpoint = {
            "specification": "http://wiki.open311.org/GeoReport_v2", "url": "https://city.example/v2", "changeset": "2026-01-01T00:00:00Z",
            "type": "production", "formats": ["text/xml", "application/json"],
        }  # fmt: skip
        self.found = {
            "changeset": "2026-01-01T00:00:00Z",
            "contact": "Call 311",
            "key_service": "Call 311",
            "endpoints": [self.endpoint],
        }
        self.ignored: set[str] = set()
        self.extra: dict[str, Any] = {}
        self.spoilers: list[tuple[str, Spoiler]] = []

    # what tests break

    def ignore(self, *checks: str) -> None:
        self.ignored |= set(checks)

    def spoil(self, start: str, spoiler: Spoiler) -> None:
        """Change every answer whose resource begins with `start`."""
        self.spoilers.append((start, spoiler))

    # the probe

    def discovery(self, *, suffix: str) -> Answer | None:
        return self._answer(f"discovery.{suffix}", 200, "discovery", self.found)

    def get(self, *, path: str, query: Mapping[str, str]) -> Answer | None:
        stem = path.rpartition(".")[0]
        head, _, name = stem.partition("/")
        if stem == "services":
            return self._answer(
                path,
                200,
                "services",
                self.services if query.get("jurisdiction_id") != "" or "empty" not in self.ignored else [],
            )
        if head == "services" and name == "001":
            return self._answer(path, 200, "service_definition", {"service_code": "001", "attributes": self.attributes})
        if stem == "requests":
            return self._list(path, {k: v for k, v in query.items() if v or "empty" in self.ignored})
        found = [r for r in self.requests if r["service_request_id"] == name]
        if head == "tokens" and name == "T1":
            return self._answer(path, 200, "service_requests", [{"service_request_id": "1001", "token": "T1"}])
        return (
            self._answer(path, 200, "service_requests", found)
            if head == "requests" and found
            else self._refuse(path, 404)
        )

    def post(self, *, path: str, form: Sequence[tuple[str, str]]) -> Answer | None:
        sent = dict(form)
        checks = [
            ("key", sent.get("api_key") is None, 403),
            ("wrong-key", sent.get("api_key") not in {None, "k"}, 403),
            ("no-service", "service_code" not in sent, 400),
            ("unknown-service", sent.get("service_code") == "no-such-service-0", 404),
            ("place", not {"lat", "address_string"} & set(sent), 400),
            ("half-place", "lat" in sent and "long" not in sent, 400),
            ("attribute", sent.get("service_code") == "001" and "attribute[WHERE]" not in sent, 400),
            ("long", len(sent.get("description", "")) > 4000, 400),
            ("address", "lat" not in sent and "address_string" in sent and "address" in self.ignored, 400),
        ]
        for name, wrong, status in checks:
            if wrong and (name not in self.ignored or name == "address"):
                return self._refuse(path, status)
        made = request(0, service_request_id=str(2000 + len(self.requests)), service_code=sent.get("service_code"))
        made["description"] = sent.get("description")
        self.requests.append(made)
        receipt = {
            "service_request_id": made["service_request_id"],
            "service_notice": None,
            "account_id": None,
            **self.extra,
        }
        return self._answer(path, 200, "service_requests", [receipt])

    # its rules

    def _list(self, path: str, query: Mapping[str, str]) -> Answer:
        kept = [r for r in self.requests if self._keeps(r, query)]
        if query.get("start_date", "").startswith("the") and "bad-date" not in self.ignored:
            return self._refuse(path, 400)
        if {"start_date", "end_date"} <= set(query) and "span" not in self.ignored:
            start, end = (datetime.fromisoformat(query[n]) for n in ("start_date", "end_date"))
            if end - start > timedelta(days=90):
                return self._refuse(path, 400)
        return self._answer(path, 200, "service_requests", kept)

    def _keeps(self, row: Mapping[str, Any], query: Mapping[str, str]) -> bool:
        if "service_request_id" in query and "ids" not in self.ignored:
            named = row["service_request_id"] in query["service_request_id"].split(",")
            if "overrides" not in self.ignored or not named:
                return named
        made = datetime.fromisoformat(row["requested_datetime"])
        for name, field in (("status", "status"), ("service_code", "service_code")):
            if name in query and name not in self.ignored and row[field] not in query[name].split(","):
                return False
        start, end = (self._moment(query, name) for name in ("start_date", "end_date"))
        return (start is None or made >= start) and (end is None or made <= end)

    def _moment(self, query: Mapping[str, str], name: str) -> datetime | None:
        if name not in query or name in self.ignored or query[name].startswith("the"):
            return None
        return datetime.fromisoformat(query[name])

    def _refuse(self, path: str, status: int) -> Answer:
        return self._answer(path, status, "errors", [{"code": status, "description": "That cannot be done."}])

    def _answer(self, path: str, status: int, name: str, value: Any) -> Answer:
        suffix = path.rpartition(".")[2]
        text = (
            f'<?xml version="1.0" encoding="utf-8"?>\n{xml_of(name, value)}' if suffix == "xml" else json.dumps(value)
        )
        media_type = "text/xml" if suffix == "xml" else "application/json"
        answer = Answer(
            text.encode(), suffix, f"GET https://city.example/v2/{path}", status, f"{media_type}; charset=utf-8"
        )
        for start, spoiler in self.spoilers:
            if path.startswith(start):
                answer = spoiler(answer)
        return answer
