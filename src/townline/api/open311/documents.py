"""Small documents in both formats. Lists of requests do not pass here: the database writes them."""

import json
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from townline.api.open311.refusals import Fault
from townline.service_requests.queries.open311 import DECLARATION, Suffix

CONTENT_TYPES = {Suffix.XML: "text/xml; charset=utf-8", Suffix.JSON: "application/json; charset=utf-8"}
_ONE = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
}
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(55296, 57344), 65534, 65535))


def write(*, name: str, value: Any, suffix: Suffix) -> bytes:
    """By the Spark convention: a container with one kind of child in XML is an array in JSON."""
    if suffix is Suffix.JSON:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return (DECLARATION + _element(name, value)).encode("utf-8", "replace")


def errors(*, faults: Sequence[Fault], suffix: Suffix) -> bytes:
    return write(
        name="errors",
        value=[{"code": str(fault.status), "description": fault.description} for fault in faults],
        suffix=suffix,
    )


def _element(name: str, value: Any) -> str:
    if isinstance(value, list):
        inner = "".join(_element(_ONE[name], item) for item in value)
    elif isinstance(value, dict):
        inner = "".join(_element(key, item) for key, item in value.items())
    elif isinstance(value, bool):
        inner = "true" if value else "false"
    else:
        inner = "" if value is None else escape(str(value).translate(_CONTROLS))
    return f"<{name}>{inner}</{name}>"
