"""The OpenAPI description, made from the same names that the views use."""

import json
from functools import lru_cache
from typing import Any

from django.conf import settings

from townline.service_requests.queries.open311 import LONGEST_LIST

Schema = dict[str, Any]
_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_MOMENT: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
_MAYBE_MOMENT: Schema = {**_MOMENT, "type": ["string", "null"]}
_DEGREES: Schema = {"type": ["number", "null"]}

_SERVICE = {
    "service_code": _TEXT, "service_name": _TEXT, "description": _TEXT, "metadata": {"type": "boolean"},
    "type": {"enum": ["realtime", "batch", "blackbox"]}, "keywords": _TEXT, "group": _TEXT,
}  # fmt: skip
_VALUE = {"key": _TEXT, "name": _TEXT}
_REQUEST = {
    "service_request_id": _TEXT, "status": {"enum": ["open", "closed"]}, "status_notes": _MAYBE, "service_name": _TEXT,
    "service_code": _TEXT, "description": {**_MAYBE, "maxLength": 4000}, "agency_responsible": _MAYBE, "service_notice": _MAYBE,
    "requested_datetime": _MOMENT, "updated_datetime": _MOMENT, "expected_datetime": _MAYBE_MOMENT, "address": _MAYBE,
    "address_id": _MAYBE, "zipcode": _MAYBE, "lat": _DEGREES, "long": _DEGREES, "media_url": _MAYBE,
}  # fmt: skip
_RECEIPT = {"service_request_id": _TEXT, "service_notice": _MAYBE, "account_id": _MAYBE}
_ERROR = {"code": _TEXT, "description": _TEXT}


def _object(properties: Schema, **more: Any) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), **more}


def _list(of: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}


