"""XML and JSON read into the same records, so that one rule serves both formats."""

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import Any

import defusedxml.ElementTree as DefusedTree
from defusedxml.common import DefusedXmlException

from townline.commands.open311_check.answers import Answer


class Unreadable(Exception):
    """The body is not well-formed in its format."""


@dataclass(frozen=True)
class Record:
    """One service, request, attribute or error. XML values are texts, JSON values are what they are."""

    fields: dict[str, Any]
    suffix: str

    def text(self, name: str) -> str | None:
        """The value as a text; None where it is absent, null or blank."""
        value = self.fields.get(name)
        if value is None or isinstance(value, list | dict):
            return None
        if isinstance(value, bool):
            return "true" if value else "false"
        return str(value).strip() or None

    def records(self, list_name: str, item_name: str) -> list["Record"]:
        value = self.fields.get(list_name)
        if isinstance(value, ET.Element):
            return [_record(child) for child in value if local(child.tag) == item_name]
        if isinstance(value, list):
            return [Record(item, "json") for item in value if isinstance(item, dict)]
        return []

    @property
    def label(self) -> str:
        names = ("service_request_id", "token", "service_code", "code", "key", "url")
        return next((f"{name} {self.text(name)}" for name in names if self.text(name)), "an entry without an id")


@dataclass(frozen=True)
class Document:
    answer: Answer
    root: Any

    @property
    def suffix(self) -> str:
        return self.answer.suffix

    def is_list_of(self, list_name: str, item_name: str) -> bool:
        """XML: one container with one kind of child. JSON: the bare array that the Spark convention makes of it."""
        if self.suffix == "xml":
            return local(self.root.tag) == list_name and all(local(child.tag) == item_name for child in self.root)
        return isinstance(self.root, list) and all(isinstance(item, dict) for item in self.root)

    def records(self, list_name: str, item_name: str) -> list[Record]:
        """Lenient: a list that is wrapped once more is still read, so that one mistake does not hide the others."""
        if self.suffix == "xml":
            return [_record(child) for child in self.root if local(child.tag) == item_name]
        found = self.root.get(list_name) if isinstance(self.root, dict) else self.root
        return [Record(item, "json") for item in found or [] if isinstance(item, dict)]

    def record(self) -> Record:
        """The whole document as one record: a service definition or a discovery file."""
        if self.suffix == "xml":
            return _record(self.root)
        return Record(self.root if isinstance(self.root, dict) else {}, "json")


def read(answer: Answer) -> Document:
    """Raise Unreadable for a body that is not its format."""
    try:
        if answer.suffix == "xml":
            return Document(answer, DefusedTree.fromstring(answer.body))
        return Document(answer, json.loads(answer.body.decode("utf-8-sig")))
    except (ET.ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        raise Unreadable(f"{answer.source}: {error}") from error


def local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _record(element: ET.Element) -> Record:
    return Record({local(child.tag): child if len(child) else child.text for child in element}, "xml")
