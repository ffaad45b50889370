"""What a button of the editor does to the document before anything is kept."""

from typing import Any

from townline.catalog.definitions import Datatype
from townline.desk.forms.targets import change_targets


def change(document: dict[str, Any], doing: str) -> dict[str, Any]:
    """`add`, `up:2`, `down:2`, `remove:2`, `choice:2`, `unchoice:2:0`; anything else leaves it as it is."""
    change_targets(document["targets"], doing)
    verb, *places = doing.split(":")
    numbers = [int(place) for place in places if place.isdigit()]
    questions: list[dict[str, Any]] = document["questions"]
    if verb == "add":
        questions.append({"code": "", "datatype": Datatype.SINGLE.value, "choices": [{}, {}]})
    if not numbers or numbers[0] >= len(questions):
        return document
    here = numbers[0]
    if verb == "remove":
        del questions[here]
    elif verb in {"up", "down"}:
        there = max(here - 1, 0) if verb == "up" else min(here + 1, len(questions) - 1)
        questions[here], questions[there] = questions[there], questions[here]
    elif verb == "choice":
        questions[here].setdefault("choices", []).append({})
    elif verb == "unchoice" and len(numbers) > 1 and numbers[1] < len(questions[here]["choices"]):
        del questions[here]["choices"][numbers[1]]
    return document