def _schemas() -> Schema:
    attribute = {
        "variable": {"type": "boolean"}, "code": _TEXT,
        "datatype": {"enum": ["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]},
        "required": {"type": "boolean"}, "datatype_description": _MAYBE, "order": {"type": "integer", "minimum": 1},
        "description": _TEXT, "values": {"type": "array", "items": _object(_VALUE)},
    }  # fmt: skip
    extras = {
        "extended_attributes": {
            "type": ["object", "null"],
            "description": "step, channel and ward; with extensions=true.",
        },
        "notes": {
            "type": ["array", "null"],
            "items": {"type": "object"},
            "description": "Dated steps; with notes=true.",
        },
    }
    request = _object(_REQUEST)
    request["properties"] = {**_REQUEST, **extras}
    return {
        "Service": _object(_SERVICE),
        "Definition": _object({"service_code": _TEXT, "attributes": {"type": "array", "items": _object(attribute)}}),
        "Request": request,
        "Receipt": _object(_RECEIPT),
        "Error": _object(_ERROR),
        "Discovery": _object(
            {"changeset": _TEXT, "contact": _TEXT, "key_service": _TEXT, "endpoints": {"type": "array"}}
        ),
    }


def _answers(name: str, schema: Schema, *faults: int, status: int = 200) -> Schema:
    both = {"application/json": {"schema": schema}, "text/xml": {}}
    wrong = {"application/json": {"schema": _list("Error")}, "text/xml": {}}
    answers: Schema = {str(status): {"description": name, "content": both}}
    return answers | {str(fault): {"description": "What is wrong.", "content": wrong} for fault in (400, *faults)}


def _argument(name: str, says: str, schema: Schema | None = None) -> Schema:
    return {"name": name, "in": "query", "description": says, "schema": schema or _TEXT}


_SUFFIX: Schema = {"name": "suffix", "in": "path", "required": True, "schema": {"enum": ["xml", "json"]}}
_CITY = _argument("jurisdiction_id", "May be left out.")
_LOCALE = _argument("locale", "en or fr (extension).")


def _named(name: str, says: str) -> Schema:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": says,
        "schema": {"type": "string", "minLength": 1},
    }


def _reading(says: str, parameters: list[Schema], answers: Schema) -> Schema:
    return {"get": {"summary": says, "parameters": [_SUFFIX, _CITY, *parameters], "responses": answers}}


def _list_arguments() -> list[Schema]:
    standard = [
        _argument("service_request_id", f"Up to {LONGEST_LIST} ids with commas; overrides all other arguments."),
        _argument("service_code", "One or several with commas."),
        _argument("start_date", "Earliest requested_datetime, with its time zone."),
        _argument("end_date", "Latest requested_datetime; at most 90 days after start_date."),
        _argument("status", "open, closed, or both with a comma."),
    ]
    extensions = [
        _argument("page", "From 1 (extension).", {"type": "integer", "minimum": 1}),
        _argument(
            "page_size",
            "50 if only page is given (extension).",
            {"type": "integer", "minimum": 1, "maximum": LONGEST_LIST},
        ),
        _argument("updated_after", "Changed since; longest unchanged first (extension)."),
        _argument("updated_before", "Changed until (extension)."),
    ]
    return standard + (extensions if settings.OPEN311_EXTENSIONS else [])


def _extras() -> list[Schema]:
    wanted = {"enum": ["true", "false", ""]}
    return [
        _argument("extensions", "Adds extended_attributes (extension).", wanted),
        _argument("notes", "Adds notes (extension).", wanted),
    ]


def _form() -> Schema:
    names = (
        "api_key jurisdiction_id service_code lat long address_string address_id email device_id account_id first_name last_name"
        " phone description media_url client_request_id"
    ).split()
    properties = dict.fromkeys(names, _TEXT) | {"description": {"type": "string", "maxLength": 4000}}
    return {
        "type": "object",
        "properties": properties,
        "required": ["api_key", "service_code"],
        "additionalProperties": _TEXT,
        "description": "Attributes are sent as attribute[CODE]=value, several values as attribute[CODE][]=value.",
    }


@lru_cache(maxsize=1)
def description() -> bytes:
    request = _list("Request")
    body = {"application/x-www-form-urlencoded": {"schema": _form()}}
    posting = {
        "summary": "Report something.",
        "parameters": [_SUFFIX],
        "requestBody": {"required": True, "content": body},
        "responses": _answers("The id of the new request.", _list("Receipt"), 403, 404, 413, 429, status=201),
    }
    paths = {
        "/services.{suffix}": _reading(
            "What can be reported.", [_LOCALE], _answers("Services.", _list("Service"), 404)
        ),
        "/services/{service_code}.{suffix}": _reading(
            "What must be answered.",
            [_named("service_code", "From the list of services."), _LOCALE],
            _answers("The definition.", {"$ref": "#/components/schemas/Definition"}, 404),
        ),
        "/requests.{suffix}": {
            **_reading(
                "Public requests.", [*_list_arguments(), *_extras(), _LOCALE], _answers("Requests.", request, 404)
            ),
            "post": posting,
        },
        "/requests/{service_request_id}.{suffix}": _reading(
            "One public request.",
            [_named("service_request_id", "The reference."), *_extras(), _LOCALE],
            _answers("A list of one.", request, 404),
        ),
        "/tokens/{token}.{suffix}": _reading(
            "No tokens are given out.", [_named("token", "A token.")], _answers("Never.", request, 404)
        ),
        "/discovery.{suffix}": {
            "get": {
                "summary": "Which endpoints there are.",
                "parameters": [_SUFFIX],
                "responses": _answers("Discovery.", {"$ref": "#/components/schemas/Discovery"}),
            }
        },
    }
    whole = {
        "openapi": "3.1.0",
        "info": {"title": "Open311 GeoReport v2", "version": "2"},
        "servers": [{"url": f"{settings.TOWNLINE_SITE_URL}/open311/v2"}],
        "paths": paths,
        "components": {"schemas": _schemas()},
    }
    return json.dumps(whole, ensure_ascii=False).encode()
