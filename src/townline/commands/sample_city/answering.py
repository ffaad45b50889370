"""Believable answers to the questions of a service; never a hazard."""

import random
from datetime import datetime, timedelta
from typing import Any

from townline.catalog.definitions import Datatype, Question
from townline.commands.sample_city.geometry.addresses import Place
from townline.commands.sample_city.phrases import plainly

CODES = {
    "pole": "L-{}",
    "hydrant": "H-{}",
    "box_number": "G-{}",
    "meter": "M-{}",
    "stop": "B-{}",
    "serial": "MH{}7",
    "permit": "BP-{}",
}
WORDS = {
    "en": {
        "street_text": ("Alder Street", "Mill Road"), "animal": ("gull", "raccoon", "squirrel"), "species": ("maple", "ash", "linden"),
        "times": ("Evenings, about 8 to 11", "Weekends after midnight", "Every morning around 5:30", "Weekdays at noon"),
        "medical": ("Dialysis on Tuesday at 9", "A home nurse comes every morning"), "wish": ("Speed humps", "A crossing", "A police check"),
        "seen": ("No, it was there in the morning", "A white pickup, no plate seen"),
    },
    "fr": {
        "street_text": ("Rue des Lilas", "Chemin Mill"), "animal": ("goéland", "raton laveur", "écureuil"), "species": ("érable", "frêne", "tilleul"),
        "times": ("Le soir, vers 20 h à 23 h", "La fin de semaine après minuit", "Chaque matin vers 5 h 30", "La semaine, le midi"),
        "medical": ("Dialyse mardi à 9 h", "Une infirmière vient chaque matin"), "wish": ("Des dos d’âne", "Une traverse", "Une surveillance policière"),
        "seen": ("Non, c’était là le matin", "Un pick-up blanc, plaque non vue"),
    },
}  # fmt: skip
ROUTES = ("1", "4", "7", "12", "21")
NUMBERS = {"temperature": (9, 17), "wait": (60, 240), "year": (2022, 2025), "people": (20, 300), "reading": (120, 900)}
AHEAD = {"day", "first_night", "starts", "from"}
OPTIONAL_LEFT_OUT = 0.5


def answers(
    *, questions: tuple[Question, ...], chance: random.Random, service: str, language: str, place: Place, at: datetime
) -> dict[str, Any]:
    """All required questions and some of the others, as the catalogue would have accepted them."""
    given: dict[str, Any] = {}
    for question in questions:
        asked = question.condition is None or _is_met(question, given)
        if question.datatype is Datatype.STATEMENT or not asked:
            continue
        if question.required or chance.random() >= OPTIONAL_LEFT_OUT:
            answer = _answer(question, chance, at, WORDS[language])
            if question.datatype is Datatype.TEXT and not answer:
                answer = plainly(chance, service=service, language=language, place=place)
            if answer:
                given[question.code] = answer
    return given


def _is_met(question: Question, given: dict[str, Any]) -> bool:
    assert question.condition is not None
    answer = given.get(question.condition.question, ())
    return bool(set([answer] if isinstance(answer, str) else answer) & set(question.condition.values))


def _answer(
    question: Question, chance: random.Random, at: datetime, words: dict[str, tuple[str, ...]]
) -> str | list[str]:
    if question.datatype.has_choices:
        keys = [choice.key for choice in question.choices if not choice.stop]
        if question.datatype is Datatype.SINGLE:
            return chance.choice(keys)
        picked = set(chance.sample(keys, chance.choice((1, 1, min(2, len(keys))))))
        return [key for key in keys if key in picked]
    if question.datatype is Datatype.NUMBER:
        return str(chance.randint(*NUMBERS.get(question.code, (1, 6))))
    if question.datatype is Datatype.DATETIME:
        hours = chance.randint(24, 200) if question.code in AHEAD else -chance.randint(1, 60)
        moment = (at + timedelta(hours=hours)).replace(minute=0, second=0, microsecond=0, tzinfo=None)
        return moment.isoformat()
    if question.code in words:
        return chance.choice(words[question.code])
    return "" if question.datatype is Datatype.TEXT else _string(question.code, chance)


def _string(code: str, chance: random.Random) -> str:
    if code == "route":
        return chance.choice(ROUTES)
    if code == "plate":
        return "".join(chance.choices("ABCDEFGHJKLMNPRSTVWXYZ", k=4)) + f" {chance.randrange(1000):03d}"
    return CODES.get(code, "{}").format(chance.randint(1000, 2400))
