"""What they said: answers, place, photos."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from townline.catalog.definitions import Datatype, Question
from townline.ui.localised import localised
from townline.ui.summary_list import SummaryRow

if TYPE_CHECKING:
    from townline.service_requests.queries import Record


@dataclass(frozen=True, slots=True)
class PhotoView:
    uuid: str
    is_ready: bool
    is_evidence: bool
    is_released: bool


def answers_of(record: "Record") -> list[SummaryRow]:
    """In the viewer's language, in the words of the version under which it was asked."""
    language = get_language() or "en"
    given: Mapping[str, object] = record.request.answers
    if record.definition is None:
        return [SummaryRow(code, value) for code, value in given.items()]
    asked = {question.code: question for question in record.definition.questions}
    lines = [
        SummaryRow(question.label.in_(language), _said(question, given[question.code], language))
        for question in record.definition.questions
        if question.code in given and question.datatype is not Datatype.STATEMENT
    ]
    return lines + [SummaryRow(code, value) for code, value in given.items() if code not in asked]


def _said(question: Question, value: object, language: str) -> object:
    if isinstance(value, list):
        return [_choice(question, str(part), language) for part in value]
    if question.datatype is Datatype.SINGLE:
        return _choice(question, str(value), language)
    return value


def _choice(question: Question, key: str, language: str) -> str:
    choice = question.choice(key)
    return choice.name.in_(language) if choice else key


def place_of(record: "Record") -> dict[str, object]:
    request = record.request
    ward = localised(request.ward.name) if request.ward else ""
    return {
        "address": request.address or request.place_description,
        "description": request.place_description if request.address else "",
        "ward": ward,
        "block": request.block if request.block != request.address else "",
        "lat": f"{request.lat:.6f}" if request.lat is not None else "",
        "long": f"{request.long:.6f}" if request.long is not None else "",
    }


def photo_views(record: "Record") -> list[PhotoView]:
    return [
        PhotoView(str(photo.uuid), photo.state == "ready", photo.is_evidence, photo.released_at is not None)
        for photo in record.photos
    ]
